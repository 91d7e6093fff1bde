package org.gatehouse.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Requests of one kind, each with another line.
 *
 * @param request what is sent
 * @param lines columns parted by tabs
 * @param expected the status that each answer must have
 * @param follow where the first column of a connection's next request stands in the answer to the
 *     one before, as a pattern of Lua
 * @param pause how long a connection waits before each request
 */
public record Load(
    Request request, List<String> lines, int expected, Optional<String> follow, Duration pause) {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private static Load of(String method, String path, Map<String, String> headers, String body) {
    return new Load(
        new Request(method, path, headers, body),
        List.of(""),
        200,
        Optional.empty(),
        Duration.ZERO);
  }

  /** A GET that is always the same. */
  public static Load get(String path) {
    return of("GET", path, Map.of(), "");
  }

  /** A POST with a form. */
  public static Load postForm(String path, String body) {
    return of("POST", path, Map.of("Content-Type", FORM), body);
  }

  /** A POST with JSON. */
  public static Load postJson(String path, String body) {
    return of("POST", path, Map.of("Content-Type", JSON), body);
  }

  /** The same by another method. */
  public Load by(String method) {
    return new Load(request.by(method), lines, expected, follow, pause);
  }

  /** The same with one more header. */
  public Load with(String header, String value) {
    return new Load(request.with(header, value), lines, expected, follow, pause);
  }

  /** The same with these lines. */
  public Load over(List<String> otherLines) {
    return new Load(request, otherLines, expected, follow, pause);
  }

  /** The same, to be answered with this status. */
  public Load answeredWith(int status) {
    return new Load(request, lines, status, follow, pause);
  }

  /** The same, each connection with what it got last. */
  public Load following(String pattern) {
    return new Load(request, lines, expected, Optional.of(pattern), pause);
  }

  /** The same, and each connection waits so long before each request. */
  public Load pausing(Duration time) {
    return new Load(request, lines, expected, follow, time);
  }

  /** The part of it that one of several nodes gets, whose lines no other one has. */
  public Load part(int number, int of) {
    return lines.size() < of
        ? this
        : over(
            IntStream.range(0, lines.size())
                .filter(i -> i % of == number)
                .mapToObj(lines::get)
                .toList());
  }
}
