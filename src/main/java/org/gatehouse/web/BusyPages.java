package org.gatehouse.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.core.input.Busy;
import org.gatehouse.core.input.TryLater;

/**
 * Shows the page again and says on it that the server is busy, or that too much has failed, with
 * what was typed still in it, whatever a page was about to do. Registered in {@code
 * faces-config.xml}.
 */
public class BusyPages extends ExceptionHandlerFactory {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;

  /**
   * @param wrapped makes what handles all else
   */
  public BusyPages(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new Handler(getWrapped().getExceptionHandler(), BusyPages::say);
  }

  private static void say(TryLater refusal) {
    boolean busy = refusal instanceof Busy;
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    external.setResponseStatus(busy ? SERVICE_UNAVAILABLE : TOO_MANY_REQUESTS);
    external.setResponseHeader("Retry-After", Long.toString(refusal.retryAfterSeconds()));
    CDI.current().select(Texts.class).get().wrong(busy ? "login.busy" : "login.tooMany");
  }

  /** Handles the exceptions of one request. */
  static class Handler extends ExceptionHandlerWrapper {
    private final Consumer<TryLater> say;

    Handler(ExceptionHandler wrapped, Consumer<TryLater> say) {
      super(wrapped);
      this.say = say;
    }

    @Override
    public void handle() {
      Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
      while (events.hasNext()) {
        Optional<TryLater> refusal = refusal(events.next().getContext().getException());
        if (refusal.isPresent()) {
          events.remove();
          say.accept(refusal.get());
        }
      }
      getWrapped().handle();
    }

    private static Optional<TryLater> refusal(Throwable error) {
      return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
          .limit(20)
          .filter(TryLater.class::isInstance)
          .map(TryLater.class::cast)
          .findFirst();
    }
  }
}
