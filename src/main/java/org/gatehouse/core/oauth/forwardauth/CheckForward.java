package org.gatehouse.core.oauth.forwardauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.claims.StandardScope;
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
  private static final String EMAIL = "email";
  private static final String EMAIL_VERIFIED = "email_verified";

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
            .filter(known -> known.clientId().equals(client.id()));
    Optional<ResourceOwner> owner = grant.flatMap(owners::of);
    if (owner.isEmpty()) {
      return new LoginRequired();
    }
    return client.admits(owner.get().roles(), owner.get().user().workspace().uid())
        ? new Allowed(claims(client, grant.get().scopes(), owner.get()))
        : new Denied();
  }

  private Map<String, Object> claims(KnownClient client, Set<String> scopes, ResourceOwner owner) {
    Set<String> wanted = new HashSet<>(StandardScope.claims(scopes));
    wanted.add(PersonClaims.USER_NAME);
    Map<String, Object> claims = personClaims.of(owner, client.owner(), wanted);
    // There is no way to say that it isn't, and applications take an address for somebody.
    if (!Boolean.TRUE.equals(claims.remove(EMAIL_VERIFIED))) {
      claims.remove(EMAIL);
    }
    return claims;
  }
}
