package org.gatehouse.core.credential.apikey;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * How a key is written: {@code gatehouse_usr_}, 256 random bits as 50 digits to the base 36, and
 * their CRC-32 as 7 more. So a secret scanner finds a leaked one by a regular expression, and the
 * checksum tells it from what merely looks like one.
 */
final class ApiKeyFormat {
  private static final int BASE = 36;
  private static final int RANDOM_BITS = 256;
  private static final int RANDOM_DIGITS = 50;
  private static final int CHECK_DIGITS = 7;

  private ApiKeyFormat() {}

  static String make(ApiKeyKind kind, SecureRandom random) {
    String body = kind.prefix() + digits(new BigInteger(RANDOM_BITS, random), RANDOM_DIGITS);
    return body + checksum(body);
  }

  /**
   * What kind of key this is, if it is written as one; whose, or whether anybody's, is not said.
   */
  static Optional<ApiKeyKind> kindOf(String typed) {
    return Stream.of(ApiKeyKind.values()).filter(kind -> isOf(kind, typed)).findFirst();
  }

  private static boolean isOf(ApiKeyKind kind, String typed) {
    int split = kind.prefix().length() + RANDOM_DIGITS;
    return typed.length() == split + CHECK_DIGITS
        && typed.startsWith(kind.prefix())
        && typed.substring(split).equals(checksum(typed.substring(0, split)));
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
  }

  private static String digits(BigInteger number, int length) {
    String digits = number.toString(BASE);
    return "0".repeat(length - digits.length()) + digits;
  }
}
