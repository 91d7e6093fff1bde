package org.gatehouse.http;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Named parameters: those of a form, and what else an API counts as such. Each has one value, but
 * for those of which it is known that they may have several.
 */
public final class FormParameters {
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 200;

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> lists;
  private final Map<String, Set<String>> listed = new HashMap<>();

  /** None yet, each to have one value. */
  public FormParameters() {
    this(Set.of());
  }

  private FormParameters(Set<String> lists) {
    this.lists = lists;
  }

  /**
   * The parameters of a form that is the body, and of nothing else.
   *
   * @throws BadRequest if they can't be read, or one is given twice with different values
   * @throws BoundedBody.Unread if the body is too large or too slow
   */
  public static FormParameters of(InputStream body) {
    return of(body, Set.of());
  }

  /**
   * The same, where some may be given more than once.
   *
   * @param lists which
   */
  public static FormParameters of(InputStream body, Set<String> lists) {
    FormParameters parameters = new FormParameters(lists);
    parameters.addForm(BoundedBody.read(body));
    return parameters;
  }

  /**
   * Adds those of a form.
   *
   * @throws BadRequest if they can't be read, or one is given twice with different values
   */
  public void addForm(byte[] form) {
    // It may hold UTF-8 that nobody escaped: byte by byte until it is decoded.
    addForm(new String(form, StandardCharsets.ISO_8859_1));
  }

  /** Adds the parameters of a query. */
  public void addForm(String text) {
    Stream.of(text.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> add(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : ""));
  }

  private static String decode(String text) {
    try {
      return JsonText.utf8(
          URLDecoder.decode(text, StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new BadRequest("The parameters are not well encoded.");
    }
  }

  /**
   * A name, if it isn't too long: in front of very many that are within it, a long one would cost
   * more than was sent.
   *
   * @throws BadRequest if it is
   */
  public static String boundedName(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new BadRequest("The name of a parameter is too long.");
    }
    return name;
  }

  /**
   * Adds one.
   *
   * @throws BadRequest if it is there with another value, or there are too many
   */
  public void add(String name, String value) {
    if (lists.contains(name)) {
      listed.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(value);
    } else {
      String before = values.putIfAbsent(boundedName(name), value);
      if (before != null && !before.equals(value)) {
        throw new BadRequest("A parameter is given twice.");
      }
    }
    if (values.size() + listed.values().stream().mapToInt(Set::size).sum() > MOST) {
      throw new BadRequest("There are too many parameters.");
    }
  }

  /** A parameter, if it is there and not empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** The values of a parameter that may have several, each once; none that is empty. */
  public List<String> texts(String name) {
    return listed.getOrDefault(name, Set.of()).stream().filter(value -> !value.isEmpty()).toList();
  }

  /** All of them, as messages of OAuth are read. */
  public Map<String, List<String>> all() {
    Map<String, List<String>> all = new HashMap<>();
    values.forEach((name, value) -> all.put(name, List.of(value)));
    listed.forEach((name, several) -> all.put(name, List.copyOf(several)));
    return all;
  }

  /**
   * A parameter that has two names.
   *
   * @throws BadRequest if it is given under both, with different values
   */
  public Optional<String> oneOf(String name, String otherName) {
    Optional<String> one = text(name);
    Optional<String> other = text(otherName);
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      throw new BadRequest("A parameter is given twice.");
    }
    return one.or(() -> other);
  }

  @Override
  public String toString() {
    return "FormParameters[hidden]";
  }
}
