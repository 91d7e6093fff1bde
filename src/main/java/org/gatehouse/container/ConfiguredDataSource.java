package org.gatehouse.container;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.gatehouse.core.settings.Settings.Database;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * The database that the settings name, for the pool of the server: the class that {@link StartUp}'s
 * {@code @DataSourceDefinition} has to name must be known when the WAR is built, the database
 * isn't.
 */
public class ConfiguredDataSource implements DataSource {
  private static final int CONNECT_SECONDS = 5;

  private @Nullable DataSource chosen;
  private String settings = "";

  private synchronized DataSource chosen() {
    // Not in the constructor: a mistake in the settings is told by the start-up, not by a pool.
    if (chosen == null) {
      Database database = Producers.read().database();
      chosen = database.isEmbedded() ? h2(database) : postgresql(database);
    }
    return chosen;
  }

  private static DataSource h2(Database database) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(database.url());
    h2.setUser(database.user());
    h2.setPassword(database.password());
    return h2;
  }

  static DataSource postgresql(Database database) {
    PGSimpleDataSource postgresql = new PGSimpleDataSource();
    postgresql.setUrl(database.url());
    postgresql.setUser(database.user());
    postgresql.setPassword(database.password());
    if (database.isVerified()) {
      postgresql.setSslMode(SslMode.VERIFY_FULL.value);
      database.trust().map(Path::toString).ifPresent(postgresql::setSslRootCert);
      if (postgresql.getSslRootCert() == null) {
        // What the JVM trusts; the driver by itself would look into the home folder of the user.
        postgresql.setSslfactory(DefaultJavaSSLFactory.class.getName());
      }
    }
    postgresql.setConnectTimeout(CONNECT_SECONDS);
    // A request waits for a lock no longer than a person waits for a page.
    postgresql.setOptions("-c lock_timeout=5s -c statement_timeout=30s");
    return postgresql;
  }

  /** Nothing: WildFly insists on a property to set. */
  public String getSettings() {
    return settings;
  }

  /** Nothing: WildFly insists on a property to set. */
  public void setSettings(String settings) {
    this.settings = settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return chosen().getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return chosen().getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // The drivers write to java.util.logging.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // Set above.
  }

  @Override
  public int getLoginTimeout() {
    return CONNECT_SECONDS;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.gatehouse");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return chosen().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return chosen().isWrapperFor(type);
  }
}
