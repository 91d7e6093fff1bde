package org.gatehouse.ops.logs;

import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * The request that a thread is in, for each line that it logs. WildFly writes it by itself, {@link
 * LogFields} has Payara do so.
 */
public final class LogContext {
  private static final String REQUEST = "request_id";

  /** OpenTelemetry's name for it in logs. */
  private static final String TRACE = "trace_id";

  private LogContext() {}

  /**
   * From now on this thread is in that request.
   *
   * @param request its name
   * @param trace the trace that it is in, if there is one
   */
  public static void enter(String request, Optional<String> trace) {
    MDC.put(REQUEST, request);
    trace.ifPresent(id -> MDC.put(TRACE, id));
  }

  /** It is in none any more. */
  public static void leave() {
    MDC.remove(REQUEST);
    MDC.remove(TRACE);
  }
}
