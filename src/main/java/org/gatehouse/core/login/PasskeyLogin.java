package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.passkey.Passkey;
import org.gatehouse.core.credential.passkey.PasskeyRefused;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.credential.passkey.Presented;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/**
 * Judges passkeys that are all that somebody shows, the name too. Nobody guesses a signature, so a
 * wrong one counts for the address and not for the account, and a lock keeps no right one out: as
 * with keys ({@link KeyLogin}).
 */
@Singleton
public class PasskeyLogin {
  private final Passkeys passkeys;
  private final Claimants claimants;
  private final GuessGuard guard;
  private final OpenSession openSession;
  private final ConcludeLogin conclude;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  PasskeyLogin(
      Passkeys passkeys,
      Claimants claimants,
      GuessGuard guard,
      OpenSession openSession,
      ConcludeLogin conclude,
      Transactions transactions,
      Clock clock) {
    this.passkeys = passkeys;
    this.claimants = claimants;
    this.guard = guard;
    this.openSession = openSession;
    this.conclude = conclude;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Logs in.
   *
   * @param shown what a browser tells of a passkey, and which browser has asked for it
   * @param workspace the workspace that the page is of, by uid or name, if it is of one
   * @param remembered whether the session should last
   * @throws LimitExceeded if too many from this address have failed
   */
  public LoginOutcome logIn(
      ShownFactor shown, Optional<String> workspace, boolean remembered, Client client) {
    guard.requireRoom(client);
    return guard.ofAddress(client.address(), () -> judge(shown, workspace, remembered, client));
  }

  private Verdict<LoginOutcome> judge(
      ShownFactor shown, Optional<String> workspace, boolean remembered, Client client) {
    try {
      Presented presented = passkeys.present(shown, Optional.empty());
      Claimant claimant = claimant(presented.passkey().userId()).orElseThrow();
      Optional<String> barrier = barrier(claimant, workspace, client);
      return barrier.isPresent()
          ? refuse(Optional.of(claimant), client, barrier.get())
          : open(claimant.user(), presented, remembered, client);
    } catch (PasskeyRefused e) {
      passkeys.tell(e);
      return refuse(
          e.passkey().map(Passkey::userId).flatMap(this::claimant),
          client,
          "passkey-" + e.reason());
    }
  }

  private Optional<Claimant> claimant(UUID userId) {
    return claimants.withId(userId, Optional.empty(), clock.instant());
  }

  /** Why somebody may not log in, whose passkey is right. */
  private Optional<String> barrier(Claimant claimant, Optional<String> workspace, Client client) {
    Optional<String> ofUser = claimant.barrier(client, clock.instant());
    if (ofUser.isPresent()) {
      return ofUser;
    }
    if (workspace.filter(name -> !claimant.user().workspace().isCalled(name)).isPresent()) {
      return Optional.of("other-workspace");
    }
    return claimant.isPasswordForbidden() ? Optional.of("sign-on-required") : Optional.empty();
  }

  /** Uses the passkey and opens the session, or neither. */
  private Verdict<LoginOutcome> open(
      User user, Presented presented, boolean remembered, Client client) {
    Passkey passkey = presented.passkey();
    Optional<LoggedIn> opened =
        transactions.call(
            () -> {
              // The session first: it takes the user's row, as whoever removes a passkey does.
              Optional<LoggedIn> in =
                  openSession.open(
                      user,
                      SessionOrigin.byPasskey(remembered),
                      client,
                      now -> !now.isPasswordForbidden(),
                      ConcludeLogin.entry("passkey " + passkey.id()));
              in.ifPresent(session -> passkeys.use(presented));
              return in;
            });
    return opened.isPresent()
        ? Verdict.right(opened.get())
        : refuse(claimant(user.id()), client, "changed-meanwhile");
  }

  private Verdict<LoginOutcome> refuse(Optional<Claimant> claimant, Client client, String reason) {
    LoginTarget target =
        claimant.map(LoginTarget::of).orElseGet(() -> new LoginTarget("", Optional.empty()));
    return Verdict.wrong(conclude.refuse(target, client, reason));
  }
}
