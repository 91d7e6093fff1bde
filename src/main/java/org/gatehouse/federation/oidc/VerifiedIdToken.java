package org.gatehouse.federation.oidc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a provider says that somebody is.
 *
 * @param subject who, for this provider for ever the same
 * @param attributes what else it tells
 * @param emailVerified whether it says that the address is that person's
 * @param session what it calls its session, if it does
 * @param idToken the ID token, for logout
 * @param authenticatedAt when the person has proved it, if it says so
 */
record VerifiedIdToken(
    String subject,
    Map<String, List<String>> attributes,
    boolean emailVerified,
    Optional<String> session,
    String idToken,
    Optional<Instant> authenticatedAt) {
  @Override
  public String toString() {
    return "Verified[hidden]";
  }
}
