package org.gatehouse.ops.traces;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.fetch.CallMade;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.Traces;
import org.gatehouse.http.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Tells a collector of requests: a span for each, within the trace that its {@code traceparent}
 * names (W3C Trace Context), with the entries of the audit log as its events, and one for each call
 * to somebody else. Unless a collector is set, it does nothing.
 */
@Singleton
public class Tracing {
  private static final String NAME = "org.gatehouse";
  private static final int ERROR = 500;
  private static final int LONGEST_TEXT = 500;

  /** Others are whatever somebody sends; the word for them is OpenTelemetry's. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final String OTHER_METHOD = "_OTHER";
  private static final int LONGEST_END_SECONDS = 5;

  /** OpenTelemetry's words for what an HTTP server knows. */
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");

  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");

  private static final AttributeKey<String> APPLICATION =
      AttributeKey.stringKey("gatehouse.application");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("gatehouse.outcome");

  private static final TextMapGetter<HttpServletRequest> HEADERS =
      new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
          return request == null ? null : request.getHeader(name);
        }
      };

  /** Not looked for: Payara 7 has one as well, of another version, and to find that is an error. */
  private static final ComponentLoader OWN_SENDER =
      new ComponentLoader() {
        @Override
        public <T> Iterable<T> load(Class<T> kind) {
          return kind.isAssignableFrom(JdkHttpSenderProvider.class)
              ? List.of(kind.cast(new JdkHttpSenderProvider()))
              : List.of();
        }
      };

  private final Optional<SdkTracerProvider> provider;

  @Inject
  Tracing(Settings settings) {
    this.provider = settings.monitoring().traces().map(Tracing::provider);
  }

  private static SdkTracerProvider provider(Traces traces) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(traces.collector().toString())
            .setComponentLoader(OWN_SENDER)
            .build();
    return SdkTracerProvider.builder()
        .setResource(Resource.builder().put("service.name", "gatehouse").build())
        .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_TEXT).build())
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(traces.percent() / 100.0)))
        // Bounded: what a slow collector doesn't take is dropped.
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .build();
  }

  /**
   * Begins the span of a request, in which this thread is until it is ended.
   *
   * @param application which it is for
   * @return nothing, if nobody wants to know
   */
  @SuppressWarnings("MustBeClosedChecker") // The end of the request closes it.
  public Optional<RequestSpan> begin(HttpServletRequest request, String application) {
    return provider.map(
        known -> {
          Context caller =
              W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
          String method =
              METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER_METHOD;
          Span span =
              known
                  .get(NAME)
                  .spanBuilder(method + " " + application)
                  .setParent(caller)
                  .setSpanKind(SpanKind.SERVER)
                  .setAttribute(METHOD, method)
                  // Without the query, as in the access log: there may be secrets in that.
                  .setAttribute(PATH, Requests.path(request))
                  .setAttribute(APPLICATION, application)
                  .startSpan();
          return new RequestSpan(span, span.makeCurrent());
        });
  }

  /** What the audit log is told, but for names, once it has happened. */
  void note(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditEntry entry) {
    if (provider.isPresent()) {
      Span.current().addEvent(entry.type().word(), Attributes.of(OUTCOME, entry.outcome()));
    }
  }

  /** A call that is over. */
  void note(@Observes CallMade call) {
    provider.ifPresent(
        known -> {
          Instant end = Instant.now();
          known
              .get(NAME)
              .spanBuilder("call")
              .setSpanKind(SpanKind.CLIENT)
              .setStartTimestamp(end.minus(call.took()))
              .setAttribute(SERVER, call.place())
              .setAttribute(OUTCOME, call.result().name().toLowerCase(Locale.ROOT))
              .startSpan()
              .end(end);
        });
  }

  @PreDestroy
  void end() {
    provider.ifPresent(known -> known.shutdown().join(LONGEST_END_SECONDS, TimeUnit.SECONDS));
  }

  /**
   * The span of a request that is under way.
   *
   * @param span the span
   * @param scope in which its thread is
   */
  public record RequestSpan(Span span, Scope scope) {
    /** The trace that it is in, as OpenTelemetry writes it. */
    public String traceId() {
      return span.getSpanContext().getTraceId();
    }

    /** Ends it; of a request that nobody has answered the status isn't known. */
    public void end(Optional<HttpServletResponse> response) {
      response.ifPresent(
          known -> {
            span.setAttribute(STATUS, (long) known.getStatus());
            if (known.getStatus() >= ERROR) {
              span.setStatus(StatusCode.ERROR);
            }
          });
      scope.close();
      span.end();
    }
  }
}
