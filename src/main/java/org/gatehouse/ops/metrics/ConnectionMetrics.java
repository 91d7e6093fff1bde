package org.gatehouse.ops.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.util.concurrent.TimeUnit;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** What the pool of connections to the database has to say. */
@Singleton
class ConnectionMetrics {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double[] SECONDS = {0.0001, 0.001, 0.01, 0.1, 1, 5};

  @PersistenceUnit private EntityManagerFactory factory;

  private final Histogram waits =
      Histogram.builder()
          .name("gatehouse_database_connection_wait_seconds")
          .help("How long was waited for a connection to the database")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .withoutExemplars()
          .build();

  private final Counter timeouts =
      Counter.builder()
          .name("gatehouse_database_connection_timeouts_total")
          .help("How often no connection to the database was to be had in time")
          .withoutExemplars()
          .build();

  void register(PrometheusRegistry registry) {
    registry.register(waits);
    registry.register(timeouts);
    factory
        .unwrap(SessionFactoryImplementor.class)
        .getServiceRegistry()
        .requireService(ConnectionProvider.class)
        .unwrap(HikariDataSource.class)
        .setMetricsTrackerFactory((name, pool) -> track(registry, pool));
  }

  private IMetricsTracker track(PrometheusRegistry registry, PoolStats pool) {
    GaugeWithCallback.builder()
        .name("gatehouse_database_connections")
        .help("Connections to the database, in use and not")
        .labelNames("state")
        .callback(
            seen -> {
              seen.call(pool.getActiveConnections(), "active");
              seen.call(pool.getIdleConnections(), "idle");
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("gatehouse_database_connections_max")
        .help("Connections to the database that there may be")
        .callback(seen -> seen.call(pool.getMaxConnections()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("gatehouse_database_connections_awaited")
        .help("Requests that wait for a connection to the database")
        .callback(seen -> seen.call(pool.getPendingThreads()))
        .register(registry);
    return new Tracker();
  }

  private final class Tracker implements IMetricsTracker {
    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
      waits.observe(nanos / NANOS_PER_SECOND);
    }

    @Override
    public void recordConnectionTimeout() {
      timeouts.inc();
    }
  }
}
