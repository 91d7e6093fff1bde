package org.gatehouse.federation.oidc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Claims as attributes: names with lists of texts. What is within an object has the object's name
 * before it, with a dot: {@code realm_access.roles}. Whatever is nested elsewhere, or longer than
 * any name, is left out.
 */
final class ClaimAttributes {
  /** More than that are refused: left out, somebody might lose a role by it. */
  static final int MOST_VALUES = 2_000;

  /** Of all of them together: an answer waits for its browser in a column. */
  private static final int MOST_CHARACTERS = 40_000;

  private static final int LONGEST = 1_000;
  private static final int DEEPEST = 4;

  /** What a token says of itself and not of the person (RFC 7519, OpenID Connect Core 1.0). */
  private static final Set<String> OF_THE_TOKEN =
      Set.of(
          "iss",
          "aud",
          "exp",
          "iat",
          "nbf",
          "jti",
          "nonce",
          "azp",
          "sid",
          "at_hash",
          "c_hash",
          "s_hash",
          "auth_time");

  private final Map<String, List<String>> attributes = new LinkedHashMap<>();
  private int values;
  private int characters;

  private ClaimAttributes() {}

  /**
   * The attributes of claims in JSON.
   *
   * @param sources where they come from; a claim of an earlier one counts before a later one's
   * @throws OidcRefused if there are too many
   */
  @SafeVarargs
  static Map<String, List<String>> of(Map<String, Object>... sources) {
    ClaimAttributes read = new ClaimAttributes();
    for (Map<String, Object> claims : sources) {
      claims.forEach(
          (name, value) -> {
            if (!OF_THE_TOKEN.contains(name)) {
              read.add(name, value, 1);
            }
          });
    }
    return read.attributes;
  }

  private void add(String name, Object value, int depth) {
    if (value instanceof Map<?, ?> object) {
      if (depth < DEEPEST) {
        object.forEach((inner, part) -> add(name + "." + inner, part, depth + 1));
      }
    } else {
      List<String> texts = elements(value).flatMap(ClaimAttributes::text).toList();
      if (!texts.isEmpty() && name.length() <= LONGEST) {
        if (attributes.putIfAbsent(name, texts) == null) {
          count(name, texts);
        }
      }
    }
  }

  private void count(String name, List<String> texts) {
    values += texts.size();
    characters += name.length() + texts.stream().mapToInt(String::length).sum();
    if (values > MOST_VALUES || characters > MOST_CHARACTERS) {
      throw new OidcRefused(OidcRefusal.CLAIMS);
    }
  }

  private static Stream<Object> elements(Object value) {
    return value instanceof Collection<?> list
        ? new ArrayList<Object>(list).stream()
        : Stream.of(value);
  }

  private static Stream<String> text(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Stream.of(new BigDecimal(value.toString()).toPlainString());
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Stream.of(value.toString()).filter(text -> text.length() <= LONGEST)
        : Stream.empty();
  }
}
