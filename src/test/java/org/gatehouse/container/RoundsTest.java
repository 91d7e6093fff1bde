package org.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Work outside of requests: one round at a time, and always one more. */
class RoundsTest {
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void goesOnAfterARoundThatFailed() {
    Rounds rounds =
        new Rounds(
            () -> {
              done.incrementAndGet();
              throw new NoClassDefFoundError("thrown by the test");
            },
            "told by the test");

    rounds.call();
    rounds.call();

    assertThat(done).hasValue(2);
  }

  @Test
  void goesOnAfterNoThreadWasToBeHad() {
    Rounds rounds = new Rounds(done::incrementAndGet, "told by the test");

    rounds.callBy(
        task -> {
          throw new RejectedExecutionException("thrown by the test");
        });
    rounds.call();

    assertThat(done).hasValue(1);
  }

  @Test
  void goesRoundAgainForWhoCallsDuringARound() {
    AtomicReference<Rounds> rounds = new AtomicReference<>();
    rounds.set(
        new Rounds(
            () -> {
              if (done.incrementAndGet() == 1) {
                rounds.get().call();
              }
            },
            "told by the test"));

    rounds.get().call();

    assertThat(done).hasValue(2);
  }
}
