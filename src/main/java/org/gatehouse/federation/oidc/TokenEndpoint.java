package org.gatehouse.federation.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Redeems codes for tokens (OpenID Connect Core 1.0, 3.1.3). Of the answer only what we use must be
 * right: the two tokens. How long the access token lasts and what it is good for is nothing to us.
 */
@Singleton
class TokenEndpoint {
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;

  private final ProviderHttp http;

  @Inject
  TokenEndpoint(ProviderHttp http) {
    this.http = http;
  }

  /**
   * The tokens for a code.
   *
   * @throws OidcRefused if the provider doesn't take the code, or us, or can't be understood
   */
  OIDCTokens redeem(
      Registration registration,
      CachedProvider provider,
      String code,
      LoginExpectations expectations) {
    TokenRequest request =
        request(
            registration,
            provider.configuration(),
            new AuthorizationCodeGrant(
                new AuthorizationCode(code),
                expectations.redirectUri(),
                new CodeVerifier(expectations.verifier())));
    ProviderHttp.Reply reply;
    try {
      reply = http.send(registration.workspaceId(), request.toHTTPRequest());
    } catch (InvalidInput e) {
      throw new OidcRefused(OidcRefusal.UNREACHABLE, "token");
    }
    Optional<JsonMembers> said = JsonMembers.read(reply.body());
    // Some say with status 200 that it went wrong.
    Optional<JsonMembers> error = said.flatMap(TokenEndpoint::error);
    if (error.isPresent()) {
      throw refusal(error.get(), reply.status());
    }
    if (reply.status() != OK) {
      throw new OidcRefused(
          reply.status() >= SERVER_ERROR ? OidcRefusal.UNREACHABLE : OidcRefusal.PROVIDER_ERROR,
          "token",
          "HTTP " + reply.status());
    }
    return said.map(TokenEndpoint::tokens).orElseThrow(() -> unreadable("token"));
  }

  private static OIDCTokens tokens(JsonMembers said) {
    // Without one it is what everybody has.
    boolean bearer =
        !said.has("token_type")
            || said.text("token_type").filter("Bearer"::equalsIgnoreCase).isPresent();
    if (!bearer) {
      throw unreadable("token_type");
    }
    AccessToken access =
        said.text("access_token")
            .map(BearerAccessToken::new)
            .orElseThrow(() -> unreadable("access_token"));
    return new OIDCTokens(
        said.text("id_token").flatMap(TokenEndpoint::jwt).orElseThrow(() -> unreadable("id_token")),
        access,
        null);
  }

  private static Optional<JWT> jwt(String text) {
    try {
      return Optional.of(JWTParser.parse(text));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static OidcRefused unreadable(String what) {
    return new OidcRefused(OidcRefusal.UNREADABLE, what);
  }

  private static TokenRequest request(
      Registration registration, UnderstoodProvider provider, AuthorizationCodeGrant grant) {
    URI endpoint = provider.tokenEndpoint();
    ClientID client = new ClientID(registration.clientId());
    Optional<ClientAuthentication> proof =
        registration
            .clientSecret()
            .map(Secret::new)
            .map(
                secret ->
                    provider.basic()
                        ? new ClientSecretBasic(client, secret)
                        : new ClientSecretPost(client, secret));
    return proof.isPresent()
        ? new TokenRequest.Builder(endpoint, proof.get(), grant).build()
        : new TokenRequest.Builder(endpoint, client, grant).build();
  }

  /**
   * An error as RFC 6749 (5.2) has it, if there is one. Gateways of Microsoft and Google answer as
   * their other interfaces do: by an object with a message.
   */
  private static Optional<JsonMembers> error(JsonMembers said) {
    return said.text("error").isPresent()
        ? Optional.of(said)
        : said.within("error").flatMap(TokenEndpoint::flat);
  }

  private static Optional<JsonMembers> flat(JsonMembers error) {
    String code = error.text("code").or(() -> error.text("status")).orElse("error");
    return error
        .text("message")
        .map(message -> new JsonMembers(Map.of("error", code, "error_description", message)));
  }

  private static OidcRefused refusal(JsonMembers said, int status) {
    String code = said.text("error").orElseThrow();
    String words =
        AuthorizationResponse.words(code, said.text("error_description"), said.text("error_uri"));
    if (code.equals(OAuth2Error.INVALID_GRANT.getCode())) {
      return new OidcRefused(OidcRefusal.CODE, "", words);
    }
    if (code.equals(OAuth2Error.INVALID_CLIENT.getCode())
        || code.equals(OAuth2Error.UNAUTHORIZED_CLIENT.getCode())) {
      return new OidcRefused(OidcRefusal.CLIENT, AuthorizationResponse.known(code), words);
    }
    return new OidcRefused(
        status >= SERVER_ERROR ? OidcRefusal.UNREACHABLE : OidcRefusal.PROVIDER_ERROR,
        AuthorizationResponse.known(code),
        words);
  }
}
