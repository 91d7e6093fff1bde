package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.administration.DeleteUser;
import org.gatehouse.core.administration.EraseAccounts;
import org.gatehouse.core.audit.ChainReport.Kind;
import org.gatehouse.core.audit.VerifyAuditChain.Note;
import org.gatehouse.fixture.Core;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody with the database alone does to the audit log is found. */
@CoreTest
class AuditChainTest {
  private static final String LINK = "select hash from audit_link where number = ";

  private final Audit audit;
  private final AuditLinks links;
  private final ChainNode node;
  private final ChainNode other;
  private final VerifyAuditChain verifyAuditChain;
  private final CoreDatabase database;
  private final MovableClock clock;

  AuditChainTest(
      Audit audit,
      AuditLinks links,
      ChainNode node,
      ChainNode other,
      VerifyAuditChain verifyAuditChain,
      CoreDatabase database,
      MovableClock clock) {
    this.audit = audit;
    this.links = links;
    this.node = node;
    this.other = other;
    this.verifyAuditChain = verifyAuditChain;
    this.database = database;
    this.clock = clock;
  }

  /** The log of all these tests is one. */
  @BeforeEach
  void begin() {
    empty();
    node.begin();
  }

  @AfterEach
  void empty() {
    node.empty(database);
  }

  /** With all nodes stopped. */
  private void forgetChain() {
    emptyChain();
    node.restart();
  }

  private void emptyChain() {
    node.emptyChain(database);
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

  @Test
  void whoIsErasedBreaksNothing(
      DeleteUser deleteUser, EraseAccounts eraseAccounts, CoreWorkspace works) {
    works.add("bob");
    works.caller("bob");
    deleteUser.delete(works.caller("ann"), "bob");
    node.seal();
    long before = look().last();
    clock.advance(Duration.ofDays(30));
    eraseAccounts.run();
    node.seal();

    assertThat(faults()).isEmpty();
    assertThat(look().last()).isGreaterThan(before);
    assertThat(works.audited(AuditType.USER_ERASE)).containsExactly("ok");
  }

  private void sealed(String... outcomes) {
    record(outcomes);
    node.seal();
  }

  /** From when on none of the version before writes any longer. */
  private void endUnsigned() {
    clock.advance(AuditChain.BESIDE.plusSeconds(1));
    node.seal();
  }

  private UUID entry(String outcome) {
    return UUID.fromString(
        database
            .texts("select cast(id as varchar(36)) from audit_event where outcome = ?", outcome)
            .get(0));
  }

  private long arrival(String outcome) {
    return database.count("select arrival from audit_event where outcome = ?", outcome);
  }

  private void set(String column, Object value, String outcome) {
    database.update("update audit_event set " + column + " = ? where outcome = ?", value, outcome);
  }

  private void remove(String outcome) {
    database.update("delete from audit_event where outcome = ?", outcome);
  }

  private ChainReport look() {
    return verifyAuditChain.verify(Note.NONE);
  }

  private List<String> faults() {
    return faults(look());
  }

  private List<String> faults(ChainReport report) {
    return report.faults().stream()
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

  private Note note() {
    ChainReport report = look();
    return noted(report.last(), report.hash());
  }

  private static Note noted(long number, String hash) {
    return new Note(Optional.of(new Note.End(number, hash)), Optional.empty());
  }

  private List<String> faults(Note note) {
    return faults(verifyAuditChain.verify(note));
  }

  /** What somebody does who has kept a table as it was, and puts it back. */
  private Runnable copy(String table) {
    database.update("drop table if exists kept_" + table);
    database.update("create table kept_" + table + " as select * from " + table);
    return () -> {
      database.update("delete from " + table);
      database.update("insert into " + table + " select * from kept_" + table);
    };
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
  void findsNothingWhereNothingWasDone() {
    assertThat(look().faults()).isEmpty();
    record("a");
    assertThat(look().counts().waiting()).isOne();
    sealed("b", "c");
    record("d");

    ChainReport report = look();
    assertThat(report.faults()).isEmpty();
    assertThat(report.counts()).isEqualTo(new ChainReport.Counts(3, 0, 0, 1));
    assertThat(report.first()).isOne();
    assertThat(report.last()).isEqualTo(3);
  }

  // What is changed

  @Test
  void findsWhatWasChanged() {
    sealed("a", "b", "c");
    set("detail", "nothing", "b");

    assertThat(faults()).containsExactly("changed 2 b");
  }

  @Test
  void findsWhatWasChangedBeforeItWasSealed() {
    sealed("a");
    record("b");
    set("address", "", "b");

    assertThat(faults()).containsExactly("inserted b");
    sealed("c");
    assertThat(faults()).containsExactly("inserted b");
    assertThat(look().counts().checked()).isEqualTo(2);
  }

  @Test
  void findsThatSignaturesWereSwapped() {
    sealed("a", "b");
    String ofA = database.texts("select signature from audit_event where outcome = 'a'").get(0);
    String ofB = database.texts("select signature from audit_event where outcome = 'b'").get(0);
    set("signature", ofB, "a");
    set("signature", ofA, "b");

    assertThat(faults()).containsExactly("changed 1 a", "changed 2 b");
  }

  /** As one of the version before: the link says that it had one. */
  @Test
  void findsThatASignatureWasTakenAway() {
    sealed("a", "b");
    set("signature", "", "a");

    assertThat(faults()).containsExactly("changed 1 a");
  }

  @Test
  void findsThatALinkWasChanged() {
    sealed("a", "b", "c");
    for (String change :
        List.of(
            "hash = '" + "0".repeat(64) + "'",
            "sealed_at = timestamp with time zone '2020-01-01 00:00:00+00'")) {
      Runnable back = copy("audit_link");
      database.update("update audit_link set " + change + " where number = 2");
      assertThat(faults()).as(change).contains("changed 2 b");
      back.run();
    }
    assertThat(faults()).isEmpty();
  }

  // What is removed

  @Test
  void findsThatAnEntryIsGone() {
    sealed("a", "b", "c");
    remove("b");

    assertThat(faults()).containsExactly("removed 2 ?");
  }

  @Test
  void findsThatAnEntryIsGoneWithItsLink() {
    sealed("a", "b", "c");
    database.update("delete from audit_link where event_id = ?", entry("b"));
    remove("b");

    assertThat(faults()).containsExactly("removed 2");
  }

  @Test
  void findsThatOthersHaveMovedUp() {
    sealed("a", "b", "c");
    database.update("delete from audit_link where event_id = ?", entry("b"));
    remove("b");
    database.update("update audit_link set number = 2 where number = 3");

    assertThat(faults()).containsExactly("changed 2 c", "removed 3");
  }

  @Test
  void findsThatTheOldestAreGone() {
    sealed("a", "b", "c");
    remove("a");
    database.update("delete from audit_link where number = 1");
    assertThat(faults()).containsExactly("removed 1");

    database.update(
        "update audit_chain set anchor_number = 1, anchor_hash = '"
            + database.texts(LINK + "2").get(0)
            + "'");
    assertThat(faults()).contains("end-changed 3");
  }

  @Test
  void findsThatTheNewestAreGone() {
    sealed("a", "b", "c");
    remove("c");
    database.update("delete from audit_link where number = 3");
    assertThat(faults()).containsExactly("removed 3");

    database.update("update audit_chain set head_number = 2, head_hash = (" + LINK + "2)");
    assertThat(faults()).containsExactly("end-changed 2");
  }

  @Test
  void findsThatAllIsGone() {
    sealed("a", "b");
    database.update("delete from audit_event");
    database.update("delete from audit_link");

    assertThat(faults()).containsExactly("removed 1");
  }

  @Test
  void findsThatEntriesWereReordered() {
    sealed("a", "b", "c");
    database.update("update audit_link set number = 9 where number = 1");
    database.update("update audit_link set number = 1 where number = 2");
    database.update("update audit_link set number = 2 where number = 9");

    assertThat(faults()).contains("changed 1 b", "changed 2 a");
  }

  // What is inserted

  @Test
  void findsWhatSomebodyElseHasWritten() {
    sealed("a");
    copy("a", "x");
    assertThat(faults()).containsExactly("inserted x");
    sealed("b");
    assertThat(faults()).containsExactly("inserted x");
    remove("x");
    assertThat(faults()).isEmpty();
  }

  @Test
  void findsWhatSomebodyElseHasWrittenWithoutASignature() {
    sealed("a");
    endUnsigned();
    sealed("b");
    copy("b", "x");
    set("signature", "", "x");
    assertThat(faults()).containsExactly("inserted x");
    node.seal();
    assertThat(faults()).containsExactly("inserted x");
  }

  /** It is what the version before has written, by its date; but not by its number. */
  @Test
  void findsWhatSomebodyElseHasWrittenIntoThePast() {
    sealed("a");
    endUnsigned();
    copy("a", "x");
    set("signature", "", "x");
    node.seal();

    assertThat(faults()).containsExactly("inserted x");
  }

  @Test
  void takesNoLinkForProofThatIsOutsideOfTheChain() {
    sealed("a", "b");
    copy("a", "x");
    for (long number : new long[] {-1, 0, 99}) {
      database.update(
          "insert into audit_link (number, event_id, sealed_at, hash)"
              + " select cast(? as bigint), id, occurred_at, signature from audit_event"
              + " where outcome = 'x'",
          number);
      assertThat(faults()).containsExactlyInAnyOrder("inserted " + number + " x", "inserted x");
      database.update("delete from audit_link where number = ?", number);
    }
  }

  /** It would stay without a link, and could be removed later. */
  @Test
  void chainsAnEntryThatHasALinkBeforeTheChain() {
    record("a");
    database.update(
        "insert into audit_link (number, event_id, sealed_at, hash)"
            + " select -7, id, occurred_at, signature from audit_event");
    node.seal();
    assertThat(faults()).containsExactly("inserted -7 a");

    database.update("delete from audit_link where number = -7");
    assertThat(faults()).isEmpty();
    assertThat(look().counts().checked()).isOne();
  }

  @Test
  void chainsNothingBehindLinksOfSomebodyElse() {
    sealed("a");
    database.update(
        "insert into audit_link (number, event_id, sealed_at, hash)"
            + " select 2, id, occurred_at, signature from audit_event");
    record("b");

    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);
    assertThat(faults()).containsExactly("inserted 2 a");
  }

  // Where the chain begins and ends

  @Test
  void addsNothingToAChainThatSomebodyElseHasMoved() {
    sealed("a", "b");
    database.update("update audit_chain set head_number = 1");
    record("c");

    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);
    assertThat(links.last()).contains(2L);
    assertThat(faults()).contains("end-changed 1");
  }

  @Test
  void signsEachColumnOfTheChain() {
    sealed("a", "b");
    for (String change :
        List.of(
            "head_number = 3",
            "head_hash = ''",
            "anchor_number = 1",
            "anchor_hash = 'x'",
            "sealed_arrival = 1000000000",
            "begun_at = null",
            "chained_from = null",
            "unsigned_until = null",
            "unsigned_last = null",
            "head_sealed_at = null",
            "backlog_at = begun_at",
            "backlog_id = random_uuid()",
            "signature = ''")) {
      Runnable back = copy("audit_chain");
      database.update("update audit_chain set " + change);
      assertThat(look().faults())
          .as(change)
          .extracting(ChainReport.Fault::kind)
          .contains(Kind.END_CHANGED);
      assertThatThrownBy(node::seal).as(change).isInstanceOf(IllegalStateException.class);
      back.run();
    }
    assertThat(faults()).isEmpty();
  }

  @Test
  void findsThatTheRowOfTheChainIsGone() {
    sealed("a");
    Runnable back = copy("audit_chain");
    database.update("delete from audit_chain");

    assertThat(faults()).containsExactly("end-changed");
    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);
    back.run();
  }

  @Test
  void beginsNoChainWhereThereAreLinks() {
    sealed("a");
    Runnable back = copy("audit_link");
    forgetChain();
    back.run();

    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);
    assertThat(faults()).contains("end-changed 0", "inserted 1 a");
  }

  @Test
  void findsThatTheChainWasBegunAnew() {
    sealed("a", "b");
    remove("b");
    forgetChain();
    clock.advance(Duration.ofHours(1));
    sealed("c");

    assertThat(faults()).containsExactly("begun-anew 1 a");
  }

  /** As if this version had never been there: nothing in the database tells, but what was noted. */
  @Test
  void findsByANoteAloneThatTheChainWasBegunAnewOverUnsignedEntries() {
    sealed("a", "b");
    Note note = note();
    remove("b");
    set("signature", "", "a");
    forgetChain();
    clock.advance(Duration.ofHours(1));
    sealed("c");

    assertThat(faults()).isEmpty();
    assertThat(look().counts().unsigned()).isOne();
    assertThat(faults(note)).containsExactly("not-as-noted 2");
  }

  @Test
  void findsByANoteThatAllWasPutBackToWhatItWas() {
    sealed("a");
    List<Runnable> back = List.of(copy("audit_chain"), copy("audit_link"), copy("audit_event"));
    sealed("b", "c");
    Note note = note();
    back.forEach(Runnable::run);

    assertThat(faults()).isEmpty();
    assertThat(faults(note)).containsExactly("not-as-noted 3");
    // Others have come instead.
    node.restart();
    sealed("d", "e");
    assertThat(faults()).isEmpty();
    assertThat(faults(note)).containsExactly("not-as-noted 3");
  }

  @Test
  void findsThatTheChainAloneWasPutBack() {
    sealed("a");
    Runnable back = copy("audit_chain");
    sealed("b");
    back.run();

    assertThat(faults()).containsExactlyInAnyOrder("inserted 2 b");
    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesANoteOnlyWithItsNumberAndItsHash() {
    sealed("a");
    Note note = note();
    sealed("b");
    assertThat(faults(note)).isEmpty();
    assertThat(faults(note())).isEmpty();

    String hash = note.end().orElseThrow().hash();
    for (Note.End wrong :
        List.of(new Note.End(2, hash), new Note.End(1, "0".repeat(64)), new Note.End(3, hash))) {
      assertThat(faults(noted(wrong.number(), wrong.hash())))
          .containsExactly("not-as-noted " + wrong.number());
    }
  }

  @Test
  void takesANoteAsLongAsItsPlaceIsKnown() {
    sealed("a");
    Note first = note();
    sealed("b");
    Note second = note();
    clock.advance(Duration.ofDays(400));
    sealed("c");
    node.removeOld();

    assertThat(faults(second)).isEmpty();
    assertThat(faults(noted(2, first.end().orElseThrow().hash())))
        .containsExactly("not-as-noted 2");
  }

  /** Who has made it too old hides nothing else by that. */
  @Test
  void tellsThatANoteIsTooOldBesideAllElse() {
    sealed("a");
    Note note = note();
    sealed("b");
    clock.advance(Duration.ofDays(400));
    node.removeOld();
    sealed("c");
    set("detail", "x", "c");

    assertThat(faults(note)).containsExactly("note-too-old 1", "changed 3 c");
  }

  @Test
  void takesANoteOfABeginning() {
    sealed("a");
    Optional<Instant> first = look().begunAt();
    forgetChain();
    clock.advance(Duration.ofHours(1));
    sealed("b");
    Optional<Instant> second = look().begunAt();

    assertThat(faults()).containsExactly("begun-anew 1 a");
    assertThat(faults(new Note(Optional.empty(), first)))
        .containsExactly("not-as-noted", "begun-anew 1 a");
    assertThat(faults(new Note(Optional.empty(), second))).isEmpty();
  }

  // What running nodes have seen

  @Test
  void addsNothingToAChainThatWasBegunAnewUnderARunningNode() {
    sealed("a");
    emptyChain();
    record("b");
    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);

    node.restart();
    node.seal();
    assertThat(look().last()).isEqualTo(2);
  }

  @Test
  void addsNothingToAChainThatWasPutBackUnderARunningNode() {
    sealed("a");
    List<Runnable> back = List.of(copy("audit_chain"), copy("audit_link"), copy("audit_event"));
    sealed("b");
    back.forEach(Runnable::run);
    record("c");

    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);
    assertThat(node.look().isBroken()).isTrue();
  }

  /** As another node, which was started since, has done. */
  @Test
  void addsNothingToAChainThatHasGoneOnOtherwise() {
    sealed("a");
    List<Runnable> back = List.of(copy("audit_chain"), copy("audit_link"), copy("audit_event"));
    sealed("b");
    back.forEach(Runnable::run);
    record("c", "d");
    other.restart();
    other.seal();

    assertThat(faults()).isEmpty();
    assertThat(look().last()).isEqualTo(3);
    assertThatThrownBy(node::seal).isInstanceOf(IllegalStateException.class);
  }

  // What comes late, or with a wrong date

  @Test
  void chainsInTheOrderInWhichEntriesCameWhateverTheyAreDated() {
    clock.set(Core.BEGINNING.plus(Duration.ofDays(3650)));
    sealed("ahead");
    clock.set(Core.BEGINNING.plus(Duration.ofMinutes(20)));
    sealed("a");
    clock.set(Core.BEGINNING.plus(Duration.ofMinutes(10)));
    sealed("late");

    assertThat(look().faults()).isEmpty();
    assertThat(look().counts().checked()).isEqualTo(3);
  }

  @Test
  void chainsWhatWasCommittedAfterWhatCameLater() {
    record("slow", "fast");
    Instant at = clock.instant();
    // As if its transaction hadn't ended.
    Runnable commit = copy("audit_event");
    remove("slow");
    node.seal();
    assertThat(look().counts().checked()).isOne();
    commit.run();
    clock.set(at.plus(Duration.ofMinutes(10)));
    assertThat(faults()).isEmpty();
    node.seal();

    assertThat(faults()).isEmpty();
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(2, 0, 0, 0));
  }

  @Test
  void goesOnBehindALongGap() {
    sealed("a");
    database.update(
        "alter table audit_event alter column arrival restart with "
            + (arrival("a") + 5 * SealAudit.BATCH));
    sealed("b");
    sealed("c");

    assertThat(faults()).isEmpty();
    assertThat(look().counts().checked()).isEqualTo(3);
    assertThat(database.texts("select last_arrival - first_arrival + 1 from audit_gap"))
        .contains("" + (5 * SealAudit.BATCH - 1));
  }

  @Test
  void forgetsGapsInWhichNothingCanComeAnyLonger() {
    record("a", "b", "c");
    remove("b");
    node.seal();
    assertThat(database.count("select count(*) from audit_gap where first_arrival > 1")).isOne();
    clock.advance(SealAudit.LATEST.plusSeconds(1));
    sealed("d");

    assertThat(database.count("select count(*) from audit_gap where first_arrival > 1")).isZero();
  }

  /** Whoever moves one as far ahead as can be would have all others passed over. */
  @Test
  void isNotLedAstrayByAnEntryThatWasMovedFarAhead() {
    sealed("a");
    record("x");
    set("arrival", Long.MAX_VALUE, "x");
    sealed("b");
    sealed("c");

    assertThat(faults()).isEmpty();
    assertThat(look().counts().checked()).isEqualTo(4);
  }

  /** For longer than small gaps are looked at, and until what was moved has been reached. */
  @Test
  void goesOnBehindAnEntryThatWasMovedAhead() {
    sealed("a");
    record("x");
    set("arrival", arrival("a") + 1_000_000, "x");
    sealed("b");
    for (String later : List.of("c", "d", "e")) {
      clock.advance(SealAudit.LATEST.plusSeconds(1));
      sealed(later);
    }
    record("slow", "fast");
    Runnable commit = copy("audit_event");
    remove("slow");
    node.seal();
    commit.run();
    node.seal();

    assertThat(faults()).isEmpty();
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(8, 0, 0, 0));
    assertThat(
            database.count(
                "select count(*) from audit_gap where last_arrival > ?", arrival("fast")))
        .isOne();
  }

  /** Of an operator whose database has counted anew, after it was copied without its counter. */
  @Test
  void chainsWhatCameInAGapThatAnOperatorTellsOf() {
    record("x");
    sealed("a");
    record("late");
    set("arrival", arrival("x"), "late");
    set("arrival", -5L, "x");
    node.seal();
    assertThat(look().counts().waiting()).isOne();
    database.update("delete from audit_gap");
    database.update(
        "insert into audit_gap (first_arrival, last_arrival, seen_at)"
            + " select 1, sealed_arrival, cast(? as timestamp with time zone) from audit_chain",
        clock.instant());
    node.seal();

    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(3, 0, 0, 0));
    assertThat(faults()).isEmpty();
  }

  @Test
  void takesNoGapForEverThatSomebodyElseHasWritten() {
    sealed("a");
    database.update(
        "insert into audit_gap (first_arrival, last_arrival, seen_at) values (?, ?, ?)",
        -9_000_000_000_000_000_000L,
        9_000_000_000_000_000_000L,
        clock.instant());
    database.update(
        "insert into audit_gap (first_arrival, last_arrival, seen_at) values (?, ?, ?)",
        -7L,
        -7L,
        clock.instant().plus(Duration.ofDays(4000)));
    sealed("b", "c");

    assertThat(faults()).isEmpty();
    assertThat(look().counts().checked()).isEqualTo(3);
    assertThat(database.count("select count(*) from audit_gap where first_arrival = -7")).isZero();
  }

  @Test
  void findsWhatWasKeptOutOfTheChain() {
    record("x");
    sealed("a");
    clock.advance(SealAudit.LATEST.plusSeconds(1));
    sealed("b");
    record("y");
    set("arrival", -1L, "y");
    sealed("c");
    assertThat(faults()).isEmpty();
    assertThat(look().counts().waiting()).isOne();

    clock.advance(AuditCondition.LONGEST_WAIT.plusSeconds(1));
    assertThat(faults()).containsExactly("unsealed y");
  }

  @Test
  void findsThatNothingIsSealedAnyLonger() {
    sealed("a");
    record("b");
    clock.advance(AuditCondition.LONGEST_WAIT.plusSeconds(1));

    assertThat(faults()).containsExactly("unsealed b");
  }

  // The version before

  @Test
  void takesWhatTheVersionBeforeHasWritten() {
    record("a", "b");
    database.update("update audit_event set signature = ''");
    forgetChain();
    sealed("c");

    assertThat(look().faults()).isEmpty();
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(3, 2, 0, 0));
    endUnsigned();
    sealed("d");
    assertThat(look().faults()).isEmpty();
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(4, 2, 0, 0));
    set("detail", "", "a");
    assertThat(faults()).containsExactly("changed 1 a");
  }

  /** In which order a database has them is no order of theirs, and old ones go from the old end. */
  @Test
  void takesWhatTheVersionBeforeHasWrittenByItsDate() {
    record("a", "b", "c");
    Instant now = clock.instant();
    database.update("update audit_event set signature = '', arrival = 0");
    set("occurred_at", now.minus(Duration.ofDays(10)), "a");
    set("occurred_at", now.minus(Duration.ofDays(300)), "b");
    set("occurred_at", now.minus(Duration.ofDays(200)), "c");
    forgetChain();
    sealed("d");

    assertThat(faults()).isEmpty();
    assertThat(
            database.texts(
                "select outcome from audit_event join audit_link on event_id = id"
                    + " order by number"))
        .containsExactly("b", "c", "a", "d");
    clock.advance(Duration.ofDays(200));
    assertThat(node.removeOld()).isEqualTo(2);
    assertThat(faults()).isEmpty();
  }

  @Test
  void raisesNoAlarmWhileItTakesMany() {
    for (int i = 0; i < 2 * SealAudit.BATCH; i++) {
      audit.record(AuditEntry.of(AuditType.LIMIT, "n" + i));
    }
    database.update("update audit_event set signature = '', arrival = 0");
    forgetChain();
    node.begin();
    record("new");
    clock.advance(Duration.ofHours(1));
    node.sealAndBreakOff(1);

    assertThat(look().counts().waiting()).isEqualTo(SealAudit.BATCH + 1);
    assertThat(faults()).isEmpty();
    assertThat(node.look().oldestWait().orElseThrow()).isZero();
    clock.advance(AuditCondition.LONGEST_WAIT.plusSeconds(1));
    assertThat(look().totals()).isEqualTo(Map.of(Kind.UNSEALED, SealAudit.BATCH + 1L));
    assertThat(node.look().oldestWait()).contains(AuditCondition.LONGEST_WAIT.plusSeconds(1));
    node.seal();
    assertThat(faults()).isEmpty();
    assertThat(look().counts().waiting()).isZero();
  }

  /** Where this version was before, no other was, whoever has emptied the row of the chain. */
  @Test
  void takesNothingUnsignedWhereThisVersionWasBefore() {
    sealed("a");
    forgetChain();
    clock.advance(Duration.ofHours(1));
    record("x");
    set("signature", "", "x");
    node.seal();

    assertThat(faults()).containsExactlyInAnyOrder("begun-anew 1 a", "inserted x");
  }

  @Test
  void takesNothingUnsignedThatIsDatedBeforeTheChainEither() {
    sealed("a");
    copy("a", "x");
    set("signature", "", "x");
    set("occurred_at", clock.instant().minus(Duration.ofDays(360)), "x");

    assertThat(faults()).containsExactly("inserted x");
  }

  @Test
  void takesNothingUnsignedWhereNoVersionWasBefore() {
    record("a");
    set("signature", "", "a");
    node.seal();

    assertThat(faults()).containsExactly("inserted a");
  }

  /** It removes what is too old without a word to the chain, so that such isn't in it. */
  @Test
  void leavesOutWhatTheVersionBeforeIsAboutToRemove() {
    record("a", "b");
    database.update("update audit_event set signature = ''");
    set("occurred_at", clock.instant().minus(Duration.ofDays(360)), "a");
    forgetChain();
    node.seal();

    assertThat(faults()).isEmpty();
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(1, 1, 1, 0));
    clock.advance(Duration.ofDays(6));
    assertThat(node.removeOld()).isOne();
    assertThat(faults()).isEmpty();
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(1, 1, 0, 0));
  }

  // Retention

  @Test
  void goesOnAfterTheOldestHaveBecomeTooOld() {
    sealed("a", "b");
    clock.advance(Duration.ofDays(200));
    sealed("c");
    clock.advance(Duration.ofDays(200));

    assertThat(node.removeOld()).isEqualTo(2);
    ChainReport report = look();
    assertThat(report.faults()).isEmpty();
    assertThat(report.first()).isEqualTo(3);
    sealed("d");
    assertThat(look().counts().checked()).isEqualTo(2);
    assertThat(faults()).isEmpty();
  }

  @Test
  void removesByWhenItWasLinkedWhatIsDatedAhead() {
    Instant now = clock.instant();
    clock.set(now.plus(Duration.ofDays(3650)));
    record("ahead");
    clock.set(now);
    sealed("a");
    clock.advance(Duration.ofDays(400));

    assertThat(node.removeOld()).isEqualTo(2);
    assertThat(faults()).isEmpty();
  }

  @Test
  void removesNothingBecauseAClockIsSlow() {
    sealed("a");
    Instant now = clock.instant();
    clock.advance(Duration.ofDays(100));
    record("b");
    clock.set(now.minus(Duration.ofDays(4000)));
    node.seal();
    clock.set(now.plus(Duration.ofDays(101)));

    assertThat(look().last()).isEqualTo(2);
    assertThat(node.removeOld()).isZero();
    assertThat(faults()).isEmpty();
  }

  /** What was kept is nobody's to play back: where the chain begins would be moved by that. */
  @Test
  void chainsNothingAgainThatHasGoneByAge() {
    sealed("a");
    Runnable back = copy("audit_event");
    clock.advance(Duration.ofDays(400));
    node.removeOld();
    back.run();
    sealed("b");
    set("arrival", arrival("b") + 1, "a");
    node.seal();

    assertThat(look().last()).isEqualTo(2);
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(1, 0, 1, 0));
    assertThat(faults()).isEmpty();
    assertThat(node.removeOld()).isOne();
    assertThat(look().counts()).isEqualTo(new ChainReport.Counts(1, 0, 0, 0));
  }

  @Test
  void hidesNoFaultBehindOthers() {
    for (int i = 0; i < 150; i++) {
      record("n" + i);
    }
    node.seal();
    database.update("update audit_event set detail = 'x'");
    remove("n149");

    ChainReport report = look();
    assertThat(report.totals()).isEqualTo(Map.of(Kind.CHANGED, 149L, Kind.REMOVED, 1L));
    assertThat(report.faults()).hasSize(101);
    assertThat(faults(report)).contains("removed 150 ?");
  }

  @Test
  void removesNothingThatWasMadeToLookOld() {
    sealed("a", "b", "c");
    Instant longAgo = clock.instant().minus(Duration.ofDays(4000));
    database.update("update audit_event set occurred_at = ?", longAgo);
    database.update("update audit_link set sealed_at = ?", longAgo);

    assertThat(node.removeOld()).isZero();
    assertThat(faults()).contains("changed 1 a", "changed 2 b", "changed 3 c");
    assertThat(look().first()).isOne();
  }

  @Test
  void goesPastNoEntryThatWasRemovedOrChanged() {
    for (Runnable attack :
        List.<Runnable>of(
            () -> remove("b"),
            () -> set("detail", "x", "b"),
            () -> set("signature", "", "b"),
            () -> database.update("delete from audit_link where number = 2"),
            () -> database.update("update audit_link set hash = '' where number = 2"))) {
      empty();
      sealed("a", "b", "c");
      clock.advance(Duration.ofDays(400));
      attack.run();

      assertThat(node.removeOld()).isOne();
      assertThat(look().first()).isEqualTo(2);
      assertThat(look().faults()).isNotEmpty();
    }
  }

  @Test
  void removesNothingFromAChainThatSomebodyElseHasMoved() {
    sealed("a", "b");
    clock.advance(Duration.ofDays(400));
    database.update("update audit_chain set anchor_number = 1");

    assertThatThrownBy(node::removeOld).isInstanceOf(IllegalStateException.class);
    assertThat(database.count("select count(*) from audit_event")).isEqualTo(2);
  }

  @Test
  void sealsAndVerifiesMoreThanOneBatch() {
    for (int i = 0; i < SealAudit.BATCH + 50; i++) {
      audit.record(AuditEntry.of(AuditType.LIMIT, "n" + i));
    }
    node.seal();

    assertThat(look().faults()).isEmpty();
    assertThat(look().counts().checked()).isEqualTo(SealAudit.BATCH + 50);
    clock.advance(Duration.ofDays(400));
    assertThat(node.removeOld()).isEqualTo(SealAudit.BATCH + 50);
    assertThat(faults()).isEmpty();
  }
}
