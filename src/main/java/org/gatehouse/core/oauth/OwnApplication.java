package org.gatehouse.core.oauth;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.ClientMetadata;

/**
 * A client at which a person is logged in, or that the person has allowed something.
 *
 * @param clientId which
 * @param metadata what is known of it
 * @param scopes what it may have, by a login or because the person has said so
 * @param since the earliest of both that counts
 */
public record OwnApplication(
    UUID clientId, ClientMetadata metadata, Set<String> scopes, Instant since) {
  /** Whether it may go on when the login has ended. */
  public boolean isOffline() {
    return StandardScope.OFFLINE_ACCESS.isIn(scopes);
  }
}
