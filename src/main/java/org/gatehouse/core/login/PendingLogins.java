package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.secret.RandomToken;

/**
 * Bridges the two steps of a login on a page: a random token, held by the browser, stands for "the
 * password was right" for five minutes and one login.
 */
@Singleton
public class PendingLogins {
  /** The time that the second step may take. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private final PendingLoginRows store;
  private final RandomToken random;
  private final Clock clock;

  @Inject
  PendingLogins(PendingLoginRows store, RandomToken random, Clock clock) {
    this.store = store;
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
    store.add(
        new PendingLogin(
            RandomToken.hash(token),
            passed.user(),
            passed.proof().phc(),
            remembered,
            clock.instant().plus(LIFETIME)));
    return token;
  }

  /** Whether this token still stands for anything. */
  public boolean isOpen(String token) {
    return find(token).isPresent();
  }

  /** Whether the session that this token leads to should last; false if it leads to none. */
  public boolean isRemembered(String token) {
    return find(token).filter(PendingLogin::isRemembered).isPresent();
  }

  Optional<PendingLogin> find(String token) {
    return store.find(RandomToken.hash(token), clock.instant());
  }

  /** Uses the token up; answers whether it was there to be used. */
  boolean close(String token) {
    return store.remove(RandomToken.hash(token)) == 1;
  }

  /** Removes those nobody came back for. */
  public int removeExpired() {
    return OldRows.inBatches(most -> store.removeExpired(clock.instant(), most));
  }
}
