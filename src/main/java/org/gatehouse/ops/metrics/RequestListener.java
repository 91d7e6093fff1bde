package org.gatehouse.ops.metrics;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.http.KnownResponse;

/**
 * Sees every request from its beginning to its end. No filter does: a request that is answered
 * while its credentials are looked at gets to none.
 */
@WebListener
public class RequestListener implements ServletRequestListener {
  private static final String BEGUN = RequestListener.class.getName();

  /**
   * Looked for when there is a request: at the start there may be mistakes in the settings to tell.
   */
  @Inject private Instance<RequestMetrics> metrics;

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    event.getServletRequest().setAttribute(BEGUN, System.nanoTime());
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    if (event.getServletRequest() instanceof HttpServletRequest request
        && request.getAttribute(BEGUN) instanceof Long begun) {
      long nanos = System.nanoTime() - begun;
      KnownResponse.to(request)
          .ifPresent(response -> metrics.get().count(request, response, nanos));
    }
  }
}
