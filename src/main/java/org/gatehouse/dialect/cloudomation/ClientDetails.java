package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.oauth.client.MadeClient;
import org.gatehouse.core.oauth.client.RegisteredClient;
import org.gatehouse.core.text.Json;

/** Applications in replies, whoever's they are: the members of RFC 7591, 3.2.1. */
final class ClientDetails {
  private ClientDetails() {}

  static JsonObject list(Paging paging, Listing<RegisteredClient> found) {
    return paging.reply("clients", found.items(), found.total(), ClientDetails::of);
  }

  static JsonObject updated(Optional<RegisteredClient> client) {
    return reply(client.orElseThrow(NotFoundException::new)).build();
  }

  /** Completes a reply by a client that was made, the only one that ever shows its secret. */
  static Response made(ResponseBuilder response, MadeClient made) {
    JsonObjectBuilder reply = reply(made.client());
    made.secret().ifPresent(secret -> reply.add("client_secret", secret));
    return response.entity(reply.build()).build();
  }

  private static JsonObjectBuilder reply(RegisteredClient client) {
    return Json.createObjectBuilder().add("updated", of(client));
  }

  private static JsonObjectBuilder of(RegisteredClient client) {
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add("client_id", client.clientId())
            .add("client_id_issued_at", client.createdAt().getEpochSecond());
    client
        .lastUsedAt()
        .map(Instant::getEpochSecond)
        .ifPresentOrElse(
            at -> details.add("last_used_at", at), () -> details.addNull("last_used_at"));
    client.metadata().json().forEach(details::add);
    return details;
  }
}
