package org.gatehouse.core.login;

import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.login.TrustDevice.Trusted;
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
   * @param remembered whether the session is to last for longer than a browser runs
   * @param trusted what the browser is to keep, where it stands for the second factor from now on
   * @param first whether the user has never done anything before
   */
  record LoggedIn(
      User user,
      Caller caller,
      Proof proof,
      boolean remembered,
      Optional<Trusted> trusted,
      boolean first)
      implements LoginOutcome {
    LoggedIn trusting(Trusted device) {
      return new LoggedIn(user, caller, proof, remembered, Optional.of(device), first);
    }
  }

  /**
   * The password was right; a second factor is needed, or the one given was wrong, or not enough.
   *
   * @param user who
   * @param proof of the password, for {@link PendingLogins#open}
   * @param enough what would be enough
   */
  record SecondFactorRequired(User user, PasswordProof proof, Enough enough)
      implements LoginOutcome {}

  /** What opens a session, beside the password. */
  enum Enough {
    /** Whatever the person has: a code, a passkey. */
    ANY,
    /**
     * A passkey, which the person has: no code, though on a page a recovery code leads to another.
     */
    PASSKEY,
    /** A passkey, which the person hasn't: it is made on a page, after a code. */
    NEW_PASSKEY
  }

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
