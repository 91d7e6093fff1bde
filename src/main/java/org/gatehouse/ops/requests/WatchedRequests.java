package org.gatehouse.ops.requests;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.Dialects;
import org.gatehouse.http.KnownResponse;
import org.gatehouse.http.Requests;
import org.gatehouse.ops.logs.LogContext;
import org.gatehouse.ops.metrics.RequestMetrics;
import org.gatehouse.ops.traces.Tracing;
import org.gatehouse.ops.traces.Tracing.RequestSpan;

/** Tells of requests by metrics, by traces and in the log. */
@Singleton
class WatchedRequests {
  private static final Set<String> OPERATIONS = Set.of("/health", "/metrics");

  private final Dialects dialects;
  private final Requests requests;
  private final RequestMetrics metrics;
  private final Tracing tracing;

  @Inject
  WatchedRequests(Dialects dialects, Requests requests, RequestMetrics metrics, Tracing tracing) {
    this.dialects = dialects;
    this.requests = requests;
    this.metrics = metrics;
    this.tracing = tracing;
  }

  /** A request begins, in this thread. */
  UnderWay begin(HttpServletRequest request) {
    String application = application(request);
    Optional<RequestSpan> span = tracing.begin(request, application);
    LogContext.enter(requests.id(request), span.map(RequestSpan::traceId));
    return new UnderWay(application, System.nanoTime(), span);
  }

  /** It is over, in the same thread; one that nobody has answered has no status to count. */
  void end(UnderWay underWay, HttpServletRequest request) {
    Optional<HttpServletResponse> response = KnownResponse.to(request);
    response.ifPresent(
        known ->
            metrics.count(
                underWay.application, known.getStatus(), System.nanoTime() - underWay.begun));
    underWay.span.ifPresent(span -> span.end(response));
    LogContext.leave();
  }

  private String application(HttpServletRequest request) {
    return dialects
        .of(request)
        .map(Dialect::name)
        .orElseGet(() -> OPERATIONS.contains(Requests.path(request)) ? "operations" : "pages");
  }

  /**
   * A request that isn't over.
   *
   * @param application which it is for
   * @param begun when, as {@link System#nanoTime} said then
   * @param span of it, if somebody wants to know
   */
  record UnderWay(String application, long begun, Optional<RequestSpan> span) {}
}
