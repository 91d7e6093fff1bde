package org.gatehouse.core.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatehouse.core.limit.Permit;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;

/**
 * Guards secrets against guessing (NIST 800-63B-4, 3.2.2; ASVS 5.0, 6.3.1). An attempt counts as a
 * failure before it is judged, of what it is about and of where it comes from; the {@link Verdict}
 * takes it back unless it was one. What ends in an error is no failure.
 *
 * <p>Not to be called within a transaction: attempts on one account are judged one after the other,
 * and a hash takes long.
 */
@Singleton
public class GuessGuard {
  private final LoginThrottle throttle;
  private final FailureLimit failureLimit;
  private final KnownDevices devices;
  private final LockNotice lockNotice;

  @Inject
  GuessGuard(
      LoginThrottle throttle,
      FailureLimit failureLimit,
      KnownDevices devices,
      LockNotice lockNotice) {
    this.throttle = throttle;
    this.failureLimit = failureLimit;
    this.devices = devices;
    this.lockNotice = lockNotice;
  }

  /** The key of a user's account. */
  public static String account(UUID userId) {
    return RandomToken.hash(userId.toString());
  }

  /**
   * Judges a secret of an account, which is locked after ten failures in a row. A browser in which
   * the user has logged in before has a count of its own, in place of the account and the address.
   *
   * @param account the key of the account; of nobody's, too
   * @param user whose it is, if anybody's: told when the account is locked
   * @param judge told whether the attempt may be made at all
   * @throws Busy if too many attempts on this account wait for their turn
   * @throws LimitExceeded if too much from there has failed
   */
  public <T> T ofAccount(
      String account, Optional<User> user, Client client, Function<Guess, Verdict<T>> judge) {
    Optional<String> device = devices.subject(user.map(User::id), client);
    Permit permit =
        device.map(failureLimit::takeOf).orElseGet(() -> failureLimit.takeFrom(client.address()));
    return counted(
        device.orElse(account),
        permit,
        guess -> {
          Verdict<T> verdict = judge.apply(guess);
          if (guess.admission() == Admission.LAST && verdict.effect() == Verdict.Effect.WRONG) {
            lockNotice.tell(user, client);
          }
          return verdict;
        });
  }

  /**
   * Judges a secret that the person of a session shows again. It counts within the session: whoever
   * is in one can keep nobody out who isn't, nor the other way round.
   *
   * @param judge told whether the attempt may be made at all
   * @throws Busy if too many attempts in this session wait for their turn
   * @throws LimitExceeded if there are very many
   */
  public <T> T ofSession(UUID sessionId, Function<Admission, Verdict<T>> judge) {
    // Readable, not hashed: it is remembered for longer.
    String session = LoginFailureRows.SESSION + sessionId;
    return counted(session, failureLimit.takeOf(session), guess -> judge.apply(guess.admission()));
  }

  /**
   * Judges a secret that is nobody's in particular, such as the token of a mail.
   *
   * @throws LimitExceeded if too much from this address has failed
   */
  public <T> T ofAddress(String address, Supplier<Verdict<T>> judge) {
    return settled(failureLimit.takeFrom(address), judge);
  }

  /**
   * Counts a failure of an address that nothing takes back.
   *
   * @throws LimitExceeded if there were too many before
   */
  public void countFailure(String address) {
    failureLimit.takeFrom(address);
  }

  /**
   * Refuses a client of whom nothing but the address is known, if it is known without asking the
   * database that too much from there has failed.
   *
   * @throws LimitExceeded if so
   */
  public void requireRoom(Client client) {
    if (client.device().isEmpty()) {
      failureLimit.requireRoom(client.address());
    }
  }

  /** Until when an account is locked for browsers that aren't known; nothing if it isn't. */
  public Optional<Instant> lockedUntil(UUID userId) {
    return throttle.lockedUntil(account(userId));
  }

  /** Forgets the failures of an account. */
  public void forget(UUID userId) {
    throttle.succeeded(account(userId));
  }

  /** Removes counts that matter no longer. */
  public int removeOld() {
    return throttle.removeOld();
  }

  private <T> T counted(String count, Permit permit, Function<Guess, Verdict<T>> judge) {
    return settled(
        permit,
        () ->
            throttle.attempt(
                count,
                admission ->
                    counted(count, new Guess(admission, () -> throttle.succeeded(count)), judge)));
  }

  private <T> Verdict<T> counted(String count, Guess guess, Function<Guess, Verdict<T>> judge) {
    Verdict<T> verdict = judge.apply(guess);
    switch (verdict.effect()) {
      case RIGHT -> guess.forgetFailures();
      case NEITHER -> throttle.takeBack(count, guess.admission());
      case WRONG -> {
        // It is counted.
      }
    }
    return verdict;
  }

  private static <T> T settled(Permit permit, Supplier<Verdict<T>> judge) {
    boolean counts = false;
    try {
      Verdict<T> verdict = judge.get();
      counts = verdict.effect() == Verdict.Effect.WRONG;
      return verdict.outcome();
    } finally {
      if (!counts) {
        permit.giveBack();
      }
    }
  }
}
