package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;

/**
 * The one place that says whether somebody may do what the own account doesn't give. What grants
 * what says {@link Rank}.
 */
@Singleton
public class Permissions {
  private final Sessions sessions;
  private final RecentAuthentication recentAuthentication;

  @Inject
  Permissions(Sessions sessions, RecentAuthentication recentAuthentication) {
    this.sessions = sessions;
    this.recentAuthentication = recentAuthentication;
  }

  /**
   * By what is known of the caller since the request came, or a few seconds longer.
   *
   * @throws NotPermitted if no rank of the caller grants it
   */
  public static void require(Caller caller, Permission permission) {
    if (!caller.may(permission)) {
      throw new NotPermitted(
          switch (permission) {
            case ADMINISTER_INSTALLATION -> "Only a system administrator may do this.";
            case ADMINISTER_WORKSPACE -> "Only an administrator of the workspace may do this.";
            default -> "This needs a rank that grants it.";
          });
    }
  }

  /** Whether the caller may manage people, and this one among them. */
  public static boolean mayChange(Caller caller, User other) {
    return caller.may(Permission.MANAGE_PEOPLE) && other.changedBy().stream().allMatch(caller::may);
  }

  /**
   * By what is known of the caller, as above. Whoever could reset what somebody logs in with could
   * take that person's ranks; so only those who may give them may, those of a later version among
   * them.
   *
   * @param other who should be locked
   * @throws NotPermitted if the other one has a rank that the caller can't give
   */
  public static void requireAsHighAs(User other, Caller caller) {
    other.changedBy().forEach(needed -> requireGiver(caller, needed));
  }

  /**
   * By what is known of the caller, as above.
   *
   * @throws NotPermitted if the caller can't give this rank, nor take it away
   */
  public static void requireGiver(Caller caller, Rank rank) {
    requireGiver(caller, rank.givenBy());
  }

  private static void requireGiver(Caller caller, Permission needed) {
    if (!caller.may(needed)) {
      throw new NotPermitted(
          needed == Permission.ADMINISTER_INSTALLATION
              ? "Only a system administrator may change a system administrator."
              : "Only an administrator of the workspace may change somebody who has a rank.");
    }
  }

  /**
   * The same as it is now: to be called in the transaction of the change.
   *
   * @throws NotPermitted if no rank of the caller grants it any longer, or the caller has lost a
   *     rank that the request may count on
   */
  public void requireStill(Caller caller, Permission permission) {
    Caller now =
        sessions
            .current(caller.sessionId())
            .orElseThrow(() -> new NotPermitted("The session has ended."))
            .caller();
    require(now, permission);
    if (!now.ranks().containsAll(caller.ranks())) {
      throw new NotPermitted("A rank of yours was taken away.");
    }
  }

  /**
   * The same for what may give power that outlasts the session.
   *
   * @param outlasting whether it does; see {@link #requireRecent}
   */
  public void require(Caller caller, Permission permission, boolean outlasting) {
    if (outlasting) {
      requireRecent(caller, permission);
    } else {
      requireStill(caller, permission);
    }
  }

  /**
   * The same for what gives power that outlasts the session: ranks, a colleague's password, second
   * factor or address, an account that is deactivated or ends, identity providers, keys.
   *
   * @throws NotPermitted as above
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   */
  public void requireRecent(Caller caller, Permission permission) {
    requireStill(caller, permission);
    recentAuthentication.requireOfAdministrator(caller);
  }
}
