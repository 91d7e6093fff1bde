package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.KnownDevices;
import org.gatehouse.core.guard.SendLockMail;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Roles;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Who is let in, who isn't, and what the audit log tells of it. */
@CoreTest
class LoginTest {
  private static final LoginOutcome REFUSED = new Refused();
  private static final String WRONG = "wrong horse battery staple";
  private static final int LOCKING = 10;

  private final Login login;
  private final CoreWorkspace works;
  private final MovableClock clock;

  LoginTest(Login login, CoreWorkspace works, MovableClock clock) {
    this.login = login;
    this.works = works;
    this.clock = clock;
  }

  private LoginOutcome withCode(String user, String code) {
    return login.login(
        LoginAttempt.ofProgram(
            Optional.of(works.uid()),
            Optional.empty(),
            user,
            CoreWorkspace.PASSWORD,
            Optional.of(code),
            works.client()));
  }

  private LoginOutcome withKey(String user, String key) {
    return login.login(
        LoginAttempt.ofProgram(
            Optional.of(works.uid()),
            Optional.empty(),
            user,
            key,
            Optional.empty(),
            works.client()));
  }

  /** How logins have ended, the oldest first. */
  private List<String> told() {
    return works.audited(AuditType.LOGIN);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(works.logIn("ann", WRONG)).isEqualTo(REFUSED);
      clock.advance(Duration.ofSeconds(16));
    }
  }

  /** The same without a hash each, which takes its time, and without a word in the audit log. */
  private void count(int times) {
    for (int i = 0; i < times; i++) {
      GivenFailures.ofAccount(works.user("ann").id(), 1);
      clock.advance(Duration.ofSeconds(16));
    }
  }

  @Test
  void opensASessionByTheRightPassword(Sessions sessions) {
    LoggedIn in = (LoggedIn) works.logIn("ann", CoreWorkspace.PASSWORD);

    assertThat(in.user().name()).isEqualTo("ann");
    assertThat(in.caller().client()).isEqualTo(works.client());
    assertThat(in.caller().roles())
        .containsExactlyInAnyOrder(Roles.USER, Roles.WORKSPACE_ADMINISTRATOR);
    assertThat(sessions.find(in.caller().sessionId())).isPresent();
    assertThat(told()).containsExactly("ok password");
  }

  @Test
  void refusesWhoeverItIsNotAlike() {
    works.add("idle");
    works.change("idle", user -> user.activate(false));

    assertThat(works.logIn("ann", WRONG)).isEqualTo(REFUSED);
    assertThat(works.logIn("idle", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
    assertThat(works.logIn("nobody", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
    assertThat(
            login.login(
                LoginAttempt.ofPerson(
                    Optional.of("nowhere"),
                    Optional.empty(),
                    "ann",
                    CoreWorkspace.PASSWORD,
                    false,
                    works.client())))
        .isEqualTo(REFUSED);
    assertThat(told()).containsExactly("wrong-password", "inactive");
  }

  @Test
  void tellsNoOneWithAWrongPasswordThatTheUserIsInactive() {
    works.add("idle");
    works.change("idle", user -> user.activate(false));

    assertThat(works.logIn("idle", WRONG)).isEqualTo(REFUSED);
    assertThat(told()).containsExactly("wrong-password");
  }

  @Test
  void findsTheUserByNameUidOrQualifiedName() {
    for (LoginAttempt attempt :
        List.of(
            named(Optional.of(works.name().toUpperCase(Locale.ROOT)), "ANN"),
            named(Optional.of(works.uid()), "ann"),
            named(Optional.empty(), works.uid() + "/ann"))) {
      assertThat(login.login(attempt)).isInstanceOf(LoggedIn.class);
    }
    // A slash is part of the name where the workspace is said beside it, and nobody has such a one.
    assertThat(login.login(named(Optional.of(works.uid()), works.uid() + "/ann")))
        .isEqualTo(REFUSED);
  }

  private LoginAttempt named(Optional<String> workspace, String user) {
    return LoginAttempt.ofPerson(
        workspace, Optional.empty(), user, CoreWorkspace.PASSWORD, false, works.client());
  }

  @Test
  void letsNobodyInOfAnotherWorkspace(CoreWorkspace others) {
    works.add("bob");

    assertThat(others.logIn("bob", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
  }

  @Test
  void locksAfterTenFailuresForAQuarterOfAnHour() {
    fail(LOCKING);

    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
    assertThat(works.audited(AuditType.LOCK)).containsExactly("ok");
    assertThat(told()).hasSize(LOCKING + 1).endsWith("locked");
    clock.advance(Duration.ofMinutes(15));
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void locksOnlyTheOneWhoWasGuessed() {
    works.add("bob");
    count(LOCKING);

    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void countsAnewAfterASuccess() {
    count(LOCKING - 1);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);

    count(LOCKING - 1);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void hasWhoeverFailsWaitFromTheFifthTimeOn() {
    count(4);
    works.logIn("ann", WRONG);

    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
    assertThat(told()).endsWith("too-early");
    clock.advance(Duration.ofSeconds(1));
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void admitsNoMoreGuessesAtOnceThanOneByOne() {
    List<LoginOutcome> outcomes = AtOnce.call(8, () -> works.logIn("ann", WRONG));

    assertThat(outcomes).containsOnly(REFUSED);
    assertThat(told()).filteredOn("wrong-password"::equals).hasSize(5);
    assertThat(told()).filteredOn("too-early"::equals).hasSize(3);
  }

  @Test
  void countsABrowserThatIsKnownByItself(KnownDevices devices) {
    String kept = devices.remember(works.user("ann").id(), Optional.empty()).kept();
    Client known = new Client("Browser", works.client().address(), "", Optional.of(kept), "");
    count(LOCKING);

    assertThat(login.login(works.attempt("ann", CoreWorkspace.PASSWORD, known)))
        .isInstanceOf(LoggedIn.class);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
  }

  @Test
  void locksABrowserThatIsKnownAsWell(KnownDevices devices) {
    String kept = devices.remember(works.user("ann").id(), Optional.empty()).kept();
    Client known = new Client("Browser", works.client().address(), "", Optional.of(kept), "");
    for (int i = 0; i < LOCKING; i++) {
      login.login(works.attempt("ann", WRONG, known));
      clock.advance(Duration.ofSeconds(16));
    }

    assertThat(login.login(works.attempt("ann", CoreWorkspace.PASSWORD, known))).isEqualTo(REFUSED);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void refusesAnAddressFromWhichTooMuchHasFailed() {
    assertThatThrownBy(() -> GivenFailures.ofAddress(works.client().address(), 1_000))
        .isInstanceOf(LimitExceeded.class);

    assertThatThrownBy(() -> works.logIn("ann", CoreWorkspace.PASSWORD))
        .isInstanceOf(LimitExceeded.class);
    Client elsewhere = new Client("JUnit", works.client().address().replaceAll("1$", "2"));
    assertThat(login.login(works.attempt("ann", CoreWorkspace.PASSWORD, elsewhere)))
        .isInstanceOf(LoggedIn.class);
  }

  @Test
  void countsFailuresAgainstTheAddressAndNoSuccess(Settings settings) {
    // One of them is the sign-up.
    int left = settings.guesses().perAddress() - 2;
    GivenFailures.ofAddress(works.client().address(), left);

    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.logIn("ann", WRONG)).isEqualTo(REFUSED);
    assertThatThrownBy(() -> works.logIn("ann", CoreWorkspace.PASSWORD))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void asksForACodeWhereThereIsASecondFactor() {
    Authenticator app = works.enrol(works.ann());

    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(SecondFactorRequired.class);
    assertThat(works.logIn("ann", WRONG)).isEqualTo(REFUSED);
    clock.advance(Duration.ofSeconds(30));
    assertThat(withCode("ann", app.codeAfter(1))).isInstanceOf(LoggedIn.class);
    assertThat(told()).containsExactly("code-required", "wrong-password", "ok password+totp");
  }

  @Test
  void refusesACodeASecondTime() {
    Authenticator app = works.enrol(works.ann());
    clock.advance(Duration.ofSeconds(30));

    assertThat(withCode("ann", app.codeAfter(1))).isInstanceOf(LoggedIn.class);
    assertThat(withCode("ann", app.codeAfter(1))).isInstanceOf(SecondFactorRequired.class);
    assertThat(withCode("ann", app.codeAfter(0))).isInstanceOf(SecondFactorRequired.class);
    assertThat(told()).containsExactly("ok password+totp", "wrong-code", "wrong-code");
  }

  @Test
  void letsOneInOfTwoWithTheSameCode() {
    Authenticator app = works.enrol(works.ann());
    clock.advance(Duration.ofSeconds(30));

    assertThat(AtOnce.call(2, () -> withCode("ann", app.codeAfter(1))))
        .hasAtLeastOneElementOfType(LoggedIn.class)
        .hasAtLeastOneElementOfType(SecondFactorRequired.class);
  }

  @Test
  void takesARecoveryCodeOnce() {
    String code = works.enrol(works.ann()).recoveryCodes().get(3);

    assertThat(withCode("ann", code)).isInstanceOf(LoggedIn.class);
    assertThat(withCode("ann", code)).isInstanceOf(SecondFactorRequired.class);
    assertThat(told()).containsExactly("ok password+recovery-code", "wrong-code");
  }

  @Test
  void countsAWrongCodeAsAFailure() {
    works.enrol(works.ann());
    count(LOCKING - 1);
    withCode("ann", "000000");

    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
    assertThat(works.audited(AuditType.LOCK)).hasSize(1);
  }

  @Test
  void countsNoFailureWhereOnlyTheCodeIsMissing() {
    works.enrol(works.ann());
    count(LOCKING - 1);

    assertThat(IntStream.range(0, 3).mapToObj(n -> works.logIn("ann", CoreWorkspace.PASSWORD)))
        .hasOnlyElementsOfType(SecondFactorRequired.class);
  }

  @Test
  void opensTheSecondStepOnce(PendingLogins pendingLogins) {
    Authenticator app = works.enrol(works.ann());
    String pending = pending(pendingLogins, true);
    assertThat(pendingLogins.isRemembered(pending)).isTrue();

    assertThat(login.complete(pending, "000000", works.client()))
        .isInstanceOf(SecondFactorRequired.class);
    LoginOutcome right = login.complete(pending, app.recoveryCodes().get(0), works.client());
    assertThat(right).isInstanceOf(LoggedIn.class);
    assertThat(pendingLogins.choice(pending)).isEmpty();
    assertThat(login.complete(pending, app.recoveryCodes().get(1), works.client()))
        .isEqualTo(REFUSED);
    assertThat(told()).containsExactly("code-required", "wrong-code", "ok password+recovery-code");
  }

  private String pending(PendingLogins pendingLogins, boolean remembered) {
    return pendingLogins.open(
        (SecondFactorRequired) works.logIn("ann", CoreWorkspace.PASSWORD), remembered);
  }

  @Test
  void closesTheSecondStepAfterFiveMinutes(PendingLogins pendingLogins) {
    Authenticator app = works.enrol(works.ann());
    String pending = pending(pendingLogins, false);
    clock.advance(PendingLogins.LIFETIME.minusSeconds(1));
    assertThat(pendingLogins.choice(pending)).isPresent();
    clock.advance(Duration.ofSeconds(1));

    assertThat(login.complete(pending, app.recoveryCodes().get(0), works.client()))
        .isEqualTo(REFUSED);
    clock.advance(Duration.ofSeconds(1));
    assertThat(pendingLogins.removeExpired()).isPositive();
  }

  @Test
  void refusesTheSecondStepOfWhoWasDeactivatedMeanwhile(PendingLogins pendingLogins) {
    Authenticator app = works.enrol(works.ann());
    String pending = pending(pendingLogins, false);
    works.change("ann", user -> user.activate(false));

    assertThat(login.complete(pending, app.recoveryCodes().get(0), works.client()))
        .isEqualTo(REFUSED);
    assertThat(told()).endsWith("inactive");
  }

  @Test
  void refusesTheSecondStepWhereThePasswordIsAnotherMeanwhile(
      PendingLogins pendingLogins, Passwords passwords) {
    Authenticator app = works.enrol(works.ann());
    String pending = pending(pendingLogins, false);
    passwords.set(works.user("ann").id(), passwords.hash(new Password(WRONG)));

    assertThat(login.complete(pending, app.recoveryCodes().get(0), works.client()))
        .isEqualTo(REFUSED);
    assertThat(told()).endsWith("changed-meanwhile");
  }

  @Test
  void refusesTheSecondStepOfWhoIsLockedOut(PendingLogins pendingLogins) {
    Authenticator app = works.enrol(works.ann());
    String pending = pending(pendingLogins, false);
    count(4);
    works.logIn("ann", WRONG);

    assertThat(login.complete(pending, app.recoveryCodes().get(0), works.client()))
        .isInstanceOf(SecondFactorRequired.class);
    assertThat(told()).endsWith("too-early");
    clock.advance(Duration.ofSeconds(2));
    count(5);
    assertThat(login.complete(pending, app.recoveryCodes().get(0), works.client()))
        .isEqualTo(REFUSED);
    assertThat(told()).endsWith("locked");
  }

  @Test
  void letsInWithAnInitialPasswordOnlyToChangeIt(Passwords passwords) {
    passwords.setInitial(works.user("ann").id(), passwords.hash(new Password(WRONG)));

    Caller caller = ((LoggedIn) works.logIn("ann", WRONG)).caller();
    assertThat(caller.roles()).containsExactly(Roles.PASSWORD_CHANGE);
    clock.advance(Duration.ofDays(7).plusSeconds(1));
    assertThat(works.logIn("ann", WRONG)).isEqualTo(REFUSED);
  }

  @Test
  void takesAKeyForAPassword() {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);

    LoggedIn in = (LoggedIn) withKey("ann", key.secret());
    assertThat(in.caller().roles()).containsExactly(Roles.USER);
    assertThat(told()).containsExactly("ok api-key " + key.key().id());
  }

  @Test
  void givesTheRankToAKeyThatIsMadeForIt() {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN, KeyScope.ADMINISTER);

    assertThat(((LoggedIn) withKey("ann", key.secret())).caller().roles())
        .contains(Roles.WORKSPACE_ADMINISTRATOR);
  }

  @Test
  void refusesAKeyOfSomebodyElseAndOneThatIsRevoked(ApiKeys keys) {
    works.add("bob");
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);

    assertThat(withKey("bob", key.secret())).isEqualTo(REFUSED);
    assertThat(withKey("nobody", key.secret())).isEqualTo(REFUSED);
    keys.revokeAll(ApiKeyOwner.user(works.user("ann")));
    assertThat(withKey("ann", key.secret())).isEqualTo(REFUSED);
    assertThat(told()).containsExactly("wrong-key", "wrong-key");
  }

  @Test
  void refusesTheKeyOfWhoIsInactive() {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);
    works.change("ann", user -> user.activate(false));

    assertThat(withKey("ann", key.secret())).isEqualTo(REFUSED);
    assertThat(told()).containsExactly("inactive");
  }

  @Test
  void keepsNoKeyOutByALock() {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);
    count(LOCKING);

    assertThat(withKey("ann", key.secret())).isInstanceOf(LoggedIn.class);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isEqualTo(REFUSED);
  }

  @Test
  void locksNobodyByWrongKeys(ApiKeys keys) {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);
    keys.revokeAll(ApiKeyOwner.user(works.user("ann")));
    IntStream.range(0, LOCKING + 1).forEach(n -> withKey("ann", key.secret()));

    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void takesNoKeyAtAPage() {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);

    assertThat(works.logIn("ann", key.secret())).isEqualTo(REFUSED);
  }

  @Test
  void keepsTheLanguageThatTheBrowserTells() {
    Client german = new Client("Browser", works.client().address(), "de", Optional.empty(), "");
    login.login(works.attempt("ann", CoreWorkspace.PASSWORD, german));

    assertThat(works.user("ann").asRecipient().orElseThrow().language()).contains("de");
  }

  @Test
  void answersTheUnknownWithoutASession(CoreDatabase database) {
    UUID ann = works.user("ann").id();
    works.logIn("ann", WRONG);

    assertThat(database.count("select count(*) from login_session where user_id = ?", ann)).isOne();
  }

  @Test
  void tellsPeopleOfALock(SendLockMail sendLockMail) {
    sendLockMail.send(works.ann().userId());
    sendLockMail.send(UUID.randomUUID());

    assertThat(works.mails("ann")).endsWith("account-locked");
    assertThat(works.latestMail("ann")).contains("15");
  }

  @Test
  void forgetsFailuresThatAreOld(GuessGuard guard) {
    UUID ann = works.ann().userId();
    UUID session = works.ann().sessionId();
    GivenFailures.ofAccount(ann, 5);
    GivenFailures.ofSession(session, 5);

    clock.advance(Duration.ofDays(1).plusSeconds(1));
    guard.removeOld();
    assertThat(GivenFailures.ofAccount(ann, 2)).isTrue();
    // Of a session they count for as long as it may last.
    assertThat(GivenFailures.ofSession(session, 1)).isTrue();
    assertThat(GivenFailures.ofSession(session, 1)).isFalse();
  }
}
