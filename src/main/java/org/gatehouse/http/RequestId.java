package org.gatehouse.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * By what name the reply, the audit log and the server's log tell of a request. Nobody is let in by
 * it, so that it needs no secure random numbers.
 */
public final class RequestId {
  /** The header of requests and replies that many proxies and log viewers know. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final String WELL_FORMED = "[A-Za-z0-9._-]{1,64}";

  private RequestId() {}

  /** The one of this request; it gets one if it has none. */
  public static String of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String known
        ? known
        : set(request, generate());
  }

  /** Has a request be called as its header says, unless that says nothing of use. */
  static void take(HttpServletRequest request) {
    String given = request.getHeader(HEADER);
    if (given != null && given.matches(WELL_FORMED) && request.getAttribute(ATTRIBUTE) == null) {
      set(request, given);
    }
  }

  private static String set(HttpServletRequest request, String id) {
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  private static String generate() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
