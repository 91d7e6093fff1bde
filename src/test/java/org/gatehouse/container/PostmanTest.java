package org.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The rounds of who delivers letters: one at a time, and always one more. */
class PostmanTest {
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void goesOnAfterARoundThatFailed() {
    Postman postman =
        new Postman(
            () -> {
              rounds.incrementAndGet();
              throw new NoClassDefFoundError("thrown by the test");
            });

    postman.call();
    postman.call();

    assertThat(rounds).hasValue(2);
  }

  @Test
  void goesOnAfterNoThreadWasToBeHad() {
    Postman postman = new Postman(rounds::incrementAndGet);

    postman.callBy(
        task -> {
          throw new RejectedExecutionException("thrown by the test");
        });
    postman.call();

    assertThat(rounds).hasValue(1);
  }

  @Test
  void looksAgainForALetterThatCameDuringARound() {
    AtomicReference<Postman> postman = new AtomicReference<>();
    postman.set(
        new Postman(
            () -> {
              if (rounds.incrementAndGet() == 1) {
                postman.get().call();
              }
            }));

    postman.get().call();

    assertThat(rounds).hasValue(2);
  }
}
