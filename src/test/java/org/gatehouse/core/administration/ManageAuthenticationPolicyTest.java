package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatehouse.core.account.ChangePassword;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordRule;
import org.gatehouse.core.invitation.AcceptInvitation;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.reset.RequestPasswordReset;
import org.gatehouse.core.reset.ResetPassword;
import org.gatehouse.core.reset.ResetRequestWorker;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What a workspace limits beside the second factor, and where that counts. */
@CoreTest
class ManageAuthenticationPolicyTest {
  private static final SecondFactorChange NO_FACTOR =
      new SecondFactorChange(SecondFactorDemand.NOT_REQUIRED, List.of(), 0);

  /** Good, but for its 24 characters. */
  private static final Password GOOD = new Password("plaice umbrella quagmire");

  private static final OptionalInt NOTHING = OptionalInt.empty();

  private final ManageAuthenticationPolicy manage;
  private final CoreWorkspace works;
  private final MovableClock clock;

  ManageAuthenticationPolicyTest(
      ManageAuthenticationPolicy manage, CoreWorkspace works, MovableClock clock) {
    this.manage = manage;
    this.works = works;
    this.clock = clock;
  }

  private static AuthenticationLimits passwords(int minimum) {
    return new AuthenticationLimits(
        OptionalInt.of(minimum),
        SessionBounds.NONE,
        0,
        KeyBounds.NONE,
        AllowedNetworks.ANYWHERE,
        AccountBounds.NONE);
  }

  private static AuthenticationLimits sessions(SessionBounds bounds) {
    return new AuthenticationLimits(
        NOTHING, bounds, 0, KeyBounds.NONE, AllowedNetworks.ANYWHERE, AccountBounds.NONE);
  }

  private AuthenticationPolicy limit(AuthenticationLimits limits) {
    return manage.change(
        works.ann(), new AuthenticationPolicyChange(NO_FACTOR, limits, OptionalLong.empty()));
  }

  private static void isTooShort(int minimum, ThrowingCallable chosen) {
    assertThatThrownBy(chosen)
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(PasswordRule.TOO_SHORT);
              assertThat(refused.arguments()).containsExactly(minimum);
            });
  }

  private NewUser newUser(String name, Optional<Password> password) {
    return new NewUser(
        new UserName(name),
        new EmailAddress(works.email(name)),
        Optional.empty(),
        password,
        false,
        List.of());
  }

  @Test
  void isKeptAndAuditedOnce() {
    assertThat(limit(AuthenticationLimits.NONE).revision()).isZero();
    assertThat(limit(passwords(20)).limits()).isEqualTo(passwords(20));
    assertThat(limit(passwords(20)).revision()).isEqualTo(1);

    assertThat(manage.find(works.ann()).limits()).isEqualTo(passwords(20));
    assertThat(works.audited(AuditType.AUTHENTICATION_POLICY)).hasSize(1);
    assertThat(works.auditedChange(AuditType.AUTHENTICATION_POLICY))
        .contains("password_minimum", "20");
    assertThat(limit(AuthenticationLimits.NONE).limits()).isEqualTo(AuthenticationLimits.NONE);
  }

  @Test
  void isReadBehindTheLock() throws Exception {
    long seen = limit(passwords(20)).revision();

    AuthenticationPolicy now = works.after(() -> limit(passwords(30)), () -> limit(passwords(20)));

    assertThat(now.revision()).as("a change of what it is by now").isEqualTo(seen + 2);
    assertThat(manage.find(works.ann()).limits()).isEqualTo(passwords(20));
    assertThatThrownBy(
            () ->
                works.after(
                    () -> limit(passwords(30)),
                    () ->
                        manage.change(
                            works.ann(),
                            new AuthenticationPolicyChange(
                                NO_FACTOR, passwords(40), OptionalLong.of(now.revision())))))
        .hasRootCauseInstanceOf(Conflict.class);
    assertThat(manage.find(works.ann()).limits()).isEqualTo(passwords(30));
  }

  @Test
  void staysWhereNothingIsSaidOfIt() {
    limit(passwords(20));

    manage.change(
        works.ann(),
        new AuthenticationPolicyChange(
            NO_FACTOR,
            present ->
                new AuthenticationLimits(
                    present.passwordMinimum(),
                    present.sessions(),
                    7,
                    present.keys(),
                    present.networks(),
                    present.accounts()),
            OptionalLong.empty()));

    assertThat(manage.find(works.ann()).limits())
        .isEqualTo(
            new AuthenticationLimits(
                OptionalInt.of(20),
                SessionBounds.NONE,
                7,
                KeyBounds.NONE,
                AllowedNetworks.ANYWHERE,
                AccountBounds.NONE));
    assertThatThrownBy(
            () ->
                manage.change(
                    works.ann(),
                    new AuthenticationPolicyChange(
                        NO_FACTOR, present -> passwords(7), OptionalLong.empty())))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void isBounded() {
    for (int wrong : List.of(-1, 0, 7, 65)) {
      isRefused(passwords(wrong), PolicyRule.PASSWORD_MINIMUM_INVALID);
    }
    for (int wrong : List.of(-1, 0, 4, 43_201)) {
      isRefused(
          sessions(new SessionBounds(OptionalInt.of(wrong), NOTHING, NOTHING)),
          PolicyRule.SESSION_IDLE_INVALID);
    }
    for (int wrong : List.of(-1, 0, 721)) {
      isRefused(
          sessions(new SessionBounds(NOTHING, OptionalInt.of(wrong), NOTHING)),
          PolicyRule.SESSION_LIFETIME_INVALID);
    }
    for (int wrong : List.of(-1, 91)) {
      isRefused(
          sessions(new SessionBounds(NOTHING, NOTHING, OptionalInt.of(wrong))),
          PolicyRule.REMEMBER_INVALID);
    }
    assertThat(manage.find(works.ann()).revision()).isZero();
  }

  private void isRefused(AuthenticationLimits limits, PolicyRule rule) {
    assertThatThrownBy(() -> limit(limits))
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }

  @Test
  void mayEndTheSessionInWhichItIsSet(Sessions all) {
    clock.advance(Duration.ofMinutes(6));
    SessionBounds bounds = new SessionBounds(OptionalInt.of(5), NOTHING, OptionalInt.of(0));

    assertThat(limit(sessions(bounds)).limits().sessions()).isEqualTo(bounds);

    assertThat(all.current(works.ann().sessionId())).isEmpty();
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.auditedChange(AuditType.AUTHENTICATION_POLICY))
        .contains("session_idle_minutes", "remember_days")
        .doesNotContain("session_lifetime_hours");
  }

  @Test
  void countsWhereAPasswordIsChanged(ChangePassword changePassword) {
    Password current = new Password(CoreWorkspace.PASSWORD);
    limit(passwords(25));
    isTooShort(25, () -> changePassword.change(works.ann(), current, Optional.empty(), GOOD));

    limit(passwords(24));
    changePassword.change(works.ann(), current, Optional.empty(), GOOD);
  }

  @Test
  void countsWhereAnAdministratorChoosesOne(AddUser addUser) {
    limit(passwords(25));
    isTooShort(25, () -> addUser.add(works.ann(), newUser("bob", Optional.of(GOOD))));

    limit(passwords(24));
    addUser.add(works.ann(), newUser("bob", Optional.of(GOOD)));
  }

  @Test
  void countsWhereOneIsChosenByALink(
      RequestPasswordReset requestPasswordReset,
      ResetRequestWorker worker,
      ResetPassword resetPassword) {
    worker.run();
    requestPasswordReset.request(new EmailAddress(works.email("ann")), works.client());
    worker.run();
    String token = CoreWorkspace.token(works.latestMail("ann")).replaceAll(":.*", "");
    limit(passwords(25));
    isTooShort(
        25, () -> resetPassword.reset(token, Optional.empty(), "ann", GOOD, false, works.client()));

    limit(passwords(24));
    assertThat(resetPassword.reset(token, Optional.empty(), "ann", GOOD, false, works.client()))
        .as("the token stays good")
        .isPresent();
  }

  @Test
  void countsWhereOneIsChosenByWhoIsInvited(
      InviteUser inviteUser, AcceptInvitation acceptInvitation) {
    inviteUser.invite(works.ann(), newUser("bob", Optional.empty()));
    String token = CoreWorkspace.token(works.latestMail("bob"));
    limit(passwords(25));
    isTooShort(25, () -> acceptInvitation.accept(token, GOOD, works.client()));

    limit(passwords(24));
    assertThat(acceptInvitation.accept(token, GOOD, works.client())).isPresent();
  }

  @Test
  void isOfNoOtherWorkspaceAndOfNoPasswordInUse(CoreWorkspace others, AddUser addUser) {
    limit(passwords(64));

    assertThat(addUser.add(others.ann(), newUser("bob", Optional.of(GOOD))).madePassword())
        .isEmpty();
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void isNeverLessThanWhatTheInstallationAsksFor(AddUser addUser) {
    limit(passwords(8));

    isTooShort(
        12,
        () -> addUser.add(works.ann(), newUser("bob", Optional.of(new Password("plaice umbr")))));
  }
}
