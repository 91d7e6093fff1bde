package org.gatehouse.oauth.forwardauth;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which an application behind a proxy knows who somebody is. There is no standard;
 * the names are those that Authelia has made common. Values are UTF-8; of names there are no more
 * than servers and proxies bear in a header.
 */
final class RemoteHeaders {
  /** Bytes of one header: nginx takes 4 KiB for all of them. */
  private static final int LONGEST = 2_500;

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
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
    CLAIMS.forEach((header, claim) -> write(response, header, text(claims.get(claim))));
  }

  private static void write(HttpServletResponse response, String header, String text) {
    byte[] bytes = CONTROLS.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8);
    // Half a list of groups would be another one.
    if (bytes.length > 0 && bytes.length <= LONGEST) {
      // Servers write each character as a byte.
      response.setHeader(header, new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  private static String text(@Nullable Object claim) {
    if (claim instanceof Collection<?> all) {
      return all.stream().map(Object::toString).collect(Collectors.joining(","));
    }
    return claim == null ? "" : claim.toString();
  }
}
