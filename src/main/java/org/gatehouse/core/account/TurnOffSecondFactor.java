package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;

/** Turns the own two-factor authentication off and forgets the recovery codes. */
@Singleton
@Transactional
public class TurnOffSecondFactor {
  private final RecentAuthentication recentAuthentication;
  private final PasswordPolicy policy;
  private final OwnUser ownUser;
  private final SecondFactor secondFactor;
  private final OwnDemands ownDemands;
  private final PendingLogins pendingLogins;
  private final SecurityNotices notices;

  @Inject
  TurnOffSecondFactor(
      RecentAuthentication recentAuthentication,
      PasswordPolicy policy,
      OwnUser ownUser,
      SecondFactor secondFactor,
      OwnDemands ownDemands,
      PendingLogins pendingLogins,
      SecurityNotices notices) {
    this.recentAuthentication = recentAuthentication;
    this.policy = policy;
    this.ownUser = ownUser;
    this.secondFactor = secondFactor;
    this.ownDemands = ownDemands;
    this.pendingLogins = pendingLogins;
    this.notices = notices;
  }

  /**
   * Turns it off.
   *
   * @param current the password, which has been confirmed
   * @throws Conflict if it is required
   * @throws InvalidInput if the password is too short to stand alone
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public void turnOff(Caller caller, Password current) {
    if (!recentAuthentication.isByProvider(caller)) {
      policy.checkAlone(current);
    }
    User user = ownUser.lockRecent(caller);
    secondFactor.turnOff(caller.userId());
    ownDemands.requireEnough(user);
    pendingLogins.closeAll(user.id());
    notices.secondFactorOff(user);
    ownUser.record(caller, caller.audited(AuditType.SECOND_FACTOR_OFF, "ok"));
  }
}
