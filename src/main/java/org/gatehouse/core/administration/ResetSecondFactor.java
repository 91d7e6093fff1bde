package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;

/**
 * Turns off the two-factor authentication of a user of the own workspace who lost phone and
 * recovery codes.
 */
@Singleton
public class ResetSecondFactor {
  private final TargetUsers targets;
  private final SecondFactor secondFactor;
  private final Sessions sessions;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ResetSecondFactor(
      TargetUsers targets,
      SecondFactor secondFactor,
      Sessions sessions,
      SecurityNotices notices,
      Audit audit,
      Transactions transactions) {
    this.targets = targets;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
    this.notices = notices;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Turns it off and ends the user's sessions.
   *
   * @return the user, or nothing if the workspace has none of that name
   * @throws NotPermitted if the caller has no rank that grants it, isn't of sufficient rank, or is
   *     the user
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   */
  public Optional<User> reset(Caller caller, String name) {
    return targets
        .findOther(caller, name)
        .map(found -> transactions.call(() -> reset(caller, found)));
  }

  private User reset(Caller caller, User found) {
    User user = targets.lock(caller, found, any -> true);
    secondFactor.turnOff(user.id());
    sessions.endAll(user.id(), Optional.empty());
    notices.secondFactorOff(user);
    audit.record(caller.actingOn(user, AuditType.SECOND_FACTOR_RESET));
    return user;
  }
}
