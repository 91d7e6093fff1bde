package org.gatehouse.dialect.cloudcheckr;

import org.gatehouse.core.text.Json;
import org.gatehouse.http.ErrorShape;

/** A list of one error with status, title and detail (contract: CloudCheckr). */
enum Errors implements ErrorShape {
  /** The only one. */
  INSTANCE;

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public String body(int status, String detail) {
    String title =
        switch (status) {
          case 401 -> "Auth";
          case UNPROCESSABLE -> "Validation";
          default -> ErrorShape.phrase(status).replaceAll("[^A-Za-z]", "");
        };
    String told =
        status == 401 ? "The credentials or the token are not valid." : ErrorShape.phrase(status);
    return Json.createObjectBuilder()
        .add(
            "errors",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("status", Integer.toString(status))
                        .add("title", title + "Exception")
                        .add("detail", detail.isEmpty() ? told : detail)))
        .build()
        .toString();
  }

  @Override
  public int invalid() {
    return UNPROCESSABLE;
  }
}
