package org.gatehouse.http;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** How an error looks to the clients of a {@link Dialect}. */
public interface ErrorShape {
  /** RFC 9110, 15.5.20; Jakarta REST has no name for it. */
  int MISDIRECTED = 421;

  /** RFC 9110, 15.5.21; Jakarta REST has no name for this one either. */
  int UNPROCESSABLE = 422;

  /**
   * {@code 401: Unauthorized} as plain text, with what is wrong after it. Also for what belongs to
   * no API.
   */
  ErrorShape TEXT =
      new ErrorShape() {
        @Override
        public String contentType() {
          return "text/plain;charset=UTF-8";
        }

        @Override
        public String body(int status, String detail) {
          return status + ": " + phrase(status) + (detail.isEmpty() ? "" : ": " + detail);
        }
      };

  /** The {@code Content-Type} of the body. */
  String contentType();

  /**
   * The body.
   *
   * @param status the HTTP status
   * @param detail what is wrong, as an English sentence; empty if there is no more to say
   */
  String body(int status, String detail);

  /** The status of an answer to what was understood, but isn't acceptable. */
  default int invalid() {
    return 400;
  }

  /** What {@code WWW-Authenticate} says with a 401 (RFC 9110, 11.6.1). */
  default String challenge() {
    return "Bearer";
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
