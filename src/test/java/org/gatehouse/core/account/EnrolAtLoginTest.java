package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.EnrolAtLogin.Enrolled;
import org.gatehouse.core.account.OwnDemands.Grace;
import org.gatehouse.core.administration.ResetSecondFactor;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.login.EnrolmentLogin.Enrolling;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.Enough;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.LackingPeople;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.EndOverSessions;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.PasskeyDevice;
import org.junit.jupiter.api.Test;

/** What a login comes to where the workspace demands more than a password. */
@CoreTest
class EnrolAtLoginTest {
  private static final String SITE = "http://localhost:8080";
  private static final PasskeyName NAME = new PasskeyName("Phone");
  private static final Duration DAY = Duration.ofDays(1);

  private final EnrolAtLogin enrolAtLogin;
  private final Login login;
  private final PendingLogins pendingLogins;
  private final Sessions sessions;
  private final AuthenticationPolicies policies;
  private final CoreTransactions transactions;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final PasskeyDevice device = new PasskeyDevice(SITE);

  EnrolAtLoginTest(
      EnrolAtLogin enrolAtLogin,
      Login login,
      PendingLogins pendingLogins,
      Sessions sessions,
      AuthenticationPolicies policies,
      CoreTransactions transactions,
      CoreWorkspace works,
      MovableClock clock) {
    this.enrolAtLogin = enrolAtLogin;
    this.login = login;
    this.pendingLogins = pendingLogins;
    this.sessions = sessions;
    this.policies = policies;
    this.transactions = transactions;
    this.works = works;
    this.clock = clock;
  }

  private void demand(SecondFactorDemand factor, int days, String... roles) {
    transactions.run(() -> policies.set(works.id(), factor, Set.of(roles), days, clock.instant()));
  }

  private LoginOutcome logIn() {
    return works.logIn("ann", CoreWorkspace.PASSWORD);
  }

  /** The token of a login that waits for a second factor to be set up. */
  private String waiting() {
    return pendingLogins.open((EnrolmentRequired) logIn(), true);
  }

  private String code(String token) {
    Enrolling who = enrolAtLogin.find(token).orElseThrow();
    return enrolAtLogin.secret(token, who).orElseThrow().code(clock.instant());
  }

  private String passkey(String token) {
    return device.make(enrolAtLogin.passkeyOptions(token, enrolAtLogin.find(token).orElseThrow()));
  }

  private Set<AuthenticationMethod> shownIn(LoggedIn in) {
    return sessions.authenticationContext(in.caller().sessionId()).orElseThrow().methods();
  }

  @Test
  void letsInOnceAnAppIsSetUp() {
    demand(SecondFactorDemand.REQUIRED, 0);
    String token = waiting();
    assertThat(enrolAtLogin.find(token).orElseThrow().app()).isTrue();
    assertThat(enrolAtLogin.beginApp(token)).isTrue();
    assertThatThrownBy(() -> enrolAtLogin.confirmApp(token, "000000", works.client()))
        .isInstanceOf(InvalidInput.class);

    Enrolled enrolled = enrolAtLogin.confirmApp(token, code(token), works.client()).orElseThrow();
    assertThat(enrolled.recoveryCodes()).hasSize(10);
    assertThat(enrolled.login().remembered()).isTrue();
    assertThat(shownIn(enrolled.login()))
        .containsExactlyInAnyOrder(
            AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD);
    assertThat(sessions.find(enrolled.login().caller().sessionId())).isPresent();
    assertThat(works.audited(AuditType.LOGIN))
        .containsExactly("enrolment-required", "ok password+enrolment");
    assertThat(works.audited(AuditType.SECOND_FACTOR_ON)).containsExactly("ok");
    assertThat(works.mails("ann")).contains("second-factor-on");
    assertThat(enrolAtLogin.find(token)).as("used up").isEmpty();
    assertThat(enrolAtLogin.confirmApp(token, "000000", works.client())).isEmpty();
    assertThat(logIn()).isInstanceOf(SecondFactorRequired.class);
  }

  @Test
  void letsNobodyInFromNetworksThatTheWorkspaceDoesNotAllow(CoreDatabase database) {
    demand(SecondFactorDemand.REQUIRED, 0);
    String token = waiting();
    enrolAtLogin.beginApp(token);
    String code = code(token);
    database.update(
        "update authentication_policy set networks = '192.0.2.0/24' where workspace_id = ?",
        works.id());

    assertThat(enrolAtLogin.confirmApp(token, code, works.client())).isEmpty();
    assertThat(enrolAtLogin.confirmApp(token, code, new Client("JUnit", "192.0.2.1"))).isPresent();
  }

  @Test
  void showsTheSecretOfAnAppToWhoHasBegunWithIt(EnrolSecondFactor account) {
    Caller ann = works.ann();
    clock.advance(Duration.ofMinutes(1));
    demand(SecondFactorDemand.REQUIRED, 0);
    String thief = waiting();
    String owner = waiting();
    assertThat(enrolAtLogin.beginApp(owner)).isTrue();
    String code = code(owner);

    Enrolling waits = enrolAtLogin.find(thief).orElseThrow();
    assertThat(enrolAtLogin.secret(thief, waits)).as("the owner's").isEmpty();
    assertThat(account.secret(ann)).as("in a session").isEmpty();
    assertThatThrownBy(() -> enrolAtLogin.confirmApp(thief, code, works.client()))
        .isInstanceOf(InvalidInput.class);

    assertThat(enrolAtLogin.beginApp(thief)).isTrue();
    assertThat(enrolAtLogin.secret(owner, waits)).as("the thief's").isEmpty();
    String stolen = code(thief);
    assertThatThrownBy(() -> enrolAtLogin.confirmApp(owner, stolen, works.client()))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void letsInOnceAPasskeyIsMade() {
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    String token = waiting();
    assertThat(enrolAtLogin.find(token).orElseThrow().app()).isFalse();
    assertThat(enrolAtLogin.beginApp(token)).as("an app isn't enough").isFalse();

    Enrolled enrolled =
        enrolAtLogin.addPasskey(token, passkey(token), NAME, works.client()).orElseThrow();
    assertThat(enrolled.recoveryCodes()).hasSize(10);
    assertThat(shownIn(enrolled.login())).contains(AuthenticationMethod.PASSKEY);
    assertThat(works.audited(AuditType.PASSKEY_ADD)).containsExactly("ok Phone");
  }

  @Test
  void hasNoUseForATokenOfTheOtherKind() {
    demand(SecondFactorDemand.REQUIRED, 0);
    String token = waiting();
    assertThat(login.complete(token, "000000", works.client()))
        .isEqualTo(new LoginOutcome.Refused());
    assertThat(enrolAtLogin.find("nonsense")).isEmpty();
    clock.advance(PendingLogins.ENROLMENT);
    assertThat(enrolAtLogin.find(token)).as("too late").isEmpty();
  }

  @Test
  void isOverWhenThePasswordIsAnother(Passwords passwords) {
    demand(SecondFactorDemand.REQUIRED, 0);
    String token = waiting();
    var next = passwords.hash(new Password("another horse battery staple"));
    transactions.run(() -> passwords.set(works.user("ann").id(), next));
    assertThat(enrolAtLogin.find(token)).isEmpty();
    assertThat(enrolAtLogin.beginApp(token)).isFalse();
  }

  @Test
  void isOverWhenSomebodyElseWasFaster() {
    demand(SecondFactorDemand.REQUIRED, 0);
    String thief = waiting();
    String token = waiting();
    String early = passkey(thief);
    enrolAtLogin.addPasskey(token, passkey(token), NAME, works.client()).orElseThrow();
    assertThat(enrolAtLogin.find(thief)).isEmpty();
    assertThat(enrolAtLogin.addPasskey(thief, early, NAME, works.client())).isEmpty();
  }

  /** The token of a login that has shown a code, where a passkey is demanded. */
  private String waitingWithCode(Authenticator app, int steps) {
    clock.advance(Duration.ofMinutes(2));
    String first = pendingLogins.open((SecondFactorRequired) logIn(), false);
    LoginOutcome second = login.complete(first, app.codeAfter(steps), works.client());
    return pendingLogins.open((EnrolmentRequired) second, false);
  }

  @Test
  void isOverWhenTheOwnerHasGotAPasskey() {
    Authenticator app = works.enrol(works.ann());
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    String thief = waitingWithCode(app, 4);
    String owner = waitingWithCode(app, 8);
    String code = pendingLogins.open((SecondFactorRequired) logIn(), false);
    String early = passkey(thief);
    enrolAtLogin.addPasskey(owner, passkey(owner), NAME, works.client()).orElseThrow();
    assertThat(enrolAtLogin.find(thief)).isEmpty();
    assertThat(enrolAtLogin.addPasskey(thief, early, NAME, works.client())).isEmpty();
    assertThat(pendingLogins.choice(code)).as("one that waits for a code").isEmpty();
  }

  @Test
  void isOverWhenAnAdministratorHasReset(ResetSecondFactor reset) {
    works.add("bob");
    Caller admin = works.caller("ann", SessionOrigin.byPasskey(false));
    demand(SecondFactorDemand.REQUIRED, 0);
    LoginOutcome bob = works.logIn("bob", CoreWorkspace.PASSWORD);
    String thief = pendingLogins.open((EnrolmentRequired) bob, false);
    assertThat(enrolAtLogin.find(thief)).isPresent();
    reset.reset(admin, "bob").orElseThrow();
    assertThat(enrolAtLogin.find(thief)).isEmpty();
  }

  @Test
  void isOverWhenTheOwnerHasTurnedItOff(TurnOffSecondFactor turnOff) {
    Caller ann = works.ann();
    Authenticator app = works.enrol(ann);
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0, Roles.SYSTEM_ADMINISTRATOR);
    clock.advance(Duration.ofMinutes(2));
    String thief = pendingLogins.open((SecondFactorRequired) logIn(), false);
    turnOff.turnOff(ann, new Password(CoreWorkspace.PASSWORD));
    assertThat(login.complete(thief, app.codeAfter(4), works.client()))
        .isEqualTo(new LoginOutcome.Refused());
    assertThat(pendingLogins.isRemembered(thief)).isFalse();
  }

  @Test
  void asksForAPasskeyWhoeverHasAnApp() {
    Authenticator app = works.enrol(works.ann());
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    clock.advance(Duration.ofMinutes(2));
    String first = pendingLogins.open((SecondFactorRequired) logIn(), false);
    LoginOutcome second = login.complete(first, app.codeAfter(4), works.client());
    String token = pendingLogins.open((EnrolmentRequired) second, false);

    Enrolled enrolled =
        enrolAtLogin.addPasskey(token, passkey(token), NAME, works.client()).orElseThrow();
    assertThat(enrolled.recoveryCodes()).as("there are some").isEmpty();

    // From now on what can be typed is enough no longer, but for the way back.
    String third = pendingLogins.open((SecondFactorRequired) logIn(), false);
    clock.advance(Duration.ofMinutes(2));
    assertThat(enough(login.complete(third, app.codeAfter(8), works.client())))
        .isEqualTo(Enough.PASSKEY);
    assertThat(enough(login.complete(third, "000000", works.client())))
        .as("that is wrong")
        .isEqualTo(Enough.ANY);
    assertThat(login.complete(third, app.recoveryCodes().get(0), works.client()))
        .isInstanceOf(EnrolmentRequired.class);
    assertThat(works.audited(AuditType.LOGIN)).contains("passkey-required");
  }

  private static Enough enough(LoginOutcome outcome) {
    return ((SecondFactorRequired) outcome).enough();
  }

  private LoginOutcome byProgram(Optional<String> code) {
    return login.login(
        LoginAttempt.ofProgram(
            Optional.of(works.uid()),
            Optional.empty(),
            "ann",
            CoreWorkspace.PASSWORD,
            code,
            works.client()));
  }

  @Test
  void usesNoRecoveryCodeUpWhereThatLeadsNowhere(ManagePasskeys managePasskeys) {
    Caller ann = works.ann();
    Authenticator app = works.enrol(ann);
    Optional<String> recovery = Optional.of(app.recoveryCodes().get(0));
    demand(SecondFactorDemand.PHISHING_RESISTANT, 1);
    assertThat(enough(byProgram(Optional.empty()))).as("there is time").isEqualTo(Enough.ANY);
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    assertThat(enough(byProgram(Optional.empty()))).isEqualTo(Enough.NEW_PASSKEY);
    assertThat(enough(byProgram(recovery))).isEqualTo(Enough.NEW_PASSKEY);

    demand(SecondFactorDemand.NOT_REQUIRED, 0);
    managePasskeys.add(ann, device.make(managePasskeys.options(ann)), NAME);
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    assertThat(enough(byProgram(recovery))).isEqualTo(Enough.PASSKEY);
    demand(SecondFactorDemand.REQUIRED, 0);
    assertThat(byProgram(recovery)).as("it was not used up").isInstanceOf(LoggedIn.class);
  }

  @Test
  void leavesTimeToThoseWhoLackIt() {
    demand(SecondFactorDemand.REQUIRED, 3);
    LoggedIn in = (LoggedIn) logIn();
    assertThat(in.caller().expiresAt()).isEqualTo(clock.instant().plus(DAY.multipliedBy(3)));

    clock.advance(DAY.multipliedBy(3));
    assertThat(sessions.find(in.caller().sessionId())).isEmpty();
    assertThat(logIn()).isInstanceOf(EnrolmentRequired.class);

    works.add("bob");
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD))
        .as("whose account is younger")
        .isInstanceOf(LoggedIn.class);
  }

  @Test
  void demandsNoLessWhileThereIsTimeForMore(LackingPeople people, OwnDemands demands) {
    demand(SecondFactorDemand.REQUIRED, 0, Roles.WORKSPACE_ADMINISTRATOR);
    demand(SecondFactorDemand.PHISHING_RESISTANT, 14);
    assertThat(logIn()).as("the old").isInstanceOf(EnrolmentRequired.class);
    works.add("bob");
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(people.count(works.id(), demands.of(works.id()))).isEqualTo(2);
  }

  @Test
  void endsSessionsThatHaveShownLess(EndOverSessions endOver) {
    Caller before = works.ann();
    Caller byPasskey = works.caller("ann", SessionOrigin.byPasskey(false));
    demand(SecondFactorDemand.REQUIRED, 0);
    assertThat(sessions.find(before.sessionId())).isEmpty();
    assertThat(sessions.find(byPasskey.sessionId())).isPresent();
    assertThat(sessions.authenticationContext(before.sessionId())).isEmpty();
    assertThat(sessions.loginOfPerson(before.sessionId())).isEmpty();
    assertThat(sessions.loginOfPerson(byPasskey.sessionId())).isPresent();

    assertThat(sessions.ofUser(before.userId())).as("not in the midst of a read").hasSize(2);
    assertThat(endOver.run()).isPositive();
    assertThat(sessions.ofUser(before.userId())).hasSize(1);
    assertThat(works.audited(AuditType.SESSION_END))
        .containsExactly("second-factor-demanded " + before.sessionId());
  }

  @Test
  void endsNoSessionInWhichEnoughWasShown(Reauthentication reauthentication) {
    Authenticator app = works.enrol(works.ann());
    Caller ann = works.caller("ann", SessionOrigin.byPasskey(false));
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    clock.advance(Duration.ofMinutes(2));
    reauthentication.confirmAll(
        ann, new Password(CoreWorkspace.PASSWORD), Optional.of(app.codeAfter(4)));
    assertThat(sessions.find(ann.sessionId())).isPresent();
    assertThat(sessions.authenticationContext(ann.sessionId()).orElseThrow().isByPasskey())
        .as("what was shown last")
        .isFalse();
  }

  @Test
  void leavesToAProviderHowItAsks() {
    demand(SecondFactorDemand.REQUIRED, 0);
    Caller caller = works.caller("ann", byProvider());
    assertThat(sessions.find(caller.sessionId())).isPresent();
    transactions.run(
        () -> sessions.reauthenticated(caller.sessionId(), Set.of(AuthenticationMethod.PASSWORD)));
    assertThat(sessions.find(caller.sessionId())).isPresent();
  }

  @Test
  void keepsWhatIsDemanded(TurnOffSecondFactor turnOff, ManagePasskeys managePasskeys) {
    Caller ann = works.ann();
    managePasskeys.add(ann, device.make(managePasskeys.options(ann)), NAME);
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    assertThatThrownBy(() -> turnOff.turnOff(ann, new Password(CoreWorkspace.PASSWORD)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("only be replaced");
    clock.advance(Duration.ofMinutes(1));
    works.enrol(ann);
    var passkey = managePasskeys.list(ann).get(0).id();
    assertThatThrownBy(() -> managePasskeys.remove(ann, passkey))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("only be replaced");
    demand(SecondFactorDemand.REQUIRED, 0);
    assertThat(managePasskeys.remove(ann, passkey)).isTrue();
  }

  @Test
  void asksThoseAloneWhoHaveTheRole() {
    works.add("bob");
    demand(SecondFactorDemand.REQUIRED, 0, Roles.WORKSPACE_ADMINISTRATOR);
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(logIn()).isInstanceOf(EnrolmentRequired.class);
    assertThat(works.logIn("ann", "wrong horse battery staple"))
        .isEqualTo(new LoginOutcome.Refused());
  }

  private static SessionOrigin byProvider() {
    return SessionOrigin.byProvider(
        new SessionOrigin.Provider(UUID.randomUUID(), "oidc", Optional.empty(), Optional.empty()));
  }

  @Test
  void tellsThoseWhoAreAskedHowMuchTimeThereIs(OwnDemands demands) {
    Caller local = works.ann();
    Caller elsewhere = works.caller("ann", byProvider());
    User ann = works.user("ann");
    demand(SecondFactorDemand.PHISHING_RESISTANT, 14);
    Instant due = clock.instant().plus(DAY.multipliedBy(14));
    assertThat(demands.grace(local, ann)).contains(new Grace(due, true));
    assertThat(demands.grace(elsewhere, ann)).as("the provider asks").isEmpty();
    clock.advance(DAY.multipliedBy(14));
    assertThat(demands.grace(local, ann)).as("no day that is past").isEmpty();
  }

  @Test
  void asksNothingOfWhoCannotLogInWithoutAProvider(
      CoreDatabase database, TurnOffSecondFactor turnOff) {
    Caller ann = works.caller("ann", byProvider());
    transactions.run(
        () ->
            sessions.reauthenticated(
                ann.sessionId(),
                Set.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.PASSKEY)));
    works.enrol(ann);
    demand(SecondFactorDemand.REQUIRED, 0);
    database.update("delete from password_credential where user_id = ?", ann.userId());
    turnOff.turnOff(ann, new Password(CoreWorkspace.PASSWORD));
    assertThat(works.audited(AuditType.SECOND_FACTOR_OFF)).containsExactly("ok");
  }

  @Test
  void asksNoKey() {
    demand(SecondFactorDemand.PHISHING_RESISTANT, 0);
    String key = works.makeKey("ann", KeyScope.LOGIN).secret();
    assertThat(
            login.login(
                LoginAttempt.ofProgram(
                    Optional.of(works.uid()),
                    Optional.empty(),
                    "ann",
                    key,
                    Optional.empty(),
                    works.client())))
        .isInstanceOf(LoggedIn.class);
  }
}
