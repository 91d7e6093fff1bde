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
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.TryLater;

/**
 * Shows the page again, with what was typed still in it, whatever it was about to do: and says on
 * it that the server is busy, or that too much has failed, or asks again who it is. Registered in
 * {@code faces-config.xml}.
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
    ExceptionHandler others = getWrapped().getExceptionHandler();
    return new Handler<>(
        new Handler<>(others, ReauthenticationRequired.class, BusyPages::ask),
        TryLater.class,
        BusyPages::say);
  }

  private static void ask(ReauthenticationRequired needed) {
    CDI.current().select(StepUp.class).get().ask();
  }

  private static void say(TryLater refusal) {
    boolean busy = refusal instanceof Busy;
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    external.setResponseStatus(busy ? SERVICE_UNAVAILABLE : TOO_MANY_REQUESTS);
    external.setResponseHeader("Retry-After", Long.toString(refusal.retryAfterSeconds()));
    CDI.current().select(Texts.class).get().wrong(busy ? "login.busy" : "login.tooMany");
  }

  /** Handles the exceptions of this type in one request. */
  static class Handler<T extends RuntimeException> extends ExceptionHandlerWrapper {
    private final Class<T> type;
    private final Consumer<T> say;

    Handler(ExceptionHandler wrapped, Class<T> type, Consumer<T> say) {
      super(wrapped);
      this.type = type;
      this.say = say;
    }

    @Override
    public void handle() {
      Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
      while (events.hasNext()) {
        Optional<T> refusal = refusal(events.next().getContext().getException());
        if (refusal.isPresent()) {
          events.remove();
          say.accept(refusal.get());
        }
      }
      getWrapped().handle();
    }

    private Optional<T> refusal(Throwable error) {
      return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
          .limit(20)
          .filter(type::isInstance)
          .map(type::cast)
          .findFirst();
    }
  }
}
