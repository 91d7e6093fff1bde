package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who sends slowly has no thread for longer than anybody needs. */
class ReadDeadlineTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(1);

  /** As a server waits for bytes that don't come. */
  private static Integer waitForEver() throws IOException {
    try {
      new CountDownLatch(1).await();
      return 1;
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  @Test
  void endsAReadingThatWouldNeverEndAndLeavesTheThreadAsItWas() {
    assertThatThrownBy(() -> ReadDeadline.within(SHORT, ReadDeadlineTest::waitForEver))
        .isInstanceOf(BoundedBody.TooSlow.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void takesForSlowAlsoWhatTheContainerHasSwallowed() {
    assertThatThrownBy(
            () ->
                ReadDeadline.within(
                    SHORT,
                    () -> {
                      try {
                        return waitForEver();
                      } catch (IOException e) {
                        return -1;
                      }
                    }))
        .isInstanceOf(BoundedBody.TooSlow.class);
  }

  @Test
  void letsThroughWhatIsReadInTimeAndWhatFailsInTime() throws IOException {
    assertThat(ReadDeadline.within(LONG, () -> 7)).isEqualTo(7);
    assertThatThrownBy(
            () ->
                ReadDeadline.within(
                    LONG,
                    () -> {
                      throw new IOException("broken off");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken off");
    assertThat(Thread.interrupted()).isFalse();
  }
}
