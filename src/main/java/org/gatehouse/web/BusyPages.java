package org.gatehouse.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.util.Iterator;
import java.util.stream.Stream;
import org.gatehouse.core.input.Busy;

/**
 * Shows the page again and says on it that the server is busy, with what was typed still in it,
 * whatever a page was about to do. Registered in {@code faces-config.xml}.
 */
public class BusyPages extends ExceptionHandlerFactory {
  /**
   * @param wrapped makes what handles all else
   */
  public BusyPages(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new Handler(
        getWrapped().getExceptionHandler(),
        () -> CDI.current().select(Texts.class).get().wrong("login.busy"));
  }

  /** Handles the exceptions of one request. */
  static class Handler extends ExceptionHandlerWrapper {
    private final Runnable sayBusy;

    Handler(ExceptionHandler wrapped, Runnable sayBusy) {
      super(wrapped);
      this.sayBusy = sayBusy;
    }

    @Override
    public void handle() {
      Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
      while (events.hasNext()) {
        if (isBusy(events.next().getContext().getException())) {
          events.remove();
          sayBusy.run();
        }
      }
      getWrapped().handle();
    }

    private static boolean isBusy(Throwable error) {
      return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
          .limit(20)
          .anyMatch(Busy.class::isInstance);
    }
  }
}
