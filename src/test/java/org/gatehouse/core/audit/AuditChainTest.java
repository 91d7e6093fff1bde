package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.ChainReport.Kind;
import org.gatehouse.fixture.Core;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody with the database alone does to the audit log is found. */
@CoreTest
class AuditChainTest {
  private final Audit audit;
  private final AuditLinks links;
  private final SealAudit sealAudit;
  private final VerifyAuditChain verifyAuditChain;
  private final AuditRetention retention;
  private final CoreDatabase database;
  private final MovableClock clock;

  AuditChainTest(
      Audit audit,
      AuditLinks links,
      SealAudit sealAudit,
      VerifyAuditChain verifyAuditChain,
      AuditRetention retention,
      CoreDatabase database,
      MovableClock clock) {
    this.audit = audit;
    this.links = links;
    this.sealAudit = sealAudit;
    this.verifyAuditChain = verifyAuditChain;
    this.retention = retention;
    this.database = database;
    this.clock = clock;
  }

  /** The log of all these tests is one. */
  @BeforeEach
  @AfterEach
  void empty() {
    database.update("delete from audit_event");
    forgetChain();
  }

  private void forgetChain() {
    database.update("delete from audit_link");
    database.update(
        "update audit_chain set head_number = 0, head_hash = '', anchor_number = 0,"
            + " anchor_hash = '', sealed_until = null, begun_at = null, signature = ''");
  }

  private void record(String... outcomes) {
    for (String outcome : outcomes) {
      clock.advance(Duration.ofSeconds(1));
      audit.record(
          AuditEntry.of(AuditType.LIMIT, outcome)
              .about(UUID.randomUUID(), UUID.randomUUID())
              .from("192.0.2.1", "curl/8.5.0", "r1")
              .detail("something, \"else\" é 🙂")
              .change("roles", List.of("a"), List.of("b")));
    }
  }

  private void sealed(String... outcomes) {
    record(outcomes);
    sealAudit.run();
  }

  private UUID entry(String outcome) {
    return UUID.fromString(
        database
            .texts("select cast(id as varchar(36)) from audit_event where outcome = ?", outcome)
            .get(0));
  }

  private ChainReport look() {
    return verifyAuditChain.verify(Optional.empty(), "");
  }

  private List<String> faults() {
    return look().faults().stream()
        .map(
            fault ->
                fault.kind().word()
                    + fault.number().map(number -> " " + number).orElse("")
                    + fault.eventId().map(id -> " " + outcome(id)).orElse(""))
        .toList();
  }

  private String outcome(UUID id) {
    return database.texts("select outcome from audit_event where id = ?", id).stream()
        .findFirst()
        .orElse("?");
  }

  @Test
  void findsNothingWhereNothingWasDone() {
    assertThat(look().faults()).isEmpty();
    record("a");
    assertThat(look().waiting()).isOne();
    sealed("b", "c");
    record("d");

    ChainReport report = look();
    assertThat(report.faults()).isEmpty();
    assertThat(report.checked()).isEqualTo(3);
    assertThat(report.unsigned()).isZero();
    assertThat(report.waiting()).isOne();
    assertThat(report.last()).isEqualTo(3);
  }

  @Test
  void findsWhatWasChanged() {
    sealed("a", "b", "c");
    database.update("update audit_event set detail = 'nothing' where outcome = 'b'");

    assertThat(faults()).containsExactly("changed 2 b");
  }

  @Test
  void findsWhatWasChangedBeforeItWasSealed() {
    record("a");
    database.update("update audit_event set address = '' where outcome = 'a'");

    assertThat(faults()).containsExactly("inserted a");
    sealAudit.run();
    assertThat(faults()).containsExactly("changed 1 a");
  }

  @Test
  void findsThatAnEntryIsGone() {
    sealed("a", "b", "c");
    database.update("delete from audit_event where outcome = 'b'");

    assertThat(faults()).containsExactly("removed 2 ?");
  }

  @Test
  void findsThatAnEntryIsGoneWithItsLink() {
    sealed("a", "b", "c");
    database.update("delete from audit_link where event_id = ?", entry("b"));
    database.update("delete from audit_event where outcome = 'b'");

    assertThat(faults()).containsExactly("removed 2");
  }

  @Test
  void findsThatOthersHaveMovedUp() {
    sealed("a", "b", "c");
    database.update("delete from audit_link where event_id = ?", entry("b"));
    database.update("delete from audit_event where outcome = 'b'");
    database.update("update audit_link set number = 2 where number = 3");

    assertThat(faults()).containsExactly("changed 2 c", "removed 3");
  }

  @Test
  void findsThatTheNewestAreGone() {
    sealed("a", "b", "c");
    database.update("delete from audit_event where outcome = 'c'");
    database.update("delete from audit_link where number = 3");
    assertThat(faults()).containsExactly("removed 3");

    database.update(
        "update audit_chain set head_number = 2,"
            + " head_hash = (select hash from audit_link where number = 2)");
    assertThat(faults()).containsExactly("end-changed 2");
  }

  @Test
  void findsThatTheOldestAreGone() {
    sealed("a", "b", "c");
    database.update(
        "update audit_chain set anchor_number = 1,"
            + " anchor_hash = (select hash from audit_link where number = 1)");
    database.update("delete from audit_event where outcome = 'a'");
    database.update("delete from audit_link where number = 1");

    assertThat(faults()).containsExactly("end-changed 3");
  }

  @Test
  void findsWhatSomebodyElseHasWritten() {
    sealed("a");
    copy("a", "x");
    assertThat(faults()).containsExactly("inserted x");
    sealAudit.run();
    assertThat(faults()).containsExactly("changed 2 x");
  }

  @Test
  void findsWhatSomebodyElseHasWrittenWithoutASignature() {
    sealed("a");
    clock.advance(Duration.ofDays(8));
    sealed("b");
    copy("b", "x");
    database.update("update audit_event set signature = '' where outcome = 'x'");
    assertThat(faults()).containsExactly("inserted x");
    sealAudit.run();
    assertThat(faults()).containsExactly("inserted 3 x");
  }

  @Test
  void findsWhatSomebodyElseHasWrittenIntoThePast() {
    sealed("a");
    clock.advance(Duration.ofHours(1));
    sealed("b");
    copy("a", "x");
    database.update("update audit_event set signature = '' where outcome = 'x'");
    sealAudit.run();

    assertThat(faults()).containsExactly("inserted x");
  }

  private void copy(String of, String as) {
    database.update(
        "insert into audit_event (id, occurred_at, type, outcome, address, detail, signature)"
            + " select random_uuid(), occurred_at, type, cast(? as varchar), address, detail,"
            + " signature from audit_event where outcome = ?",
        as,
        of);
  }

  @Test
  void findsThatTheChainWasBegunAnew() {
    sealed("a", "b");
    database.update("delete from audit_event where outcome = 'b'");
    forgetChain();
    clock.advance(Duration.ofHours(1));
    sealed("c");

    assertThat(faults()).containsExactly("begun-anew 1 a");
  }

  @Test
  void findsThatALinkThatWasWrittenDownIsThereNoLonger() {
    sealed("a");
    String hash = look().hash();
    assertThat(verifyAuditChain.verify(Optional.of(1L), hash).faults()).isEmpty();
    assertThat(verifyAuditChain.verify(Optional.of(1L), "x").faults())
        .extracting(ChainReport.Fault::kind)
        .containsExactly(Kind.REMOVED);
    assertThat(verifyAuditChain.verify(Optional.of(2L), hash).faults()).hasSize(1);
  }

  @Test
  void takesWhatAVersionBeforeHasWritten() {
    record("a", "b");
    database.update("update audit_event set signature = ''");
    sealed("c");

    assertThat(look().faults()).isEmpty();
    assertThat(look().unsigned()).isEqualTo(2);
    database.update("update audit_event set detail = '' where outcome = 'a'");
    assertThat(faults()).containsExactly("changed 1 a");
  }

  @Test
  void sealsWhatWasCommittedLate() {
    clock.set(Core.BEGINNING.plus(Duration.ofMinutes(20)));
    sealed("a");
    clock.set(Core.BEGINNING.plus(Duration.ofMinutes(10)));
    sealed("late");

    assertThat(look().faults()).isEmpty();
    assertThat(look().checked()).isEqualTo(2);
  }

  @Test
  void goesOnAfterTheOldestHaveBecomeTooOld() {
    sealed("a", "b");
    clock.advance(Duration.ofDays(200));
    sealed("c");
    clock.advance(Duration.ofDays(200));

    assertThat(retention.removeOld()).isEqualTo(2);
    ChainReport report = look();
    assertThat(report.faults()).isEmpty();
    assertThat(report.first()).isEqualTo(3);
    sealed("d");
    assertThat(look().checked()).isEqualTo(2);
    assertThat(faults()).isEmpty();
  }

  @Test
  void goesOnWhereAVersionBeforeHasRemovedTheOldest() {
    sealed("a", "b");
    clock.advance(Duration.ofDays(400));
    sealed("c");
    database.update("delete from audit_event where outcome = 'a'");

    retention.removeOld();
    assertThat(faults()).isEmpty();
    assertThat(look().first()).isEqualTo(3);
  }

  @Test
  void removesNothingForWhoHasRemovedTheOldestTooEarly() {
    sealed("a", "b");
    database.update("delete from audit_event where outcome = 'a'");

    retention.removeOld();
    assertThat(faults()).containsExactly("removed 1 ?");
  }

  @Test
  void addsNothingToAChainThatSomebodyElseHasMoved() {
    sealed("a", "b");
    database.update("update audit_chain set head_number = 1");
    record("c");

    assertThatThrownBy(sealAudit::run).isInstanceOf(IllegalStateException.class);
    assertThat(links.numbered(3)).isEmpty();
  }

  @Test
  void sealsMoreThanOneBatch() {
    for (int i = 0; i < 1_050; i++) {
      audit.record(AuditEntry.of(AuditType.LIMIT, "n" + i));
    }
    sealAudit.run();

    assertThat(look().faults()).isEmpty();
    assertThat(look().checked()).isEqualTo(1_050);
  }
}
