package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.administration.ReadAudit;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** The own activity, and what ends when somebody else was it. */
@CoreTest
class DisownActivityTest {
  private final DisownActivity disownActivity;
  private final ReadAudit readAudit;
  private final ManageOwnKeys ownKeys;
  private final ChangePassword changePassword;
  private final Sessions sessions;
  private final Audit audit;
  private final CoreWorkspace works;
  private final MovableClock clock;

  DisownActivityTest(
      DisownActivity disownActivity,
      ReadAudit readAudit,
      ManageOwnKeys ownKeys,
      ChangePassword changePassword,
      Sessions sessions,
      Audit audit,
      CoreWorkspace works,
      MovableClock clock) {
    this.disownActivity = disownActivity;
    this.readAudit = readAudit;
    this.ownKeys = ownKeys;
    this.changePassword = changePassword;
    this.sessions = sessions;
    this.audit = audit;
    this.works = works;
    this.clock = clock;
  }

  private List<String> own(Caller caller) {
    return readAudit.own(caller, Optional.empty(), 50).entries().stream()
        .map(entry -> entry.event().type() + " " + entry.event().outcome() + " " + entry.actor())
        .map(String::strip)
        .toList();
  }

  @Test
  void tellsPeopleWhatIsAboutThemselvesAlone() {
    works.addAdministrator("bob");
    works.add("eve");
    Caller bob = works.caller("bob");
    clock.advance(Duration.ofSeconds(1));
    audit.record(bob.actingOn(works.user("eve"), AuditType.USER_CHANGE));
    audit.record(AuditEntry.of(AuditType.LOGIN, "wrong-password").about(works.id(), bob.userId()));
    clock.advance(Duration.ofSeconds(1));
    audit.record(works.ann().actingOn(works.user("bob"), AuditType.USER_CHANGE));

    assertThat(own(bob)).containsExactly("user-change ok ann", "login wrong-password", "login ok");
    assertThat(own(works.caller("eve"))).contains("user-change ok bob").doesNotContain("lock ok");
  }

  @Test
  void endsEverySessionAndKeyAndWantsANewPassword() {
    works.add("bob");
    Caller here = works.caller("bob");
    Caller there = works.caller("bob");
    works.makeKey("bob", KeyScope.values()[0]);

    disownActivity.disown(here);

    assertThat(sessions.current(here.sessionId())).isEmpty();
    assertThat(sessions.current(there.sessionId())).isEmpty();
    assertThat(ownKeys.list(here)).isEmpty();
    assertThat(works.mails("bob")).containsExactly("activity-disowned");
    assertThat(works.audited(AuditType.ACTIVITY_DISOWN))
        .containsExactly("ok 2 sessions, new password");
    assertThat(works.auditedChange(AuditType.ACTIVITY_DISOWN)).startsWith("{\"keys\":[[\"");

    Caller again = ((LoggedIn) works.logIn("bob", CoreWorkspace.PASSWORD)).caller();
    assertThat(again.roles()).containsExactly(Roles.PASSWORD_CHANGE);
    changePassword.change(
        again,
        new Password(CoreWorkspace.PASSWORD),
        Optional.empty(),
        new Password("another horse battery staple"));
    assertThat(sessions.current(again.sessionId()).orElseThrow().caller().roles())
        .contains(Roles.USER);
  }

  @Test
  void leavesTimeForThat() {
    works.add("bob");
    disownActivity.disown(works.caller("bob"));
    clock.advance(Duration.ofDays(30));

    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void touchesNobodyElse() {
    works.add("bob");
    Caller ann = works.caller("ann");
    disownActivity.disown(works.caller("bob"));

    assertThat(sessions.current(ann.sessionId()).orElseThrow().caller().roles())
        .contains(Roles.WORKSPACE_ADMINISTRATOR);
  }
}
