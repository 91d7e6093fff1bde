package org.gatehouse.core.oauth.claims;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.user.User;

/**
 * The person that a client acts for (RFC 6749, 1.1), as it was a moment ago.
 *
 * @param user who it is
 * @param roles what the person is and may do, in the login that the client was given
 * @param sessionEnd when that login ends by itself; nothing if the client goes on without one
 */
public record ResourceOwner(User user, Set<String> roles, Optional<Instant> sessionEnd) {
  /** Whether the person may use a client. */
  public boolean mayUse(KnownClient client) {
    return client.admits(roles, user.workspace().uid());
  }
}
