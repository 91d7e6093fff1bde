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
final class OutboxOnH2 implements LetterStore, AutoCloseable {
  private final SessionFactory sessions = Tables.of(WaitingLetter.class);

  /** What a container does around a transactional method. */
  <T> T inTransaction(Function<JpaOutbox, T> work) {
    return sessions.fromTransaction(session -> work.apply(on(session)));
  }

  private void run(Consumer<JpaOutbox> work) {
    sessions.inTransaction(session -> work.accept(on(session)));
  }

  private static JpaOutbox on(EntityManager entityManager) {
    JpaOutbox outbox = new JpaOutbox();
    outbox.entityManager = entityManager;
    return outbox;
  }

  /** All that the tables hold of the letters, as somebody sees it who has stolen the database. */
  String dump() {
    return sessions.fromTransaction(
        session ->
            session.createNativeQuery("select * from outbox", Object[].class).list().stream()
                .map(Arrays::asList)
                .toList()
                .toString());
  }

  @Override
  public void add(WaitingLetter letter) {
    run(outbox -> outbox.add(letter));
  }

  @Override
  public Optional<WaitingLetter> take(Instant now, Instant until) {
    return inTransaction(outbox -> outbox.take(now, until));
  }

  @Override
  public void remove(UUID id) {
    run(outbox -> outbox.remove(id));
  }

  @Override
  public void putBack(WaitingLetter taken, Instant until) {
    run(outbox -> outbox.putBack(taken, until));
  }

  @Override
  public void giveUp(WaitingLetter taken, Instant now) {
    run(outbox -> outbox.giveUp(taken, now));
  }

  @Override
  public Waiting waiting() {
    return inTransaction(JpaOutbox::waiting);
  }

  @Override
  public int removeGivenUp(Instant before, int most) {
    return inTransaction(outbox -> outbox.removeGivenUp(before, most));
  }

  @Override
  public void close() {
    sessions.close();
  }
}
