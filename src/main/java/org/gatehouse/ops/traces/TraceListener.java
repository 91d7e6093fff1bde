package org.gatehouse.ops.traces;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.http.KnownResponse;

/** Sees every request from its beginning to its end, which no filter does. */
@WebListener
public class TraceListener implements ServletRequestListener {
  private static final String SPAN = TraceListener.class.getName();

  /**
   * Looked for when there is a request: at the start there may be mistakes in the settings to tell.
   */
  @Inject private Instance<Tracing> tracing;

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    if (event.getServletRequest() instanceof HttpServletRequest request) {
      tracing.get().begin(request).ifPresent(span -> request.setAttribute(SPAN, span));
    }
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    if (event.getServletRequest() instanceof HttpServletRequest request
        && request.getAttribute(SPAN) instanceof Tracing.RequestSpan span) {
      span.end(KnownResponse.to(request));
    }
  }
}
