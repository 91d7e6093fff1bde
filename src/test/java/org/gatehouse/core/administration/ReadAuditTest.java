package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditRule;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.reading.NamedEntry.Unnamed;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads what of the audit log, and how it is found. */
@CoreTest
class ReadAuditTest {
  private static final AuditSearch ALL = search("", "", "", "", "", "");

  private final ReadAudit readAudit;
  private final Audit audit;
  private final CoreWorkspace works;
  private final CoreWorkspace others;
  private final CoreDatabase database;
  private final MovableClock clock;

  ReadAuditTest(
      ReadAudit readAudit,
      Audit audit,
      CoreWorkspace works,
      CoreWorkspace others,
      CoreDatabase database,
      MovableClock clock) {
    this.readAudit = readAudit;
    this.audit = audit;
    this.works = works;
    this.others = others;
    this.database = database;
    this.clock = clock;
  }

  private static AuditSearch search(
      String person, String type, String outcome, String from, String to, String address) {
    return new AuditSearch(false, person, type, outcome, from, to, address);
  }

  private static AuditSearch wide(String person) {
    return new AuditSearch(true, person, "", "", "", "", "");
  }

  private AuditPart find(AuditSearch search) {
    return readAudit.find(works.ann(), search, Optional.empty(), 200);
  }

  private static List<String> told(AuditPart page) {
    return page.entries().stream()
        .map(
            entry ->
                (entry.event().type() + " " + entry.event().outcome() + " " + entry.user())
                    + (entry.actor().isEmpty() ? "" : " by " + entry.actor()))
        .toList();
  }

  private void record(AuditType type, String outcome) {
    clock.advance(Duration.ofSeconds(1));
    audit.record(AuditEntry.of(type, outcome).about(works.id(), works.user("ann").id()));
  }

  private void recordBy(Caller actor, AuditType type, String user) {
    clock.advance(Duration.ofSeconds(1));
    audit.record(actor.actingOn(works.user(user), type));
  }

  private static Rule rule(Runnable work) {
    return new Rule(work);
  }

  private record Rule(Runnable work) {
    void is(org.gatehouse.core.refusal.Rule expected) {
      assertThatThrownBy(work::run)
          .isInstanceOfSatisfying(
              InvalidInput.class, e -> assertThat(((BrokenRule) e).rule()).isSameAs(expected));
    }
  }

  @Test
  void tellsAnAdministratorWhatHappenedInTheWorkspaceTheNewestFirst() {
    works.add("bob");
    record(AuditType.LOGIN, "wrong-password");
    recordBy(works.ann(), AuditType.USER_CHANGE, "bob");

    assertThat(told(find(ALL)))
        .startsWith("user-change ok bob by ann", "login wrong-password ann")
        .contains("sign-up ok ann");
  }

  @Test
  void tellsNothingOfOtherWorkspaces() {
    audit.record(AuditEntry.of(AuditType.LOCK, "ok").about(others.id(), others.user("ann").id()));
    audit.record(AuditEntry.of(AuditType.SIGN_ON, "unknown"));

    assertThat(told(find(search("", "lock", "", "", "", "")))).isEmpty();
    assertThat(told(find(search("", "sign-on", "", "", "", "")))).isEmpty();
    rule(() -> find(search(others.uid() + "/ann", "", "", "", "", "")))
        .is(AuditRule.PERSON_UNKNOWN);
  }

  @Test
  void tellsNothingToWhoAdministratesNothing() {
    works.add("bob");
    Caller bob = works.caller("bob");

    assertThatThrownBy(() -> readAudit.find(bob, ALL, Optional.empty(), 10))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> readAudit.export(bob, ALL, 10)).isInstanceOf(NotPermitted.class);
  }

  @Test
  void tellsSystemAdministratorsAloneWhatHappenedInTheInstallation() {
    assertThatThrownBy(() -> find(wide(""))).isInstanceOf(NotPermitted.class);
    works.makeSystemAdministrator("ann");
    // After whatever other tests have recorded.
    clock.advance(Duration.ofDays(3650));
    Caller root = works.caller("ann");
    clock.advance(Duration.ofSeconds(1));
    audit.record(AuditEntry.of(AuditType.SIGN_ON, "unknown"));
    audit.record(AuditEntry.of(AuditType.LOCK, "ok").about(others.id(), others.user("ann").id()));

    assertThat(told(readAudit.find(root, wide(""), Optional.empty(), 2)))
        .containsExactlyInAnyOrder("sign-on unknown ", "lock ok " + others.uid() + "/ann");
    assertThat(told(readAudit.find(root, wide(others.uid() + "/ann"), Optional.empty(), 1)))
        .containsExactly("lock ok " + others.uid() + "/ann");
    assertThat(told(readAudit.find(root, wide("ann"), Optional.empty(), 1)))
        .containsExactly("login ok ann");
  }

  @Test
  void tellsSystemAdministratorsAloneWhoHasActedFromAnotherWorkspace() {
    audit.record(
        AuditEntry.of(AuditType.SYSTEM_ADMINISTRATOR_GRANT, "ok")
            .about(works.id(), works.user("ann").id())
            .by(others.user("ann").id(), UUID.randomUUID())
            .from("203.0.113.9", "Foreign/1.0", "request-1"));
    AuditSearch granted = search("", "system-administrator-grant", "", "", "", "");
    AuditSearch there = search("", "system-administrator-grant", "", "", "", "203.0.113.9");

    AuditPart part = find(granted);
    assertThat(told(part))
        .containsExactly("system-administrator-grant ok ann by a system administrator");
    assertThat(part.entries().get(0).unnamed()).contains(Unnamed.SYSTEM_ADMINISTRATOR);
    tellsNothingOfTheActor(part.entries().get(0).event());
    assertThat(told(find(there))).isEmpty();
    Function<Optional<AuditCursor>, AuditPart> export = readAudit.export(works.ann(), granted, 10);
    tellsNothingOfTheActor(export.apply(Optional.empty()).entries().get(0).event());

    works.makeSystemAdministrator("ann");
    Caller root = works.caller("ann");
    AuditPart all = readAudit.find(root, there, Optional.empty(), 10);
    assertThat(told(all))
        .containsExactly("system-administrator-grant ok ann by " + others.uid() + "/ann");
    assertThat(all.entries().get(0).event().address()).isEqualTo("203.0.113.9");
  }

  private static void tellsNothingOfTheActor(AuditEvent event) {
    assertThat(event.actorId()).isEmpty();
    assertThat(event.sessionId()).isEmpty();
    assertThat(event.address()).isEmpty();
    assertThat(event.userAgent()).isEmpty();
  }

  @Test
  void tellsPeopleOfOthersOnlyThatAnAdministratorActed() {
    works.add("bob");
    audit.record(
        works
            .ann()
            .actingOn(works.user("bob"), AuditType.USER_CHANGE)
            .from("203.0.113.9", "Foreign/1.0", ""));

    AuditPart own = readAudit.own(works.caller("bob"), Optional.empty(), 10);
    assertThat(told(own)).contains("user-change ok bob by an administrator");
    tellsNothingOfTheActor(
        own.entries().stream()
            .filter(entry -> entry.unnamed().equals(Optional.of(Unnamed.ADMINISTRATOR)))
            .findFirst()
            .orElseThrow()
            .event());
    // What was done in the own name is told with it.
    assertThat(own.entries())
        .anySatisfy(
            entry -> assertThat(entry.event().address()).isEqualTo(works.client().address()));
  }

  @Test
  void recordsAnExportOfTheInstallationForTheInstallation() {
    works.makeSystemAdministrator("ann");
    Caller root = works.caller("ann");
    readAudit.export(root, wide(""), 10);

    assertThat(works.audited(AuditType.AUDIT_EXPORT)).isEmpty();
    AuditSearch exports = new AuditSearch(true, "ann", "audit-export", "", "", "", "");
    assertThat(told(readAudit.find(root, exports, Optional.empty(), 50)))
        .containsExactly("audit-export ok  by ann");
  }

  @Test
  void findsWhatIsAboutAPersonAndWhatThePersonDid() {
    works.addAdministrator("bob");
    works.add("eve");
    recordBy(works.ann(), AuditType.USER_CHANGE, "bob");
    clock.advance(Duration.ofSeconds(1));
    recordBy(works.caller("bob"), AuditType.USER_UNLOCK, "eve");

    assertThat(told(find(search("Bob", "", "", "", "", ""))))
        .containsExactly("user-unlock ok eve by bob", "login ok bob", "user-change ok bob by ann");
    rule(() -> find(search("nobody", "", "", "", "", ""))).is(AuditRule.PERSON_UNKNOWN);
  }

  @Test
  void findsByTypeAndOutcome() {
    record(AuditType.LOGIN, "wrong-password");
    record(AuditType.LOGIN, "locked");
    record(AuditType.LOGIN, "ok");

    assertThat(told(find(search("", "login", "", "", "", "")))).hasSize(3);
    assertThat(told(find(search("", "login", "ok", "", "", "")))).containsExactly("login ok ann");
    assertThat(told(find(search("", "login", "not-ok", "", "", ""))))
        .containsExactly("login locked ann", "login wrong-password ann");
    assertThat(told(find(search("", "login", "locked", "", "", ""))))
        .containsExactly("login locked ann");
    rule(() -> find(search("", "logon", "", "", "", ""))).is(AuditRule.TYPE_UNKNOWN);
    rule(() -> find(search("", "", "No!", "", "", ""))).is(AuditRule.OUTCOME_INVALID);
  }

  @Test
  void findsByTimeFromAMomentUpToAnother() {
    clock.set(Instant.parse("2030-03-01T10:00:00Z"));
    audit.record(AuditEntry.of(AuditType.LIMIT, "first").aboutWorkspace(works.id()));
    clock.set(Instant.parse("2030-03-02T10:00:00Z"));
    audit.record(AuditEntry.of(AuditType.LIMIT, "second").aboutWorkspace(works.id()));

    assertThat(told(find(search("", "limit", "", "2030-03-02", "", ""))))
        .containsExactly("limit second ");
    assertThat(told(find(search("", "limit", "", "", "2030-03-02T10:00:00Z", ""))))
        .containsExactly("limit first ");
    assertThat(told(find(search("", "limit", "", "2030-03-01T10:00", "2030-03-02T10:00:01", ""))))
        .containsExactly("limit second ", "limit first ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2030-02-31",
        "2030-01-01T25:00",
        "0000-01-01",
        "2030-01-01T12:00:00+01:00",
        "20300-01-01",
        "2030-1-1",
        "12:00"
      })
  void understandsNoOtherTimes(String time) {
    rule(() -> find(search("", "", "", time, "", ""))).is(AuditRule.TIME_INVALID);
    rule(() -> find(search("", "", "", "", time, ""))).is(AuditRule.TIME_INVALID);
  }

  @Test
  void findsByAddressHoweverItIsWritten() {
    audit.record(
        AuditEntry.of(AuditType.LIMIT, "address")
            .aboutWorkspace(works.id())
            .from("2001:db8:0:0:0:0:0:1"));

    assertThat(told(find(search("", "", "", "", "", "2001:DB8::1"))))
        .containsExactly("limit address ");
    rule(() -> find(search("", "", "", "", "", "nowhere"))).is(AuditRule.ADDRESS_INVALID);
  }

  @Test
  void readsOnWithoutLosingOrRepeatingWhatIsOfTheSameMoment() {
    for (int i = 0; i < 50; i++) {
      audit.record(
          AuditEntry.of(AuditType.USER_UNLOCK, "n" + i)
              .about(works.id(), works.user("ann").id())
              .by(works.user("ann").id(), UUID.randomUUID()));
    }
    for (String person : List.of("", "ann")) {
      List<String> read = new ArrayList<>();
      Optional<AuditCursor> place = Optional.empty();
      do {
        AuditPart page =
            readAudit.find(
                works.ann(),
                search(person, "user-unlock", "", "", "", ""),
                place.map(AuditCursor::text).map(AuditCursor::read),
                7);
        assertThat(page.entries()).hasSizeLessThanOrEqualTo(7);
        page.entries().forEach(entry -> read.add(entry.event().outcome()));
        place = page.next();
      } while (place.isPresent());
      assertThat(read).hasSize(50).doesNotHaveDuplicates();
    }
  }

  @Test
  void seesWhatIsWrittenMeanwhileOnlyFromTheBeginning() {
    record(AuditType.LOCK, "a");
    record(AuditType.LOCK, "b");
    AuditSearch locks = search("", "lock", "", "", "", "");
    AuditPart first = readAudit.find(works.ann(), locks, Optional.empty(), 1);
    record(AuditType.LOCK, "c");

    assertThat(told(readAudit.find(works.ann(), locks, first.next(), 5)))
        .containsExactly("lock a ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1",
        "1_",
        "-1_00000000-0000-0000-0000-000000000000",
        "123456789012345678_00000000-0000-0000-0000-000000000000",
        "1_0-0-0-0-0"
      })
  void readsNoCursorThatItHasNotWritten(String text) {
    rule(() -> AuditCursor.read(text)).is(AuditRule.CURSOR_INVALID);
  }

  @Test
  void exportsPartByPartAndRecordsIt() {
    record(AuditType.LOCK, "a");
    record(AuditType.LOCK, "b");
    Function<Optional<AuditCursor>, AuditPart> export =
        readAudit.export(works.ann(), search("ann", "lock", "", "2030-01-01", "", ""), 1);

    AuditPart first = export.apply(Optional.empty());
    assertThat(told(first)).containsExactly("lock b ann");
    assertThat(told(export.apply(first.next()))).containsExactly("lock a ann");
    assertThat(works.audited(AuditType.AUDIT_EXPORT))
        .containsExactly(
            "ok workspace from=2030-01-01 person=" + works.user("ann").id() + " type=lock");
  }

  @Test
  void exportsNothingMoreToWhoIsAnAdministratorNoLonger() {
    works.addAdministrator("bob");
    Function<Optional<AuditCursor>, AuditPart> export =
        readAudit.export(works.caller("bob"), ALL, 1);
    AuditPart first = export.apply(Optional.empty());
    works.change("bob", user -> user.makeAdministrator(false));

    assertThatThrownBy(() -> export.apply(first.next())).isInstanceOf(NotPermitted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workspace", "user", "actor"})
  void readsAlongAnIndex(String whose) {
    String plan =
        database
            .texts(
                "explain select * from audit_event where "
                    + whose
                    + "_id = ? and occurred_at <= current_timestamp"
                    + " order by "
                    + whose
                    + "_id, occurred_at desc, id desc fetch first 20 rows only",
                works.id())
            .get(0);
    assertThat(plan.toLowerCase(Locale.ROOT))
        .contains("audit_event_" + whose + "_time", "index sorted");
  }
}
