package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatehouse.core.database.Snapshots;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator hears of entries that aren't chained, whoever keeps them from it. */
@CoreTest
class AuditConditionTest {
  private static final Duration LONG = AuditCondition.LONGEST_WAIT.plusMinutes(5);

  private final Audit audit;
  private final SealAudit sealAudit;
  private final AuditCondition condition;
  private final Snapshots snapshots;
  private final CoreDatabase database;
  private final MovableClock clock;

  AuditConditionTest(
      Audit audit,
      SealAudit sealAudit,
      AuditCondition condition,
      Snapshots snapshots,
      CoreDatabase database,
      MovableClock clock) {
    this.audit = audit;
    this.sealAudit = sealAudit;
    this.condition = condition;
    this.snapshots = snapshots;
    this.database = database;
    this.clock = clock;
  }

  @BeforeEach
  void begin() {
    empty();
    sealAudit.begin();
  }

  @AfterEach
  void empty() {
    database.update("delete from audit_event");
    database.update("delete from audit_gap");
    database.update("delete from audit_link");
    database.update(
        "update audit_chain set head_number = 0, head_hash = '', anchor_number = 0,"
            + " anchor_hash = '', sealed_arrival = 0, begun_at = null, chained_from = null,"
            + " unsigned_until = null, unsigned_last = null, signature = ''");
  }

  private void record() {
    audit.record(AuditEntry.of(AuditType.LIMIT, "a"));
  }

  @Test
  void nobodyWaitsWhereAllIsChained() {
    assertThat(condition.oldestWait()).isEmpty();
    record();
    sealAudit.run();
    clock.advance(LONG);

    assertThat(condition.oldestWait()).isEmpty();
  }

  @Test
  void theOldestIsTheFirstThatNobodyHasLookedAt() {
    record();
    clock.advance(LONG);
    record();

    assertThat(condition.oldestWait()).contains(LONG);
  }

  @Test
  void oneThatWasPassedOverIsSeenAsWell() {
    record();
    sealAudit.run();
    record();
    database.update("update audit_event set arrival = -1 where arrival > ?", sealedArrival());
    clock.advance(LONG);

    assertThat(condition.oldestWait()).contains(LONG);
  }

  private long sealedArrival() {
    return database.count("select sealed_arrival from audit_chain");
  }

  @Test
  void whatIsDatedAheadHasNotWaited() {
    clock.advance(LONG);
    record();
    clock.advance(LONG.negated());

    assertThat(condition.oldestWait()).isEmpty();
  }

  @Test
  void withoutAChainAllEntriesWait() {
    record();
    database.update("delete from audit_chain");
    clock.advance(LONG);

    assertThat(condition.oldestWait()).contains(LONG);
    database.update(
        "insert into audit_chain (id, head_number, head_hash, anchor_number, anchor_hash,"
            + " sealed_arrival, signature) values (1, 0, '', 0, '', 0, '')");
  }

  /** On H2, too, whichever table is read first. */
  @Test
  void whoeverVerifiesSeesOneState() {
    int seen =
        snapshots.read(
            snapshot -> {
              ChainReading reading = new ChainReading(snapshot);
              AuditChain before = reading.chain().orElseThrow();
              record();
              sealAudit.run();
              return reading.strays(before, 10).size();
            });

    assertThat(seen).isZero();
    assertThat(database.count("select head_number from audit_chain")).isOne();
  }
}
