package org.gatehouse.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends the reading of a body that takes too long. Servers limit the pause between two bytes, not
 * the whole: whoever sends one now and then would have one of their threads for as long as they
 * like. What waits for bytes is woken by an interrupt, whoever of the server it is.
 */
public final class ReadDeadline {
  private final Thread reader = Thread.currentThread();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private boolean reading = true;
  private boolean missed;

  private ReadDeadline(Duration longest) {
    var unused =
        end.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(
                timeout -> {
                  miss();
                  return null;
                });
  }

  /**
   * Reads, in this thread.
   *
   * @throws BoundedBody.TooSlow if it takes longer
   * @throws IOException that the reading itself throws
   */
  public static <T> T within(Duration longest, Reading<T> reading) throws IOException {
    var deadline = new ReadDeadline(longest);
    boolean missed;
    try {
      T read = reading.read();
      missed = deadline.isMissed();
      if (!missed) {
        return read;
      }
    } catch (IOException | RuntimeException e) {
      missed = deadline.isMissed();
      if (!missed) {
        throw e;
      }
    }
    throw new BoundedBody.TooSlow();
  }

  private synchronized void miss() {
    if (reading) {
      missed = true;
      reader.interrupt();
    }
  }

  /** Whether it was; the thread is its own master from now on. */
  private synchronized boolean isMissed() {
    reading = false;
    end.complete(null);
    return missed && (Thread.interrupted() || missed);
  }

  /** A reading that may take long. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws IOException;
  }
}
