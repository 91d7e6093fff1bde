package org.gatehouse.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.administration.ChangeUser;
import org.gatehouse.core.administration.InviteUser;
import org.gatehouse.core.administration.NewUser;
import org.gatehouse.core.administration.ResetUserPassword;
import org.gatehouse.core.administration.UserChange;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.LinkedIdentities;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreProviders;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Who is invited by mail, and comes. */
@CoreTest
class InvitationTest {
  private static final String CHOSEN = "seven purple umbrellas dancing";

  private final InviteUser inviteUser;
  private final AcceptInvitation acceptInvitation;
  private final Invitations invitations;
  private final ChangeUser changeUser;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;

  InvitationTest(
      InviteUser inviteUser,
      AcceptInvitation acceptInvitation,
      Invitations invitations,
      ChangeUser changeUser,
      CoreWorkspace works,
      CoreDatabase database,
      MovableClock clock) {
    this.inviteUser = inviteUser;
    this.acceptInvitation = acceptInvitation;
    this.invitations = invitations;
    this.changeUser = changeUser;
    this.works = works;
    this.database = database;
    this.clock = clock;
  }

  private NewUser somebody(String name, boolean administrator) {
    return new NewUser(
        new UserName(name),
        new EmailAddress(works.email(name)),
        Optional.empty(),
        Optional.empty(),
        administrator,
        List.of());
  }

  /** Invites somebody; answers the token of the mail. */
  private String invited(String name) {
    inviteUser.invite(works.ann(), somebody(name, false));
    return CoreWorkspace.token(works.latestMail(name));
  }

  private Optional<LoggedIn> accept(String token, String password) {
    return acceptInvitation
        .accept(token, new Password(password), works.client())
        .flatMap(Accepted::login);
  }

  private List<String> waiting() {
    return inviteUser.list(works.ann()).stream().map(one -> one.user().name()).toList();
  }

  @Test
  void whoIsInvitedChoosesThePasswordAndIsIn() {
    String token = invited("bob");
    assertThat(waiting()).containsExactly("bob");
    assertThat(works.mails("bob")).containsExactly("invitation");
    assertThat(works.latestMail("bob")).contains(works.uid() + "/bob").contains("7");

    LoggedIn in = accept(token, CHOSEN).orElseThrow();

    assertThat(in.caller().userName()).isEqualTo("bob");
    assertThat(works.logIn("bob", CHOSEN)).isInstanceOf(LoggedIn.class);
    assertThat(works.user("bob").isEmailConfirmed()).isTrue();
    assertThat(waiting()).isEmpty();
    assertThat(works.audited(AuditType.INVITATION_SEND)).containsExactly("ok");
    assertThat(works.audited(AuditType.INVITATION_ACCEPT)).containsExactly("ok");
    assertThat(works.audited(AuditType.USER_ADD)).containsExactly("ok");
  }

  @Test
  void theTokenIsHashedAtRest() {
    String token = invited("bob");

    assertThat(database.texts("select token_hash from invitation"))
        .isNotEmpty()
        .doesNotContain(token);
  }

  @Test
  void nobodyGetsInBefore() {
    invited("bob");

    assertThat(works.logIn("bob", "")).isNotInstanceOf(LoggedIn.class);
    assertThat(works.logIn("bob", CHOSEN)).isNotInstanceOf(LoggedIn.class);
    assertThat(works.user("bob").isEmailConfirmed()).isFalse();
  }

  @Test
  void aTokenIsGoodOnce() {
    String token = invited("bob");
    accept(token, CHOSEN);

    assertThat(accept(token, "another long sentence here")).isEmpty();
    assertThat(works.logIn("bob", CHOSEN)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void ofManyAtOnceOneGetsIn() {
    String token = invited("bob");

    List<Optional<LoggedIn>> all = AtOnce.call(4, () -> accept(token, CHOSEN));

    assertThat(all).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void aPasswordAgainstThePolicyLeavesTheTokenGood() {
    String token = invited("bob");

    assertThatThrownBy(() -> accept(token, "short")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> accept(token, works.email("bob"))).isInstanceOf(InvalidInput.class);

    assertThat(accept(token, CHOSEN)).isPresent();
  }

  @Test
  void endsAfterSevenDaysAndIsSentAgain() {
    String token = invited("bob");
    clock.advance(Invitations.LIFETIME);
    assertThat(accept(token, CHOSEN)).isEmpty();
    assertThat(waiting()).containsExactly("bob");

    inviteUser.inviteAgain(works.caller("ann"), "bob");

    String second = CoreWorkspace.token(works.latestMail("bob"));
    assertThat(accept(token, CHOSEN)).isEmpty();
    assertThat(accept(second, CHOSEN)).isPresent();
  }

  @Test
  void anotherOneReplacesTheFirst() {
    String first = invited("bob");
    inviteUser.inviteAgain(works.ann(), "bob");

    assertThat(accept(first, CHOSEN)).isEmpty();
    assertThat(waiting()).hasSize(1);
  }

  @Test
  void aWithdrawnOneIsGoodForNothing() {
    String token = invited("bob");

    assertThat(inviteUser.withdraw(works.ann(), "bob")).isTrue();

    assertThat(accept(token, CHOSEN)).isEmpty();
    assertThat(waiting()).isEmpty();
    assertThat(works.user("bob").isActive()).isFalse();
    assertThat(inviteUser.withdraw(works.ann(), "bob")).isFalse();
    assertThat(works.audited(AuditType.INVITATION_WITHDRAW)).containsExactly("ok");
  }

  @Test
  void whoHasComeInByAnotherWayStaysActive(
      ResetUserPassword resetUserPassword, LinkedIdentities identities, CoreProviders providers) {
    invited("bob");
    invited("carol");
    resetUserPassword.reset(works.ann(), "bob");
    IdentityProvider provider = providers.add(works, CoreProviders.NOBODY_NEW);
    identities.link(provider.id(), "subject of carol", works.user("carol"), false);

    for (String name : List.of("bob", "carol")) {
      assertThat(inviteUser.withdraw(works.ann(), name)).isFalse();
      assertThat(works.user(name).isActive()).isTrue();
      assertThat(
              database.texts("select id from invitation where user_id = ?", works.user(name).id()))
          .isEmpty();
    }
    assertThat(works.audited(AuditType.INVITATION_WITHDRAW)).isEmpty();
  }

  @Test
  void whatChangesMeanwhileEndsIt(ResetUserPassword resetUserPassword) {
    String ofBob = invited("bob");
    String ofCarol = invited("carol");
    String ofDora = invited("dora");
    changeUser.change(works.ann(), "bob", UserChange.active(false));
    works.change("carol", user -> user.moveTo(new EmailAddress("c@elsewhere.example"), true));
    resetUserPassword.reset(works.ann(), "dora");

    assertThat(accept(ofBob, CHOSEN)).isEmpty();
    assertThat(accept(ofCarol, CHOSEN)).isEmpty();
    assertThat(accept(ofDora, CHOSEN)).isEmpty();
    assertThat(waiting()).containsExactly("carol");
  }

  @Test
  void anAccountThatHasEndedUsesNothingUp() {
    String token = invited("bob");
    works.change("bob", user -> user.expireAt(Optional.of(clock.instant())));

    assertThat(accept(token, CHOSEN)).isEmpty();

    assertThat(database.texts("select phc from password_credential where user_id = ?", bob()))
        .isEmpty();
    assertThat(works.user("bob").isEmailConfirmed()).isFalse();
    works.change("bob", user -> user.expireAt(Optional.empty()));
    assertThat(accept(token, CHOSEN)).isPresent();
  }

  private UUID bob() {
    return works.user("bob").id();
  }

  @Test
  void whoHasAPasswordNeedsNone() {
    works.add("bob");

    assertThatThrownBy(() -> inviteUser.inviteAgain(works.ann(), "bob"))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> inviteUser.invite(works.ann(), somebody("BOB", false)))
        .isInstanceOf(Conflict.class);
    assertThat(works.mails("bob")).isEmpty();
  }

  @Test
  void isNoWayPastWhatSomebodyHas(LinkedIdentities identities, CoreProviders providers) {
    String ofBob = invited("bob");
    String ofCarol = invited("carol");
    String ofDora = invited("dora");
    works.change("bob", User::confirmEmail);
    IdentityProvider provider = providers.add(works, CoreProviders.NOBODY_NEW);
    identities.link(provider.id(), "subject of carol", works.user("carol"), false);
    works.enrol(works.caller("dora"));

    for (String name : List.of("bob", "carol", "dora")) {
      assertThatThrownBy(() -> inviteUser.inviteAgain(works.ann(), name))
          .isInstanceOfSatisfying(
              Conflict.class, e -> assertThat(e.rule()).isEqualTo(InvitationRule.ESTABLISHED));
    }
    for (String token : List.of(ofBob, ofCarol, ofDora)) {
      assertThat(accept(token, CHOSEN)).isEmpty();
    }
    assertThat(works.logIn("dora", CHOSEN)).isNotInstanceOf(LoggedIn.class);
  }

  @Test
  void isSentAgainByWhoHasShownWhoItIs() {
    invited("bob");
    clock.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> inviteUser.inviteAgain(works.ann(), "bob"))
        .isInstanceOf(ReauthenticationRequired.class);

    assertThat(inviteUser.inviteAgain(works.caller("ann"), "bob")).isPresent();
  }

  @Test
  void whereMoreIsDemandedThePersonLogsInAnew(
      AuthenticationPolicies policies, CoreTransactions transactions) {
    String token = invited("bob");
    transactions.run(
        () -> policies.set(works.id(), SecondFactorDemand.REQUIRED, Set.of(), 0, clock.instant()));
    Accepted accepted =
        acceptInvitation.accept(token, new Password(CHOSEN), works.client()).orElseThrow();

    assertThat(accepted.login()).isEmpty();
    assertThat(accepted.user().id()).isEqualTo(bob());
    assertThat(works.audited(AuditType.INVITATION_ACCEPT)).containsExactly("ok");
    assertThat(works.logIn("bob", CHOSEN)).isInstanceOf(EnrolmentRequired.class);
  }

  @Test
  void thePersonIsToldOfThePassword() {
    accept(invited("bob"), CHOSEN);

    assertThat(works.mails("bob")).containsExactly("invitation", "password-changed");
  }

  @Test
  void onlyAdministratorsInvite(CoreWorkspace others) {
    works.add("bob");
    invited("carol");
    Caller bob = works.caller("bob");

    assertThatThrownBy(() -> inviteUser.invite(bob, somebody("dora", false)))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> inviteUser.inviteAgain(bob, "carol")).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> inviteUser.withdraw(bob, "carol")).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> inviteUser.list(bob)).isInstanceOf(NotPermitted.class);
    assertThat(inviteUser.list(others.ann())).isEmpty();
    assertThat(inviteUser.inviteAgain(others.ann(), "carol")).isEmpty();
    assertThat(inviteUser.withdraw(others.ann(), "carol")).isFalse();
  }

  @Test
  void anAdministratorIsInvitedByWhoHasShownWhoItIs() {
    clock.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> inviteUser.invite(works.ann(), somebody("bob", true)))
        .isInstanceOf(ReauthenticationRequired.class);

    assertThat(inviteUser.invite(works.caller("ann"), somebody("bob", true)).isAdministrator())
        .isTrue();
  }

  @Test
  void isBoundedForEachWorkspace(CoreWorkspace others) {
    Caller ann = works.ann();
    for (int i = 0; i < 200; i++) {
      inviteUser.invite(ann, somebody("person" + i, false));
    }

    assertThatThrownBy(() -> inviteUser.invite(ann, somebody("last", false)))
        .isInstanceOf(LimitExceeded.class);
    works.addAdministrator("dora");
    assertThatThrownBy(() -> inviteUser.invite(works.caller("dora"), somebody("last", false)))
        .isInstanceOf(LimitExceeded.class);
    User other = inviteUser.invite(others.ann(), somebody("last", false));
    assertThat(other.name()).isEqualTo("last");
  }

  @Test
  void isNotSentToWhoMayNotLogIn() {
    invited("bob");
    invited("carol");
    changeUser.change(works.ann(), "bob", UserChange.active(false));
    works.change("carol", user -> user.expireAt(Optional.of(clock.instant())));

    for (String name : List.of("bob", "carol")) {
      assertThatThrownBy(() -> inviteUser.inviteAgain(works.ann(), name))
          .isInstanceOfSatisfying(
              Conflict.class, e -> assertThat(e.rule()).isEqualTo(InvitationRule.MAY_NOT_LOG_IN));
      assertThat(inviteUser.isPossible(works.ann(), works.user(name))).isFalse();
      assertThat(inviteUser.of(works.ann(), works.user(name))).isEmpty();
    }
    assertThat(waiting()).isEmpty();
  }

  @Test
  void whatIsCountedIsWhatIsListed(InvitationRows rows, ResetUserPassword resetUserPassword) {
    invited("bob");
    invited("carol");
    resetUserPassword.reset(works.ann(), "carol");

    assertThat(waiting()).containsExactly("bob");
    assertThat(rows.count(works.id(), clock.instant())).isEqualTo(1);
  }

  @Test
  void oldOnesAreRemoved() {
    invited("bob");
    clock.advance(Invitations.LIFETIME.plus(Duration.ofDays(91)));

    invitations.removeOld();

    assertThat(inviteUser.list(works.ann())).isEmpty();
  }

  @Test
  void aTokenOfNobodyIsRefusedAlike() {
    assertThat(accept("x".repeat(43), CHOSEN)).isEmpty();
    assertThat(accept("", CHOSEN)).isEmpty();
    assertThat(accept("#".repeat(10_000), "short")).isEmpty();
  }
}
