package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.gatehouse.core.audit.VerifyAuditChain.Note;
import org.gatehouse.core.database.Snapshots;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Core;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.LargeDatabase;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.StatementLog;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes write, seal and verify the audit log of one PostgreSQL. */
@CoreTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditChainOnPostgresTest {
  private static final int EACH = 120;

  @TempDir private static Path directory;
  private static EmbeddedPostgres postgres;
  private static StatementLog log;
  private static List<WeldContainer> nodes = List.of();

  @BeforeAll
  static void start() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("postgres-log"));
    postgres = StatementLog.enable(Postgres.builder(), logs).start();
    log = StatementLog.of(postgres, logs);
    nodes = Stream.of(1, 2).map(i -> Core.node(postgres.getPostgresDatabase())).toList();
    // There was a version before: it isn't empty.
    bean(0, Audit.class).record(AuditEntry.of(AuditType.LIMIT, "first"));
    bean(0, SealAudit.class).begin();
  }

  @AfterAll
  static void stop() throws Exception {
    nodes.forEach(WeldContainer::close);
    postgres.close();
  }

  private static <T> T bean(int node, Class<T> type) {
    return nodes.get(node).select(type).get();
  }

  private static ChainReport verify(int node) {
    return bean(node, VerifyAuditChain.class).verify(Note.NONE);
  }

  /** Each third takes its time, and each fifth comes to nothing. */
  private static long write(int node) {
    long written = 0;
    for (int i = 0; i < EACH; i++) {
      int number = i;
      try {
        bean(node, Transactions.class)
            .run(
                () -> {
                  bean(node, Audit.class).record(AuditEntry.of(AuditType.LIMIT, "n" + number));
                  sleep(number % 3 == 0 ? 5 : 0);
                  if (number % 5 == 0) {
                    throw new IllegalStateException("comes to nothing");
                  }
                });
        written++;
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("comes to nothing");
      }
    }
    return written;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long seal(int node) {
    for (int i = 0; i < 20; i++) {
      bean(node, SealAudit.class).run();
      sleep(10);
    }
    return 0;
  }

  /** Never a false alarm, whenever it looks. */
  private static long look(int node) {
    for (int i = 0; i < 10; i++) {
      assertThat(verify(node).faults()).isEmpty();
    }
    return 0;
  }

  @Test
  @Order(1)
  void nothingIsPassedOverOrLinkedTwice() {
    List<Callable<Long>> work =
        Stream.of(0, 1)
            .flatMap(
                node ->
                    Stream.<Callable<Long>>of(
                        () -> write(node), () -> write(node), () -> seal(node), () -> look(node)))
            .toList();
    long written = AtOnce.call(work).stream().mapToLong(Long::longValue).sum();
    bean(0, SealAudit.class).run();

    ChainReport report = verify(1);
    assertThat(report.faults()).isEmpty();
    assertThat(report.counts()).isEqualTo(new ChainReport.Counts(written + 1, 0, 0, 0));
    assertThat(report.last()).isEqualTo(written + 1);
    assertThat(written).isEqualTo(4 * (EACH - EACH / 5));
  }

  @Test
  @Order(2)
  void whoeverVerifiesSeesOneState() {
    long[] seen =
        bean(0, Snapshots.class)
            .read(
                snapshot -> {
                  ChainReading reading = new ChainReading(snapshot);
                  long before = reading.chain().orElseThrow().headNumber();
                  bean(1, Audit.class).record(AuditEntry.of(AuditType.LIMIT, "meanwhile"));
                  bean(1, SealAudit.class).run();
                  AuditChain after = reading.chain().orElseThrow();
                  return new long[] {before, after.headNumber(), reading.strays(after, 10).size()};
                });

    assertThat(seen).containsExactly(seen[0], seen[0], 0);
    assertThat(verify(0).last()).isEqualTo(seen[0] + 1);
  }

  @Test
  @Order(3)
  void oneVerificationAtATimeOnEachNode() throws Exception {
    var isUnderWay = new CountDownLatch(1);
    var isSeen = new CountDownLatch(1);
    AuditSignatures slow =
        new AuditSignatures(null) {
          @Override
          boolean isRight(AuditChain chain) {
            isUnderWay.countDown();
            await(isSeen);
            return true;
          }
        };
    VerifyAuditChain verifyAuditChain =
        new VerifyAuditChain(
            bean(0, Snapshots.class),
            slow,
            bean(0, LinkCheck.class),
            bean(0, Settings.class),
            new MovableClock(Core.BEGINNING));
    var first = new Thread(() -> verifyAuditChain.verify(Note.NONE));
    first.start();
    await(isUnderWay);
    try {
      assertThatThrownBy(() -> verifyAuditChain.verify(Note.NONE)).isInstanceOf(Conflict.class);
    } finally {
      isSeen.countDown();
      first.join();
    }
    assertThat(verifyAuditChain.verify(Note.NONE).faults()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Of as many entries as there are in a large installation; the log of PostgreSQL has what is
   * asked.
   */
  @Test
  @Order(4)
  void readsNoLargeTableFromEndToEnd() throws Exception {
    LargeDatabase large = LargeDatabase.fill(log.connection());
    try (Statement statement = log.connection().createStatement()) {
      // Since nodes of the version before went on beside this one.
      statement.execute(
          "update audit_event set occurred_at = timestamptz '2030-01-01 12:00:00+00'"
              + " where signature = ''");
    }
    int mark = log.mark();
    bean(0, MovableClock.class).advance(Duration.ofMinutes(30));
    bean(0, SealAudit.class).run();
    bean(0, Audit.class).record(AuditEntry.of(AuditType.LIMIT, "last"));
    bean(0, SealAudit.class).run();
    assertThat(bean(0, AuditCondition.class).look().oldestWait()).isEmpty();
    assertThat(verify(0).counts().checked()).isGreaterThan(10_000);
    bean(0, MovableClock.class).advance(Duration.ofDays(400));
    Instant before = bean(0, MovableClock.class).instant().minus(Duration.ofDays(365));
    assertThat(bean(0, ShortenAudit.class).removeBefore(before, 1_000)).isEqualTo(1_000);
    assertThat(bean(0, ShortenAudit.class).removeUnlinked(before, 1_000)).isZero();
    assertThat(bean(0, AuditEvents.class).oldestBefore(before, 1_000)).hasSize(1_000);
    AuditCursor place = new AuditCursor(Instant.EPOCH, UUID.randomUUID());
    assertThat(bean(0, AuditEvents.class).oldestAfter(place, 1_000)).hasSize(1_000);

    List<String> asked = log.since(mark);
    assertThat(asked)
        .anyMatch(statement -> statement.contains("arrival>"))
        .anyMatch(statement -> statement.contains("delete from audit_event"))
        .anyMatch(statement -> statement.contains("from audit_link"));
    assertThat(large.scans(asked)).isEmpty();
  }
}
