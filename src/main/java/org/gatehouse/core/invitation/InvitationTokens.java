package org.gatehouse.core.invitation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** The tokens of invitations: each is good once. */
@Singleton
class InvitationTokens {
  private final InvitationRows rows;
  private final Users users;
  private final Newcomers newcomers;
  private final Clock clock;

  @Inject
  InvitationTokens(InvitationRows rows, Users users, Newcomers newcomers, Clock clock) {
    this.rows = rows;
    this.users = users;
    this.newcomers = newcomers;
    this.clock = clock;
  }

  /** The invitation that a token is good for. */
  Optional<Invitation> good(String tokenHash) {
    return rows.of(tokenHash, clock.instant())
        .filter(invitation -> isStill(invitation, invitation.user()));
  }

  /**
   * Uses a token up, in the transaction of the caller; of many at once one does.
   *
   * @return the user, locked; nothing unless everything is still as it was when the token was
   *     looked at
   */
  Optional<User> use(String tokenHash, Invitation invitation) {
    return users
        .toBeChanged(invitation.user())
        .filter(user -> isStill(invitation, user))
        .filter(user -> rows.use(tokenHash, clock.instant()));
  }

  private boolean isStill(Invitation invitation, User user) {
    return invitation.isFor(user) && newcomers.obstacle(user).isEmpty();
  }
}
