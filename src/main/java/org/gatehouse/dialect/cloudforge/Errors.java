package org.gatehouse.dialect.cloudforge;

import jakarta.json.JsonObject;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.ErrorShape;

/** An object with an error, and nothing about a refused login (contract: CloudForge). */
enum Errors implements ErrorShape {
  /** Unless the client wants the other. */
  JSON("application/json") {
    @Override
    String write(JsonObject error) {
      return error.toString();
    }
  },
  /** XML as Rails writes it. */
  XML("application/xml;charset=UTF-8") {
    @Override
    String write(JsonObject error) {
      return RailsXml.write(error);
    }
  };

  private final String contentType;

  Errors(String contentType) {
    this.contentType = contentType;
  }

  abstract String write(JsonObject error);

  @Override
  public String contentType() {
    return contentType;
  }

  @Override
  public String body(int status, String detail) {
    String told = detail.isEmpty() ? ErrorShape.phrase(status) : detail;
    return status == 401 ? "" : write(Json.createObjectBuilder().add("error", told).build());
  }

  @Override
  public String challenge() {
    return "Basic realm=\"Gatehouse\", charset=\"UTF-8\"";
  }
}
