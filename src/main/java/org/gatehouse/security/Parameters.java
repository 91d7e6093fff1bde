package org.gatehouse.security;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.JsonText;

/**
 * The parameters of a CloudForge request, read once: those of the query and those of the body,
 * which is a form, JSON or XML. Nested ones are named as Rails names them: {@code
 * credentials[login]}.
 */
public final class Parameters {
  private static final String ATTRIBUTE = Parameters.class.getName();
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 200;

  private final Map<String, String> values = new LinkedHashMap<>();

  private Parameters() {}

  /**
   * The parameters of a request.
   *
   * @throws BadRequest if they can't be read, or one is given twice with different values
   * @throws BoundedBody.Unread if the body is too large or too slow
   * @throws NotSupportedException if the body is of another type
   */
  public static Parameters of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) == null) {
      request.setAttribute(ATTRIBUTE, read(request));
    }
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof Parameters parameters) {
      return parameters;
    }
    throw (RuntimeException) known;
  }

  /**
   * The parameters of a form that is the body, and of nothing else.
   *
   * @throws BadRequest if they can't be read, or one is given twice with different values
   * @throws BoundedBody.Unread if the body is too large or too slow
   */
  public static Parameters ofForm(InputStream body) {
    Parameters parameters = new Parameters();
    parameters.addForm(new String(BoundedBody.read(body), StandardCharsets.ISO_8859_1));
    return parameters;
  }

  /**
   * The same, to look for credentials in; none where the parameters can't be read.
   *
   * @throws BoundedBody.TooSlow if the body isn't sent in time
   */
  static Parameters ofCredentials(HttpServletRequest request) {
    try {
      return of(request);
    } catch (BadRequest | BoundedBody.TooLarge | WebApplicationException e) {
      // Whoever serves the request will come upon the same.
      return new Parameters();
    }
  }

  /** What was read, or what went wrong; the body can't be read a second time. */
  private static Object read(HttpServletRequest request) {
    try {
      Parameters parameters = new Parameters();
      parameters.addForm(Objects.requireNonNullElse(request.getQueryString(), ""));
      parameters.addBody(request);
      return parameters;
    } catch (BadRequest | BoundedBody.Unread | WebApplicationException e) {
      return e;
    } catch (IOException e) {
      return new BadRequest("The body is incomplete.");
    }
  }

  private void addBody(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > BoundedBody.LIMIT) {
      // Refused before it gets anywhere; see AdmissionFilter, which reads it in vain.
      return;
    }
    byte[] body = BoundedBody.read(request.getInputStream());
    if (body.length == 0) {
      return;
    }
    switch (mediaType(request)) {
      // A form may hold UTF-8 that nobody escaped: byte by byte until it is decoded.
      case "application/x-www-form-urlencoded" ->
          addForm(new String(body, StandardCharsets.ISO_8859_1));
      case "application/json" -> addObject("", JsonText.object(body));
      case "application/xml", "text/xml" -> RailsXmlReader.read(JsonText.unmarked(body), this::add);
      default -> throw new NotSupportedException();
    }
  }

  private static String mediaType(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getContentType(), "")
        .split(";", 2)[0]
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private void addForm(String text) {
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

  private void addObject(String path, JsonObject object) {
    object.forEach((name, value) -> addValue(nested(path, name), value));
  }

  private void addValue(String name, JsonValue value) {
    switch (value.getValueType()) {
      case OBJECT -> addObject(name, value.asJsonObject());
      case STRING -> add(name, ((JsonString) value).getString());
      case NUMBER, TRUE, FALSE -> add(name, value.toString());
      case ARRAY -> throw new BadRequest("No parameter is a list.");
      case NULL -> {
        // As if it weren't there.
      }
    }
  }

  /** The name of a parameter within another; the outermost is within {@code ""}. */
  static String nested(String path, String name) {
    return bounded(path.isEmpty() ? name : path + "[" + name + "]");
  }

  /** A long name in front of very many that are within it would cost more than was sent. */
  private static String bounded(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new BadRequest("The name of a parameter is too long.");
    }
    return name;
  }

  private void add(String name, String value) {
    String before = values.putIfAbsent(bounded(name), value);
    if (before != null && !before.equals(value)) {
      throw new BadRequest("A parameter is given twice.");
    }
    if (values.size() > MOST) {
      throw new BadRequest("There are too many parameters.");
    }
  }

  /** A parameter, if it is there and not empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A parameter that has two names.
   *
   * @throws BadRequest if it is given under both, with different values
   */
  Optional<String> oneOf(String name, String otherName) {
    Optional<String> one = text(name);
    Optional<String> other = text(otherName);
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      throw new BadRequest("A parameter is given twice.");
    }
    return one.or(() -> other);
  }

  @Override
  public String toString() {
    return "Parameters[hidden]";
  }
}
