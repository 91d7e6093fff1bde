package org.gatehouse.core.credential.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The passwords that many people have taken (NIST 800-63B-4, 3.1.1.2), also with a few digits or
 * signs at the end. In memory each is 64 bits of its hash: of 80,000, two are the same once in five
 * billion lists, and a password is mistaken for one of them more rarely still.
 */
final class CommonPasswords {
  private static final String LIST = "common-passwords.txt";
  private static final int LONGEST_TAIL = 4;

  private final MessageDigest digest = sha256();
  private final long[] sorted;

  CommonPasswords() {
    try (InputStream list = CommonPasswords.class.getResourceAsStream(LIST);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(list), StandardCharsets.UTF_8))) {
      sorted = lines.lines().mapToLong(this::hash).sorted().toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether it is one of them, with or without what is appended to please other servers.
   *
   * @param folded in the form in which case doesn't matter
   */
  boolean contains(String folded) {
    return IntStream.rangeClosed(0, Math.min(LONGEST_TAIL, folded.length()))
        .filter(tail -> isNoLetter(folded.substring(folded.length() - tail)))
        .mapToObj(tail -> folded.substring(0, folded.length() - tail))
        .anyMatch(stem -> Arrays.binarySearch(sorted, hash(stem)) >= 0);
  }

  int size() {
    return sorted.length;
  }

  private static boolean isNoLetter(String tail) {
    return tail.codePoints().noneMatch(Character::isLetter);
  }

  private long hash(String text) {
    byte[] hash;
    synchronized (digest) {
      hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    }
    return ByteBuffer.wrap(hash).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
