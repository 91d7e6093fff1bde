package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.grant.Grant;
import org.gatehouse.core.oauth.grant.RecentGrants;
import org.gatehouse.core.oauth.grant.ResourceOwners;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.proof.KeyProofs;
import org.gatehouse.core.oauth.proof.ShownToken;
import org.gatehouse.core.oauth.token.ClientAccessToken;
import org.gatehouse.core.oauth.token.ClientAccessTokens;
import org.gatehouse.core.session.Client;

/** Tells a client of the person who has logged in (OpenID Connect Core 1.0, 5.3). */
@Singleton
public class ReadUserinfo {
  private final ClientAccessTokens tokens;
  private final RecentGrants grants;
  private final ResourceOwners owners;
  private final PersonClaims personClaims;
  private final KeyProofs proofs;
  private final AuthorizationAudit audit;

  @Inject
  ReadUserinfo(
      ClientAccessTokens tokens,
      RecentGrants grants,
      ResourceOwners owners,
      PersonClaims personClaims,
      KeyProofs proofs,
      AuthorizationAudit audit) {
    this.tokens = tokens;
    this.grants = grants;
    this.owners = owners;
    this.personClaims = personClaims;
    this.proofs = proofs;
    this.audit = audit;
  }

  /**
   * What a token gives a right to know.
   *
   * @param from who shows it
   * @throws OAuthRefusal if it gives none
   */
  public Userinfo read(Issuer issuer, ShownToken shown, Client from) {
    ClientAccessToken good =
        tokens
            .verify(issuer, shown.value())
            .orElseThrow(() -> invalid(issuer, Optional.empty(), from));
    Optional<String> client = Optional.of(good.clientId());
    if (!StandardScope.OPENID.isIn(good.scopes())) {
      audit.refusedRequest(issuer, client, OAuthError.INSUFFICIENT_SCOPE, from);
      throw new OAuthRefusal(OAuthError.INSUFFICIENT_SCOPE, "The token has not the scope openid.");
    }
    Grant grant =
        good.grantId().flatMap(grants::find).orElseThrow(() -> invalid(issuer, client, from));
    ResourceOwner owner = owners.of(grant).orElseThrow(() -> invalid(issuer, client, from));
    // Last, as it uses the proof up.
    proofs.require(issuer, good, shown, from);
    Set<String> wanted = new HashSet<>(StandardScope.claims(good.scopes()));
    wanted.addAll(grant.claims().userinfo());
    return new Userinfo(
        good.clientId(), good.subject(), personClaims.of(owner, issuer.owner(), wanted));
  }

  private OAuthRefusal invalid(Issuer issuer, Optional<String> client, Client from) {
    audit.refusedRequest(issuer, client, OAuthError.INVALID_TOKEN, from);
    return new OAuthRefusal(
        OAuthError.INVALID_TOKEN, "The access token is expired, revoked, or none of this issuer.");
  }

  /**
   * What a client is told.
   *
   * @param clientId which client
   * @param subject the {@code sub} of the person
   * @param claims all else, by name
   */
  public record Userinfo(String clientId, String subject, Map<String, Object> claims) {}
}
