package org.gatehouse.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.oauth.ReadUserinfo;
import org.gatehouse.core.oauth.ReadUserinfo.Userinfo;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.oauth.proof.ShownToken;
import org.gatehouse.core.oauth.token.ClientAccessTokens;
import org.gatehouse.core.oauth.token.TokenType;
import org.gatehouse.core.text.Json;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.Requests;

/** Tells clients of the person who has logged in (OpenID Connect Core 1.0, 5.3). */
@Path(OAuth.ISSUER + "userinfo")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserinfoResource {
  @Inject private Issuers issuers;
  @Inject private ReadUserinfo readUserinfo;
  @Inject private RegisteredClients clients;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;

  /** With the token in the header. */
  @GET
  public Response get(@PathParam("issuer") String issuer) {
    return answer(issuer, new FormParameters());
  }

  /** With the token in the header or in the form. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(@PathParam("issuer") String issuer, InputStream body) {
    return answer(issuer, FormParameters.of(body));
  }

  private Response answer(String path, FormParameters form) {
    Issuer issuer = issuers.at(path).orElseThrow(NotFoundException::new);
    Optional<ShownToken> token = ShownTokens.of(request, form, requests);
    if (token.isEmpty()) {
      // Whoever brings none is told no error in the challenge (RFC 6750, 3.1).
      return Response.status(Response.Status.UNAUTHORIZED)
          .header(HttpHeaders.WWW_AUTHENTICATE, Errors.challenge(TokenType.BEARER))
          .header(HttpHeaders.WWW_AUTHENTICATE, Errors.challenge(TokenType.DPOP))
          .entity(Errors.body(OAuthError.INVALID_REQUEST.code(), "There is no access token."))
          .build();
    }
    Userinfo userinfo = read(issuer, token.get());
    allowScriptsOf(userinfo.clientId());
    JsonObjectBuilder reply = Json.createObjectBuilder().add("sub", userinfo.subject());
    userinfo.claims().forEach((name, value) -> add(reply, name, value));
    return Response.ok(reply.build()).build();
  }

  private Userinfo read(Issuer issuer, ShownToken token) {
    try {
      return readUserinfo.read(issuer, token, requests.client(request));
    } catch (OAuthRefusal e) {
      // Whose token it says it is: so much its page may read, that it gets another.
      ClientAccessTokens.claimedClientId(token.value()).ifPresent(this::allowScriptsOf);
      throw e;
    }
  }

  private void allowScriptsOf(String clientId) {
    clients.known(clientId).ifPresent(client -> Cors.allow(request, client));
  }

  private static void add(JsonObjectBuilder reply, String name, Object value) {
    if (value instanceof List<?> list) {
      reply.add(name, Json.createArrayBuilder(list));
    } else if (value instanceof Boolean flag) {
      reply.add(name, flag);
    } else {
      reply.add(name, value.toString());
    }
  }
}
