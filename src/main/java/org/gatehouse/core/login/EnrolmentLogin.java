package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/**
 * A login that goes on once a second factor is set up: the password was right, and there is no
 * session until then.
 */
@Singleton
public class EnrolmentLogin {
  private final PendingLogins pendingLogins;
  private final Claimants claimants;
  private final DemandedFactors demanded;
  private final OpenSession openSession;
  private final Clock clock;

  @Inject
  EnrolmentLogin(
      PendingLogins pendingLogins,
      Claimants claimants,
      DemandedFactors demanded,
      OpenSession openSession,
      Clock clock) {
    this.pendingLogins = pendingLogins;
    this.claimants = claimants;
    this.demanded = demanded;
    this.openSession = openSession;
    this.clock = clock;
  }

  /** Who has to set one up; nothing if the token stands for nobody who has. */
  public Optional<Enrolling> find(String token) {
    return pendingLogins
        .findEnrolling(token)
        .flatMap(
            pending ->
                claimants
                    .withId(pending.user().id(), Optional.empty(), clock.instant())
                    .flatMap(now -> enrolling(pending, now)));
  }

  /** The same for a change in the transaction of the caller: nobody else changes the user. */
  @Transactional(TxType.MANDATORY)
  public Optional<Enrolling> locked(String token) {
    return locked(token, now -> true);
  }

  /** The same of who may be let in from there. */
  @Transactional(TxType.MANDATORY)
  public Optional<Enrolling> locked(String token, Client client) {
    return locked(token, now -> !now.isElsewhere(client));
  }

  private Optional<Enrolling> locked(String token, Predicate<Claimant> which) {
    return pendingLogins
        .findEnrolling(token)
        .flatMap(
            pending ->
                claimants
                    .locked(pending.user(), Optional.empty(), clock.instant())
                    // Again: whoever had the user locked may have used it up.
                    .filter(now -> pendingLogins.findEnrolling(token).isPresent())
                    .filter(which)
                    .flatMap(now -> enrolling(pending, now)));
  }

  /**
   * Lets in whoever has set one up, in the transaction of that, which has used the token up with
   * all others of the user ({@link PendingLogins#closeAll}).
   *
   * @param second what was set up
   */
  @Transactional(TxType.MANDATORY)
  public LoggedIn enter(Enrolling enrolling, AuthenticationMethod second, Client client) {
    return openSession
        .open(
            enrolling.user(),
            SessionOrigin.byTwoFactors(enrolling.remembered(), second),
            client,
            ConcludeLogin.entry("password+enrolment"))
        .orElseThrow();
  }

  /**
   * Nobody whose password is another by now, or who has got a second factor meanwhile that wasn't
   * shown: it may be the thief of the password who is late.
   */
  private Optional<Enrolling> enrolling(PendingLogin pending, Claimant now) {
    Set<AuthenticationMethod> shown = pending.shown();
    return now.user().mayLogIn(clock.instant())
            && now.stillHas(pending.proof())
            && now.needsSecondFactor() == shown.size() > 1
            && !demanded.areMet(now, shown)
        ? Optional.of(new Enrolling(now.user(), pending.isRemembered(), demanded.areMetByApp(now)))
        : Optional.empty();
  }

  /**
   * Who has to set up a second factor.
   *
   * @param user who
   * @param remembered whether the session should last
   * @param app whether an authenticator app would do; else it has to be a passkey
   */
  public record Enrolling(User user, boolean remembered, boolean app) {}
}
