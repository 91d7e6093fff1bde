package org.gatehouse.core.audit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.ChainNode;
import org.gatehouse.core.audit.NumberedEvent;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each recipient gets all that concerns it, in its order, whatever happens in between. */
@CoreTest
class DeliverAuditTest {
  private static final UUID ALL = UUID.randomUUID();

  private final DeliverAudit deliver;
  private final Audit audit;
  private final ChainNode node;
  private final CoreWorkspace works;
  private final CoreWorkspace others;
  private final CoreDatabase database;
  private final MovableClock clock;

  /** What was handed over, whether it was taken or not. */
  private final List<List<String>> handed = new ArrayList<>();

  private Supplier<Handed> answer = () -> Handed.DELIVERED;

  DeliverAuditTest(
      DeliverAudit deliver,
      Audit audit,
      ChainNode node,
      CoreWorkspace works,
      CoreWorkspace others,
      CoreDatabase database,
      MovableClock clock) {
    this.deliver = deliver;
    this.audit = audit;
    this.node = node;
    this.works = works;
    this.others = others;
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
    node.empty(database);
    database.update("delete from audit_delivery");
  }

  private void record(CoreWorkspace whose, String... outcomes) {
    for (String outcome : outcomes) {
      clock.advance(Duration.ofSeconds(1));
      audit.record(AuditEntry.of(AuditType.LIMIT, outcome).aboutWorkspace(whose.id()));
    }
  }

  private void sealed(CoreWorkspace whose, String... outcomes) {
    record(whose, outcomes);
    node.seal();
  }

  private void round() {
    round(DeliveryKind.WEBHOOK);
  }

  private void round(DeliveryKind kind) {
    deliver.deliver(kind, this::hand);
  }

  private Handed hand(UUID id, List<NumberedEvent> entries) {
    handed.add(entries.stream().map(entry -> entry.event().outcome()).toList());
    return answer.get();
  }

  private AuditDelivery state() {
    return deliver.state(works.id()).orElseThrow();
  }

  @Test
  void bringsWhatIsChainedFromNowOnOnceAndInItsOrder() {
    sealed(works, "before");
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    round();
    assertThat(handed).isEmpty();

    record(works, "a", "b");
    record(others, "x");
    record(works, "c");
    round();
    assertThat(handed).as("not chained yet").isEmpty();
    node.seal();
    round();
    round();
    assertThat(handed).containsExactly(List.of("a", "b", "c"));
    sealed(works, "d");
    round();
    assertThat(handed).containsExactly(List.of("a", "b", "c"), List.of("d"));
    assertThat(state().deliveredAt()).contains(clock.instant());
  }

  @Test
  void bringsTheInstallationAllOfIt() {
    deliver.beginOnce(DeliveryKind.SYSLOG, ALL);
    deliver.beginOnce(DeliveryKind.SYSLOG, ALL);
    record(works, "a");
    audit.record(AuditEntry.of(AuditType.LIMIT, "of nobody"));
    sealed(others, "x");
    round();
    assertThat(handed).as("another kind").isEmpty();
    round(DeliveryKind.SYSLOG);
    assertThat(handed).containsExactly(List.of("a", "of nobody", "x"));
  }

  /** An entry of which nobody knew when later ones were brought. */
  @Test
  void bringsAnEntryWhoseTransactionEndsLate() throws Exception {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    works.after(
        () -> record(works, "late"),
        () -> {
          record(works, "early");
          node.seal();
          round();
          return null;
        });
    assertThat(handed).containsExactly(List.of("early"));
    node.seal();
    round();
    assertThat(handed).containsExactly(List.of("early"), List.of("late"));
  }

  @Test
  void goesOnBatchByBatch() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    for (int i = 0; i < 120; i++) {
      record(works, "n" + i);
    }
    node.seal();
    round();
    assertThat(handed).extracting(List::size).containsExactly(50, 50, 20);
    assertThat(handed.stream().flatMap(List::stream)).startsWith("n0", "n1").endsWith("n119");
  }

  @Test
  void goesOnBehindWhatWasTaken() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a", "b", "c");
    long first = database.count("select min(number) from audit_link");
    answer = () -> Handed.deliveredUpTo(first);
    deliver.deliver(
        DeliveryKind.WEBHOOK,
        (id, entries) -> {
          Handed taken = hand(id, entries);
          answer = () -> Handed.DELIVERED;
          return taken;
        });
    assertThat(handed).containsExactly(List.of("a", "b", "c"), List.of("b", "c"));
  }

  @Test
  void triesAgainLaterAndLaterInTheSameOrder() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    answer = () -> Handed.failed("It answers 500.");
    Duration pause = DeliverAudit.FIRST_PAUSE;
    for (int attempt = 1; attempt <= 4; attempt++) {
      round();
      assertThat(handed).hasSize(attempt);
      Instant due = state().dueAt();
      assertThat(Duration.between(clock.instant(), due)).isBetween(pause.dividedBy(2), pause);
      round();
      assertThat(handed).as("too early").hasSize(attempt);
      clock.set(due);
      pause = pause.multipliedBy(2);
    }
    assertThat(state().lastError()).isEqualTo("It answers 500.");
    assertThat(state().failingSince()).isPresent();

    sealed(works, "b");
    answer = () -> Handed.DELIVERED;
    handed.clear();
    round();
    assertThat(handed).containsExactly(List.of("a", "b"));
    assertThat(state().failingSince()).isEmpty();
  }

  @Test
  void waitsNoLongerThanAQuarterOfAnHour() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    answer = () -> Handed.failed("no");
    for (int attempt = 0; attempt < 30; attempt++) {
      round();
      assertThat(Duration.between(clock.instant(), state().dueAt()))
          .isLessThanOrEqualTo(DeliverAudit.LONGEST_PAUSE);
      clock.advance(DeliverAudit.LONGEST_PAUSE);
    }
    assertThat(handed).hasSize(30);
  }

  /** Whoever else is at it, on this node or another, gets none of what somebody has taken. */
  @Test
  void isDoneByOneAtATime() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    deliver.deliver(
        DeliveryKind.WEBHOOK,
        (id, entries) -> {
          round();
          return Handed.DELIVERED;
        });
    assertThat(handed).isEmpty();
    round();
    assertThat(handed).isEmpty();
  }

  @Test
  void isDoneAgainByOthersIfSomebodyIsGoneInBetween() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    try {
      deliver.deliver(
          DeliveryKind.WEBHOOK,
          (id, entries) -> {
            throw new AssertionError("gone");
          });
    } catch (AssertionError e) {
      assertThat(e).hasMessage("gone");
    }
    round();
    assertThat(handed).isEmpty();
    clock.advance(DeliverAudit.LEASE);
    round();
    assertThat(handed).containsExactly(List.of("a"));
  }

  /** Another has taken it meanwhile, and has gone on: what the slow one says doesn't count. */
  @Test
  void doesNotGoBackForOneThatIsTooSlow() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    deliver.deliver(
        DeliveryKind.WEBHOOK,
        (id, entries) -> {
          clock.advance(DeliverAudit.LEASE.plusSeconds(1));
          round();
          return Handed.failed("too slow");
        });
    assertThat(handed).containsExactly(List.of("a"));
    assertThat(state().failingSince()).isEmpty();
    round();
    assertThat(handed).hasSize(1);
  }

  @Test
  void givesUpWhatHasFailedForDaysUntilItIsResumed() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    answer = () -> Handed.failed("It answers 500.");
    round();
    clock.advance(DeliverAudit.GIVEN_UP_AFTER);
    round();
    assertThat(state().stoppedAt()).as("just three days").isEmpty();
    clock.advance(DeliverAudit.LONGEST_PAUSE);
    round();
    assertThat(state().stoppedAt()).contains(clock.instant());
    assertThat(works.audited(AuditType.AUDIT_WEBHOOK_STOP))
        .containsExactly("given-up It answers 500.");
    assertThat(deliver.condition().stopped()).isEqualTo(1);

    sealed(works, "b");
    answer = () -> Handed.DELIVERED;
    handed.clear();
    clock.advance(Duration.ofDays(1));
    round();
    assertThat(handed).isEmpty();
    deliver.resume(works.id());
    round();
    assertThat(handed).containsExactly(List.of("a", "given-up", "b"));
    assertThat(deliver.condition().stopped()).isZero();
  }

  @Test
  void stopsAtOnceWhereNothingIsWanted() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    answer = () -> Handed.refused("It answers 410.");
    round();
    assertThat(state().stoppedAt()).isPresent();
    assertThat(works.audited(AuditType.AUDIT_WEBHOOK_STOP))
        .containsExactly("refused It answers 410.");
  }

  @Test
  void neverGivesTheInstallationUp() {
    deliver.beginOnce(DeliveryKind.SYSLOG, ALL);
    sealed(works, "a");
    answer = () -> Handed.failed("Connection refused");
    for (int i = 0; i < 3; i++) {
      round(DeliveryKind.SYSLOG);
      clock.advance(DeliverAudit.GIVEN_UP_AFTER);
    }
    answer = () -> Handed.DELIVERED;
    handed.clear();
    round(DeliveryKind.SYSLOG);
    assertThat(handed).containsExactly(List.of("a"));
  }

  /** It would keep all others for good: a firewall may not like what a browser is called. */
  @Test
  void leavesOutAnEntryThatIsNotTakenWhereTheNextOneIs() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    List<String> taken = new ArrayList<>();
    sealed(works, "a", "b", "bad", "c", "d");
    for (int i = 0; i < 40 && !taken.contains("d"); i++) {
      deliver.deliver(
          DeliveryKind.WEBHOOK,
          (id, entries) -> {
            List<String> some = entries.stream().map(entry -> entry.event().outcome()).toList();
            if (some.contains("bad")) {
              return Handed.failed("It answers 403.");
            }
            taken.addAll(some);
            return Handed.DELIVERED;
          });
      clock.advance(DeliverAudit.LONGEST_PAUSE);
    }
    assertThat(taken).containsExactly("a", "b", "c", "d");
    assertThat(works.audited(AuditType.AUDIT_DELIVERY_SKIP))
        .singleElement()
        .asString()
        .startsWith("webhook ")
        .endsWith(": It answers 403.");
    assertThat(state().failingSince()).isEmpty();
  }

  @Test
  void leavesOutNothingWhereNothingIsTaken() {
    deliver.beginOnce(DeliveryKind.SYSLOG, ALL);
    sealed(works, "a", "b", "c");
    answer = () -> Handed.failed("no");
    for (int i = 0; i < 40; i++) {
      round(DeliveryKind.SYSLOG);
      clock.advance(DeliverAudit.LONGEST_PAUSE);
    }
    assertThat(handed).last().as("by now one by one").isEqualTo(List.of("b"));
    answer = () -> Handed.DELIVERED;
    handed.clear();
    round(DeliveryKind.SYSLOG);
    round(DeliveryKind.SYSLOG);
    assertThat(handed.stream().flatMap(List::stream)).containsExactly("a", "b", "c");
  }

  /** What isn't wanted stands in nobody's way, also where parts go alone. */
  @Test
  void looksBehindWhatIsNotWantedForTheNextOne() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "bad", "unwanted", "a");
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 20 && taken.isEmpty(); i++) {
      deliver.deliver(
          DeliveryKind.WEBHOOK,
          (id, entries) -> {
            List<String> some = entries.stream().map(entry -> entry.event().outcome()).toList();
            if (some.equals(List.of("unwanted"))) {
              return Handed.UNWANTED;
            }
            if (some.contains("bad")) {
              return Handed.failed("It answers 403.");
            }
            taken.addAll(some);
            return Handed.DELIVERED;
          });
      clock.advance(DeliverAudit.LONGEST_PAUSE);
    }
    assertThat(taken).containsExactly("a");
  }

  @Test
  void passesWhatIsNotWantedWithoutASignOfLife() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    answer = () -> Handed.UNWANTED;
    round();
    round();
    assertThat(handed).hasSize(1);
    assertThat(state().deliveredAt()).isEmpty();
    assertThat(deliver.condition().webhook()).isEmpty();
  }

  @Test
  void passesWhatHasGoneByAge() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    sealed(works, "a");
    clock.advance(Duration.ofDays(366));
    sealed(works, "b");
    assertThat(node.removeOld()).isEqualTo(1);
    round();
    assertThat(handed).containsExactly(List.of("b"));
  }

  @Test
  void tellsHowFarBehindItIs() {
    deliver.begin(DeliveryKind.WEBHOOK, works.id());
    assertThat(deliver.condition().webhook()).isEmpty();
    sealed(works, "a");
    clock.advance(Duration.ofMinutes(5));
    sealed(works, "b", "c");
    assertThat(deliver.condition().webhook()).contains(Duration.ofMinutes(5).plusSeconds(2));
    DeliverAudit.Waiting waiting =
        deliver.waiting(DeliveryKind.WEBHOOK, state(), event -> !event.outcome().equals("b"));
    assertThat(waiting.entries()).isEqualTo(2);
    assertThat(waiting.since())
        .contains(clock.instant().minus(Duration.ofMinutes(5).plusSeconds(2)));
    long before = deliver.counts(DeliveryKind.WEBHOOK).delivered();
    round();
    assertThat(deliver.condition().webhook()).isEmpty();
    assertThat(deliver.counts(DeliveryKind.WEBHOOK).delivered()).isEqualTo(before + 1);
  }
}
