package org.gatehouse.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Work outside of requests: one round at a time, and always one more. */
class CoalescingTaskTest {
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void goesOnAfterARoundThatFailed() {
    CoalescingTask task =
        new CoalescingTask(
            () -> {
              done.incrementAndGet();
              throw new NoClassDefFoundError("thrown by the test");
            },
            "told by the test");

    task.call();
    task.call();

    assertThat(done).hasValue(2);
  }

  @Test
  void goesOnAfterNoThreadWasToBeHad() {
    CoalescingTask task = new CoalescingTask(done::incrementAndGet, "told by the test");

    task.callBy(
        runnable -> {
          throw new RejectedExecutionException("thrown by the test");
        });
    task.call();

    assertThat(done).hasValue(1);
  }

  @Test
  void goesRoundAgainForWhoCallsDuringARound() {
    AtomicReference<CoalescingTask> task = new AtomicReference<>();
    task.set(
        new CoalescingTask(
            () -> {
              if (done.incrementAndGet() == 1) {
                task.get().call();
              }
            },
            "told by the test"));

    task.get().call();

    assertThat(done).hasValue(2);
  }
}
