package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;

/** What one has to be for what administrators do. */
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
   * @throws NotPermitted if the caller isn't an administrator
   */
  public static void requireAdministrator(Caller caller) {
    if (!caller.is(Roles.WORKSPACE_ADMINISTRATOR)) {
      throw new NotPermitted("Only an administrator of the workspace may do this.");
    }
  }

  /**
   * By what is known of the caller, as above.
   *
   * @throws NotPermitted if the caller isn't a system administrator
   */
  public static void requireSystemAdministrator(Caller caller) {
    if (!caller.is(Roles.SYSTEM_ADMINISTRATOR)) {
      throw new NotPermitted("Only a system administrator may do this.");
    }
  }

  /**
   * By what is known of the caller, as above; the other one should be locked.
   *
   * @throws NotPermitted if the caller is of lower rank than the other one
   */
  public static void requireAsHighAs(User other, Caller caller) {
    if (other.isSystemAdministrator() && !caller.is(Roles.SYSTEM_ADMINISTRATOR)) {
      throw new NotPermitted("Only a system administrator may change a system administrator.");
    }
  }

  /**
   * The same as it is now: to be called in the transaction of the change.
   *
   * @throws NotPermitted if the caller is an administrator no longer, or has lost a rank that the
   *     request counts on
   */
  public void requireStill(Caller caller) {
    Caller now =
        sessions
            .current(caller.sessionId())
            .orElseThrow(() -> new NotPermitted("The session has ended."))
            .caller();
    requireAdministrator(now);
    if (caller.is(Roles.SYSTEM_ADMINISTRATOR) && !now.is(Roles.SYSTEM_ADMINISTRATOR)) {
      throw new NotPermitted("You administer the installation no longer.");
    }
  }

  /**
   * The same for what may give power that outlasts the session.
   *
   * @param outlasting whether it does; see {@link #requireRecent}
   */
  public void require(Caller caller, boolean outlasting) {
    if (outlasting) {
      requireRecent(caller);
    } else {
      requireStill(caller);
    }
  }

  /**
   * The same for what gives power that outlasts the session: ranks, a colleague's password, second
   * factor or address, an account that is deactivated or ends, identity providers, keys.
   *
   * @throws NotPermitted as above
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   */
  public void requireRecent(Caller caller) {
    requireStill(caller);
    recentAuthentication.requireOfAdministrator(caller);
  }

  /**
   * The same for what only system administrators may do.
   *
   * @throws NotPermitted if the caller isn't a system administrator
   * @throws ReauthenticationRequired as above
   */
  public void requireRecentSystemAdministrator(Caller caller) {
    requireSystemAdministrator(caller);
    requireRecent(caller);
  }
}
