package org.gatehouse.core.account;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.credential.recovery.RecoveryCodes;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.session.AuthenticationMethod;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.CallerChanged;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * The transactions behind the use cases of this package: each change with its mail, its audit entry
 * and its effect on sessions, or nothing.
 */
@Singleton
@Transactional
class AccountChanges {
  private final Users users;
  private final Passwords passwords;
  private final Totp totp;
  private final RecoveryCodes recoveryCodes;
  private final SecondFactor secondFactor;
  private final Sessions sessions;
  private final RecentAuthentication recentAuthentication;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Event<CallerChanged> callerChanges;

  @Inject
  AccountChanges(
      Users users,
      Passwords passwords,
      Totp totp,
      RecoveryCodes recoveryCodes,
      SecondFactor secondFactor,
      Sessions sessions,
      RecentAuthentication recentAuthentication,
      SecurityNotices notices,
      Audit audit,
      Event<CallerChanged> callerChanges) {
    this.users = users;
    this.passwords = passwords;
    this.totp = totp;
    this.recoveryCodes = recoveryCodes;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
    this.recentAuthentication = recentAuthentication;
    this.notices = notices;
    this.audit = audit;
    this.callerChanges = callerChanges;
  }

  void setPassword(Caller caller, HashedPassword password) {
    User user = recent(caller);
    passwords.set(caller.userId(), password);
    sessions.endAll(caller.userId(), Optional.of(caller.sessionId()));
    notices.passwordChanged(user);
    record(caller, AuditType.PASSWORD_CHANGE);
  }

  void rename(Caller caller, DisplayName to) {
    User user = user(caller);
    String before = user.displayName();
    user.rename(to);
    callerChanges.fire(new CallerChanged(caller.userId()));
    audit.record(
        caller
            .audited(AuditType.PROFILE_CHANGE, "ok")
            .change("display_name", before, user.displayName()));
  }

  /** Begins to enrol an app; answers false if there is one already. */
  boolean beginSecondFactor(Caller caller) {
    recent(caller);
    return totp.begin(caller.userId()).isPresent();
  }

  /** Turns the second factor on if the code is right; answers the recovery codes, or none. */
  List<String> confirmSecondFactor(Caller caller, String code) {
    User user = recent(caller);
    if (!totp.confirm(caller.userId(), code)) {
      return List.of();
    }
    sessions.reauthenticated(caller.sessionId(), EnumSet.allOf(AuthenticationMethod.class));
    notices.secondFactorOn(user);
    record(caller, AuditType.SECOND_FACTOR_ON);
    return recoveryCodes.renew(caller.userId());
  }

  void turnOffSecondFactor(Caller caller) {
    User user = recent(caller);
    secondFactor.turnOff(caller.userId());
    notices.secondFactorOff(user);
    record(caller, AuditType.SECOND_FACTOR_OFF);
  }

  List<String> renewRecoveryCodes(Caller caller) {
    notices.recoveryCodesRenewed(recent(caller));
    record(caller, AuditType.RECOVERY_CODES_RENEWED);
    return recoveryCodes.renew(caller.userId());
  }

  /** The user, locked, if who it is was shown a moment ago in a session that goes on. */
  private User recent(Caller caller) {
    User user = user(caller);
    recentAuthentication.require(caller);
    return user;
  }

  private User user(Caller caller) {
    return users
        .toBeChanged(caller.userId())
        .orElseThrow(() -> new IllegalStateException("caller " + caller.userId() + " is nobody"));
  }

  private void record(Caller caller, AuditType type) {
    callerChanges.fire(new CallerChanged(caller.userId()));
    audit.record(caller.audited(type, "ok"));
  }
}
