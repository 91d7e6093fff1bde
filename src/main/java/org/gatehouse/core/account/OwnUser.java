package org.gatehouse.core.account;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserChanged;
import org.gatehouse.core.user.Users;

/** The user who changes the own account. To be called within the transaction of the change. */
@Singleton
class OwnUser {
  private final Users users;
  private final RecentAuthentication recentAuthentication;
  private final Audit audit;
  private final Event<UserChanged> userChanges;

  @Inject
  OwnUser(
      Users users,
      RecentAuthentication recentAuthentication,
      Audit audit,
      Event<UserChanged> userChanges) {
    this.users = users;
    this.recentAuthentication = recentAuthentication;
    this.audit = audit;
    this.userChanges = userChanges;
  }

  /** The user, to be looked at only. */
  User get(Caller caller) {
    return known(caller, users.withId(caller.userId()));
  }

  /** The user, locked. */
  User lock(Caller caller) {
    return known(caller, users.toBeChanged(caller.userId()));
  }

  private static User known(Caller caller, Optional<User> user) {
    return user.orElseThrow(
        () -> new IllegalStateException("caller " + caller.userId() + " is nobody"));
  }

  /**
   * The same for what outlasts the session.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  User lockRecent(Caller caller) {
    User user = lock(caller);
    recentAuthentication.require(caller);
    return user;
  }

  /** Tells of a change the audit log, and whoever remembers the caller. */
  void record(Caller caller, AuditEntry entry) {
    changed(caller);
    audit.record(entry);
  }

  /** Tells of a change whoever remembers the caller: one that nobody else need know of. */
  void changed(Caller caller) {
    userChanges.fire(new UserChanged(caller.userId()));
  }
}
