package org.gatehouse.core.credential.passkey;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;

/**
 * What authenticators sign (13.4.3): random, good for five minutes, once, and for the one who has
 * asked. A challenge says so itself and is signed by us, so that nothing is kept until it is used.
 */
@Singleton
public class Challenges {
  /** What the key for fingerprints of challenges is good for. */
  public static final String PURPOSE = "passkey-challenge";

  /** How long an answer may take; what Web Authentication recommends (15.1). */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final String DOT = ".";

  private final Vault vault;
  private final RandomToken random;
  private final ReplayCache used;
  private final Clock clock;

  @Inject
  Challenges(Vault vault, RandomToken random, ReplayCache used, Clock clock) {
    this.vault = vault;
    this.random = random;
    this.used = used;
    this.clock = clock;
  }

  /**
   * Makes one.
   *
   * @param asker who asks: a browser, a login, a session
   */
  byte[] make(String asker) {
    String text = random.next() + DOT + clock.instant().plus(LIFETIME).getEpochSecond();
    return (text + DOT + signature(text, asker)).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether it is one of ours, made for this asker, and not too old. */
  boolean isGood(byte[] challenge, String asker) {
    String text = new String(challenge, StandardCharsets.US_ASCII);
    int end = text.lastIndexOf(DOT);
    if (end < 0) {
      return false;
    }
    byte[] expected = signature(text.substring(0, end), asker).getBytes(StandardCharsets.US_ASCII);
    byte[] given = text.substring(end + 1).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, given) && expiry(text).isAfter(clock.instant());
  }

  /** Uses up one that is good; answers whether it hadn't been used. */
  boolean use(byte[] challenge) {
    String text = new String(challenge, StandardCharsets.US_ASCII);
    return used.use(PURPOSE, text, expiry(text));
  }

  /** To be asked of what we have signed. */
  private static Instant expiry(String challenge) {
    String[] parts = challenge.split("\\.", -1);
    return Instant.ofEpochSecond(Long.parseLong(parts[1]));
  }

  private String signature(String text, String asker) {
    return vault.fingerprint(PURPOSE, asker + "\n" + text);
  }
}
