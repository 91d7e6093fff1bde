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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.gatehouse.core.oauth.GrantClientCredentials;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.token.IssuedAccessToken;
import org.gatehouse.core.text.Json;

/** The token endpoint (RFC 6749, 3.2). */
@Path(OAuth.ISSUER + "token")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
  @Inject private ClientRequests requests;
  @Inject private GrantClientCredentials clientCredentials;
  @Context private HttpServletRequest request;

  /** Issues a token to a client that has proven who it is. */
  @POST
  public JsonObject issue(@PathParam("issuer") String issuer, InputStream body) {
    ClientRequest asked = requests.read(issuer, request, body);
    String grantType = asked.required("grant_type");
    if (!grantType.equals(GrantType.CLIENT_CREDENTIALS.value())) {
      throw new OAuthRefusal(
          OAuthError.UNSUPPORTED_GRANT_TYPE, "This server knows client_credentials.");
    }
    return reply(
        clientCredentials.grant(
            asked.issuer(),
            asked.client(),
            asked.words("scope"),
            asked.parameters().text("resource").map(List::of).orElse(List.of())));
  }

  /** RFC 6749, 5.1. */
  private static JsonObject reply(IssuedAccessToken token) {
    JsonObjectBuilder reply =
        Json.createObjectBuilder()
            .add("access_token", token.value())
            .add("token_type", "Bearer")
            .add("expires_in", token.lifetime().toSeconds());
    return Scopes.addTo(reply, token.scopes()).build();
  }
}
