package org.gatehouse.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the query alone: {@code getParameter} would also read the body, which then is gone
 * for those who read it themselves.
 */
public final class QueryString {
  private static final Pattern SECRET =
      Pattern.compile(
          "credentials|password|token|jwt|csrf|secret|key|^(code|state|arrival|request_uri|SAML.*)$",
          Pattern.CASE_INSENSITIVE);

  private QueryString() {}

  /** The first value of a parameter that has one. */
  public static Optional<String> first(@Nullable String query, String name) {
    return values(query, name).findFirst().flatMap(QueryString::decode);
  }

  /** All values of a parameter that are well encoded. */
  public static List<String> all(@Nullable String query, String name) {
    return values(query, name).flatMap(value -> decode(value).stream()).toList();
  }

  private static Stream<String> values(@Nullable String query, String name) {
    return pairs(query)
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(name))
        .map(pair -> pair[1]);
  }

  /** The query without what must not reach a log: parameters that are named like secrets. */
  public static Optional<String> withoutSecrets(@Nullable String query) {
    if (query == null) {
      return Optional.empty();
    }
    return Optional.of(
            pairs(query)
                .filter(pair -> !SECRET.matcher(decode(pair.split("=", 2)[0]).orElse("key")).find())
                .collect(Collectors.joining("&")))
        .filter(rest -> !rest.isEmpty());
  }

  private static Stream<String> pairs(@Nullable String query) {
    return Stream.of(query == null ? new String[0] : query.split("&"));
  }

  private static Optional<String> decode(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
