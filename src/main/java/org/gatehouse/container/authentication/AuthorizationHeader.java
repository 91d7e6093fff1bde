package org.gatehouse.container.authentication;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A header with a scheme and what belongs to it (RFC 9110, 11.6.2). */
final class AuthorizationHeader {
  private AuthorizationHeader() {}

  /**
   * What follows a scheme.
   *
   * @param header its name
   * @param scheme in any case
   */
  static Optional<String> of(HttpServletRequest request, String header, String scheme) {
    String prefix = scheme + " ";
    return Optional.ofNullable(request.getHeader(header))
        .map(String::strip)
        .filter(value -> value.regionMatches(true, 0, prefix, 0, prefix.length()))
        .map(value -> value.substring(prefix.length()).strip());
  }

  /**
   * A user name and a password as HTTP Basic writes them (RFC 7617): Base64 of UTF-8, split at the
   * first colon.
   */
  static Optional<NameAndSecret> decode(String base64) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
              .toString();
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new NameAndSecret(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Both parts.
   *
   * @param name before the colon
   * @param secret after it
   */
  record NameAndSecret(String name, String secret) {
    @Override
    public String toString() {
      return "NameAndSecret[hidden]";
    }
  }
}
