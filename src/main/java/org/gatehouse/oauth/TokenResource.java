package org.gatehouse.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
import org.gatehouse.core.oauth.GrantClientCredentials;
import org.gatehouse.core.oauth.IssueTokens;
import org.gatehouse.core.oauth.IssueTokens.ShownCode;
import org.gatehouse.core.oauth.TokensIssued;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.token.IssuedAccessToken;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.text.Json;

/** The token endpoint (RFC 6749, 3.2). */
@Path(OAuth.ISSUER + "token")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
  @Inject private ClientRequests requests;
  @Inject private IssueTokens issueTokens;
  @Inject private GrantClientCredentials clientCredentials;
  @Inject private Event<TokensIssued> issued;
  @Inject private HttpServletRequest request;

  /** Issues tokens to a client that has proven who it is. */
  @POST
  public JsonObject issue(@PathParam("issuer") String issuer, InputStream body) {
    ClientRequest asked = requests.read(issuer, request, body);
    GrantType type =
        GrantType.of(asked.required("grant_type")).orElseThrow(() -> unsupported(asked));
    JsonObject reply = issue(type, asked);
    issued.fire(new TokensIssued(type));
    return reply;
  }

  private JsonObject issue(GrantType type, ClientRequest asked) {
    return switch (type) {
      case AUTHORIZATION_CODE -> reply(redeem(asked));
      case REFRESH_TOKEN -> reply(refresh(asked));
      case CLIENT_CREDENTIALS -> reply(ofItself(asked)).build();
      case DEVICE_CODE -> reply(ofDevice(asked));
    };
  }

  private static OAuthRefusal unsupported(ClientRequest asked) {
    return asked.malformed(
        OAuthError.UNSUPPORTED_GRANT_TYPE,
        "This server knows authorization_code, refresh_token, client_credentials and device_code.");
  }

  private IssuedTokens redeem(ClientRequest asked) {
    ShownCode shown =
        new ShownCode(
            asked.required("code"),
            asked.parameters().text("redirect_uri"),
            asked.parameters().text("code_verifier"));
    return issueTokens.redeem(asked.tokenRequest(), shown);
  }

  private IssuedTokens refresh(ClientRequest asked) {
    return issueTokens.refresh(
        asked.tokenRequest(), asked.required("refresh_token"), asked.words("scope"));
  }

  private IssuedTokens ofDevice(ClientRequest asked) {
    return issueTokens.ofDevice(asked.tokenRequest(), asked.required("device_code"));
  }

  private IssuedAccessToken ofItself(ClientRequest asked) {
    return clientCredentials.grant(asked.tokenRequest(), asked.words("scope"));
  }

  /** OpenID Connect Core 1.0, 3.1.3.3. */
  private static JsonObject reply(IssuedTokens tokens) {
    JsonObjectBuilder reply = reply(tokens.accessToken());
    tokens.refreshToken().ifPresent(token -> reply.add("refresh_token", token));
    tokens.idToken().ifPresent(token -> reply.add("id_token", token));
    return reply.build();
  }

  /** RFC 6749, 5.1. */
  private static JsonObjectBuilder reply(IssuedAccessToken token) {
    JsonObjectBuilder reply =
        Json.createObjectBuilder()
            .add("access_token", token.value())
            .add("token_type", token.type().value())
            .add("expires_in", token.lifetime().toSeconds());
    return Scopes.addTo(reply, token.scopes());
  }
}
