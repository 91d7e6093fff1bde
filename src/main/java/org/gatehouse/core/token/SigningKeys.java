package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.gatehouse.core.secret.NativeCryptography;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The key pairs of this installation. Of each algorithm one signs; the next is published a day
 * before it takes over, so that those who remember our JWKS (RFC 7517) know it by then; an old one
 * stays published for as long as a token of it can live, unless it is withdrawn: then it counts no
 * longer on any node within five seconds.
 */
@Singleton
public class SigningKeys {
  private static final Logger LOG = System.getLogger(SigningKeys.class.getName());

  private static final Duration PUBLISHED_BEFORE = Duration.ofDays(1);
  private static final Duration RELOADED_AT_MOST_EVERY = Duration.ofSeconds(1);
  private static final Duration RELOADED_AT_LEAST_EVERY = Duration.ofSeconds(4);
  private static final String PURPOSE = "signing-key";

  private final SigningKeyRows store;
  private final Vault vault;
  private final Clock clock;
  private final Duration rotation;
  private final Duration longestToken;
  private final ReentrantLock reloading = new ReentrantLock();
  private volatile @Nullable Loaded loaded;

  @Inject
  SigningKeys(SigningKeyRows store, Vault vault, Settings settings, Clock clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
    this.rotation = settings.keys().rotation();
    this.longestToken =
        settings.session().rememberedLifetime().compareTo(settings.session().lifetime()) > 0
            ? settings.session().rememberedLifetime()
            : settings.session().lifetime();
  }

  /** The public keys as a JWK set, in JSON. */
  public String jwks() {
    return loaded().jwks();
  }

  /**
   * Makes the next key of each algorithm when its time has come, the first one at once, and removes
   * those that no token needs. To be called at the start and every hour.
   *
   * @throws org.gatehouse.core.secret.WrongMasterKey if the stored keys don't open
   */
  public synchronized void rotate() {
    Instant now = clock.instant();
    store.removeUnpublished(now);
    Loaded present = load();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      List<Held> signing = present.signing(algorithm, now);
      if (signing.isEmpty()) {
        make(algorithm, now, now.plus(rotation));
      } else {
        // The last of them: two nodes that started at once have each made a first one.
        Instant end = signing.get(signing.size() - 1).row().signsUntil();
        if (end.minus(PUBLISHED_BEFORE).isBefore(now)) {
          make(algorithm, now, end.plus(rotation));
        }
      }
    }
    loaded = load();
  }

  /**
   * What there is, for whoever watches or withdraws it; of each algorithm the one that ends to sign
   * first in front.
   */
  public List<PublishedKey> published() {
    return load().keys().stream().map(Held::published).toList();
  }

  /**
   * Withdraws a key at once: no token counts that it has signed or will sign. Where no other one is
   * there to sign, one is made.
   *
   * @return whether there was one of this name
   */
  public boolean withdraw(String kid) {
    boolean removed = store.remove(kid);
    rotate();
    return removed;
  }

  /** The pair that signs now by this algorithm. */
  TokenKey signer(SigningAlgorithm algorithm) {
    List<Held> signing = loaded().signing(algorithm, clock.instant());
    if (signing.isEmpty()) {
      rotate();
      signing = loaded().signing(algorithm, clock.instant());
    }
    return signing.get(0).key();
  }

  /** The pair of this name, if it is published; another node may have made it just now. */
  Optional<TokenKey> named(String kid) {
    Optional<TokenKey> known = loaded().named(kid);
    return known.isPresent() ? known : reloadedAfter(RELOADED_AT_MOST_EVERY).named(kid);
  }

  private Loaded loaded() {
    return reloadedAfter(RELOADED_AT_LEAST_EVERY);
  }

  private Loaded reloadedAfter(Duration age) {
    Loaded current = loaded;
    if (current != null && !isOlder(current, age)) {
      return current;
    }
    if (current == null) {
      reloading.lock();
    } else if (!reloading.tryLock()) {
      // Another request is at it.
      return current;
    }
    try {
      current = loaded;
      if (current == null || isOlder(current, age)) {
        current = load();
        loaded = current;
      }
      return current;
    } finally {
      reloading.unlock();
    }
  }

  private boolean isOlder(Loaded current, Duration age) {
    return current.at().plus(age).isBefore(clock.instant());
  }

  private Loaded load() {
    Optional<Loaded> before = Optional.ofNullable(loaded);
    List<Held> keys =
        store.published(clock.instant()).stream()
            .map(row -> before.flatMap(known -> known.of(row)).orElseGet(() -> opened(row)))
            // Of RSA in front: who takes the first of a set, whatever its name, means that.
            .sorted(Comparator.comparing(held -> held.key().algorithm()))
            .toList();
    List<JWK> published = keys.stream().map(held -> held.key().pair().toPublicJWK()).toList();
    return new Loaded(clock.instant(), keys, new JWKSet(published).toString());
  }

  private Held opened(SigningKey row) {
    try {
      JWK pair = JWK.parse(vault.open(PURPOSE, row.kid(), row.encryptedJwk()));
      return new Held(new TokenKey(pair, NativeCryptography.provider()), row);
    } catch (ParseException e) {
      throw new IllegalStateException("signing key " + row.kid() + " isn't a JWK", e);
    }
  }

  private void make(SigningAlgorithm algorithm, Instant now, Instant signsUntil) {
    try {
      JWK pair = algorithm.generate(UUID.randomUUID().toString());
      String sealed = vault.seal(PURPOSE, pair.getKeyID(), pair.toJSONString());
      store.add(
          new SigningKey(pair.getKeyID(), sealed, now, signsUntil, signsUntil.plus(longestToken)));
      LOG.log(
          Level.INFO,
          "Made signing key {0} for {1}, signing until {2}",
          pair.getKeyID(),
          algorithm,
          signsUntil);
    } catch (JOSEException e) {
      throw new IllegalStateException("RSA and P-256 are part of every JDK", e);
    }
  }

  /**
   * A key as others see it.
   *
   * @param kid its name, as the header of a token has it
   * @param algorithm by what it signs
   * @param madeAt when it was made
   * @param signsUntil when it ends to sign
   */
  public record PublishedKey(
      String kid, SigningAlgorithm algorithm, Instant madeAt, Instant signsUntil) {}

  /** A key pair, and the row that it was in, which doesn't change but for another master key. */
  private record Held(TokenKey key, SigningKey row) {
    PublishedKey published() {
      return new PublishedKey(key.kid(), key.algorithm(), row.createdAt(), row.signsUntil());
    }

    boolean is(SigningKey other) {
      return row.encryptedJwk().equals(other.encryptedJwk());
    }
  }

  /** The keys in the database at a moment, and what others see of them. */
  private record Loaded(Instant at, List<Held> keys, String jwks) {
    List<Held> signing(SigningAlgorithm algorithm, Instant now) {
      return keys.stream()
          .filter(held -> held.key().algorithm() == algorithm)
          .filter(held -> held.row().signsUntil().isAfter(now))
          .toList();
    }

    /** The pair of this row, if it was read before. */
    Optional<Held> of(SigningKey row) {
      return keys.stream().filter(held -> held.is(row)).findFirst();
    }

    Optional<TokenKey> named(String kid) {
      return keys.stream().map(Held::key).filter(key -> kid.equals(key.kid())).findFirst();
    }
  }
}
