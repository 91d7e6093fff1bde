package org.gatehouse.ops.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Counts and times requests, by the applications they are for and how they ended. */
@Singleton
public class RequestMetrics {
  private static final int REFUSED = 400;
  private static final int LARGEST_STATUS = 599;
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final Histogram times =
      Histogram.builder()
          .name("gatehouse_http_request_seconds")
          .help("How long requests took, by the application they are for and the class of status")
          .labelNames("application", "status")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .withoutExemplars()
          .build();

  private final Counter refusals =
      Counter.builder()
          .name("gatehouse_http_refusals_total")
          .help("Requests that were answered with a status from 400 on, by that")
          .labelNames("application", "code")
          .withoutExemplars()
          .build();

  void register(PrometheusRegistry registry) {
    registry.register(times);
    registry.register(refusals);
  }

  /**
   * A request is over.
   *
   * @param application which it was for
   * @param status how it ended
   * @param nanos how long it took
   */
  public void count(String application, int status, long nanos) {
    times.labelValues(application, classOf(status)).observe(nanos / NANOS_PER_SECOND);
    if (status >= REFUSED && status <= LARGEST_STATUS) {
      refusals.labelValues(application, Integer.toString(status)).inc();
    }
  }

  private static String classOf(int status) {
    return switch (status / 100) {
      case 2 -> "2xx";
      case 3 -> "3xx";
      case 4 -> "4xx";
      case 5 -> "5xx";
      default -> "other";
    };
  }
}
