package org.gatehouse.core.account;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.CallerChanged;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** The transactions behind {@link ChangeProfile} that are about the own address. */
@Singleton
@Transactional
class OwnAddress {
  private final Users users;
  private final Addresses addresses;
  private final RecentAuthentication recent;
  private final Audit audit;
  private final Event<CallerChanged> callerChanges;

  @Inject
  OwnAddress(
      Users users,
      Addresses addresses,
      RecentAuthentication recent,
      Audit audit,
      Event<CallerChanged> callerChanges) {
    this.users = users;
    this.addresses = addresses;
    this.recent = recent;
    this.audit = audit;
    this.callerChanges = callerChanges;
  }

  void moveTo(Caller caller, EmailAddress to) {
    User user = user(caller);
    recent.require(caller);
    String before = user.email();
    if (addresses.move(user, to, false)) {
      record(caller, AuditType.EMAIL_CHANGE, before, user);
    }
  }

  void sendAgain(Caller caller) {
    addresses.ask(user(caller));
  }

  void withdraw(Caller caller) {
    User user = user(caller);
    String before = user.email();
    if (addresses.withdraw(user)) {
      record(caller, AuditType.EMAIL_WITHDRAW, before, user);
    }
  }

  private User user(Caller caller) {
    return users
        .toBeChanged(caller.userId())
        .orElseThrow(() -> new IllegalStateException("caller " + caller.userId() + " is nobody"));
  }

  private void record(Caller caller, AuditType type, String before, User user) {
    callerChanges.fire(new CallerChanged(caller.userId()));
    AuditEntry entry = caller.audited(type, "ok");
    audit.record(entry.changeHidden("email", before, user.email()));
  }
}
