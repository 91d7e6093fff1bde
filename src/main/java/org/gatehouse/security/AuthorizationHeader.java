package org.gatehouse.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.JsonText;

/** A header with a scheme and what belongs to it (RFC 9110, 11.6.2). */
public final class AuthorizationHeader {
  private static final Charset LATIN = Charset.forName("windows-1252");

  private AuthorizationHeader() {}

  /**
   * What follows a scheme.
   *
   * @param header its name
   * @param scheme in any case
   */
  public static Optional<String> of(HttpServletRequest request, String header, String scheme) {
    String prefix = scheme + " ";
    return Optional.ofNullable(request.getHeader(header))
        .map(String::strip)
        .filter(value -> value.regionMatches(true, 0, prefix, 0, prefix.length()))
        .map(value -> value.substring(prefix.length()).strip());
  }

  /**
   * A user name and a password as HTTP Basic writes them (RFC 7617): Base64 of UTF-8, split at the
   * first colon. What isn't UTF-8 is read as older clients write it, in Latin-1 with the signs that
   * Windows has where that has controls. So it is one or the other, never two attempts.
   */
  public static Optional<NameAndSecret> decode(String base64) {
    try {
      String text = text(Base64.getDecoder().decode(base64));
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new NameAndSecret(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] bytes) {
    try {
      return JsonText.utf8(bytes);
    } catch (BadRequest e) {
      return new String(bytes, LATIN);
    }
  }

  /**
   * Both parts.
   *
   * @param name before the colon
   * @param secret after it
   */
  public record NameAndSecret(String name, String secret) {
    @Override
    public String toString() {
      return "NameAndSecret[hidden]";
    }
  }
}
