package org.gatehouse.boot;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.gatehouse.core.settings.Settings.Database;
import org.gatehouse.core.settings.Settings.DatabaseAccount;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Connections to the database that the settings name, each a new one. */
final class DatabaseServer {
  private static final int CONNECT_SECONDS = 5;

  /** A request waits for a lock no longer than a person waits for a page. */
  private static final String LIMITS = "-c lock_timeout=5s -c statement_timeout=30s";

  /** More than a statement may take: for a server that has vanished without a word. */
  private static final int ANSWER_SECONDS = 40;

  private DatabaseServer() {}

  /** For the work of every day. */
  static DataSource dataSource(Database database) {
    if (database.isEmbedded()) {
      return h2(database);
    }
    PGSimpleDataSource postgresql = postgresql(database, database.account());
    postgresql.setOptions(LIMITS);
    postgresql.setSocketTimeout(ANSWER_SECONDS);
    return postgresql;
  }

  /** For migrations, which take as long as there are rows, by whoever owns the tables. */
  static DataSource ownersDataSource(Database database) {
    return database.isEmbedded()
        ? h2(database)
        : postgresql(database, database.owner().orElse(database.account()));
  }

  private static DataSource h2(Database database) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(database.url());
    h2.setUser(database.account().user());
    h2.setPassword(database.account().password());
    return h2;
  }

  static PGSimpleDataSource postgresql(Database database, DatabaseAccount account) {
    PGSimpleDataSource postgresql = new PGSimpleDataSource();
    postgresql.setUrl(database.url());
    postgresql.setUser(account.user());
    postgresql.setPassword(account.password());
    if (database.isVerified()) {
      postgresql.setSslMode(SslMode.VERIFY_FULL.value);
      database.trust().map(Path::toString).ifPresent(postgresql::setSslRootCert);
      if (postgresql.getSslRootCert() == null) {
        // What the JVM trusts; the driver by itself would look into the home folder of the user.
        postgresql.setSslfactory(DefaultJavaSSLFactory.class.getName());
      }
    }
    postgresql.setConnectTimeout(CONNECT_SECONDS);
    postgresql.setTcpKeepAlive(true);
    return postgresql;
  }
}
