package org.gatehouse.dialect.cloudforge;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.JsonText;

/**
 * The parameters of a CloudForge request, read once: those of the query and those of the body,
 * which is a form, JSON or XML. Nested ones are named as Rails names them: {@code
 * credentials[login]}.
 */
final class Parameters {
  private static final String ATTRIBUTE = Parameters.class.getName();

  private final FormParameters values = new FormParameters();

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
      parameters.values.addForm(Objects.requireNonNullElse(request.getQueryString(), ""));
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
      case "application/x-www-form-urlencoded" -> values.addForm(body);
      case "application/json" -> addObject("", JsonText.object(body));
      case "application/xml", "text/xml" ->
          RailsXmlReader.read(JsonText.unmarked(body), values::add);
      default -> throw new NotSupportedException();
    }
  }

  private static String mediaType(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getContentType(), "")
        .split(";", 2)[0]
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private void addObject(String path, JsonObject object) {
    object.forEach((name, value) -> addValue(nested(path, name), value));
  }

  private void addValue(String name, JsonValue value) {
    switch (value.getValueType()) {
      case OBJECT -> addObject(name, value.asJsonObject());
      case STRING -> values.add(name, ((JsonString) value).getString());
      case NUMBER, TRUE, FALSE -> values.add(name, value.toString());
      case ARRAY -> throw new BadRequest("No parameter is a list.");
      case NULL -> {
        // As if it weren't there.
      }
    }
  }

  /** The name of a parameter within another; the outermost is within {@code ""}. */
  static String nested(String path, String name) {
    return FormParameters.boundedName(path.isEmpty() ? name : path + "[" + name + "]");
  }

  /** A parameter, if it is there and not empty. */
  public Optional<String> text(String name) {
    return values.text(name);
  }

  /**
   * A parameter that has two names.
   *
   * @throws BadRequest if it is given under both, with different values
   */
  Optional<String> oneOf(String name, String otherName) {
    return values.oneOf(name, otherName);
  }

  @Override
  public String toString() {
    return "Parameters[hidden]";
  }
}
