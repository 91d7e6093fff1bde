package org.gatehouse.core.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Lets something be read of one state of the database, however long that takes and whatever is
 * written meanwhile: on a connection of its own, in no transaction of the server, which would end
 * it after a minute or five.
 */
@Repository
public class Snapshots {
  /** H2's level of that name; its repeatable read has a snapshot of each table, not of all. */
  private static final int H2_SNAPSHOT = 6;

  @PersistenceContext private EntityManager entityManager;

  /**
   * Reads. Nothing can be written, nor is anything kept in memory that the reader doesn't keep.
   *
   * @param reader has the database for as long as it runs
   */
  public <T> T read(Function<StatelessSession, T> reader) {
    SessionFactory factory = entityManager.getEntityManagerFactory().unwrap(SessionFactory.class);
    try (StatelessSession own = factory.openStatelessSession()) {
      return own.doReturningWork(connection -> read(factory, connection, reader));
    }
  }

  private static <T> T read(
      SessionFactory factory, Connection connection, Function<StatelessSession, T> reader)
      throws SQLException {
    int isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(
        connection.getMetaData().getDatabaseProductName().equals("H2")
            ? H2_SNAPSHOT
            : Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try (StatelessSession snapshot = factory.openStatelessSession(connection)) {
      return reader.apply(snapshot);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setReadOnly(false);
      connection.setTransactionIsolation(isolation);
    }
  }
}
