package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.faces.FacesException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.ExceptionQueuedEventContext;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.SystemEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.TryLater;
import org.junit.jupiter.api.Test;

/**
 * Who finds the server busy, or a limit exceeded, is told so on the page; other errors go where
 * they always went.
 */
class BusyPagesTest {
  private final Queue queue = new Queue();
  private final List<TryLater> said = new ArrayList<>();
  private final ExceptionHandler handler =
      new BusyPages.Handler<>(queue, TryLater.class, said::add);

  @Test
  void saysThatItIsToBeTriedLaterAndLetsThePageBeShown() {
    // As Faces wraps what an action throws.
    Busy busy = new Busy(Duration.ofSeconds(5));
    LimitExceeded limit = new LimitExceeded(Duration.ofSeconds(5));
    queue.add(new FacesException(new FacesException(busy)));
    queue.add(new FacesException(limit));
    handler.handle();
    assertThat(said).containsExactly(busy, limit);
    assertThat(queue.handled).isEmpty();
  }

  @Test
  void leavesOtherErrorsAlone() {
    FacesException other = new FacesException(new IllegalStateException());
    queue.add(other);
    handler.handle();
    assertThat(said).isEmpty();
    assertThat(queue.handled).containsExactly(other);
  }

  /** What Faces has collected in a request. */
  private static final class Queue extends ExceptionHandler {
    private final List<ExceptionQueuedEvent> events = new ArrayList<>();
    private List<Throwable> handled = List.of();

    void add(Throwable thrown) {
      events.add(
          new ExceptionQueuedEvent(
              new ExceptionQueuedEventContext(null, thrown, null, PhaseId.INVOKE_APPLICATION)));
    }

    @Override
    public void handle() {
      handled = events.stream().map(event -> event.getContext().getException()).toList();
    }

    @Override
    public Iterable<ExceptionQueuedEvent> getUnhandledExceptionQueuedEvents() {
      return events;
    }

    @Override
    public ExceptionQueuedEvent getHandledExceptionQueuedEvent() {
      return null;
    }

    @Override
    public Iterable<ExceptionQueuedEvent> getHandledExceptionQueuedEvents() {
      return List.of();
    }

    @Override
    public void processEvent(SystemEvent event) {}

    @Override
    public boolean isListenerForSource(Object source) {
      return true;
    }

    @Override
    public Throwable getRootCause(Throwable thrown) {
      return thrown;
    }
  }
}
