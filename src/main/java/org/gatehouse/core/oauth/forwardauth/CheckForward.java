package org.gatehouse.core.oauth.forwardauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.forwardauth.Verdict.Allowed;
import org.gatehouse.core.oauth.forwardauth.Verdict.Denied;
import org.gatehouse.core.oauth.forwardauth.Verdict.LoginRequired;
import org.gatehouse.core.oauth.grant.Grant;
import org.gatehouse.core.oauth.grant.RecentGrants;
import org.gatehouse.core.oauth.grant.ResourceOwners;

/**
 * Decides about a request to an application behind a proxy. It is asked for every request, and
 * looks at what the database said a moment ago: a login that was ended anywhere counts for four
 * seconds more at the most, where five are promised.
 */
@Singleton
public class CheckForward {
  private final ForwardAuthTokens tokens;
  private final RecentGrants grants;
  private final ResourceOwners owners;
  private final PersonClaims personClaims;

  @Inject
  CheckForward(
      ForwardAuthTokens tokens,
      RecentGrants grants,
      ResourceOwners owners,
      PersonClaims personClaims) {
    this.tokens = tokens;
    this.grants = grants;
    this.owners = owners;
    this.personClaims = personClaims;
  }

  /**
   * The verdict about a request that carries this token.
   *
   * @param token anything
   */
  public Verdict check(ProxiedApplication application, Optional<String> token) {
    KnownClient client = application.client();
    Optional<Grant> grant =
        token
            .flatMap(tokens::grantId)
            .flatMap(grants::find)
            .filter(known -> known.clientId().equals(client.id()))
            // It would go on without a login.
            .filter(known -> !known.isOffline());
    Optional<ResourceOwner> owner = grant.flatMap(owners::of);
    if (owner.isEmpty()) {
      return new LoginRequired();
    }
    return owner.get().mayUse(client)
        ? new Allowed(personClaims.forHeaders(owner.get(), client.owner(), grant.get().scopes()))
        : new Denied();
  }
}
