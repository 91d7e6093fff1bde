package org.gatehouse.dialect.cloudio;

import org.gatehouse.core.text.Json;
import org.gatehouse.http.ErrorShape;

/** An object with code, status, title and message (contract: CloudIO). */
enum Errors implements ErrorShape {
  /** The only one. */
  INSTANCE;

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public String body(int status, String detail) {
    String title = status == 403 ? "Access Denied" : ErrorShape.phrase(status);
    return Json.createObjectBuilder()
        .add("code", status)
        .add("status", "ERROR")
        .add("title", title)
        .add("message", detail.isEmpty() ? title : title + " - " + detail)
        .build()
        .toString();
  }
}
