package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;

/** Changes the own password; every other session of the user ends. */
@Singleton
public class ChangePassword {
  private final Reauthentication reauthentication;
  private final RecentAuthentication recentAuthentication;
  private final UserPasswordPolicy policy;
  private final Passwords passwords;
  private final ReplacePassword replacePassword;
  private final OwnUser ownUser;
  private final Transactions transactions;

  @Inject
  ChangePassword(
      Reauthentication reauthentication,
      RecentAuthentication recentAuthentication,
      UserPasswordPolicy policy,
      Passwords passwords,
      ReplacePassword replacePassword,
      OwnUser ownUser,
      Transactions transactions) {
    this.reauthentication = reauthentication;
    this.recentAuthentication = recentAuthentication;
    this.policy = policy;
    this.passwords = passwords;
    this.replacePassword = replacePassword;
    this.ownUser = ownUser;
    this.transactions = transactions;
  }

  /**
   * Changes it.
   *
   * @param code of the second factor; needed where there is one, unless it was shown a moment ago
   * @throws InvalidInput if the current password or the code is wrong, or the new password against
   *     the policy
   * @throws ReauthenticationRequired if the code is missing
   */
  public void change(Caller caller, Password current, Optional<String> code, Password next) {
    if (recentAuthentication.isByProvider(caller)) {
      throw new InvalidInput(ReauthenticationRule.NO_PASSWORD);
    }
    policy.check(caller.userId(), next);
    reauthentication.confirm(caller, current, code);
    if (current.equals(next)) {
      throw new InvalidInput(AccountRule.PASSWORD_SAME_AS_OLD);
    }
    HashedPassword hashed = passwords.hash(next);
    transactions.run(
        () -> {
          replacePassword.byUser(ownUser.lockRecent(caller), hashed, caller.sessionId());
          ownUser.record(caller, caller.audited(AuditType.PASSWORD_CHANGE, "ok"));
        });
  }
}
