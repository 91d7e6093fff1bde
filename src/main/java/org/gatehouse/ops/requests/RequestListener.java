package org.gatehouse.ops.requests;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Sees every request from its beginning to its end. No filter does: a request that is answered
 * while its credentials are looked at gets to none.
 */
@WebListener
public class RequestListener implements ServletRequestListener {
  private static final String UNDER_WAY = RequestListener.class.getName();

  /**
   * Looked for when there is a request: at the start there may be mistakes in the settings to tell.
   */
  @Inject private Instance<WatchedRequests> requests;

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    if (event.getServletRequest() instanceof HttpServletRequest request) {
      request.setAttribute(UNDER_WAY, requests.get().begin(request));
    }
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    if (event.getServletRequest() instanceof HttpServletRequest request
        && request.getAttribute(UNDER_WAY) instanceof WatchedRequests.UnderWay underWay) {
      requests.get().end(underWay, request);
    }
  }
}
