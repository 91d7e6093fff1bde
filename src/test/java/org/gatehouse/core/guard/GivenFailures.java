package org.gatehouse.core.guard;

import jakarta.enterprise.inject.spi.CDI;
import java.util.UUID;
import java.util.stream.IntStream;

/** Attempts that have failed before a test begins, in the container of {@code CoreTest}. */
public final class GivenFailures {
  private GivenFailures() {}

  /**
   * So many of an account, in browsers that aren't known.
   *
   * @return whether the last was admitted
   */
  public static boolean ofAccount(UUID userId, int times) {
    return count(GuessGuard.account(userId), times);
  }

  /** The same in a session. */
  public static boolean ofSession(UUID sessionId, int times) {
    return count(LoginFailureRows.SESSION + sessionId, times);
  }

  /** So many from an address, whoever it was about. */
  public static void ofAddress(String address, int times) {
    FailureLimit limit = CDI.current().select(FailureLimit.class).get();
    IntStream.range(0, times).forEach(n -> limit.takeFrom(address));
  }

  /** So many that count for a session as for an address. */
  public static void ofSubject(UUID sessionId, int times) {
    FailureLimit limit = CDI.current().select(FailureLimit.class).get();
    IntStream.range(0, times).forEach(n -> limit.takeOf(LoginFailureRows.SESSION + sessionId));
  }

  private static boolean count(String subject, int times) {
    LoginThrottle throttle = CDI.current().select(LoginThrottle.class).get();
    boolean open = true;
    for (int i = 0; i < times; i++) {
      open = throttle.attempt(subject, Admission::isOpen);
    }
    return open;
  }
}
