package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Who is logged in shows again who it is; whoever has stolen the session is kept from guessing. */
@CoreTest
class ReauthenticationTest {
  private static final Password RIGHT = new Password(CoreWorkspace.PASSWORD);
  private static final Password WRONG = new Password("wrong horse battery staple");
  private static final int ENDING = 10;

  private final Reauthentication reauthentication;
  private final RecentAuthentication recent;
  private final CoreWorkspace works;
  private final Sessions sessions;
  private final MovableClock clock;
  private final Duration window;

  ReauthenticationTest(
      Reauthentication reauthentication,
      RecentAuthentication recent,
      CoreWorkspace works,
      Sessions sessions,
      MovableClock clock,
      Settings settings) {
    this.reauthentication = reauthentication;
    this.recent = recent;
    this.works = works;
    this.sessions = sessions;
    this.clock = clock;
    this.window = settings.session().reauthentication();
  }

  private void passTheTime() {
    clock.advance(window.plusSeconds(1));
  }

  private void confirm(Password password) {
    reauthentication.confirm(works.ann(), password, Optional.empty());
  }

  private void confirm(String code) {
    reauthentication.confirm(works.ann(), RIGHT, Optional.of(code));
  }

  private void isWrong(Runnable attempt, Rule rule) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  private List<String> told() {
    return works.audited(AuditType.REAUTHENTICATION);
  }

  private boolean goesOn() {
    return sessions.current(works.ann().sessionId()).isPresent();
  }

  /** Failures without a hash each. */
  private void count(int times) {
    for (int i = 0; i < times; i++) {
      GivenFailures.ofSession(works.ann().sessionId(), 1);
      clock.advance(Duration.ofSeconds(16));
    }
  }

  @Test
  void isRecentForSomeMinutesAfterALogin() {
    clock.advance(window);
    assertThat(recent.isRecent(works.ann())).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(recent.isRecent(works.ann())).isFalse();
    assertThatThrownBy(() -> recent.require(works.ann()))
        .isInstanceOfSatisfying(
            ReauthenticationRequired.class, e -> assertThat(e.missing()).containsExactly("pwd"));
  }

  @Test
  void isRecentAgainAfterTheRightPassword() {
    passTheTime();

    confirm(RIGHT);
    assertThat(recent.isRecent(works.ann())).isTrue();
    assertThat(told()).containsExactly("ok");
    assertThat(context().at()).contains(clock.instant());
  }

  private AuthenticationContext context() {
    return sessions.authenticationContext(works.ann().sessionId()).orElseThrow();
  }

  @Test
  void isNotRecentAfterAWrongOne() {
    passTheTime();

    isWrong(() -> confirm(WRONG), ReauthenticationRule.PASSWORD_WRONG);
    assertThat(recent.isRecent(works.ann())).isFalse();
    assertThat(told()).containsExactly("wrong-password");
  }

  @Test
  void countsForTheSessionThatItIsDoneIn() {
    Caller other = works.caller("ann");
    passTheTime();

    confirm(RIGHT);
    assertThat(recent.isRecent(other)).isFalse();
  }

  @Test
  void endsTheSessionAfterTenFailuresAndLeavesTheAccountOpen() {
    count(ENDING - 1);
    assertThat(goesOn()).isTrue();

    isWrong(() -> confirm(WRONG), ReauthenticationRule.PASSWORD_WRONG);
    assertThat(goesOn()).isFalse();
    assertThat(told()).containsExactly("wrong-password", "session-ended");
    // Whoever has the session isn't to lock its person out.
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void countsAnewAfterASuccess() {
    count(ENDING - 1);
    confirm(RIGHT);
    count(ENDING - 1);

    confirm(RIGHT);
    assertThat(goesOn()).isTrue();
  }

  @Test
  void hasWhoeverFailsWaitFromTheFifthTimeOn() {
    count(4);
    isWrong(() -> confirm(WRONG), ReauthenticationRule.PASSWORD_WRONG);

    isWrong(() -> confirm(RIGHT), ReauthenticationRule.PASSWORD_WRONG);
    assertThat(told()).endsWith("too-early");
    clock.advance(Duration.ofSeconds(1));
    confirm(RIGHT);
  }

  @Test
  void admitsNoMoreGuessesAtOnceThanOneByOne() {
    AtOnce.call(
        7,
        () -> {
          isWrong(() -> confirm(WRONG), ReauthenticationRule.PASSWORD_WRONG);
          return true;
        });

    assertThat(told()).filteredOn("wrong-password"::equals).hasSize(5);
    assertThat(told()).filteredOn("too-early"::equals).hasSize(2);
  }

  @Test
  void isLimitedForTheSessionHoweverSlowlySomebodyGuesses() {
    assertThatThrownBy(() -> GivenFailures.ofSubject(works.ann().sessionId(), 1_000))
        .isInstanceOf(LimitExceeded.class);

    assertThatThrownBy(() -> confirm(RIGHT)).isInstanceOf(LimitExceeded.class);
  }

  @Test
  void asksForTheCodeToo() {
    Authenticator app = works.enrol(works.ann());
    passTheTime();

    assertThatThrownBy(() -> confirm(RIGHT))
        .isInstanceOfSatisfying(
            ReauthenticationRequired.class,
            e -> assertThat(e.missing()).containsExactlyInAnyOrder("pwd", "otp"));
    assertThatThrownBy(() -> confirm(" ")).isInstanceOf(ReauthenticationRequired.class);
    isWrong(() -> confirm("000000"), ReauthenticationRule.CODE_WRONG);
    assertThat(recent.isRecent(works.ann())).isFalse();

    confirm(app.recoveryCodes().get(0));
    assertThat(recent.isRecent(works.ann())).isTrue();
    assertThat(told()).containsExactly("wrong-code", "ok");
    assertThat(context().methods())
        .containsExactlyInAnyOrder(
            AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD);
  }

  @Test
  void asksForTheCodeOfWhoHasOnlyShownThePassword() {
    Caller other = works.caller("ann");
    works.enrol(works.ann());

    assertThat(recent.isCodeMissing(other)).isTrue();
    assertThat(recent.isCodeMissing(works.ann())).isFalse();
    assertThatThrownBy(() -> reauthentication.confirm(other, RIGHT, Optional.empty()))
        .isInstanceOfSatisfying(
            ReauthenticationRequired.class, e -> assertThat(e.missing()).containsExactly("otp"));
  }

  @Test
  void takesThePasswordAloneWhileTheCodeIsRecentWhichItDoesNotProlong() {
    works.enrol(works.ann());
    Instant shown = clock.instant();
    clock.advance(window.dividedBy(2));

    confirm(RIGHT);
    isWrong(() -> confirm(WRONG), ReauthenticationRule.PASSWORD_WRONG);
    assertThat(context().at()).contains(shown);
    assertThat(told()).containsExactly("ok", "wrong-password");
  }

  @Test
  void usesNoCodeUpBehindAWrongPassword() {
    Authenticator app = works.enrol(works.ann());
    passTheTime();
    String code = app.recoveryCodes().get(0);

    isWrong(
        () -> reauthentication.confirm(works.ann(), WRONG, Optional.of(code)),
        ReauthenticationRule.PASSWORD_WRONG);
    confirm(code);
  }

  @Test
  void takesEachCodeOnce() {
    Authenticator app = works.enrol(works.ann());
    passTheTime();
    confirm(app.recoveryCodes().get(0));
    passTheTime();

    isWrong(() -> confirm(app.recoveryCodes().get(0)), ReauthenticationRule.CODE_WRONG);
  }

  @Test
  void isNothingThatAnEndedSessionCanHave() {
    sessions.end(works.ann().userId(), works.ann().sessionId());

    assertThat(recent.isRecent(works.ann())).isFalse();
  }

  @Test
  void isNotNeededByAKeyThatAdministers() {
    Caller program =
        works.caller(
            "ann",
            SessionOrigin.byKey(works.makeKey("ann", KeyScope.LOGIN, KeyScope.ADMINISTER).key()));

    recent.requireOfAdministrator(program);
    assertThat(recent.isRecent(program)).isFalse();
    passTheTime();
    assertThatThrownBy(() -> recent.requireOfAdministrator(works.ann()))
        .isInstanceOf(ReauthenticationRequired.class);
  }

  private Caller byProvider(Optional<Instant> shownAt) {
    return works.caller(
        "ann",
        SessionOrigin.byProvider(
            new SessionOrigin.Provider(UUID.randomUUID(), "saml", Optional.empty(), shownAt)));
  }

  @Test
  void isForTheProviderWhereThereIsNoPassword(CoreDatabase database) {
    database.update("delete from password_credential where user_id = ?", works.user("ann").id());
    Caller unasked = byProvider(Optional.empty());
    Caller asked = byProvider(Optional.of(clock.instant()));

    assertThat(recent.isByProvider(unasked)).isTrue();
    assertThat(recent.isRecent(unasked)).isFalse();
    isWrong(
        () -> reauthentication.confirm(unasked, RIGHT, Optional.empty()),
        ReauthenticationRule.SIGN_ON);
    assertThat(told()).containsExactly("sign-on-needed");
    assertThatThrownBy(() -> recent.require(unasked))
        .isInstanceOfSatisfying(
            ReauthenticationRequired.class,
            e -> assertThat(e.missing()).containsExactly("provider"));
    reauthentication.confirm(asked, RIGHT, Optional.empty());
    passTheTime();
    assertThat(recent.isRecent(asked)).isFalse();
  }

  @Test
  void isForThePasswordWhereThereIsOneBesideAProvider() {
    Caller caller = byProvider(Optional.empty());
    assertThat(recent.isByProvider(caller)).isFalse();

    isWrong(
        () -> reauthentication.confirm(caller, WRONG, Optional.empty()),
        ReauthenticationRule.PASSWORD_WRONG);
    reauthentication.confirm(caller, RIGHT, Optional.empty());
    assertThat(recent.isRecent(caller)).isTrue();
  }
}
