package org.gatehouse.core.login;

import java.util.Set;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;

/** The outcome of a login. */
public sealed interface LoginOutcome {
  /**
   * Logged in.
   *
   * @param user who
   * @param caller in which session, with which roles
   * @param proof what proved it
   */
  record LoggedIn(User user, Caller caller, Proof proof) implements LoginOutcome {}

  /**
   * The password was right; a code is needed, or the one given was wrong.
   *
   * @param user who
   * @param proof of the password, for {@link PendingLogins#open}
   */
  record SecondFactorRequired(User user, PasswordProof proof) implements LoginOutcome {}

  /**
   * All that there is to be shown was right, and more is demanded: a second factor has to be set
   * up.
   *
   * @param user who
   * @param proof of the password, for {@link PendingLogins#open}
   * @param shown what was
   */
  record EnrolmentRequired(User user, PasswordProof proof, Set<AuthenticationMethod> shown)
      implements LoginOutcome {
    /** Copies what was shown. */
    public EnrolmentRequired {
      shown = Set.copyOf(shown);
    }
  }

  /** Refused. Why is in the audit log; from outside all refusals are the same. */
  record Refused() implements LoginOutcome {}
}
