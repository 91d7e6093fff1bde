package org.gatehouse.http;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** How an error looks to the clients of a dialect. */
public enum ErrorShape {
  /** Cloudomation: {@code 401: Unauthorized} as plain text, what is wrong after it. */
  CLOUDOMATION("text/plain;charset=UTF-8"),
  /** CloudIO: an object with code, status, title and message. */
  CLOUDIO("application/json"),
  /** CloudCheckr: a list of one error with status, title and detail. */
  CLOUDCHECKR("application/json"),
  /** CloudForge: an object with an error, and nothing about a refused login. */
  CLOUDFORGE_JSON("application/json"),
  /** The same in XML. */
  CLOUDFORGE_XML("application/xml;charset=UTF-8"),
  /** For people: the error page. */
  PAGE("text/html;charset=UTF-8");

  /** RFC 9110, 15.5.20; Jakarta REST has no name for it. */
  public static final int MISDIRECTED = 421;

  /** RFC 9110, 15.5.21; Jakarta REST has no name for this one either. */
  private static final int UNPROCESSABLE = 422;

  private final String contentType;

  ErrorShape(String contentType) {
    this.contentType = contentType;
  }

  /** The shape in which to answer a request. */
  public static ErrorShape of(HttpServletRequest request) {
    return of(Requests.path(request), request);
  }

  /**
   * The same where JAX-RS answers, which it may by a path that is written too oddly to be known.
   */
  static ErrorShape ofApi(HttpServletRequest request) {
    ErrorShape shape = of(request);
    return shape == PAGE ? CLOUDOMATION : shape;
  }

  /**
   * The shape under a path.
   *
   * @param path below the context root
   * @param request says whether CloudForge's client wants XML
   */
  static ErrorShape of(String path, HttpServletRequest request) {
    return switch (Room.of(path)) {
      case CLOUDOMATION -> CLOUDOMATION;
      case CLOUDIO -> CLOUDIO;
      case CLOUDCHECKR -> CLOUDCHECKR;
      case CLOUDFORGE -> Format.of(path, request) == Format.XML ? CLOUDFORGE_XML : CLOUDFORGE_JSON;
      case PAGES -> PAGE;
    };
  }

  /** The {@code Content-Type} of the body. */
  public String contentType() {
    return contentType;
  }

  /**
   * The body.
   *
   * @param status the HTTP status
   * @param detail what is wrong, as an English sentence; empty if there is no more to say
   */
  public String body(int status, String detail) {
    return switch (this) {
      case CLOUDOMATION, PAGE -> text(status, detail);
      case CLOUDIO -> cloudIo(status, detail).toString();
      case CLOUDCHECKR -> cloudCheckr(status, detail).toString();
      case CLOUDFORGE_JSON -> status == 401 ? "" : cloudForge(status, detail).toString();
      case CLOUDFORGE_XML -> status == 401 ? "" : RailsXml.write(cloudForge(status, detail));
    };
  }

  /** The status of an answer to what was understood, but isn't acceptable. */
  int invalid() {
    return this == CLOUDCHECKR ? UNPROCESSABLE : 400;
  }

  /** What {@code WWW-Authenticate} says with a 401 (RFC 9110, 11.6.1). */
  String challenge() {
    boolean basic = this == CLOUDFORGE_JSON || this == CLOUDFORGE_XML;
    return basic ? "Basic realm=\"Gatehouse\", charset=\"UTF-8\"" : "Bearer";
  }

  private static String text(int status, String detail) {
    return status + ": " + phrase(status) + (detail.isEmpty() ? "" : ": " + detail);
  }

  private static JsonObject cloudIo(int status, String detail) {
    String title = status == 403 ? "Access Denied" : phrase(status);
    return Json.createObjectBuilder()
        .add("code", status)
        .add("status", "ERROR")
        .add("title", title)
        .add("message", detail.isEmpty() ? title : title + " - " + detail)
        .build();
  }

  private static JsonObject cloudCheckr(int status, String detail) {
    String title =
        switch (status) {
          case 401 -> "Auth";
          case UNPROCESSABLE -> "Validation";
          default -> phrase(status).replaceAll("[^A-Za-z]", "");
        };
    String told = status == 401 ? "The credentials or the token are not valid." : phrase(status);
    return Json.createObjectBuilder()
        .add(
            "errors",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("status", Integer.toString(status))
                        .add("title", title + "Exception")
                        .add("detail", detail.isEmpty() ? told : detail)))
        .build();
  }

  private static JsonObject cloudForge(int status, String detail) {
    return Json.createObjectBuilder()
        .add("error", detail.isEmpty() ? phrase(status) : detail)
        .build();
  }

  /** What HTTP calls a status (RFC 9110, 15). */
  static String phrase(int status) {
    return Optional.ofNullable(Response.Status.fromStatusCode(status))
        .map(Response.Status::getReasonPhrase)
        .orElse(
            switch (status) {
              case MISDIRECTED -> "Misdirected Request";
              case UNPROCESSABLE -> "Unprocessable Content";
              default -> "Error";
            });
  }
}
