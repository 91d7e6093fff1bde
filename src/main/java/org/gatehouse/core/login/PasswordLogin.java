package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.SecondFactor.Result;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.Admission;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/** Judges passwords and, where the user has a second factor, its codes. */
@Singleton
class PasswordLogin {
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final SignOnPolicies policies;
  private final ConcludeLogin conclude;

  @Inject
  PasswordLogin(
      Passwords passwords,
      SecondFactor secondFactor,
      SignOnPolicies policies,
      ConcludeLogin conclude) {
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.policies = policies;
    this.conclude = conclude;
  }

  /** The password, and the code if it came with it. */
  Verdict<LoginOutcome> first(Attempt attempt, LoginAttempt given) {
    Optional<User> target = attempt.target().user();
    Optional<PasswordProof> proof = passwords.check(target.map(User::id), given.password());
    if (!attempt.admission().isOpen()) {
      return refuse(attempt, attempt.admission().refusal("wrong-password"));
    }
    if (target.isEmpty()) {
      return refuse(attempt, "unknown");
    }
    if (proof.isEmpty()) {
      return refuse(attempt, "wrong-password");
    }
    User user = target.get();
    if (!user.isActive()) {
      return refuse(attempt, "inactive");
    }
    if (policies.forbidsPassword(user)) {
      return refuse(attempt, "sign-on-required");
    }
    if (!secondFactor.isOn(user.id())) {
      // Of a user no more than the id: a proof may be kept for long.
      PasswordProof right = proof.get();
      Proof still = stillGood(user, right);
      Proof alone = () -> still.isCurrent() && !secondFactor.isOn(right.userId());
      return open(attempt, SessionOrigin.byPassword(given.remembered()), alone, "password");
    }
    if (given.code().isEmpty()) {
      conclude.note(attempt, "code-required");
      return Verdict.neither(new SecondFactorRequired(user, proof.get()));
    }
    return code(attempt, given.remembered(), proof.get(), given.code().get(), () -> true);
  }

  /**
   * The code, after the password was right.
   *
   * @param once uses the first step up; false, if it was before
   */
  Verdict<LoginOutcome> second(
      Attempt attempt, PendingLogin pending, String code, BooleanSupplier once) {
    if (attempt.admission() == Admission.LOCKED) {
      return refuse(attempt, "locked");
    }
    if (attempt.admission() == Admission.TOO_EARLY) {
      conclude.note(attempt, "too-early");
      return Verdict.wrong(new SecondFactorRequired(pending.user(), pending.proof()));
    }
    if (!pending.user().isActive()) {
      return refuse(attempt, "inactive");
    }
    if (policies.forbidsPassword(pending.user())) {
      return refuse(attempt, "sign-on-required");
    }
    return code(attempt, pending.isRemembered(), pending.proof(), code, once);
  }

  private Verdict<LoginOutcome> code(
      Attempt attempt, boolean remembered, PasswordProof proof, String code, BooleanSupplier once) {
    User user = attempt.target().user().orElseThrow();
    Result result = secondFactor.accept(user.id(), code);
    if (!result.isRight()) {
      conclude.note(attempt, "wrong-code");
      return Verdict.wrong(new SecondFactorRequired(user, proof));
    }
    if (!once.getAsBoolean()) {
      return refuse(attempt, "login-used");
    }
    String factors = result == Result.TOTP ? "password+totp" : "password+recovery-code";
    return open(attempt, SessionOrigin.byTwoFactors(remembered), stillGood(user, proof), factors);
  }

  private Proof stillGood(User user, PasswordProof proof) {
    UUID workspaceId = user.workspace().id();
    boolean always = user.isSystemAdministrator();
    return () ->
        passwords.isCurrent(proof)
            && (always || !policies.of(workspaceId).forbidsPassword(proof.userId()));
  }

  private Verdict<LoginOutcome> open(
      Attempt attempt, SessionOrigin origin, Proof proof, String factors) {
    LoginOutcome outcome = conclude.open(attempt, origin, proof, factors);
    return outcome instanceof LoggedIn ? Verdict.right(outcome) : Verdict.wrong(outcome);
  }

  private Verdict<LoginOutcome> refuse(Attempt attempt, String reason) {
    return Verdict.wrong(conclude.refuse(attempt, reason));
  }
}
