package org.gatehouse.container;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** How an error looks to the clients of a dialect. */
public enum ErrorShape {
  /** Cloudomation: {@code 401: Unauthorized} as plain text, what is wrong after it. */
  CLOUDOMATION("text/plain;charset=UTF-8"),
  /** For people: the error page. */
  PAGE("text/html;charset=UTF-8");

  /** RFC 9110, 15.5.20; Jakarta REST has no name for it. */
  static final int MISDIRECTED = 421;

  private final String contentType;

  ErrorShape(String contentType) {
    this.contentType = contentType;
  }

  /**
   * The shape under a path.
   *
   * @param path below the context root
   */
  public static ErrorShape of(String path) {
    return path.startsWith("/api/") || path.startsWith("/.well-known/") || path.startsWith("/cli/")
        ? CLOUDOMATION
        : PAGE;
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
    String reason =
        Optional.ofNullable(Response.Status.fromStatusCode(status))
            .map(Response.Status::getReasonPhrase)
            .orElse(status == MISDIRECTED ? "Misdirected Request" : "Error");
    return status + ": " + reason + (detail.isEmpty() ? "" : ": " + detail);
  }
}
