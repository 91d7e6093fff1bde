package org.gatehouse.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.gatehouse.core.oauth.InspectToken;
import org.gatehouse.core.oauth.token.ClientAccessToken;
import org.gatehouse.core.text.Json;

/** Tells clients whether a token counts, and what it says (RFC 7662). */
@Path(OAuth.ISSUER + "introspect")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class IntrospectionResource {
  @Inject private ClientRequests requests;
  @Inject private InspectToken inspectToken;
  @Inject private HttpServletRequest request;

  /** What is known of a token that this client got, or that is for it. */
  @POST
  public JsonObject introspect(@PathParam("issuer") String issuer, InputStream body) {
    ClientRequest asked = requests.read(issuer, request, body);
    String token = asked.required("token");
    return asked
        .answer(() -> inspectToken.introspect(asked.issuer(), asked.client(), token))
        .map(IntrospectionResource::active)
        .orElseGet(() -> Json.createObjectBuilder().add("active", false).build());
  }

  private static JsonObject active(ClientAccessToken token) {
    JsonObjectBuilder reply =
        Json.createObjectBuilder()
            .add("active", true)
            .add("token_type", token.type().value())
            .add("iss", token.issuer())
            .add("sub", token.subject())
            .add("aud", Json.createArrayBuilder(token.audience()))
            .add("client_id", token.clientId())
            .add("iat", token.issuedAt().getEpochSecond())
            .add("exp", token.expiresAt().getEpochSecond())
            .add("jti", token.id());
    token.key().ifPresent(key -> reply.add("cnf", Json.createObjectBuilder().add("jkt", key)));
    return Scopes.addTo(reply, token.scopes()).build();
  }
}
