package org.gatehouse.core.login;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.AllSessionsEnded;
import org.gatehouse.core.user.User;

/**
 * Bridges the two steps of a login on a page: a random token, held by the browser, stands for "the
 * password was right" for five minutes and one login.
 */
@Singleton
public class PendingLogins {
  /** The time that the second step may take. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  /** The same where a second factor has to be set up: people may have to find an app first. */
  public static final Duration ENROLMENT = Duration.ofMinutes(20);

  private final PendingLoginRows store;
  private final TrustedDevices trustedDevices;
  private final Passkeys passkeys;
  private final Totp totp;
  private final RandomToken random;
  private final Clock clock;

  @Inject
  PendingLogins(
      PendingLoginRows store,
      TrustedDevices trustedDevices,
      Passkeys passkeys,
      Totp totp,
      RandomToken random,
      Clock clock) {
    this.store = store;
    this.trustedDevices = trustedDevices;
    this.passkeys = passkeys;
    this.totp = totp;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Notes that the password was right.
   *
   * @param passed the outcome of the first step
   * @param remembered whether the session should last
   * @return the token that the browser brings with the code
   */
  public String open(SecondFactorRequired passed, boolean remembered) {
    String token = random.next();
    store.add(pending(token, passed.proof(), passed.user(), remembered, LIFETIME));
    return token;
  }

  /**
   * Notes that all was right, and that there is more to set up.
   *
   * @param passed the outcome of the steps until now
   * @param remembered whether the session should last
   * @return the token that the browser brings with what it has set up
   */
  public String open(EnrolmentRequired passed, boolean remembered) {
    String token = random.next();
    PendingLogin login = pending(token, passed.proof(), passed.user(), remembered, ENROLMENT);
    login.awaitEnrolment(passed.shown());
    store.add(login);
    return token;
  }

  private PendingLogin pending(
      String token, PasswordProof proof, User user, boolean remembered, Duration lifetime) {
    return new PendingLogin(
        RandomToken.hash(token), proof, user, remembered, clock.instant().plus(lifetime));
  }

  /** Whether the session that this token leads to should last; false if it leads to none. */
  public boolean isRemembered(String token) {
    return find(token).filter(PendingLogin::isRemembered).isPresent();
  }

  /** What the person can show; nothing if the token stands for nothing. */
  public Optional<Choice> choice(String token) {
    return find(token)
        .map(
            pending -> {
              UUID userId = pending.user().id();
              return new Choice(
                  pending.user().workspace().id(),
                  totp.isOn(userId),
                  passkeys.optionsToShow(userId, token));
            });
  }

  /** The login that awaits a second factor. */
  Optional<PendingLogin> find(String token) {
    return read(token).filter(login -> !login.awaitsEnrolment());
  }

  /** The one that awaits that one is set up. */
  Optional<PendingLogin> findEnrolling(String token) {
    return read(token).filter(PendingLogin::awaitsEnrolment);
  }

  private Optional<PendingLogin> read(String token) {
    return store.find(RandomToken.hash(token), clock.instant());
  }

  /** Uses the token up; answers whether it was there to be used. */
  boolean close(String token) {
    return store.remove(RandomToken.hash(token)) == 1;
  }

  /**
   * Uses up all of this user's, in the transaction that changes what the user has to show: whoever
   * is between two steps begins again, and is judged by what there is then. Nor does any browser
   * stand for a second factor that was shown before.
   */
  @Transactional(TxType.MANDATORY)
  public void closeAll(UUID userId) {
    store.removeAll(userId);
    trustedDevices.endAll(userId);
  }

  /** The same where all sessions end: the password is another, a device is lost. */
  void closeAll(@Observes AllSessionsEnded ended) {
    store.removeAll(ended.userId());
  }

  /**
   * What somebody can show as a second factor, beside recovery codes.
   *
   * @param workspaceId to which workspace the login leads
   * @param app whether there is an authenticator app
   * @param passkeys what a browser is asked that shows a passkey, as JSON, if there are any
   */
  public record Choice(UUID workspaceId, boolean app, Optional<String> passkeys) {}

  /** Removes those nobody came back for. */
  public int removeExpired() {
    return OldRows.inBatches(most -> store.removeExpired(clock.instant(), most));
  }
}
