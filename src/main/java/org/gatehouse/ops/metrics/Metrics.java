package org.gatehouse.ops.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * All metrics. Names and labels are ours alone: nothing that anybody sends becomes one, so that
 * there are as many tomorrow as today.
 */
@Singleton
class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();

  @Inject
  Metrics(
      CoreMetrics core,
      EventMetrics events,
      RequestMetrics requests,
      ConnectionMetrics connections,
      ConditionMetrics condition) {
    core.register(registry);
    events.register(registry);
    requests.register(registry);
    connections.register(registry);
    registry.register(condition);
    // Not how much each collection frees: that would listen to the JVM, and outlive an
    // undeployment.
    JvmMemoryMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  /** What they are at this moment. */
  MetricSnapshots now() {
    return registry.scrape();
  }

  /**
   * How they are written.
   *
   * @param accept what the client understands, as its header says it; OpenMetrics if it names that
   */
  ExpositionFormatWriter writer(String accept) {
    return formats.findWriter(accept);
  }
}
