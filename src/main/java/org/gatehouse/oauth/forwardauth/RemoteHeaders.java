package org.gatehouse.oauth.forwardauth;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which an application behind a proxy knows who somebody is. There is no standard;
 * the names are those that Authelia has made common. A header bears ASCII (RFC 9110, 5.5), and
 * servers make a space of all else, so that two names would become one: other characters, and the
 * percent sign, are percent-encoded UTF-8 (RFC 3986, 2.1).
 */
final class RemoteHeaders {
  /** Bytes of one header, of which there are four: servers and proxies bear 8 KiB for all. */
  private static final int LONGEST = 1_500;

  private static final Map<String, String> CLAIMS =
      new TreeMap<>(
          Map.of(
              "Remote-User", PersonClaims.USER_NAME,
              "Remote-Name", "name",
              "Remote-Email", "email",
              "Remote-Groups", "groups"));

  private RemoteHeaders() {}

  /** Writes what there is. */
  static void write(HttpServletResponse response, Map<String, Object> claims) {
    CLAIMS.forEach((header, claim) -> write(response, header, encode(text(claims.get(claim)))));
  }

  private static void write(HttpServletResponse response, String header, String text) {
    // Half a list of groups would be another one.
    if (!text.isEmpty() && text.length() <= LONGEST) {
      response.setHeader(header, text);
    }
  }

  private static String text(@Nullable Object claim) {
    if (claim instanceof Collection<?> all) {
      return all.stream().map(Object::toString).collect(Collectors.joining(","));
    }
    return claim == null ? "" : claim.toString();
  }

  /** What is plain stays as it is: most of it is, and most applications decode nothing. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet < ' ' || octet > '~' || octet == '%') {
        encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
      } else {
        encoded.append((char) octet);
      }
    }
    return encoded.toString();
  }
}
