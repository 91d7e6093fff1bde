package org.gatehouse.federation.oidc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims as attributes: names with lists of texts. What is within an object has the object's name
 * before it, with a dot: {@code realm_access.roles}; what is within each object of a list, brackets
 * and a dot: {@code groups[].name}. A claim whose own name has dots counts before one that is found
 * so. Whatever is nested deeper or is longer than any name is left out: it has no values.
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
  private final Set<String> leftOut = new LinkedHashSet<>();
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
      Map<String, Object> ofThePerson = new LinkedHashMap<>(claims);
      ofThePerson.keySet().removeAll(OF_THE_TOKEN);
      read.addAll("", ofThePerson, 1);
    }
    read.leftOut.forEach(name -> read.attributes.putIfAbsent(name, List.of()));
    return read.attributes;
  }

  /** Plain ones first: theirs are the names that nobody has made up. */
  private void addAll(String before, Map<?, ?> claims, int depth) {
    claims.forEach(
        (name, value) -> {
          if (!isNested(value)) {
            add(before + name, value, depth);
          }
        });
    claims.forEach(
        (name, value) -> {
          if (isNested(value)) {
            add(before + name, value, depth);
          }
        });
  }

  private static boolean isNested(@Nullable Object value) {
    return value instanceof Map
        || (value instanceof Collection<?> list && list.stream().anyMatch(Map.class::isInstance));
  }

  private void add(String name, @Nullable Object value, int depth) {
    if (name.length() > LONGEST || value == null) {
      return;
    }
    if (value instanceof Map<?, ?> object) {
      nested(name, object, depth);
      return;
    }
    List<Object> elements = elements(value).toList();
    objects(name, elements, depth);
    List<String> texts = elements.stream().flatMap(ClaimAttributes::text).toList();
    boolean all = elements.stream().allMatch(part -> part instanceof Map || text(part).count() > 0);
    if (!all) {
      leftOut.add(name);
    }
    put(name, texts);
  }

  private void nested(String name, Map<?, ?> object, int depth) {
    if (depth < DEEPEST) {
      addAll(name + ".", object, depth + 1);
    } else {
      leftOut.add(name);
    }
  }

  /** The objects of a list: their members of the same name are the values of one attribute. */
  private void objects(String name, List<Object> elements, int depth) {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    for (Object element : elements) {
      if (element instanceof Map<?, ?> object) {
        object.forEach(
            (inner, part) -> {
              if (part != null) {
                columns
                    .computeIfAbsent(String.valueOf(inner), any -> new ArrayList<>())
                    .addAll(elements(part).toList());
              }
            });
      }
    }
    nested(name + "[]", columns, depth);
  }

  private void put(String name, List<String> texts) {
    if (!texts.isEmpty() && attributes.putIfAbsent(name, texts) == null) {
      count(name, texts);
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
        ? new ArrayList<Object>(list).stream().filter(Objects::nonNull)
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
