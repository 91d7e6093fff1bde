package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;

/**
 * Decides whether somebody is who they say. Every dialect and page ends here. An unknown workspace,
 * an unknown user, a wrong password, an inactive and a locked user take the same steps and the same
 * answer; only the audit log tells them apart.
 */
@Singleton
public class Login {
  private final LoginTargets targets;
  private final Claimants claimants;
  private final KeyLogin byKey;
  private final PasswordLogin byPassword;
  private final PendingLogins pendingLogins;
  private final GuessGuard guard;
  private final Clock clock;

  @Inject
  Login(
      LoginTargets targets,
      Claimants claimants,
      KeyLogin byKey,
      PasswordLogin byPassword,
      PendingLogins pendingLogins,
      GuessGuard guard,
      Clock clock) {
    this.targets = targets;
    this.claimants = claimants;
    this.byKey = byKey;
    this.byPassword = byPassword;
    this.pendingLogins = pendingLogins;
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * Logs in with a password and, where the user has a second factor, a code; or with a key.
   *
   * @throws Busy if too many attempts are being judged
   * @throws LimitExceeded if too many from this address have failed, and it is no right key
   */
  public LoginOutcome login(LoginAttempt given) {
    if (given.apiKey().isPresent()) {
      return byKey.judge(given, given.apiKey().get());
    }
    guard.requireRoom(given.client());
    byPassword.requireRoom();
    return guarded(targets.of(given), given.client(), attempt -> byPassword.first(attempt, given));
  }

  /**
   * The second step of a login on a page.
   *
   * @param pendingToken what {@link PendingLogins#open} gave after the first step
   * @param shown a code as it was typed, or what the browser tells of a passkey
   * @return {@link SecondFactorRequired} where that was wrong and another may be tried
   * @throws Busy if too many attempts are being judged
   * @throws LimitExceeded if too many from this address have failed
   */
  public LoginOutcome complete(String pendingToken, String shown, Client client) {
    return complete(pendingToken, shown, Optional.empty(), client);
  }

  /**
   * The same in a browser that is to stand for the second factor from now on, where the workspace
   * offers that, and it was no recovery code.
   *
   * @param kept what the browser keeps of earlier ones; anything is allowed
   */
  public LoginOutcome completeTrusting(
      String pendingToken, String shown, String kept, Client client) {
    return complete(pendingToken, shown, Optional.of(kept), client);
  }

  private LoginOutcome complete(
      String pendingToken, String shown, Optional<String> trusting, Client client) {
    Optional<PendingLogin> pending = pendingLogins.find(pendingToken);
    if (pending.isEmpty()) {
      return new Refused();
    }
    BooleanSupplier once = () -> pendingLogins.close(pendingToken);
    Claimant claimant =
        claimants
            .withId(pending.get().user().id(), Optional.empty(), clock.instant())
            .orElseThrow();
    return guarded(
        LoginTarget.of(claimant),
        client,
        attempt ->
            byPassword.second(
                attempt, pending.get(), ShownFactor.to(pendingToken, shown), once, trusting));
  }

  private LoginOutcome guarded(
      LoginTarget target, Client client, Function<Attempt, Verdict<LoginOutcome>> judge) {
    return guard.ofAccount(
        target.account(),
        target.user(),
        client,
        guess -> judge.apply(new Attempt(target, client, guess)));
  }
}
