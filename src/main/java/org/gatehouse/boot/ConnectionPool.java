package org.gatehouse.boot;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.gatehouse.http.Outage;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Stoppable;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's connections to the database, of the same pool on every server. One that the database
 * has closed is found out before it is used, so nobody has to restart a node when the database was
 * restarted. A connection that is taken within a transaction belongs to it until it ends; while the
 * database is away, one request at a time waits to find that out, and all others are told at once.
 */
final class ConnectionPool implements ConnectionProvider, ServiceRegistryAwareService, Stoppable {
  private static final long serialVersionUID = 1L;

  private static final int MOST = 20;
  private static final int IDLE = 2;
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final int PATIENCE_SECONDS_OF_ONE = 2;

  /**
   * Those who would tell each failed connection and each refused row as an error, where the one is
   * told by {@link Outage} and the other may be an ordinary conflict. What is unexpected is thrown
   * as well, and told by whoever catches it. Kept here: a logger that nobody keeps forgets its
   * level.
   */
  private static final List<Logger> TOO_TALKATIVE =
      Stream.of(
              "com.zaxxer.hikari",
              "org.hibernate.engine.jdbc.spi.SqlExceptionHelper",
              "org.hibernate.event.internal.DefaultLoadEventListener",
              "com.github.benmanes.caffeine.cache.LocalAsyncCache")
          .map(Logger::getLogger)
          .toList();

  private final transient Outage outage;
  private final transient ReentrantLock looking = new ReentrantLock();
  private final transient Map<Transaction, EnlistedConnection> enlisted = new ConcurrentHashMap<>();
  private transient @Nullable HikariDataSource pool;
  private transient @Nullable ServiceRegistryImplementor services;

  /**
   * @param outage told when the database is away, and when it is back
   */
  ConnectionPool(Outage outage) {
    this.outage = outage;
    TOO_TALKATIVE.stream()
        // Who has given one a level wants to hear it.
        .filter(logger -> logger.getLevel() == null)
        .forEach(logger -> logger.setLevel(Level.OFF));
  }

  /** Made when it is first needed: before, there may be mistakes in the settings to tell. */
  private synchronized HikariDataSource pool() {
    if (pool == null) {
      var config = new HikariConfig();
      config.setPoolName("gatehouse");
      config.setDataSource(DatabaseServer.dataSource(Producers.read().database()));
      config.setMaximumPoolSize(MOST);
      config.setMinimumIdle(IDLE);
      config.setConnectionTimeout(PATIENCE_MILLIS);
      config.setValidationTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS_OF_ONE));
      config.setInitializationFailTimeout(-1);
      pool = new HikariDataSource(config);
    }
    return pool;
  }

  @Override
  public void injectServices(ServiceRegistryImplementor registry) {
    services = registry;
  }

  private @Nullable Transaction transaction() throws SystemException {
    return Objects.requireNonNull(services)
        .requireService(JtaPlatform.class)
        .retrieveTransactionManager()
        .getTransaction();
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      Transaction transaction = transaction();
      if (transaction == null || !isUnderWay(transaction)) {
        return take();
      }
      EnlistedConnection present = enlisted.get(transaction);
      return present != null ? present.connection() : enlist(transaction);
    } catch (SystemException | RollbackException e) {
      throw new SQLException("The transaction takes no connection", e);
    }
  }

  /** Not one that has just ended, which a thread may still be in. */
  private static boolean isUnderWay(Transaction transaction) throws SystemException {
    int status = transaction.getStatus();
    return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
  }

  private Connection enlist(Transaction transaction)
      throws SQLException, SystemException, RollbackException {
    var resource = new EnlistedConnection(take(), () -> enlisted.remove(transaction));
    enlisted.put(transaction, resource);
    try {
      transaction.enlistResource(resource);
      return resource.connection();
    } catch (SystemException | RollbackException | RuntimeException e) {
      resource.release();
      throw e;
    }
  }

  private Connection take() throws SQLException {
    if (!outage.isUnderWay()) {
      return takeOne();
    }
    if (!looking.tryLock()) {
      throw outage.refusal(null);
    }
    try {
      look();
      outage.end();
    } catch (SQLException e) {
      throw outage.refusal(e);
    } finally {
      looking.unlock();
    }
    return takeOne();
  }

  /** Opens a new connection: it fails at once, where the pool would wait for one to be free. */
  private void look() throws SQLException {
    try (Connection another = pool().getDataSource().getConnection()) {
      if (!another.isValid(PATIENCE_SECONDS_OF_ONE)) {
        throw new SQLException("No answer");
      }
    }
  }

  private Connection takeOne() throws SQLException {
    try {
      return pool().getConnection();
    } catch (SQLException e) {
      var unused = outage.hasBegunBy(e);
      throw e;
    }
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    boolean awaitsTheEnd =
        enlisted.values().stream().anyMatch(resource -> resource.connection() == connection);
    if (!awaitsTheEnd) {
      connection.close();
    }
  }

  /** No: within a transaction it would be the same connection again. */
  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  @Override
  public synchronized void stop() {
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return type.isInstance(this) || type == HikariDataSource.class;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (!isUnwrappableAs(type)) {
      throw new UnknownUnwrapTypeException(type);
    }
    return type.cast(type == HikariDataSource.class ? pool() : this);
  }
}
