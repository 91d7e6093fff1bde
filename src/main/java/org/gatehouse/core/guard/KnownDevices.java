package org.gatehouse.core.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.session.Client;

/**
 * Knows browsers in which a user has logged in before (OWASP, "Slow Down Online Guessing Attacks
 * with Device Cookies"). Failures of such a browser have a count of their own: whoever guesses from
 * elsewhere, and so locks the account for strangers, can't keep its owner out.
 *
 * <p>A browser keeps an entry for each of its latest users: a random name, an expiry, and a keyed
 * hash of both with the user and the moment when the password was set. So an entry names nobody, is
 * worth nothing with another user, and nothing after a change of the password. There is nothing to
 * store here.
 */
@Singleton
public class KnownDevices {
  /** How long a browser is known after a login. */
  public static final Duration LIFETIME = Duration.ofDays(365);

  /** The number of people who may share a browser. */
  static final int MOST = 5;

  private static final int NAME_BYTES = 16;
  private static final Pattern BETWEEN = Pattern.compile("~");
  private static final Pattern ENTRY =
      Pattern.compile("[A-Za-z0-9_-]{22}\\.[0-9]{1,11}\\.[0-9a-f]{64}");

  private final Vault vault;
  private final Function<UUID, Optional<Instant>> passwordSetAt;
  private final SecureRandom random;
  private final Clock clock;

  @Inject
  KnownDevices(Vault vault, Passwords passwords, SecureRandom random, Clock clock) {
    this(vault, passwords::setAt, random, clock);
  }

  /**
   * @param passwordSetAt when the present password of a user was set
   */
  KnownDevices(
      Vault vault,
      Function<UUID, Optional<Instant>> passwordSetAt,
      SecureRandom random,
      Clock clock) {
    this.vault = vault;
    this.passwordSetAt = passwordSetAt;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Under what the failures of this browser are counted, if the user has logged in with it.
   *
   * @param userId who is to log in, or nothing where that is nobody
   */
  Optional<String> subject(Optional<UUID> userId, Client client) {
    if (client.device().isEmpty()) {
      return Optional.empty();
    }
    // A user nobody is, so that an unknown one costs the same.
    UUID user = userId.orElseGet(UUID::randomUUID);
    Instant setAt = passwordSetAt(user);
    return entries(client.device())
        .filter(entry -> isOf(user, setAt, entry))
        .findFirst()
        .map(entry -> RandomToken.hash("device/" + entry));
  }

  /**
   * What a browser is to keep from now on, in which a user has just logged in, and whether it was
   * known to be that user's before.
   *
   * @param kept what it has kept so far; anything is allowed
   */
  public Remembered remember(UUID userId, Optional<String> kept) {
    Instant setAt = passwordSetAt(userId);
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String signed =
        Base64.getUrlEncoder().withoutPadding().encodeToString(name)
            + "."
            + clock.instant().plus(LIFETIME).getEpochSecond();
    String entry = signed + "." + hash(userId, setAt, signed);
    String all =
        Stream.concat(Stream.of(entry), entries(kept).filter(other -> !isOf(userId, setAt, other)))
            .limit(MOST)
            .collect(Collectors.joining("~"));
    return new Remembered(all, entries(kept).anyMatch(other -> isOf(userId, setAt, other)));
  }

  /**
   * What becomes of a login in a browser.
   *
   * @param kept what the browser is to keep from now on
   * @param wasKnown whether it was known before
   */
  public record Remembered(String kept, boolean wasKnown) {
    @Override
    public String toString() {
      return "Remembered[" + wasKnown + "]";
    }
  }

  private Instant passwordSetAt(UUID userId) {
    return passwordSetAt.apply(userId).orElse(Instant.EPOCH);
  }

  private static Stream<String> entries(Optional<String> kept) {
    return kept.map(text -> List.of(BETWEEN.split(text, MOST + 1))).orElse(List.of()).stream()
        .limit(MOST)
        .filter(entry -> ENTRY.matcher(entry).matches());
  }

  private boolean isOf(UUID userId, Instant setAt, String entry) {
    int dot = entry.lastIndexOf('.');
    String signed = entry.substring(0, dot);
    long expiry = Long.parseLong(signed.substring(signed.indexOf('.') + 1));
    return expiry > clock.instant().getEpochSecond()
        && MessageDigest.isEqual(
            hash(userId, setAt, signed).getBytes(StandardCharsets.US_ASCII),
            entry.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
  }

  private String hash(UUID userId, Instant setAt, String signed) {
    return vault.fingerprint("device", userId + "\n" + setAt.toEpochMilli() + "\n" + signed);
  }
}
