package org.gatehouse.core.credential.password;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash in the PHC string format: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash},
 * Base64 without padding.
 *
 * @param memoryKib memory, KiB
 * @param iterations passes
 * @param parallelism lanes
 * @param salt random, 16 bytes when we made it, in Base64
 * @param hash what came out, 32 bytes when we made it, in Base64
 */
record PasswordHash(int memoryKib, int iterations, int parallelism, String salt, String hash)
    implements StoredHash {
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,171})");

  /** Whether a text is such a hash. */
  static boolean isOurs(String phc) {
    return PHC.matcher(phc).matches();
  }

  /**
   * @throws IllegalArgumentException if the text isn't such a hash
   */
  static PasswordHash parse(String phc) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC format");
    }
    return new PasswordHash(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        parts.group(4),
        parts.group(5));
  }

  static PasswordHash of(int memoryKib, int iterations, int parallelism, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        memoryKib,
        iterations,
        parallelism,
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }

  @Override
  public String format() {
    return String.format(
        Locale.ROOT,
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
        memoryKib,
        iterations,
        parallelism,
        salt,
        hash);
  }

  byte[] saltBytes() {
    return Base64.getDecoder().decode(salt);
  }

  byte[] hashBytes() {
    return Base64.getDecoder().decode(hash);
  }

  /** Whether it was made with less effort than asked for now. */
  boolean isWeakerThan(int memory, int passes, int lanes) {
    return memoryKib < memory || iterations < passes || parallelism < lanes;
  }

  @Override
  public String toString() {
    return "PasswordHash[hidden]";
  }
}
