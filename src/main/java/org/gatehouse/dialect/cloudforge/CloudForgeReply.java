package org.gatehouse.dialect.cloudforge;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import org.gatehouse.core.text.Json;

/** What is answered to a request that was accepted, in the format that it asks for. */
final class CloudForgeReply {
  private CloudForgeReply() {}

  /** The header that every answer has, with room for more. */
  static JsonObjectBuilder accepted() {
    return Json.createObjectBuilder()
        .add("responseHeader", Json.createObjectBuilder().add("accepted", 1));
  }

  /** The answer itself. */
  static Response of(HttpServletRequest request, Response.Status status, JsonObjectBuilder body) {
    boolean xml = Format.of(request) == Format.XML;
    return Response.status(status)
        .type(xml ? "application/xml;charset=UTF-8" : "application/json")
        .entity(xml ? RailsXml.write(body.build()) : body.build().toString())
        .build();
  }
}
