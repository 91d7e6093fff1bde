package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.SecondFactorMethod;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.Admission;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.login.LoginOutcome.Enough;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/** Judges passwords and, where the user has a second factor, its codes. */
@Singleton
class PasswordLogin {
  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final DemandedFactors demanded;
  private final TrustedDevices trustedDevices;
  private final TrustDevice trustDevice;
  private final ConcludeLogin conclude;
  private final Clock clock;

  @Inject
  PasswordLogin(
      Passwords passwords,
      SecondFactor secondFactor,
      DemandedFactors demanded,
      TrustedDevices trustedDevices,
      TrustDevice trustDevice,
      ConcludeLogin conclude,
      Clock clock) {
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.demanded = demanded;
    this.trustedDevices = trustedDevices;
    this.trustDevice = trustDevice;
    this.conclude = conclude;
    this.clock = clock;
  }

  /**
   * Refuses whoever would have to be refused after all that comes before the hash.
   *
   * @throws Busy if too many passwords are being checked
   */
  void requireRoom() {
    passwords.requireRoom();
  }

  /** The password, and the code if it came with it. */
  Verdict<LoginOutcome> first(Attempt attempt, LoginAttempt given) {
    Optional<Claimant> target = attempt.target().claimant();
    Optional<PasswordProof> proof =
        passwords.check(target.flatMap(Claimant::password), given.password());
    if (!attempt.admission().isOpen()) {
      return refuse(attempt, attempt.admission().refusal("wrong-password"));
    }
    if (target.isEmpty()) {
      return refuse(attempt, "unknown");
    }
    if (proof.isEmpty()) {
      return refuse(attempt, "wrong-password");
    }
    Claimant claimant = target.get();
    Optional<String> barrier = barrier(claimant, attempt);
    if (barrier.isPresent()) {
      return refuse(attempt, barrier.get());
    }
    if (!claimant.needsSecondFactor()) {
      Set<AuthenticationMethod> shown = EnumSet.of(AuthenticationMethod.PASSWORD);
      if (!demanded.areMet(claimant, shown)) {
        return enrol(attempt, proof.get(), shown);
      }
      // Of a user no more than this: a proof may be kept for long.
      PasswordProof right = proof.get();
      Proof alone = now -> now.stillHas(right) && !now.needsSecondFactor();
      return open(attempt, SessionOrigin.byPassword(given.remembered()), alone, "password");
    }
    Enough enough = enough(claimant);
    if (given.code().isEmpty() && isTrusted(claimant, given.trusted())) {
      return trusted(attempt, given.remembered(), proof.get(), given.trusted().get());
    }
    if (given.code().isEmpty()) {
      conclude.note(attempt, "code-required");
      return Verdict.neither(new SecondFactorRequired(claimant.user(), proof.get(), enough));
    }
    if (enough != Enough.ANY) {
      // Not even looked at: a recovery code would be used up for nothing.
      conclude.note(attempt, enough == Enough.PASSKEY ? "passkey-required" : "enrolment-required");
      return Verdict.neither(new SecondFactorRequired(claimant.user(), proof.get(), enough));
    }
    ShownFactor shown = ShownFactor.code(given.code().get());
    return code(attempt, given.remembered(), proof.get(), shown, () -> true, Optional.empty());
  }

  private boolean isTrusted(Claimant claimant, Optional<String> kept) {
    return kept.filter(
            tokens ->
                trustedDevices.isTrusted(
                    claimant.user().id(), tokens, demanded.trustedSince(claimant)))
        .isPresent();
  }

  /** The browser stands for the second factor, if it still does in the transaction. */
  private Verdict<LoginOutcome> trusted(
      Attempt attempt, boolean remembered, PasswordProof proof, String kept) {
    Proof still =
        now ->
            now.stillHas(proof)
                && trustedDevices.use(now.user().id(), kept, demanded.trustedSince(now));
    return open(
        attempt, SessionOrigin.byTrustedDevice(remembered), still, "password+trusted-device");
  }

  /**
   * The second factor, after the password was right.
   *
   * @param once uses the first step up; false, if it was before
   * @param trusting what the browser keeps that is to stand for the factor from now on, if it is
   */
  Verdict<LoginOutcome> second(
      Attempt attempt,
      PendingLogin pending,
      ShownFactor shown,
      BooleanSupplier once,
      Optional<String> trusting) {
    if (attempt.admission() == Admission.LOCKED) {
      return refuse(attempt, "locked");
    }
    if (attempt.admission() == Admission.TOO_EARLY) {
      conclude.note(attempt, "too-early");
      return Verdict.wrong(new SecondFactorRequired(pending.user(), pending.proof(), Enough.ANY));
    }
    Optional<String> barrier = barrier(attempt.target().claimant().orElseThrow(), attempt);
    if (barrier.isPresent()) {
      return refuse(attempt, barrier.get());
    }
    // Though it may not be enough: it may lead to the page on which a passkey is made.
    return code(attempt, pending.isRemembered(), pending.proof(), shown, once, trusting);
  }

  private Verdict<LoginOutcome> code(
      Attempt attempt,
      boolean remembered,
      PasswordProof proof,
      ShownFactor shown,
      BooleanSupplier once,
      Optional<String> trusting) {
    Claimant claimant = attempt.target().claimant().orElseThrow();
    User user = claimant.user();
    Optional<SecondFactorMethod> accepted = secondFactor.accept(user.id(), shown);
    if (accepted.isEmpty()) {
      conclude.note(attempt, "wrong-code");
      return Verdict.wrong(new SecondFactorRequired(user, proof, Enough.ANY));
    }
    SecondFactorMethod second = accepted.get();
    Set<AuthenticationMethod> all = EnumSet.of(AuthenticationMethod.PASSWORD, second.method());
    boolean enough = demanded.areMet(claimant, all);
    if (!enough && claimant.passkeys() > 0 && !second.replacesOthers()) {
      // What can be typed can be typed into a page that only looks like ours.
      conclude.note(attempt, "passkey-required");
      return Verdict.neither(new SecondFactorRequired(user, proof, Enough.PASSKEY));
    }
    if (!once.getAsBoolean()) {
      return refuse(attempt, "login-used");
    }
    if (!enough) {
      return enrol(attempt, proof, all);
    }
    // The way back of who has lost the factor proves none that a browser could stand for.
    Optional<String> kept = trusting.filter(wanted -> !second.replacesOthers());
    return verdict(
        conclude.open(
            attempt,
            SessionOrigin.byTwoFactors(remembered, second.method()),
            now -> now.stillHas(proof),
            "password+" + second.word(),
            in -> kept.map(had -> trustDevice.trust(in, attempt.client(), had)).orElse(in)));
  }

  private Enough enough(Claimant claimant) {
    if (demanded.areMetByApp(claimant)) {
      return Enough.ANY;
    }
    return claimant.passkeys() > 0 ? Enough.PASSKEY : Enough.NEW_PASSKEY;
  }

  /** Lets nobody in until there is a second factor, or a better one. */
  private Verdict<LoginOutcome> enrol(
      Attempt attempt, PasswordProof proof, Set<AuthenticationMethod> shown) {
    conclude.note(attempt, "enrolment-required");
    User user = attempt.target().user().orElseThrow();
    return Verdict.neither(new EnrolmentRequired(user, proof, shown));
  }

  /** Why somebody may not log in, whose password is right. */
  private Optional<String> barrier(Claimant claimant, Attempt attempt) {
    Optional<String> ofUser = claimant.barrier(attempt.client(), clock.instant());
    if (ofUser.isPresent()) {
      return ofUser;
    }
    return claimant.isPasswordForbidden() ? Optional.of("sign-on-required") : Optional.empty();
  }

  private Verdict<LoginOutcome> open(
      Attempt attempt, SessionOrigin origin, Proof proof, String factors) {
    return verdict(conclude.open(attempt, origin, proof, factors));
  }

  private static Verdict<LoginOutcome> verdict(LoginOutcome outcome) {
    return outcome instanceof LoggedIn ? Verdict.right(outcome) : Verdict.wrong(outcome);
  }

  private Verdict<LoginOutcome> refuse(Attempt attempt, String reason) {
    return Verdict.wrong(conclude.refuse(attempt, reason));
  }
}
