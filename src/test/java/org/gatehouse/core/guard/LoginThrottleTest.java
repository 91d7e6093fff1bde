package org.gatehouse.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

/** Attempts on one account take turns, and only so many wait for theirs. */
class LoginThrottleTest {
  private static final int MANY = 100;

  private final InMemory failures = new InMemory();
  private final LoginThrottle throttle =
      new LoginThrottle(failures, Given.settings(Map.of()), Clock.systemUTC());

  @Test
  void countsAnAttemptThatEndsInAnErrorAsNone() {
    RuntimeException error = new IllegalStateException("the database is away");

    assertThatThrownBy(
            () ->
                throttle.attempt(
                    "ann",
                    admission -> {
                      throw error;
                    }))
        .isSameAs(error);
    assertThat(failures.takenBack).isEqualTo(1);
  }

  @Test
  void leavesAnAttemptCountedThatEndsWithoutAWord() {
    assertThat(throttle.<Admission>attempt("ann", admission -> admission))
        .isEqualTo(Admission.ADMITTED);
    assertThat(failures.takenBack).isZero();
  }

  @Test
  void makesOneAttemptAtATimeAndSendsAwayWhoeverIsTooMany() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    ExecutorService crowd = Executors.newFixedThreadPool(MANY);
    try {
      List<Future<Integer>> attempts = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        attempts.add(
            crowd.submit(
                () ->
                    throttle.attempt(
                        "ann",
                        admission -> {
                          int now = running.incrementAndGet();
                          await(go);
                          running.decrementAndGet();
                          return now;
                        })));
      }
      // The first has its turn and waits for us; of the others some are sent away meanwhile.
      while (attempts.stream().noneMatch(LoginThrottleTest::wasSentAway)) {
        Thread.onSpinWait();
      }
      go.countDown();
      for (Future<Integer> attempt : attempts) {
        try {
          assertThat(attempt.get()).isEqualTo(1);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(Busy.class);
        }
      }
    } finally {
      go.countDown();
      crowd.shutdownNow();
    }
  }

  private static boolean wasSentAway(Future<Integer> attempt) {
    if (!attempt.isDone()) {
      return false;
    }
    try {
      attempt.get();
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof Busy;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts without a database. */
  private static final class InMemory extends LoginFailureRows {
    private int takenBack;

    @Override
    Admission admit(String subject, Instant now, LockOutRules rules) {
      return Admission.ADMITTED;
    }

    @Override
    void takeBack(String subject, Admission admission) {
      takenBack++;
    }
  }
}
