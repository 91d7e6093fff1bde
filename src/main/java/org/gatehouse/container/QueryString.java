package org.gatehouse.container;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the query alone: {@code getParameter} would also read the body, which then is gone
 * for those who read it themselves.
 */
final class QueryString {
  private QueryString() {}

  static Optional<String> first(@Nullable String query, String name) {
    return Stream.of(query == null ? new String[0] : query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(name))
        .findFirst()
        .flatMap(pair -> decode(pair[1]));
  }

  private static Optional<String> decode(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
