package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final ChainNode node;
  private final Snapshots snapshots;
  private final CoreDatabase database;
  private final MovableClock clock;

  AuditConditionTest(
      Audit audit, ChainNode node, Snapshots snapshots, CoreDatabase database, MovableClock clock) {
    this.audit = audit;
    this.node = node;
    this.snapshots = snapshots;
    this.database = database;
    this.clock = clock;
  }

  @BeforeEach
  void begin() {
    empty();
    node.begin();
  }

  @AfterEach
  void empty() {
    database.update("delete from audit_event");
    database.update("delete from audit_gap");
    database.update("delete from audit_link");
    database.update(
        "update audit_chain set head_number = 0, head_hash = '', anchor_number = 0,"
            + " anchor_hash = '', sealed_arrival = 0, begun_at = null, chained_from = null,"
            + " unsigned_until = null, unsigned_last = null, head_sealed_at = null,"
            + " backlog_at = null, backlog_id = null, signature = ''");
    node.restart();
  }

  private void record() {
    audit.record(AuditEntry.of(AuditType.LIMIT, "a"));
  }

  @Test
  void nobodyWaitsWhereAllIsChained() {
    assertThat(node.look().oldestWait()).isEmpty();
    record();
    node.seal();
    clock.advance(LONG);

    assertThat(node.look()).isEqualTo(new AuditCondition.Seen(Optional.empty(), false));
  }

  @Test
  void aRowThatSomebodyElseHasChangedIsNone() {
    record();
    node.seal();
    record();
    clock.advance(LONG);
    for (String change :
        List.of(
            "begun_at = timestamp '9999-01-01 00:00:00'", "head_number = 0", "signature = ''")) {
      database.update("drop table if exists kept_chain");
      database.update("create table kept_chain as select * from audit_chain");
      database.update("update audit_chain set " + change);

      assertThat(node.look())
          .as(change)
          .isEqualTo(new AuditCondition.Seen(Optional.of(LONG), true));
      database.update("delete from audit_chain");
      database.update("insert into audit_chain select * from kept_chain");
    }
    assertThat(node.look().isBroken()).isFalse();
  }

  @Test
  void aChainIsBrokenWhoseOldEndNoLongerGoesByAge() {
    record();
    node.seal();
    clock.advance(Duration.ofDays(366).plus(AuditCondition.LATEST_REMOVAL));
    record();
    node.seal();
    assertThat(node.look().isBroken()).isTrue();
    assertThat(node.removeOld()).isOne();
    assertThat(node.look().isBroken()).isFalse();

    database.update("delete from audit_link");
    assertThat(node.look().isBroken()).isTrue();
  }

  @Test
  void theOldestIsTheFirstThatNobodyHasLookedAt() {
    record();
    clock.advance(LONG);
    record();

    assertThat(node.look().oldestWait()).contains(LONG);
  }

  @Test
  void oneThatWasPassedOverIsSeenAsWell() {
    record();
    node.seal();
    clock.advance(Duration.ofSeconds(1));
    record();
    database.update("update audit_event set arrival = -1 where arrival > ?", sealedArrival());
    clock.advance(LONG);

    assertThat(node.look().oldestWait()).contains(LONG);
  }

  private long sealedArrival() {
    return database.count("select sealed_arrival from audit_chain");
  }

  @Test
  void whatIsDatedAheadHasNotWaited() {
    clock.advance(LONG);
    record();
    clock.advance(LONG.negated());

    assertThat(node.look().oldestWait()).isEmpty();
  }

  @Test
  void withoutAChainAllEntriesWait() {
    record();
    database.update("delete from audit_chain");
    clock.advance(LONG);

    assertThat(node.look().oldestWait()).contains(LONG);
    assertThat(node.look().isBroken()).isTrue();
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
              node.seal();
              return reading.strays(before, 10).size();
            });

    assertThat(seen).isZero();
    assertThat(database.count("select head_number from audit_chain")).isOne();
  }
}
