package org.gatehouse.federation.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Redeems codes for tokens (OpenID Connect Core 1.0, 3.1.3). */
@Singleton
class TokenEndpoint {
  private final Exchange exchange;

  @Inject
  TokenEndpoint(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * The tokens for a code.
   *
   * @throws OidcRefused if the provider doesn't take the code, or us, or can't be understood
   */
  OIDCTokens redeem(
      Registration registration, KnownProvider provider, String code, Expected expected) {
    TokenRequest request =
        request(
            registration,
            provider,
            new AuthorizationCodeGrant(
                new AuthorizationCode(code),
                expected.redirectUri(),
                new CodeVerifier(expected.verifier())));
    try {
      HTTPResponse answer = request.toHTTPRequest().send(exchange);
      TokenResponse response = OIDCTokenResponseParser.parse(answer);
      if (response instanceof OIDCTokenResponse tokens) {
        return Optional.of(tokens.getOIDCTokens())
            .filter(all -> all.getIDToken() != null)
            .orElseThrow(() -> new OidcRefused(OidcRefusal.UNREADABLE, "id_token"));
      }
      throw refusal(response.toErrorResponse().getErrorObject(), answer.getStatusCode());
    } catch (IOException e) {
      throw new OidcRefused(OidcRefusal.UNREACHABLE, "token");
    } catch (ParseException e) {
      throw new OidcRefused(OidcRefusal.UNREADABLE, "token");
    }
  }

  private static TokenRequest request(
      Registration registration, KnownProvider provider, AuthorizationCodeGrant grant) {
    URI endpoint = provider.metadata().getTokenEndpointURI();
    ClientID client = new ClientID(registration.clientId());
    Optional<ClientAuthentication> proof =
        registration.clientSecret().map(secret -> proof(provider, client, new Secret(secret)));
    return proof.isPresent()
        ? new TokenRequest.Builder(endpoint, proof.get(), grant).build()
        : new TokenRequest.Builder(endpoint, client, grant).build();
  }

  private static ClientAuthentication proof(
      KnownProvider provider, ClientID client, Secret secret) {
    boolean basic =
        Discovery.authentication(provider.metadata())
            .filter(ClientAuthenticationMethod.CLIENT_SECRET_BASIC::equals)
            .isPresent();
    return basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
  }

  private static OidcRefused refusal(ErrorObject error, int status) {
    String code = Optional.ofNullable(error.getCode()).orElse("");
    if (code.equals(OAuth2Error.INVALID_GRANT.getCode())) {
      return new OidcRefused(OidcRefusal.CODE);
    }
    if (code.equals(OAuth2Error.INVALID_CLIENT.getCode())
        || code.equals(OAuth2Error.UNAUTHORIZED_CLIENT.getCode())) {
      return new OidcRefused(OidcRefusal.CLIENT, Answer.known(code));
    }
    return new OidcRefused(
        status >= HTTPResponse.SC_SERVER_ERROR
            ? OidcRefusal.UNREACHABLE
            : OidcRefusal.PROVIDER_ERROR,
        Answer.known(code));
  }
}
