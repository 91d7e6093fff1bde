package org.gatehouse.core.credential.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A password as somebody typed it, in NFKC so that it matches however a keyboard composes its
 * letters (NIST 800-63B-4, 3.1.1.2). What is too long to be anybody's password becomes one that
 * nobody has.
 */
public final class Password {
  /** The longest password, in characters (code points). */
  public static final int MAXIMUM = 256;

  /** Never a password: the policy refuses controls. */
  private static final String NOBODYS = "\u0000";

  private final String normalised;
  private final String typed;

  /**
   * @param typed anything
   */
  public Password(String typed) {
    // NFKC can lengthen a text; two UTF-16 units a character is the most that can still fit.
    String text =
        typed.length() > 2 * MAXIMUM ? NOBODYS : Normalizer.normalize(typed, Normalizer.Form.NFKC);
    this.normalised = text.codePointCount(0, text.length()) > MAXIMUM ? NOBODYS : text;
    this.typed = normalised.equals(NOBODYS) ? NOBODYS : typed;
  }

  /**
   * A keyed hash (HMAC) of this password: with a key that nobody else has, it tells whether two
   * passwords are the same and nothing more.
   *
   * @param mac with its key, and perhaps with what goes before
   */
  public byte[] keyedHash(Mac mac) {
    return mac.doFinal(utf8());
  }

  byte[] utf8() {
    return normalised.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What another system may have hashed: this, and what was typed where that is something else, as
   * with {@code ²} or {@code µ}. Nothing where it is empty or has a NUL: HMAC and bcrypt take an
   * empty key, or the end of any, for one that is filled with zeros.
   */
  List<byte[]> asElsewhere() {
    return Stream.of(normalised, typed)
        .distinct()
        .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  String text() {
    return normalised;
  }

  boolean isTooLong() {
    return normalised.equals(NOBODYS);
  }

  int length() {
    return normalised.codePointCount(0, normalised.length());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Password password && normalised.equals(password.normalised);
  }

  @Override
  public int hashCode() {
    return normalised.hashCode();
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
