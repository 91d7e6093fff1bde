package org.gatehouse.core.mail;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;

/**
 * The outbox with the real tables in a database of its own in memory, where each call is a
 * transaction as in a container.
 */
final class OutboxOnH2 extends QueuedMails implements AutoCloseable {
  private final SessionFactory sessions = Tables.of(QueuedMail.class);

  /** What a container does around a transactional method. */
  <T> T inTransaction(Function<QueuedMails, T> work) {
    return sessions.fromTransaction(session -> work.apply(on(session)));
  }

  private void run(Consumer<QueuedMails> work) {
    sessions.inTransaction(session -> work.accept(on(session)));
  }

  private static QueuedMails on(EntityManager entityManager) {
    QueuedMails outbox = new QueuedMails();
    outbox.entityManager = entityManager;
    return outbox;
  }

  /** All that the tables hold of the e-mails, as somebody sees it who has stolen the database. */
  String dump() {
    return sessions.fromTransaction(
        session ->
            session.createNativeQuery("select * from outbox", Object[].class).list().stream()
                .map(Arrays::asList)
                .toList()
                .toString());
  }

  @Override
  void add(QueuedMail mail) {
    run(outbox -> outbox.add(mail));
  }

  @Override
  Optional<QueuedMail> take(Instant now, Instant until) {
    return inTransaction(outbox -> outbox.take(now, until));
  }

  @Override
  void remove(UUID id) {
    run(outbox -> outbox.remove(id));
  }

  @Override
  void putBack(QueuedMail taken, Instant until) {
    run(outbox -> outbox.putBack(taken, until));
  }

  @Override
  void giveUp(QueuedMail taken, Instant now) {
    run(outbox -> outbox.giveUp(taken, now));
  }

  @Override
  Waiting waiting() {
    return inTransaction(QueuedMails::waiting);
  }

  @Override
  int removeGivenUp(Instant before, int most) {
    return inTransaction(outbox -> outbox.removeGivenUp(before, most));
  }

  @Override
  public void close() {
    sessions.close();
  }
}
