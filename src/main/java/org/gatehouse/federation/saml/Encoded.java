package org.gatehouse.federation.saml;

import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes messages out of what carries them, and no larger ones than anybody need send. */
final class Encoded {
  /** The largest message, bytes. */
  static final int LIMIT = 256 * 1024;

  /** The largest form that can have one: Base64, of which a browser may escape some. */
  static final int LARGEST_FORM = 512 * 1024;

  private Encoded() {}

  /**
   * The message in a form (SAML Bindings 3.5.4).
   *
   * @param text Base64, in lines or not
   */
  static byte[] ofForm(String text) {
    // Lines are RFC 2045; any other character that isn't Base64 is refused.
    byte[] message = base64(text.replaceAll("[\\r\\n\\t ]", ""));
    if (message.length > LIMIT) {
      throw new SamlRefused(SamlRefusal.TOO_LARGE);
    }
    return message;
  }

  /**
   * The message in an address (SAML Bindings 3.4.4.1).
   *
   * @param text Base64 of what was deflated
   */
  static byte[] ofAddress(String text) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(base64(text));
      byte[] message = new byte[LIMIT + 1];
      int length = 0;
      while (!inflater.finished()) {
        int read = inflater.inflate(message, length, message.length - length);
        length += read;
        if (length > LIMIT) {
          throw new SamlRefused(SamlRefusal.TOO_LARGE);
        }
        if (read == 0 && !inflater.finished()) {
          throw new SamlRefused(SamlRefusal.MALFORMED, "deflate");
        }
      }
      return java.util.Arrays.copyOf(message, length);
    } catch (DataFormatException e) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "deflate");
    } finally {
      inflater.end();
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "base64");
    }
  }
}
