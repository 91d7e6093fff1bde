package org.gatehouse.core.credential.totp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * What an authenticator app and we share (RFC 6238): 160 random bits, SHA-1, six digits, thirty
 * seconds, the parameters every app knows.
 */
public final class TotpSecret {
  private static final int BYTES = 20;
  private static final int DIGITS = 6;
  private static final Duration STEP = Duration.ofSeconds(30);

  /** How far the clock of a phone may be off, in steps either way. */
  private static final long DRIFT = 1;

  private final byte[] secret;

  private TotpSecret(byte[] secret) {
    this.secret = secret;
  }

  /** A new one. */
  public static TotpSecret random(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new TotpSecret(secret);
  }

  /** The one that {@link #base32} wrote. */
  public static TotpSecret parse(String base32) {
    return new TotpSecret(Base32.decode(base32));
  }

  /** The secret as apps show it: Base32 (RFC 4648), 32 characters. */
  public String base32() {
    return Base32.toBase32String(secret);
  }

  /**
   * The address in the QR code ({@code otpauth://totp/…}, the key URI format that apps read).
   *
   * @param issuer which service the app shows
   * @param account which account the app shows
   */
  public String uri(String issuer, String account) {
    String label = encode(issuer) + ":" + encode(account);
    return String.format(
        Locale.ROOT,
        "otpauth://totp/%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d",
        label,
        base32(),
        encode(issuer),
        DIGITS,
        STEP.toSeconds());
  }

  /** Whether this could be a code: so many digits. */
  static boolean isCode(String typed) {
    return typed.length() == DIGITS && typed.chars().allMatch(Character::isDigit);
  }

  /**
   * The time step that this code belongs to, if it is of one around now.
   *
   * @param code what was typed, digits only
   */
  OptionalLong stepOf(String code, Instant now) {
    long current = now.getEpochSecond() / STEP.toSeconds();
    byte[] typed = code.getBytes(StandardCharsets.UTF_8);
    return LongStream.rangeClosed(current - DRIFT, current + DRIFT)
        .filter(step -> MessageDigest.isEqual(typed, code(step).getBytes(StandardCharsets.UTF_8)))
        .max();
  }

  /** The code of the step that begins at or before this instant. */
  public String code(Instant at) {
    return code(at.getEpochSecond() / STEP.toSeconds());
  }

  private String code(long step) {
    try {
      return new TimeBasedOneTimePasswordGenerator(STEP, DIGITS)
          .generateOneTimePasswordString(
              new SecretKeySpec(secret, "HmacSHA1"),
              Instant.ofEpochSecond(step * STEP.toSeconds()),
              Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "TotpSecret[hidden]";
  }
}
