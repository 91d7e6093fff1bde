package org.gatehouse.dialect.cloudforge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.http.Requests;

/** In which format CloudForge's client wants the answer: the extension says, else Accept. */
enum Format {
  /** Unless somebody asks for the other. */
  JSON,
  /** XML as Rails writes it. */
  XML;

  private static final int LONGEST_ACCEPT = 1_000;

  /** The format that this request asks for. */
  public static Format of(HttpServletRequest request) {
    return of(Requests.path(request), request);
  }

  static Format of(String path, HttpServletRequest request) {
    if (path.endsWith(".xml")) {
      return XML;
    }
    String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
    return path.endsWith(".json") || accept.length() > LONGEST_ACCEPT ? JSON : accepted(accept);
  }

  private static Format accepted(String accept) {
    return Stream.of(accept.split(","))
        .map(Format::parse)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingDouble(Format::quality).reversed())
        .map(type -> isXml(type) ? XML : JSON)
        .findFirst()
        .orElse(JSON);
  }

  /** A media type that decides; {@code text/html} and wildcards don't. */
  private static Optional<MediaType> parse(String text) {
    try {
      MediaType type = MediaType.valueOf(text.strip());
      return Optional.of(type)
          .filter(known -> isXml(known) || known.isCompatible(MediaType.APPLICATION_JSON_TYPE))
          .filter(known -> quality(known) > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isXml(MediaType type) {
    return type.getSubtype().equalsIgnoreCase("xml");
  }

  private static double quality(MediaType type) {
    String q = type.getParameters().getOrDefault("q", "1");
    return q.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(q) : 0;
  }
}
