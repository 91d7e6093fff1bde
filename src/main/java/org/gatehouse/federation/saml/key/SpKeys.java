package org.gatehouse.federation.saml.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.secret.NativeCryptography;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the service provider, of the whole installation. Unlike those of tokens they aren't
 * changed by the clock: some providers must be told by a person. So a system administrator
 * publishes the next key, uses it when all providers know it, and withdraws the old one.
 */
@Singleton
public class SpKeys {
  private static final Logger LOG = System.getLogger(SpKeys.class.getName());

  private static final int BITS = 3072;
  private static final Duration LIFETIME = Duration.ofDays(3 * 365);
  private static final Duration REMEMBERED = Duration.ofSeconds(4);
  private static final String PURPOSE = "saml-key";

  private final SpKeyRows rows;
  private final Vault vault;
  private final Clock clock;
  private final SecureRandom random;
  private final String name;
  private volatile @Nullable Loaded loaded;

  @Inject
  SpKeys(SpKeyRows rows, Vault vault, Settings settings, Clock clock, SecureRandom random) {
    this.rows = rows;
    this.vault = vault;
    this.clock = clock;
    this.random = random;
    this.name = "CN=" + settings.publicUrl().getHost().replaceAll("[^A-Za-z0-9.-]", "-");
  }

  /** All keys, the oldest first; the first one is made at the first use. */
  public List<KeyPairWithCertificate> all() {
    Loaded current = loaded;
    if (current == null || current.at().plus(REMEMBERED).isBefore(clock.instant())) {
      current = load();
    }
    return current.keys();
  }

  /** The key that signs. */
  public KeyPairWithCertificate active() {
    return of(Use.ACTIVE).orElseThrow();
  }

  /** What there is, for whoever watches or changes it. */
  public List<PublishedKey> published() {
    return all().stream()
        .map(
            key ->
                new PublishedKey(
                    key.use().name(),
                    key.certificate().getNotBefore().toInstant(),
                    key.certificate().getNotAfter().toInstant()))
        .toList();
  }

  /** When the certificate of the key that signs expires, if there is one: none is made for that. */
  public Optional<Instant> expiry() {
    return rows.all().stream()
        .filter(row -> row.slot() == SpKey.Slot.ACTIVE)
        .map(SpKey::expiresAt)
        .findFirst();
  }

  /**
   * Makes the next key and publishes it; it doesn't sign yet.
   *
   * @throws Conflict if there is one
   */
  public void publishNext() {
    load();
    if (of(Use.NEXT).isPresent() || !make(SpKey.Slot.NEXT)) {
      throw new Conflict(SpKeyRule.NEXT_EXISTS);
    }
    load();
  }

  /**
   * From now on the next key signs; the one before only decrypts.
   *
   * @throws Conflict if there is none
   */
  public void useNext() {
    load();
    if (of(Use.NEXT).isEmpty()) {
      throw new Conflict(SpKeyRule.NO_NEXT);
    }
    rows.useNext();
    load();
  }

  /** Forgets keys that only decrypt. */
  public void withdrawRetired() {
    rows.removeRetired();
    load();
  }

  private Optional<KeyPairWithCertificate> of(Use use) {
    return all().stream().filter(key -> key.use() == use).findFirst();
  }

  private Loaded load() {
    List<SpKey> stored = rows.all();
    if (stored.stream().noneMatch(row -> row.slot() == SpKey.Slot.ACTIVE)) {
      // Another node may be quicker: then its key is the one.
      make(SpKey.Slot.ACTIVE);
      stored = rows.all();
    }
    Loaded current = new Loaded(clock.instant(), stored.stream().map(this::open).toList());
    loaded = current;
    return current;
  }

  private boolean make(SpKey.Slot slot) {
    try {
      KeyPairGenerator generator = NativeCryptography.rsa();
      generator.initialize(BITS, random);
      KeyPair pair = generator.generateKeyPair();
      UUID id = UUID.randomUUID();
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      X509Certificate certificate =
          SelfSigned.make(pair, name, now.minus(1, ChronoUnit.HOURS), now.plus(LIFETIME), random);
      String sealed = vault.seal(PURPOSE, id.toString(), base64(pair.getPrivate().getEncoded()));
      boolean added =
          add(
              new SpKey(
                  id, slot, base64(certificate.getEncoded()), sealed, now, now.plus(LIFETIME)));
      if (added) {
        LOG.log(Level.INFO, "Made SAML key {0} until {1}", id, now.plus(LIFETIME));
      }
      return added;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("RSA is part of every JDK", e);
    }
  }

  /** Of two nodes that add one, one does. */
  private boolean add(SpKey key) {
    return Duplicates.addUnlessThere(
        () -> rows.add(key),
        () -> rows.all().stream().anyMatch(other -> other.slot() == key.slot()));
  }

  private KeyPairWithCertificate open(SpKey row) {
    try {
      byte[] key =
          Base64.getDecoder().decode(vault.open(PURPOSE, row.id().toString(), row.sealedKey()));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(Base64.getDecoder().decode(row.certificate())));
      return new KeyPairWithCertificate(
          row.id(),
          row.slot() == null ? Use.RETIRED : Use.valueOf(row.slot().name()),
          certificate,
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SAML key " + row.id() + " can't be read", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * A key as others see it.
   *
   * @param use {@code ACTIVE}, {@code NEXT} or {@code RETIRED}
   * @param since since when its certificate is good
   * @param until how long
   */
  public record PublishedKey(String use, Instant since, Instant until) {}

  /** The keys in the database at a moment. */
  private record Loaded(Instant at, List<KeyPairWithCertificate> keys) {}
}
