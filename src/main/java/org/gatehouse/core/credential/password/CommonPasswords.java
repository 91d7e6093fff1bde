package org.gatehouse.core.credential.password;

import com.google.common.hash.Hashing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  private final long[] sorted;

  CommonPasswords() {
    try (InputStream list = CommonPasswords.class.getResourceAsStream(LIST);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(list), StandardCharsets.UTF_8))) {
      sorted = lines.lines().mapToLong(CommonPasswords::hash).sorted().toArray();
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

  private static long hash(String text) {
    return ByteBuffer.wrap(Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes())
        .getLong();
  }
}
