package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.token.ClientAccessToken;
import org.gatehouse.core.oauth.token.ClientAccessTokens;

/** Tells clients of tokens, and revokes theirs (RFC 7662, RFC 7009). */
@Singleton
public class InspectToken {
  private final ClientAccessTokens tokens;
  private final Grants grants;

  @Inject
  InspectToken(ClientAccessTokens tokens, Grants grants) {
    this.tokens = tokens;
    this.grants = grants;
  }

  /**
   * What a token says, to the client that got it or for whom it is (RFC 7662, 4: nobody else may
   * learn whether there is such a token).
   *
   * @param token anything
   * @throws OAuthRefusal if the client can't prove who it is (RFC 7662, 2.1)
   */
  public Optional<ClientAccessToken> introspect(Issuer issuer, KnownClient client, String token) {
    if (client.metadata().isPublic()) {
      throw new OAuthRefusal(
          OAuthError.INVALID_CLIENT, "Only a client that proves who it is may ask.");
    }
    return tokens
        .verify(issuer, token)
        .filter(
            good ->
                good.clientId().equals(client.clientId())
                    || good.audience().contains(client.clientId()));
  }

  /**
   * Revokes a token of the client itself: an access token, or a refresh token with all that came of
   * the same login (RFC 7009, 2.1). What isn't one counts no longer anyway.
   *
   * @param token anything
   */
  public void revoke(Issuer issuer, KnownClient client, String token) {
    if (grants.revoke(client, token)) {
      return;
    }
    tokens
        .verify(issuer, token)
        .filter(good -> good.clientId().equals(client.clientId()))
        .ifPresent(tokens::revoke);
  }
}
