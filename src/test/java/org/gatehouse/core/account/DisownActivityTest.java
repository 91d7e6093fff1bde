package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.account.DisownActivity.Remedy;
import org.gatehouse.core.administration.ReadAudit;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.reset.ResetPassword;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** The own activity, and what ends when somebody else was it. */
@CoreTest
class DisownActivityTest {
  private static final String NEXT = "another horse battery staple";

  private final DisownActivity disownActivity;
  private final ReadAudit readAudit;
  private final ManageOwnKeys ownKeys;
  private final ResetPassword resetPassword;
  private final CoreDatabase database;
  private final Sessions sessions;
  private final Audit audit;
  private final CoreWorkspace works;
  private final MovableClock clock;

  DisownActivityTest(
      DisownActivity disownActivity,
      ReadAudit readAudit,
      ManageOwnKeys ownKeys,
      ResetPassword resetPassword,
      CoreDatabase database,
      Sessions sessions,
      Audit audit,
      CoreWorkspace works,
      MovableClock clock) {
    this.disownActivity = disownActivity;
    this.readAudit = readAudit;
    this.ownKeys = ownKeys;
    this.resetPassword = resetPassword;
    this.database = database;
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

    assertThat(own(bob))
        .containsExactly("user-change ok an administrator", "login wrong-password", "login ok");
    assertThat(own(works.caller("eve")))
        .contains("user-change ok an administrator")
        .doesNotContain("lock ok");
  }

  private boolean isLetIn(String user, String password) {
    return works.logIn(user, password) instanceof LoggedIn;
  }

  @Test
  void endsSessionsKeysAndThePasswordAndSendsALinkForAnother() {
    works.add("bob");
    Caller here = works.caller("bob");
    Caller there = works.caller("bob");
    works.makeKey("bob", KeyScope.values()[0]);

    assertThat(disownActivity.disown(here)).isEqualTo(Remedy.MAIL);

    assertThat(sessions.current(here.sessionId())).isEmpty();
    assertThat(sessions.current(there.sessionId())).isEmpty();
    assertThat(ownKeys.list(here)).isEmpty();
    assertThat(works.audited(AuditType.ACTIVITY_DISOWN))
        .containsExactly("ok 2 sessions, reset link");
    assertThat(works.auditedChange(AuditType.ACTIVITY_DISOWN)).startsWith("{\"keys\":[[\"");
    // Whoever knows the password must not be the first to choose another.
    assertThat(isLetIn("bob", CoreWorkspace.PASSWORD)).isFalse();

    assertThat(works.mails("bob")).containsExactly("activity-disowned-password");
    String token = CoreWorkspace.token(works.latestMail("bob"));
    assertThat(token).endsWith(":" + works.uid() + "%2Fbob");
    assertThat(
            resetPassword.reset(
                token.replaceAll(":.*", ""),
                Optional.empty(),
                "bob",
                new Password(NEXT),
                false,
                works.client()))
        .contains(here.userId());
    Caller again = ((LoggedIn) works.logIn("bob", NEXT)).caller();
    assertThat(again.roles()).contains(Roles.USER);
  }

  @Test
  void asksForAnotherPasswordFirstWhereNoLinkCanBeSent() {
    works.add("bob");
    database.update(
        "update user_account set confirmed_email = null, confirmed_email_key = null where id = ?",
        works.user("bob").id());
    Caller bob = works.caller("bob");
    assertThat(disownActivity.remedy(bob)).isEqualTo(Remedy.CHOOSE);

    assertThatThrownBy(() -> disownActivity.disown(bob)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () ->
                disownActivity.disown(
                    bob, new Password("wrong"), Optional.empty(), new Password(NEXT)))
        .isInstanceOf(InvalidInput.class);
    assertThat(sessions.current(bob.sessionId())).isPresent();
    assertThat(works.audited(AuditType.ACTIVITY_DISOWN)).isEmpty();

    // A wrong answer makes the next wait.
    clock.advance(Duration.ofMinutes(1));
    disownActivity.disown(
        bob, new Password(CoreWorkspace.PASSWORD), Optional.empty(), new Password(NEXT));
    assertThat(sessions.current(bob.sessionId())).isEmpty();
    assertThat(isLetIn("bob", CoreWorkspace.PASSWORD)).isFalse();
    assertThat(isLetIn("bob", NEXT)).isTrue();
    assertThat(works.audited(AuditType.ACTIVITY_DISOWN))
        .containsExactly("ok 1 sessions, new password");
  }

  @Test
  void saysNothingOfAPasswordToWhoHasNone() {
    works.add("bob");
    database.update("delete from password_credential where user_id = ?", works.user("bob").id());
    Caller bob = works.caller("bob", SessionOrigin.byPasskey(false));
    works.makeKey("bob", KeyScope.values()[0]);

    assertThat(disownActivity.disown(bob)).isEqualTo(Remedy.NONE);

    assertThat(sessions.current(bob.sessionId())).isEmpty();
    assertThat(ownKeys.list(bob)).isEmpty();
    assertThat(works.mails("bob")).containsExactly("activity-disowned");
    assertThat(works.latestMail("bob")).contains("passkeys").doesNotContain("new password");
    assertThat(works.audited(AuditType.ACTIVITY_DISOWN)).containsExactly("ok 1 sessions");
  }

  @Test
  void wantsARecentLogin() {
    works.add("bob");
    Caller bob = works.caller("bob");
    clock.advance(Duration.ofMinutes(30));

    assertThatThrownBy(() -> disownActivity.disown(bob))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThat(sessions.current(bob.sessionId())).isPresent();
    assertThat(isLetIn("bob", CoreWorkspace.PASSWORD)).isTrue();
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
