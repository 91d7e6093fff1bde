package org.gatehouse.core.credential.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
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

  /**
   * @param typed anything
   */
  public Password(String typed) {
    // NFKC can lengthen a text; two UTF-16 units a character is the most that can still fit.
    String text =
        typed.length() > 2 * MAXIMUM ? NOBODYS : Normalizer.normalize(typed, Normalizer.Form.NFKC);
    this.normalised = text.codePointCount(0, text.length()) > MAXIMUM ? NOBODYS : text;
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
