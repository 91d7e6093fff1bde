package org.gatehouse.federation.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.fetch.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * Members of a JSON object that somebody else has written: those that we use are read, whatever the
 * others are. One of another type than it should have counts as if it weren't there.
 *
 * @param members by name
 */
record JsonMembers(Map<String, Object> members) {
  /** Deeper documents are none of ours; the parser would go down with them. */
  private static final int LARGEST = 256 * 1024;

  /** Reads an object; nothing if it is none. */
  static Optional<JsonMembers> read(String text) {
    try {
      // It answers null for the text "null".
      @Nullable Map<String, Object> members = JSONObjectUtils.parse(text, LARGEST);
      return Optional.ofNullable(members).map(JsonMembers::new);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** A text; an empty one says nothing. */
  Optional<String> text(String name) {
    return members.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Whether there is anything, right or wrong; an empty text or list says nothing. */
  boolean has(String name) {
    Object value = members.get(name);
    return value != null && !value.equals("") && !value.equals(List.of());
  }

  /** A web address. */
  Optional<URI> address(String name) {
    return text(name).flatMap(WebAddress::read).map(WebAddress::uri);
  }

  /**
   * The texts of a list; one alone counts as a list of one. Nothing if there is no such list, or
   * nothing in it.
   */
  Optional<List<String>> texts(String name) {
    Object value = members.get(name);
    if (value instanceof String) {
      return text(name).map(List::of);
    }
    return has(name) && value instanceof List<?> list
        ? Optional.of(
            list.stream().filter(String.class::isInstance).map(String.class::cast).toList())
        : Optional.empty();
  }

  /** The members of an object within this one. */
  Optional<JsonMembers> within(String name) {
    return members.get(name) instanceof Map<?, ?> inner
        ? Optional.of(new JsonMembers(object(inner)))
        : Optional.empty();
  }

  /** The objects of a list. */
  List<Map<String, Object>> objects(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(JsonMembers::object).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // The names of members are texts.
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  /** Whether it says yes; some write the boolean as a text. */
  boolean isTrue(String name) {
    return "true".equals(String.valueOf(members.get(name)));
  }

  @Override
  public String toString() {
    return "JsonMembers[hidden]";
  }
}
