package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.address.ConfirmAddress;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordRule;
import org.gatehouse.core.credential.recovery.RecoveryCodes;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What somebody does to the own account, and what a session alone isn't enough for. */
@CoreTest
class OwnAccountTest {
  private static final Password CURRENT = new Password(CoreWorkspace.PASSWORD);
  private static final Password NEXT = new Password("another horse battery staple");

  private final ChangePassword changePassword;
  private final EnrolSecondFactor enrolSecondFactor;
  private final TurnOffSecondFactor turnOffSecondFactor;
  private final ChangeProfile changeProfile;
  private final CoreWorkspace works;
  private final Sessions sessions;
  private final MovableClock clock;
  private final Duration recent;

  OwnAccountTest(
      ChangePassword changePassword,
      EnrolSecondFactor enrolSecondFactor,
      TurnOffSecondFactor turnOffSecondFactor,
      ChangeProfile changeProfile,
      CoreWorkspace works,
      Sessions sessions,
      MovableClock clock,
      Settings settings) {
    this.changePassword = changePassword;
    this.enrolSecondFactor = enrolSecondFactor;
    this.turnOffSecondFactor = turnOffSecondFactor;
    this.changeProfile = changeProfile;
    this.works = works;
    this.sessions = sessions;
    this.clock = clock;
    this.recent = settings.session().reauthentication();
  }

  private void passTheTime() {
    clock.advance(recent.plusSeconds(1));
  }

  private void change(Password current, Password next) {
    changePassword.change(works.ann(), current, Optional.empty(), next);
  }

  private static void isRefused(Runnable deed, Rule rule) {
    assertThatThrownBy(deed::run)
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  private static void needsReauthentication(Runnable deed) {
    assertThatThrownBy(deed::run).isInstanceOf(ReauthenticationRequired.class);
  }

  private boolean goesOn(Caller caller) {
    return sessions.current(caller.sessionId()).isPresent();
  }

  @Test
  void changesThePasswordAndEndsTheOtherSessions() {
    Caller other = works.caller("ann");

    change(CURRENT, NEXT);
    assertThat(works.logIn("ann", "another horse battery staple")).isInstanceOf(LoggedIn.class);
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isNotInstanceOf(LoggedIn.class);
    assertThat(goesOn(other)).isFalse();
    assertThat(goesOn(works.ann())).isTrue();
    assertThat(works.mails("ann")).endsWith("password-changed");
    assertThat(works.audited(AuditType.PASSWORD_CHANGE)).containsExactly("ok");
  }

  @Test
  void changesNothingWithoutTheCurrentPassword() {
    isRefused(() -> change(NEXT, NEXT), ReauthenticationRule.PASSWORD_WRONG);

    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.audited(AuditType.PASSWORD_CHANGE)).isEmpty();
  }

  @Test
  void takesNoPasswordThatIsWeakOrTheSame() {
    isRefused(() -> change(CURRENT, new Password("short")), PasswordRule.TOO_SHORT);
    isRefused(
        () -> change(CURRENT, new Password(works.uid() + " is where I work")),
        PasswordRule.CONTAINS_NAME);
    isRefused(() -> change(CURRENT, CURRENT), AccountRule.PASSWORD_SAME_AS_OLD);
  }

  @Test
  void asksForTheCodeBeforeThePasswordIsChanged() {
    Authenticator app = works.enrol(works.ann());
    passTheTime();

    needsReauthentication(() -> change(CURRENT, NEXT));
    changePassword.change(works.ann(), CURRENT, Optional.of(app.recoveryCodes().get(0)), NEXT);
    assertThat(works.logIn("ann", "another horse battery staple"))
        .isInstanceOf(SecondFactorRequired.class);
  }

  @Test
  void changesNoPasswordOfWhoHasNone(CoreDatabase database) {
    Caller byProvider =
        works.caller(
            "ann",
            SessionOrigin.byProvider(
                new SessionOrigin.Provider(
                    UUID.randomUUID(), "oidc", Optional.empty(), Optional.of(clock.instant()))));
    database.update("delete from password_credential where user_id = ?", works.ann().userId());

    isRefused(
        () -> changePassword.change(byProvider, CURRENT, Optional.empty(), NEXT),
        ReauthenticationRule.NO_PASSWORD);
  }

  @Test
  void turnsTheSecondFactorOnByTheFirstRightCode(Totp totp) {
    enrolSecondFactor.begin(works.ann());
    TotpSecret secret = enrolSecondFactor.secret(works.ann()).orElseThrow();
    assertThat(totp.isOn(works.ann().userId())).isFalse();

    isRefused(() -> enrolSecondFactor.confirm(works.ann(), "000000"), AccountRule.TOTP_CODE_WRONG);
    String code = secret.code(clock.instant());
    List<String> codes =
        enrolSecondFactor.confirm(works.ann(), code.substring(0, 3) + " " + code.substring(3));
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(totp.isOn(works.ann().userId())).isTrue();
    assertThat(enrolSecondFactor.secret(works.ann())).isEmpty();
    assertThat(works.mails("ann")).endsWith("second-factor-on");
    assertThat(works.audited(AuditType.SECOND_FACTOR_ON)).containsExactly("ok");
    assertThatThrownBy(() -> enrolSecondFactor.begin(works.ann())).isInstanceOf(Conflict.class);
  }

  @Test
  void beginsAnewWithAnotherSecret() {
    enrolSecondFactor.begin(works.ann());
    String first = enrolSecondFactor.secret(works.ann()).orElseThrow().code(clock.instant());
    enrolSecondFactor.begin(works.ann());

    isRefused(() -> enrolSecondFactor.confirm(works.ann(), first), AccountRule.TOTP_CODE_WRONG);
  }

  @Test
  void forgetsAnEnrolmentAfterAQuarterOfAnHourOrWhenItIsCancelled() {
    enrolSecondFactor.begin(works.ann());
    clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(enrolSecondFactor.secret(works.ann())).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(enrolSecondFactor.secret(works.ann())).isEmpty();

    Caller later = works.caller("ann");
    enrolSecondFactor.begin(later);
    enrolSecondFactor.cancel(later);
    assertThat(enrolSecondFactor.secret(later)).isEmpty();
    isRefused(() -> enrolSecondFactor.confirm(later, "000000"), AccountRule.TOTP_CODE_WRONG);
  }

  @Test
  void confirmsOnceOfTwoAtOnce() {
    enrolSecondFactor.begin(works.ann());
    String code = enrolSecondFactor.secret(works.ann()).orElseThrow().code(clock.instant());

    assertThat(
            AtOnce.call(
                2,
                () -> {
                  try {
                    return enrolSecondFactor.confirm(works.ann(), code).size();
                  } catch (InvalidInput e) {
                    return 0;
                  }
                }))
        .containsExactlyInAnyOrder(0, 10);
  }

  @Test
  void turnsTheSecondFactorOff(Totp totp, RecoveryCodes recoveryCodes) {
    works.enrol(works.ann());

    turnOffSecondFactor.turnOff(works.ann(), CURRENT);
    assertThat(totp.isOn(works.ann().userId())).isFalse();
    assertThat(recoveryCodes.left(works.ann().userId())).isZero();
    assertThat(works.mails("ann")).endsWith("second-factor-off");
    assertThat(works.audited(AuditType.SECOND_FACTOR_OFF)).containsExactly("ok");
  }

  @Test
  void leavesItOnWhereThePasswordIsTooShortToStandAlone(Totp totp) {
    works.enrol(works.ann());

    isRefused(
        () -> turnOffSecondFactor.turnOff(works.ann(), new Password("eightlet")),
        PasswordRule.TOO_SHORT_ALONE);
    assertThat(totp.isOn(works.ann().userId())).isTrue();
  }

  @Test
  void renewsRecoveryCodes(RecoveryCodes recoveryCodes) {
    Authenticator app = works.enrol(works.ann());
    UUID ann = works.ann().userId();
    recoveryCodes.accept(ann, ShownFactor.code(app.recoveryCodes().get(0)));
    assertThat(recoveryCodes.left(ann)).isEqualTo(9);

    List<String> fresh = enrolSecondFactor.renewRecoveryCodes(works.ann());
    assertThat(recoveryCodes.left(ann)).isEqualTo(10);
    assertThat(recoveryCodes.accept(ann, ShownFactor.code(app.recoveryCodes().get(1)))).isFalse();
    assertThat(recoveryCodes.accept(ann, ShownFactor.code(fresh.get(0).toUpperCase(Locale.ROOT))))
        .isTrue();
    assertThat(works.mails("ann")).containsOnlyOnce("recovery-codes-renewed");
    assertThat(works.audited(AuditType.RECOVERY_CODES_RENEWED)).containsExactly("ok");
  }

  /** So that their fast hash is enough (ASVS 5.0, 6.5.2 and 6.5.4). */
  @Test
  void makesRecoveryCodesOf112BitsAndMore(RecoveryCodes recoveryCodes) {
    List<String> codes =
        Stream.generate(() -> recoveryCodes.renew(works.ann().userId()))
            .limit(20)
            .flatMap(List::stream)
            .map(code -> code.replace("-", ""))
            .toList();
    double bitsPerSign =
        Math.log(codes.stream().flatMapToInt(String::chars).distinct().count()) / Math.log(2);

    assertThat(codes).hasSize(200).doesNotHaveDuplicates();
    assertThat(codes).allMatch(code -> code.length() * bitsPerSign >= 112);
  }

  @Test
  void needsMoreThanASessionForASecondFactor() {
    passTheTime();
    needsReauthentication(() -> enrolSecondFactor.begin(works.ann()));
    Caller fresh = works.caller("ann");
    works.enrol(fresh);
    passTheTime();

    needsReauthentication(() -> turnOffSecondFactor.turnOff(fresh, CURRENT));
    needsReauthentication(() -> enrolSecondFactor.renewRecoveryCodes(fresh));
    needsReauthentication(
        () -> changeProfile.moveTo(fresh, new EmailAddress("new@" + works.uid() + ".example")));
  }

  @Test
  void renamesThePersonForEverySession() {
    Caller other = works.caller("ann");

    changeProfile.rename(works.ann(), new DisplayName("Ann Other"));
    assertThat(sessions.current(other.sessionId()).orElseThrow().caller().displayName())
        .isEqualTo("Ann Other");
    assertThat(works.auditedChange(AuditType.PROFILE_CHANGE))
        .contains("display_name")
        .doesNotContain("Ann Other");
  }

  @Test
  void movesTheAddressOnceTheLinkWasFollowed(ConfirmAddress confirmAddress) {
    String after = "new@" + works.uid() + ".example";
    changeProfile.moveTo(works.ann(), new EmailAddress(after));
    assertThat(works.mails("ann")).endsWith("email-changed", "email-confirm");
    assertThat(works.user("ann").confirmedEmail()).contains(works.email("ann"));
    assertThat(works.user("ann").isEmailVouched()).isFalse();
    String token = CoreWorkspace.token(works.latestMail("ann"));

    assertThat(confirmAddress.confirm(token, works.client())).isTrue();
    assertThat(works.user("ann").confirmedEmail()).contains(after);
    assertThat(works.audited(AuditType.EMAIL_CONFIRM)).containsExactly("ok");
    assertThat(confirmAddress.confirm(token, works.client())).isFalse();
  }

  @Test
  void takesNoLinkThatIsTooOldReplacedOrOfAnotherAddress(ConfirmAddress confirmAddress) {
    changeProfile.moveTo(works.ann(), new EmailAddress("one@" + works.uid() + ".example"));
    String first = CoreWorkspace.token(works.latestMail("ann"));
    changeProfile.sendLinkAgain(works.ann());
    String second = CoreWorkspace.token(works.latestMail("ann"));
    changeProfile.moveTo(works.ann(), new EmailAddress("two@" + works.uid() + ".example"));
    String third = CoreWorkspace.token(works.latestMail("ann"));

    assertThat(confirmAddress.confirm(first, works.client())).isFalse();
    assertThat(confirmAddress.confirm(second, works.client())).isFalse();
    clock.advance(Addresses.LIFETIME);
    assertThat(confirmAddress.confirm(third, works.client())).isFalse();
    assertThat(works.user("ann").confirmedEmail()).contains(works.email("ann"));
  }

  @Test
  void takesNoLinkOfWhoIsInactive(ConfirmAddress confirmAddress) {
    changeProfile.moveTo(works.ann(), new EmailAddress("one@" + works.uid() + ".example"));
    String token = CoreWorkspace.token(works.latestMail("ann"));
    works.change("ann", user -> user.activate(false));

    assertThat(confirmAddress.confirm(token, works.client())).isFalse();
  }

  @Test
  void countsALinkThatIsNoneAgainstTheAddress(ConfirmAddress confirmAddress, Settings settings) {
    changeProfile.moveTo(works.ann(), new EmailAddress("one@" + works.uid() + ".example"));
    String token = CoreWorkspace.token(works.latestMail("ann"));
    for (int i = 0; i < settings.guesses().perAddress() - 2; i++) {
      GivenFailures.ofAddress(works.client().address(), 1);
    }

    assertThat(confirmAddress.confirm(token, works.client())).isTrue();
    assertThat(confirmAddress.confirm("anything", works.client())).isFalse();
    assertThatThrownBy(() -> confirmAddress.confirm("anything", works.client()))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void withdrawsAMoveThatWasNotConfirmed(ConfirmAddress confirmAddress) {
    changeProfile.moveTo(works.ann(), new EmailAddress("one@" + works.uid() + ".example"));
    String token = CoreWorkspace.token(works.latestMail("ann"));

    changeProfile.withdrawMove(works.ann());
    assertThat(works.user("ann").email()).isEqualTo(works.email("ann"));
    assertThat(confirmAddress.confirm(token, works.client())).isFalse();
    assertThat(works.audited(AuditType.EMAIL_WITHDRAW)).containsExactly("ok");
    changeProfile.withdrawMove(works.ann());
    assertThat(works.audited(AuditType.EMAIL_WITHDRAW)).hasSize(1);
  }

  @Test
  void sendsThreeLinksInAnHour() {
    Consumer<Integer> move =
        n ->
            changeProfile.moveTo(works.ann(), new EmailAddress(n + "@" + works.uid() + ".example"));
    List.of(1, 2, 3).forEach(move);

    assertThatThrownBy(() -> move.accept(4)).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> changeProfile.sendLinkAgain(works.ann()))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void sendsNoLinkToAnAddressThatIsConfirmed() {
    List<String> before = works.mails("ann");
    changeProfile.sendLinkAgain(works.ann());

    assertThat(works.mails("ann")).isEqualTo(before);
  }

  @Test
  void endsSessionsOfOnesOwnOnly(EndSessions endSessions) {
    works.add("bob");
    Caller bob = works.caller("bob");
    Caller other = works.caller("ann");

    endSessions.end(works.ann(), bob.sessionId());
    assertThat(goesOn(bob)).isTrue();
    assertThat(works.audited(AuditType.SESSION_END)).isEmpty();
    endSessions.end(works.ann(), other.sessionId());
    assertThat(goesOn(other)).isFalse();
    assertThat(works.audited(AuditType.SESSION_END)).containsExactly("ok " + other.sessionId());
  }

  @Test
  void endsTheOthersOrAllOfThem(EndSessions endSessions) {
    Caller other = works.caller("ann");
    endSessions.endOthers(works.ann());
    assertThat(goesOn(other)).isFalse();
    assertThat(goesOn(works.ann())).isTrue();

    endSessions.endAll(works.ann());
    assertThat(goesOn(works.ann())).isFalse();
    assertThat(works.audited(AuditType.SESSIONS_END)).containsExactly("ok 1", "ok 1");
  }

  @Test
  void needsMoreThanASessionToEndTheOthers(EndSessions endSessions) {
    Caller other = works.caller("ann");
    passTheTime();

    needsReauthentication(() -> endSessions.end(works.ann(), other.sessionId()));
    needsReauthentication(() -> endSessions.endOthers(works.ann()));
    assertThat(goesOn(other)).isTrue();
    // Whoever takes all away has nothing either.
    endSessions.endAll(works.ann());
    assertThat(goesOn(other)).isFalse();
  }

  @Test
  void showsASecretInItsSessionAndPlaceOnly(ShownSecrets shown) {
    UUID session = works.ann().sessionId();
    UUID id = shown.keep(session, "key", "secret");

    assertThat(shown.find(session, "key", id)).contains("secret");
    assertThat(shown.find(session, "elsewhere", id)).isEmpty();
    assertThat(shown.find(works.caller("ann").sessionId(), "key", id)).isEmpty();
    clock.advance(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(shown.find(session, "key", id)).isEmpty();
    assertThat(shown.removeExpired()).isPositive();
  }
}
