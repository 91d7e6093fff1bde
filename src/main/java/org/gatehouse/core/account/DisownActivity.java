package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.account.ShutOut.Ended;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;

/**
 * For a person who sees something among the own activity that somebody else did. All sessions end,
 * this one too, as its cookie may be what was stolen; so do the tokens of applications and the keys
 * of the person. The password is good for nothing from then on, not even to be changed: whoever
 * knows it would be the first to choose another.
 *
 * <p>It wants a recent login, as all that outlasts the session: the thief of a session must not
 * revoke keys.
 */
@Singleton
public class DisownActivity {
  /** What becomes of the password. */
  public enum Remedy {
    /** It ends, and a link for a new one goes to the confirmed address. */
    MAIL,
    /** Another is chosen before anything ends: there is no address to which a link could go. */
    CHOOSE,
    /** There is none that would be good for anything: people log in by passkey or a provider. */
    NONE
  }

  private final OwnUser ownUser;
  private final EndAccess endAccess;
  private final ChangePassword changePassword;
  private final Transactions transactions;

  @Inject
  DisownActivity(
      OwnUser ownUser,
      EndAccess endAccess,
      ChangePassword changePassword,
      Transactions transactions) {
    this.ownUser = ownUser;
    this.endAccess = endAccess;
    this.changePassword = changePassword;
    this.transactions = transactions;
  }

  /** What would become of the password now. */
  public Remedy remedy(Caller caller) {
    return endAccess.remedy(ownUser.get(caller));
  }

  /**
   * Ends all that is open in the name of the caller.
   *
   * @return what became of the password
   * @throws InvalidInput if another has to be chosen
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public Remedy disown(Caller caller) {
    return transactions.call(
        () -> {
          User user = ownUser.lockRecent(caller);
          Remedy remedy = endAccess.remedy(user);
          if (remedy == Remedy.CHOOSE) {
            throw new InvalidInput(AccountRule.NEW_PASSWORD_NEEDED);
          }
          record(caller, endAccess.end(user, remedy), remedy == Remedy.MAIL ? ", reset link" : "");
          return remedy;
        });
  }

  /**
   * The same where {@link Remedy#CHOOSE} is so.
   *
   * @throws InvalidInput if {@link ChangePassword} refuses the new password; then nothing ends
   * @throws ReauthenticationRequired if a code is needed, and there is none
   */
  public void disown(Caller caller, Password current, Optional<String> code, Password next) {
    changePassword.change(caller, current, code, next);
    transactions.run(
        () -> {
          User user = ownUser.lockRecent(caller);
          record(caller, endAccess.end(user, Remedy.CHOOSE), ", new password");
        });
  }

  private void record(Caller caller, Ended ended, String password) {
    ownUser.record(
        caller,
        caller
            .audited(AuditType.ACTIVITY_DISOWN, "ok")
            .detail(ended.sessions() + " sessions" + password)
            .change("keys", ended.keys(), List.of()));
  }
}
