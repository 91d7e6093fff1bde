package org.gatehouse.federation.saml.key;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;

/**
 * Keys of the service provider in the real table, in a database of its own in memory, where each
 * call is a transaction as in a container.
 */
final class SpKeysOnH2 extends SpKeyRows implements AutoCloseable {
  private final SessionFactory sessions = Tables.of(SpKey.class);

  private static SpKeyRows on(EntityManager entityManager) {
    SpKeyRows rows = new SpKeyRows();
    rows.entityManager = entityManager;
    return rows;
  }

  @Override
  List<SpKey> all() {
    return sessions.fromTransaction(session -> on(session).all());
  }

  @Override
  void add(SpKey key) {
    sessions.inTransaction(session -> on(session).add(key));
  }

  @Override
  void useNext() {
    sessions.inTransaction(session -> on(session).useNext());
  }

  @Override
  int removeRetired() {
    return sessions.fromTransaction(session -> on(session).removeRetired());
  }

  @Override
  public void close() {
    sessions.close();
  }
}
