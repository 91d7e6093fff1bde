package org.gatehouse.core.signup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.installation.InstallationClaim;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;

/** Signs up a workspace with its first user, who administers it, and logs that user in. */
@Singleton
public class SignUp {
  private final Settings settings;
  private final InstallationClaim claim;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final GuessGuard guard;
  private final CreateWorkspace createWorkspace;
  private final Audit audit;

  @Inject
  SignUp(
      Settings settings,
      InstallationClaim claim,
      PasswordPolicy policy,
      Passwords passwords,
      GuessGuard guard,
      CreateWorkspace createWorkspace,
      Audit audit) {
    this.settings = settings;
    this.claim = claim;
    this.policy = policy;
    this.passwords = passwords;
    this.guard = guard;
    this.createWorkspace = createWorkspace;
    this.audit = audit;
  }

  /** Whether a stranger may sign up, without a code. */
  public boolean isOpen() {
    return settings.signUp().isOpen();
  }

  /** Whether a set-up code would be accepted. */
  public boolean acceptsCode() {
    return claim.isOpen();
  }

  /**
   * Signs up and logs in: all of it, or nothing.
   *
   * @throws SignUpRefused if this installation doesn't let this person
   * @throws InvalidInput if the password is against the policy
   * @throws Conflict if the name is taken, also when another sign-up took it just now
   * @throws LimitExceeded if too much from this address has failed or was signed up
   */
  public LoggedIn signUp(SignUpRequest request) {
    return found(request, createWorkspace::createAndLogIn);
  }

  /**
   * The same for a person at a page.
   *
   * @return {@link LoggedIn}, or that a second factor has to be set up first
   */
  public LoginOutcome begin(SignUpRequest request) {
    return found(request, createWorkspace::createAndBegin);
  }

  /**
   * Signs up somebody else: the same without a login.
   *
   * @return the administrator of the new workspace
   */
  public User signUpFor(SignUpRequest request) {
    return found(request, createWorkspace::createFor);
  }

  private <T> T found(SignUpRequest request, BiFunction<SignUpRequest, HashedPassword, T> found) {
    if (!isOpen() && request.setupCode().isEmpty()) {
      throw new SignUpRefused(SignUpRule.OFF);
    }
    SignUpRequest counted =
        settings.signUp().claimedAtTheMachine() ? request : request.withoutPlace();
    policy.check(request.password(), request.passwordOwner());
    // Never given back: whoever signs up learns which names are taken, and fills the database.
    guard.countFailure(request.client().address());
    HashedPassword hashed = passwords.hash(request.password());
    try {
      return found.apply(counted, hashed);
    } catch (SignUpRefused e) {
      String outcome = e.rule() == SignUpRule.CODE_WRONG ? "wrong-code" : "second-factor-required";
      audit.record(request.client().audited(AuditType.SIGN_UP, outcome));
      throw e;
    }
  }
}
