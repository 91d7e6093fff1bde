package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What administrators may do to whom, and what comes of it. */
@CoreTest
class ManageUsersTest {
  private static final UserChange NOTHING =
      new UserChange(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final FindUsers findUsers;
  private final AddUser addUser;
  private final ChangeUser changeUser;
  private final ResetUserPassword resetUserPassword;
  private final ResetSecondFactor resetSecondFactor;
  private final CoreWorkspace works;
  private final Sessions sessions;
  private final MovableClock clock;
  private final Duration recent;

  ManageUsersTest(
      FindUsers findUsers,
      AddUser addUser,
      ChangeUser changeUser,
      ResetUserPassword resetUserPassword,
      ResetSecondFactor resetSecondFactor,
      CoreWorkspace works,
      Sessions sessions,
      MovableClock clock,
      Settings settings) {
    this.findUsers = findUsers;
    this.addUser = addUser;
    this.changeUser = changeUser;
    this.resetUserPassword = resetUserPassword;
    this.resetSecondFactor = resetSecondFactor;
    this.works = works;
    this.sessions = sessions;
    this.clock = clock;
    this.recent = settings.session().reauthentication();
  }

  private NewUser newUser(String name, boolean administrator, String... roles) {
    return new NewUser(
        new UserName(name),
        new EmailAddress(works.email(name)),
        Optional.empty(),
        Optional.empty(),
        administrator,
        List.of(roles));
  }

  static UserChange administrator(boolean on) {
    return new UserChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(on),
        Optional.empty(),
        Optional.empty());
  }

  private UserChange moveTo(String address) {
    return new UserChange(
        Optional.of(new EmailAddress(address)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static UserChange rename(String to) {
    return new UserChange(
        Optional.empty(),
        Optional.of(new DisplayName(to)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static UserChange roles(String... names) {
    return new UserChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(names)));
  }

  private void addRole(ManageAccess access, String name) {
    access.addRole(works.ann(), new AccessName(name), new Description(""), List.of());
  }

  /** Now ann's session is too old for what gives power. */
  private void passTheTime() {
    clock.advance(recent.plusSeconds(1));
  }

  private void isForAdministratorsOnly(Runnable deed) {
    assertThatThrownBy(deed::run).isInstanceOf(NotPermitted.class);
  }

  @Test
  void addsAUserWithAPasswordThatIsShownOnceAndMustBeChanged() {
    AddedUser added = addUser.add(works.ann(), newUser("bob", false));

    String password = added.madePassword().orElseThrow();
    assertThat(((LoggedIn) works.logIn("bob", password)).caller().roles())
        .containsExactly(Roles.PASSWORD_CHANGE);
    assertThat(added.toString()).doesNotContain(password);
    assertThat(works.user("bob").displayName()).isEqualTo("bob");
    assertThat(works.user("bob").isEmailVouched()).isTrue();
    assertThat(works.user("bob").confirmedEmail()).isEmpty();
    assertThat(works.mails("bob")).containsExactly("email-confirm");
    assertThat(works.audited(AuditType.USER_ADD)).containsExactly("ok");
    assertThat(works.auditedChange(AuditType.USER_ADD)).doesNotContain("bob@");
  }

  @Test
  void takesAnInitialPasswordThatIsGoodEnough() {
    NewUser user =
        new NewUser(
            new UserName("bob"),
            new EmailAddress(works.email("bob")),
            Optional.of(new DisplayName("Bob")),
            Optional.of(new Password(CoreWorkspace.PASSWORD)),
            false,
            List.of());

    assertThat(addUser.add(works.ann(), user).madePassword()).isEmpty();
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    NewUser bad =
        new NewUser(
            new UserName("eve"),
            user.email(),
            Optional.empty(),
            Optional.of(new Password("short")),
            false,
            List.of());
    assertThatThrownBy(() -> addUser.add(works.ann(), bad)).isInstanceOf(InvalidInput.class);
    assertThat(findUsers.find(works.ann(), "eve")).isEmpty();
  }

  @Test
  void addsNobodyTwiceWhateverTheCase() {
    addUser.add(works.ann(), newUser("bob", false));

    assertThatThrownBy(() -> addUser.add(works.ann(), newUser("BOB", false)))
        .isInstanceOf(Conflict.class);
    assertThat(works.audited(AuditType.USER_ADD)).hasSize(1);
  }

  @Test
  void addsNobodyWithARoleThatIsNotThere(ManageAccess access, Grants grants) {
    addRole(access, "reader");

    assertThatThrownBy(() -> addUser.add(works.ann(), newUser("bob", false, "writer")))
        .isInstanceOf(InvalidInput.class);
    assertThat(findUsers.find(works.ann(), "bob")).isEmpty();
    addUser.add(works.ann(), newUser("bob", false, "Reader"));
    assertThat(grants.roles(works.user("bob").id())).containsExactly("reader");
  }

  @Test
  void isForAdministrators() {
    works.add("bob");
    works.add("eve");
    Caller bob = works.caller("bob");

    isForAdministratorsOnly(() -> addUser.add(bob, newUser("x", false)));
    isForAdministratorsOnly(() -> findUsers.list(bob, "", 1, 10));
    isForAdministratorsOnly(() -> changeUser.change(bob, "eve", rename("E")));
    isForAdministratorsOnly(() -> changeUser.change(bob, "bob", administrator(true)));
    isForAdministratorsOnly(() -> resetUserPassword.reset(bob, "eve"));
    isForAdministratorsOnly(() -> resetSecondFactor.reset(bob, "eve"));
    assertThat(findUsers.find(bob, "eve")).isPresent();
    assertThat(works.user("bob").isAdministrator()).isFalse();
  }

  @Test
  void isForWhoIsStillAnAdministratorAtThatMoment() {
    works.add("bob");
    Caller eve = works.caller(works.addAdministrator("eve").name());
    works.change("eve", user -> user.makeAdministrator(false));

    isForAdministratorsOnly(() -> changeUser.change(eve, "bob", rename("B")));
    isForAdministratorsOnly(() -> addUser.add(eve, newUser("x", false)));
    assertThat(findUsers.find(works.ann(), "x")).isEmpty();
  }

  @Test
  void isForWhoseSessionGoesOn() {
    works.add("bob");
    Caller eve = works.caller(works.addAdministrator("eve").name());
    sessions.end(eve.userId(), eve.sessionId());

    isForAdministratorsOnly(() -> changeUser.change(eve, "bob", rename("B")));
  }

  @Test
  void knowsTheOwnWorkspaceOnly(CoreWorkspace others) {
    others.add("bob");

    assertThat(findUsers.find(works.ann(), "bob")).isEmpty();
    assertThat(changeUser.change(works.ann(), "bob", rename("B"))).isEmpty();
    assertThat(resetUserPassword.reset(works.ann(), "bob")).isEmpty();
    assertThat(resetSecondFactor.reset(works.ann(), "bob")).isEmpty();
    assertThat(findUsers.list(works.ann(), "", 1, 10).users())
        .extracting(User::name)
        .containsExactly("ann");
  }

  @Test
  void listsPeopleInPages() {
    works.add("bob");
    works.add("Älva");

    assertThat(findUsers.list(works.ann(), "", 1, 2).users())
        .extracting(User::name)
        .containsExactly("ann", "bob");
    assertThat(findUsers.list(works.ann(), "", 2, 2).users()).hasSize(1);
    assertThat(findUsers.list(works.ann(), "alva", 1, 10).users())
        .extracting(User::name)
        .containsExactly("Älva");
    assertThat(findUsers.list(works.ann(), "", 1, 2).total()).isEqualTo(3);
  }

  @Test
  void asksWhoGivesPowerToShowAgainWhoItIs() {
    works.add("bob");
    works.addAdministrator("eve");
    works.add("dan");
    works.change("eve", user -> user.activate(false));
    works.change("dan", user -> user.activate(false));
    passTheTime();

    for (Runnable deed :
        List.<Runnable>of(
            () -> addUser.add(works.ann(), newUser("zoe", true)),
            () -> changeUser.change(works.ann(), "bob", administrator(true)),
            () -> changeUser.change(works.ann(), "bob", moveTo("b@" + works.uid() + ".example")),
            () -> changeUser.change(works.ann(), "eve", UserChange.active(true)),
            () -> changeUser.change(works.ann(), "dan", UserChange.active(true)),
            () -> resetUserPassword.reset(works.ann(), "bob"),
            () -> resetSecondFactor.reset(works.ann(), "bob"))) {
      assertThatThrownBy(deed::run).isInstanceOf(ReauthenticationRequired.class);
    }
    assertThat(works.user("bob").isAdministrator()).isFalse();
    assertThat(works.user("eve").isActive()).isFalse();
  }

  @Test
  void asksForNothingMoreWhereNoPowerIsGiven() {
    works.add("bob");
    passTheTime();

    addUser.add(works.ann(), newUser("zoe", false));
    changeUser.change(works.ann(), "bob", rename("Bob"));
    changeUser.change(works.ann(), "bob", UserChange.active(false));
    assertThat(works.user("bob").isActive()).isFalse();
  }

  @Test
  void takesAKeyForRecentThatWasMadeToAdminister() {
    works.add("bob");
    Caller program =
        works.caller(
            "ann",
            SessionOrigin.byKey(works.makeKey("ann", KeyScope.LOGIN, KeyScope.ADMINISTER).key()));
    passTheTime();

    changeUser.change(program, "bob", administrator(true));
    assertThat(works.user("bob").isAdministrator()).isTrue();
  }

  @Test
  void makesAndUnmakesAdministrators() {
    works.add("bob");

    changeUser.change(works.ann(), "bob", administrator(true));
    assertThat(works.user("bob").isAdministrator()).isTrue();
    changeUser.change(works.ann(), "bob", administrator(false));
    assertThat(works.user("bob").isAdministrator()).isFalse();
    assertThat(works.audited(AuditType.ADMINISTRATOR_GRANT)).containsExactly("ok");
    assertThat(works.audited(AuditType.ADMINISTRATOR_REVOKE)).containsExactly("ok");
  }

  @Test
  void tellsOfNoChangeThatIsNone() {
    works.add("bob");

    changeUser.change(works.ann(), "bob", administrator(false));
    changeUser.change(works.ann(), "bob", NOTHING);
    assertThat(works.audited(AuditType.ADMINISTRATOR_REVOKE)).isEmpty();
    assertThat(works.audited(AuditType.USER_CHANGE)).hasSize(2);
  }

  @Test
  void leavesTheWorkspaceAnAdministrator() {
    assertThatThrownBy(() -> changeUser.change(works.ann(), "ann", administrator(false)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> changeUser.change(works.ann(), "ann", UserChange.active(false)))
        .isInstanceOf(Conflict.class);
    assertThat(works.user("ann").isAdministrator()).isTrue();
    assertThat(works.user("ann").isActive()).isTrue();

    works.addAdministrator("eve");
    works.change("eve", user -> user.activate(false));
    // One who can't log in is none.
    assertThatThrownBy(() -> changeUser.change(works.ann(), "ann", administrator(false)))
        .isInstanceOf(Conflict.class);
    works.change("eve", user -> user.activate(true));
    changeUser.change(works.ann(), "ann", administrator(false));
    assertThat(works.user("ann").isAdministrator()).isFalse();
  }

  @Test
  void leavesOneOfTwoWhoRemoveEachOtherAtOnce() {
    works.addAdministrator("eve");
    Caller eve = works.caller("eve");

    AtOnce.call(
        List.of(
            () -> attempt(() -> changeUser.change(works.ann(), "eve", administrator(false))),
            () -> attempt(() -> changeUser.change(eve, "ann", administrator(false)))));
    assertThat(List.of(works.user("ann").isAdministrator(), works.user("eve").isAdministrator()))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void leavesOneOfTwoSystemAdministratorsWhoRemoveEachOtherAtOnce(CoreDatabase database) {
    for (int round = 0; round < 10; round++) {
      String first = "first" + round;
      String second = "second" + round;
      database.update("update user_account set system_administrator = false");
      for (String name : List.of(first, second)) {
        works.addAdministrator(name);
        works.makeSystemAdministrator(name);
      }
      Caller one = works.caller(first);
      Caller other = works.caller(second);

      AtOnce.call(
          List.of(
              () ->
                  attempt(
                      () -> changeUser.change(one, second, UserChange.systemAdministrator(false))),
              () ->
                  attempt(
                      () ->
                          changeUser.change(other, first, UserChange.systemAdministrator(false)))));
      assertThat(
              List.of(
                  works.user(first).isSystemAdministrator(),
                  works.user(second).isSystemAdministrator()))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  private static boolean attempt(Runnable deed) {
    try {
      deed.run();
      return true;
    } catch (Conflict | NotPermitted e) {
      return false;
    }
  }

  @Test
  void letsNobodyOfLowerRankChangeASystemAdministrator() {
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");

    for (Runnable deed :
        List.<Runnable>of(
            () -> changeUser.change(works.ann(), "root", rename("R")),
            () -> changeUser.change(works.ann(), "root", UserChange.active(false)),
            () -> changeUser.change(works.ann(), "root", moveTo("r@" + works.uid() + ".example")),
            () -> resetUserPassword.reset(works.ann(), "root"),
            () -> resetSecondFactor.reset(works.ann(), "root"),
            () -> changeUser.change(works.ann(), "ann", UserChange.systemAdministrator(true)))) {
      isForAdministratorsOnly(deed);
    }
    assertThat(works.user("ann").isSystemAdministrator()).isFalse();
    assertThat(works.user("root").isActive()).isTrue();
  }

  @Test
  void letsSystemAdministratorsMakeOthersOfTheirRank() {
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
    Caller root = works.caller("root");

    changeUser.change(root, "ann", UserChange.systemAdministrator(true));
    assertThat(works.user("ann").isSystemAdministrator()).isTrue();
    changeUser.change(root, "ann", UserChange.systemAdministrator(false));
    assertThat(works.user("ann").isSystemAdministrator()).isFalse();
    assertThat(works.audited(AuditType.SYSTEM_ADMINISTRATOR_GRANT)).containsExactly("ok");
    assertThat(works.audited(AuditType.SYSTEM_ADMINISTRATOR_REVOKE)).containsExactly("ok");
  }

  @Test
  void leavesTheInstallationASystemAdministrator(CoreDatabase database) {
    database.update("update user_account set system_administrator = false");
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
    Caller root = works.caller("root");

    assertThatThrownBy(() -> changeUser.change(root, "root", UserChange.systemAdministrator(false)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> changeUser.change(root, "root", UserChange.active(false)))
        .isInstanceOf(Conflict.class);
    changeUser.change(root, "ann", UserChange.systemAdministrator(true));
    changeUser.change(root, "root", UserChange.systemAdministrator(false));
    assertThat(works.user("root").isSystemAdministrator()).isFalse();
  }

  @Test
  void letsNobodyActByARankThatIsLost() {
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
    Caller root = works.caller("root");
    works.change("root", user -> user.makeSystemAdministrator(false));

    isForAdministratorsOnly(
        () -> changeUser.change(root, "ann", UserChange.systemAdministrator(true)));
    assertThat(works.user("ann").isSystemAdministrator()).isFalse();
  }

  @Test
  void endsAllThatADeactivatedUserHasOpened(ApiKeys keys) {
    User bob = works.add("bob");
    Caller in = works.caller("bob");
    works.makeKey("bob", KeyScope.LOGIN);

    changeUser.change(works.ann(), "bob", UserChange.active(false));
    assertThat(keys.of(ApiKeyOwner.user(bob))).isEmpty();
    changeUser.change(works.ann(), "bob", UserChange.active(true));
    assertThat(sessions.find(in.sessionId())).isEmpty();
    assertThat(works.audited(AuditType.USER_DEACTIVATE)).containsExactly("ok");
    assertThat(works.audited(AuditType.USER_ACTIVATE)).containsExactly("ok");
  }

  @Test
  void changesRolesAndTellsWhich(ManageAccess access, Grants grants) {
    addRole(access, "reader");
    addRole(access, "writer");
    User bob = works.add("bob");

    changeUser.change(works.ann(), "bob", roles("reader"));
    changeUser.change(works.ann(), "bob", roles("writer"));
    assertThat(grants.roles(bob.id())).containsExactly("writer");
    assertThat(works.auditedChange(AuditType.ROLES_CHANGE)).contains("reader", "writer");
    assertThat(works.caller("bob").roles()).contains("writer").doesNotContain("reader");
  }

  @Test
  void movesAnAddressOnceItIsConfirmedAndTellsTheOldOne() {
    works.add("bob");
    String before = works.email("bob");
    String after = "new@" + works.uid() + ".example";

    changeUser.change(works.ann(), "bob", moveTo(after));
    assertThat(works.user("bob").email()).isEqualTo(after);
    assertThat(works.user("bob").confirmedEmail()).contains(before);
    assertThat(works.user("bob").isEmailVouched()).isTrue();
    assertThat(works.mails("bob")).containsExactly("email-changed", "email-confirm");
    assertThat(works.latestMail("bob")).contains("To: " + after);
    assertThat(works.auditedChange(AuditType.EMAIL_CHANGE)).doesNotContain(after, before);
  }

  @Test
  void movesNoAddressOfOnesOwn() {
    isForAdministratorsOnly(
        () -> changeUser.change(works.ann(), "ann", moveTo("a@" + works.uid() + ".example")));

    changeUser.change(works.ann(), "ann", moveTo(works.email("ann")));
    assertThat(works.user("ann").email()).isEqualTo(works.email("ann"));
  }

  @Test
  void resetsAPasswordAndEndsWhatTheOldOneOpened(ApiKeys keys) {
    User bob = works.add("bob");
    Caller in = works.caller("bob");
    works.makeKey("bob", KeyScope.LOGIN);

    String made = resetUserPassword.reset(works.ann(), "bob").orElseThrow();
    assertThat(((LoggedIn) works.logIn("bob", made)).caller().roles())
        .containsExactly(Roles.PASSWORD_CHANGE);
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isNotInstanceOf(LoggedIn.class);
    assertThat(sessions.find(in.sessionId())).isEmpty();
    assertThat(keys.of(ApiKeyOwner.user(bob))).isEmpty();
    assertThat(works.mails("bob")).containsExactly("password-changed");
    assertThat(works.audited(AuditType.PASSWORD_RESET)).containsExactly("ok");
  }

  @Test
  void resetsASecondFactorAndEndsTheSessions(Totp totp) {
    User bob = works.add("bob");
    Caller in = works.caller("bob");
    works.enrol(in);

    resetSecondFactor.reset(works.ann(), "bob");
    assertThat(totp.isOn(bob.id())).isFalse();
    assertThat(sessions.find(in.sessionId())).isEmpty();
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.mails("bob")).containsExactly("second-factor-on", "second-factor-off");
    assertThat(works.audited(AuditType.SECOND_FACTOR_RESET)).containsExactly("ok");
  }

  @Test
  void resetsNoCredentialsOfOnesOwn() {
    isForAdministratorsOnly(() -> resetUserPassword.reset(works.ann(), "ann"));
    isForAdministratorsOnly(() -> resetSecondFactor.reset(works.ann(), "ann"));

    assertThat(works.caller("ann").roles()).doesNotContain(Roles.PASSWORD_CHANGE);
  }

  @Test
  void findsNoServiceAccounts(AddServiceAccount programs) {
    programs.add(
        works.ann(), new NewServiceAccount(new UserName("robot"), Optional.empty(), List.of()));

    assertThat(findUsers.find(works.ann(), "robot")).isEmpty();
    assertThat(changeUser.change(works.ann(), "robot", rename("R"))).isEmpty();
    assertThat(findUsers.list(works.ann(), "", 1, 10).total()).isOne();
  }

  @Test
  void unlocksSomebodyElse(UnlockUser unlockUser) {
    User bob = works.add("bob");
    lock(bob);
    assertThat(unlockUser.lockedUntil(works.ann(), "bob")).isPresent();

    assertThat(unlockUser.unlock(works.ann(), "bob")).isPresent();
    assertThat(unlockUser.lockedUntil(works.ann(), "bob")).isEmpty();
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.audited(AuditType.USER_UNLOCK)).containsExactly("ok");
    assertThat(unlockUser.unlock(works.ann(), "nobody")).isEmpty();
  }

  @Test
  void unlocksNotOneself(UnlockUser unlockUser) {
    lock(works.user("ann"));
    works.add("bob");

    isForAdministratorsOnly(() -> unlockUser.unlock(works.ann(), "ann"));
    isForAdministratorsOnly(() -> unlockUser.unlock(works.caller("bob"), "ann"));
    isForAdministratorsOnly(() -> unlockUser.lockedUntil(works.caller("bob"), "ann"));
    assertThat(unlockUser.lockedUntil(works.ann(), "ann")).isPresent();
  }

  private void lock(User user) {
    for (int i = 0; i < 10; i++) {
      GivenFailures.ofAccount(user.id(), 1);
      clock.advance(Duration.ofSeconds(16));
    }
  }
}
