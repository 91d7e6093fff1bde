package org.gatehouse.federation.oidc;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.net.URI;

/** Where a browser is sent for a login (OpenID Connect Core 1.0, 3.1.2.1). */
final class AuthorizationRequest {
  private AuthorizationRequest() {}

  /**
   * The address.
   *
   * @param state by which the answer is recognised
   */
  static URI of(
      Registration registration,
      CachedProvider provider,
      String state,
      LoginExpectations expectations) {
    Scope scope = new Scope(OIDCScopeValue.OPENID, OIDCScopeValue.PROFILE, OIDCScopeValue.EMAIL);
    scope.addAll(Scope.parse(registration.connection().scopes()));
    AuthenticationRequest.Builder request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                scope,
                new ClientID(registration.clientId()),
                expectations.redirectUri())
            .endpointURI(provider.configuration().authorizationEndpoint())
            .state(new State(state))
            .nonce(new Nonce(expectations.nonce()))
            .codeChallenge(new CodeVerifier(expectations.verifier()), CodeChallengeMethod.S256);
    registration
        .connection()
        .hostedDomain()
        .ifPresent(domain -> request.customParameter("hd", domain));
    if (expectations.authenticatedAfter().isPresent()) {
      request.prompt(new Prompt(Prompt.Type.LOGIN)).maxAge(0);
    }
    return request.build().toURI();
  }
}
