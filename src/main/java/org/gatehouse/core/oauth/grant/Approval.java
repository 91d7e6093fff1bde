package org.gatehouse.core.oauth.grant;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.session.AuthenticationContext;

/**
 * What a person lets a client have, in which login.
 *
 * @param userId who
 * @param sessionId the login
 * @param authentication how and when the person has shown there who it is
 * @param scopes what the client may learn and do
 * @param audience for whom its access tokens are
 * @param claims what it wants to be told by name
 */
public record Approval(
    UUID userId,
    UUID sessionId,
    AuthenticationContext authentication,
    Set<String> scopes,
    List<String> audience,
    RequestedClaims claims) {
  /** Whether it goes on when the login has ended. */
  boolean isOffline() {
    return StandardScope.OFFLINE_ACCESS.isIn(scopes);
  }
}
