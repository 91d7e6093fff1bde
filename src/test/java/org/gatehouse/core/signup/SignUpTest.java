package org.gatehouse.core.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatehouse.core.account.EnrolAtLogin;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.installation.InstallationClaim;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.core.workspace.Workspaces;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreBeans;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;

/** A workspace comes to be with its administrator, all of it or nothing; who may, and how often. */
@CoreTest
class SignUpTest {
  private final SignUp signUp;
  private final CoreWorkspace works;
  private final Workspaces workspaces;
  private final Users users;
  private final CoreDatabase database;
  private final String uid = Workspace.unique();

  SignUpTest(
      SignUp signUp,
      CoreWorkspace works,
      Workspaces workspaces,
      Users users,
      CoreDatabase database) {
    this.signUp = signUp;
    this.works = works;
    this.workspaces = workspaces;
    this.users = users;
    this.database = database;
  }

  private SignUpRequest request(Optional<String> setupCode, boolean atTheMachine) {
    return request("New " + uid, Optional.of(new WorkspaceUid(uid)), setupCode, atTheMachine);
  }

  private SignUpRequest request() {
    return request(Optional.empty(), false);
  }

  private SignUpRequest request(
      String name, Optional<WorkspaceUid> wanted, Optional<String> code, boolean atTheMachine) {
    return new SignUpRequest(
        new WorkspaceName(name),
        wanted,
        new UserName("Zoë"),
        Optional.empty(),
        new EmailAddress("zoe@" + uid + ".example"),
        new Password(CoreWorkspace.PASSWORD),
        code,
        atTheMachine,
        works.client());
  }

  private boolean isThere() {
    return workspaces.named(uid).isPresent();
  }

  /** What the audit log tells of sign-ups from here that came to nothing. */
  private List<String> refused() {
    return database.texts(
        "select outcome from audit_event where type = 'sign-up' and workspace_id is null"
            + " and address = ?",
        works.client().address());
  }

  private List<String> audited(User user) {
    return database.texts(
        "select type || ' ' || outcome from audit_event where user_id = ? order by _rowid_",
        user.id());
  }

  @Test
  void makesAWorkspaceWithItsAdministratorWhoIsLoggedIn() {
    LoggedIn in = signUp.signUp(request());

    assertThat(in.user().name()).isEqualTo("Zoë");
    assertThat(in.user().displayName()).isEqualTo("Zoë");
    assertThat(in.caller().roles())
        .containsExactlyInAnyOrder(Roles.USER, Roles.WORKSPACE_ADMINISTRATOR);
    assertThat(workspaces.named("NEW " + uid)).isPresent();
    assertThat(workspaces.named(uid)).isPresent();
    assertThat(audited(in.user())).containsExactly("sign-up ok");
  }

  @Test
  void asksWhetherTheAddressIsThePersons() {
    User user = signUp.signUp(request()).user();

    assertThat(user.confirmedEmail()).isEmpty();
    assertThat(database.texts("select kind from outbox where user_id = ?", user.id()))
        .containsExactly("email-confirm");
  }

  @Test
  void signsSomebodyElseUpWithoutALogin() {
    User user = signUp.signUpFor(request());

    assertThat(user.isAdministrator()).isTrue();
    assertThat(database.count("select count(*) from login_session where user_id = ?", user.id()))
        .isZero();
    assertThat(audited(user)).containsExactly("sign-up ok");
  }

  @Test
  void takesTheDisplayNameThatIsGiven() {
    SignUpRequest plain = request();
    User user =
        signUp
            .signUp(
                new SignUpRequest(
                    plain.workspaceName(),
                    plain.workspaceUid(),
                    plain.userName(),
                    Optional.of(new DisplayName("Zoë Zimmer")),
                    plain.email(),
                    plain.password(),
                    Optional.empty(),
                    false,
                    plain.client()))
            .user();

    assertThat(user.displayName()).isEqualTo("Zoë Zimmer");
  }

  @Test
  void takesTheNearestFreeUidWhereNoneIsGiven() {
    String name = uid + " GmbH";
    assertThat(
            signUp
                .signUp(request(name, Optional.empty(), Optional.empty(), false))
                .user()
                .workspace()
                .uid())
        .isEqualTo(uid);
    assertThat(
            signUp
                .signUp(request(uid + " AG", Optional.empty(), Optional.empty(), false))
                .user()
                .workspace()
                .uid())
        .isEqualTo(uid + "2");
  }

  @Test
  void refusesANameOrUidThatIsTakenInAnyCase() {
    SignUpRequest sameName =
        request(
            works.name().toUpperCase(Locale.ROOT),
            Optional.of(new WorkspaceUid(uid)),
            Optional.empty(),
            false);
    SignUpRequest sameUid =
        request("New " + uid, Optional.of(new WorkspaceUid(works.uid())), Optional.empty(), false);
    SignUpRequest nameIsUid =
        request(works.uid(), Optional.of(new WorkspaceUid(uid)), Optional.empty(), false);

    for (SignUpRequest taken : List.of(sameName, sameUid, nameIsUid)) {
      assertThatThrownBy(() -> signUp.signUp(taken)).isInstanceOf(Conflict.class);
    }
    assertThat(isThere()).isFalse();
  }

  @Test
  void letsOneOfManyAtOnceHaveAName() {
    List<String> outcomes =
        AtOnce.call(
            4,
            () -> {
              try {
                signUp.signUp(request());
                return "ok";
              } catch (Conflict e) {
                return "taken";
              }
            });

    assertThat(outcomes).containsExactlyInAnyOrder("ok", "taken", "taken", "taken");
    assertThat(database.count("select count(*) from workspace where uid = ?", uid)).isOne();
  }

  @Test
  void refusesAPasswordAgainstThePolicy() {
    SignUpRequest plain = request();
    for (String password : List.of("short", "New " + uid + " is my workspace")) {
      SignUpRequest bad =
          new SignUpRequest(
              plain.workspaceName(),
              plain.workspaceUid(),
              plain.userName(),
              plain.displayName(),
              plain.email(),
              new Password(password),
              Optional.empty(),
              false,
              plain.client());
      assertThatThrownBy(() -> signUp.signUp(bad)).isInstanceOf(InvalidInput.class);
    }
    assertThat(isThere()).isFalse();
  }

  @Test
  void countsEverySignUpAgainstTheAddress(Settings settings) {
    GivenFailures.ofAddress(works.client().address(), settings.guesses().perAddress() - 2);

    signUp.signUp(request());
    assertThatThrownBy(
            () -> signUp.signUp(request("Other " + uid, Optional.empty(), Optional.empty(), false)))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void makesNobodySystemAdministratorByItself() {
    assertThat(signUp.signUp(request(Optional.empty(), true)).user().isSystemAdministrator())
        .isFalse();
  }

  @Test
  void refusesAWrongSetupCodeAndTellsSo() {
    assertThatThrownBy(() -> signUp.signUp(request(Optional.of("1234-5678"), false)))
        .isInstanceOfSatisfying(
            SignUpRefused.class, e -> assertThat(e.rule()).isEqualTo(SignUpRule.CODE_WRONG));

    assertThat(isThere()).isFalse();
    assertThat(refused()).containsExactly("wrong-code");
  }

  @Test
  void makesWhoeverHasTheSetupCodeSystemAdministratorOnce(InstallationClaim claim) {
    String code = openTheInstallation(claim);
    assertThat(signUp.acceptsCode()).isTrue();

    LoggedIn in = signUp.signUp(request(Optional.of(code), false));
    assertThat(in.caller().is(Roles.SYSTEM_ADMINISTRATOR)).isTrue();
    assertThat(audited(in.user())).containsExactly("sign-up system-administrator");
    assertThat(signUp.acceptsCode()).isFalse();
    assertThatThrownBy(
            () ->
                signUp.signUp(request("Other " + uid, Optional.empty(), Optional.of(code), false)))
        .isInstanceOf(SignUpRefused.class);
  }

  @Test
  void leavesTheCodeGoodWhereTheSignUpFails(InstallationClaim claim) {
    String code = openTheInstallation(claim);
    SignUpRequest taken =
        request("New " + uid, Optional.of(new WorkspaceUid(works.uid())), Optional.of(code), false);

    assertThatThrownBy(() -> signUp.signUp(taken)).isInstanceOf(Conflict.class);
    assertThat(signUp.acceptsCode()).isTrue();
    assertThat(signUp.signUp(request(Optional.of(code), false)).user().isSystemAdministrator())
        .isTrue();
  }

  private String openTheInstallation(InstallationClaim claim) {
    database.update("update installation set claimed_at = null");
    return claim.printableCode().orElseThrow();
  }

  private SignUp with(
      Map<String, String> settings,
      InstallationClaim claim,
      PasswordPolicy policy,
      Passwords passwords,
      GuessGuard guard,
      CreateWorkspace createWorkspace,
      Audit audit) {
    return new SignUp(
        Given.settings(settings), claim, policy, passwords, guard, createWorkspace, audit);
  }

  @Test
  void takesACodeOnlyWhereItIsSwitchedOff(
      InstallationClaim claim,
      PasswordPolicy policy,
      Passwords passwords,
      GuessGuard guard,
      CreateWorkspace createWorkspace,
      Audit audit) {
    SignUp off =
        with(
            Map.of("GATEHOUSE_SIGNUP", "off"),
            claim,
            policy,
            passwords,
            guard,
            createWorkspace,
            audit);
    String code = openTheInstallation(claim);
    assertThat(off.isOpen()).isFalse();

    assertThatThrownBy(() -> off.signUp(request()))
        .isInstanceOfSatisfying(
            SignUpRefused.class, e -> assertThat(e.rule()).isEqualTo(SignUpRule.OFF));
    assertThat(isThere()).isFalse();
    assertThat(off.signUp(request(Optional.of(code), false)).user().isSystemAdministrator())
        .isTrue();
  }

  @Test
  void makesTheFirstAtTheMachineSystemAdministratorWhereThatIsWanted(
      InstallationClaim claim,
      PasswordPolicy policy,
      Passwords passwords,
      GuessGuard guard,
      CreateWorkspace createWorkspace,
      Audit audit) {
    SignUp machine =
        with(
            Map.of("GATEHOUSE_CLAIM", "machine"),
            claim,
            policy,
            passwords,
            guard,
            createWorkspace,
            audit);
    openTheInstallation(claim);

    assertThat(machine.signUp(request()).user().isSystemAdministrator()).isFalse();
    List<Boolean> ranks = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      SignUpRequest atTheMachine =
          request(name + " " + uid, Optional.empty(), Optional.empty(), true);
      ranks.add(machine.signUp(atTheMachine).user().isSystemAdministrator());
    }
    assertThat(ranks).containsExactly(true, false);
  }

  @Test
  void makesTheWorkspaceOfTheSettingsAtTheFirstStartOnly(
      InstallationClaim claim,
      PasswordPolicy policy,
      Passwords passwords,
      CreateWorkspace createWorkspace) {
    openTheInstallation(claim);
    BootstrapWorkspace bootstrap =
        new BootstrapWorkspace(
            bootstrap("zoe", CoreWorkspace.PASSWORD), claim, policy, passwords, createWorkspace);

    bootstrap.run();
    bootstrap.run();
    User zoe = user("zoe");
    assertThat(zoe.isSystemAdministrator()).isTrue();
    assertThat(audited(zoe)).containsExactly("sign-up bootstrap");
    // Whoever can read the settings knows it.
    assertThat(
            database.texts("select initial from password_credential where user_id = ?", zoe.id()))
        .containsExactly("true");
    assertThat(claim.isOpen()).isFalse();
  }

  @Test
  void namesTheSettingsWhereTheyAreBad(
      InstallationClaim claim,
      PasswordPolicy policy,
      Passwords passwords,
      CreateWorkspace createWorkspace) {
    openTheInstallation(claim);
    for (Settings bad : List.of(bootstrap("zoe", "short"), bootstrap("z/oe", "x"))) {
      assertThatThrownBy(
              () -> new BootstrapWorkspace(bad, claim, policy, passwords, createWorkspace).run())
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining("GATEHOUSE_BOOTSTRAP");
    }
    assertThat(isThere()).isFalse();
    assertThat(claim.isOpen()).isTrue();
  }

  private Settings bootstrap(String user, String password) {
    return Given.settings(
        Map.of(
            "GATEHOUSE_BOOTSTRAP_WORKSPACE", uid,
            "GATEHOUSE_BOOTSTRAP_USER", user,
            "GATEHOUSE_BOOTSTRAP_EMAIL", "zoe@" + uid + ".example",
            "GATEHOUSE_BOOTSTRAP_PASSWORD", password));
  }

  private User user(String name) {
    return users.named(workspaces.named(uid).orElseThrow().id(), name).orElseThrow();
  }

  @Test
  void tellsApplicationsWhatIsFreeAndOnlySoOften(Availability availability) {
    assertThat(availability.isWorkspaceFree(works.id(), works.uid())).isFalse();
    assertThat(availability.isWorkspaceFree(works.id(), uid)).isTrue();
    assertThat(availability.isUserNameFree(works.id(), "ANN")).isFalse();
    assertThat(availability.isUserNameFree(works.id(), "bob")).isTrue();

    assertThatThrownBy(
            () ->
                IntStream.range(0, 100)
                    .forEach(n -> availability.isUserNameFree(works.id(), "bob")))
        .isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> availability.isWorkspaceFree(works.id(), uid))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void findsWorkspacesForAnybodyButNotForWhoGuesses(Availability availability) {
    String network = works.client().network();
    IntStream.range(0, 60)
        .forEach(n -> assertThat(availability.find(works.uid(), network)).isPresent());

    assertThatThrownBy(
            () -> IntStream.range(0, 100).forEach(n -> availability.find(uid + n, network)))
        .isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> availability.find(works.uid(), network))
        .isInstanceOf(LimitExceeded.class);
    assertThat(availability.find(works.uid(), network + "9")).isPresent();
  }

  @Test
  void comesFromNowhereWhereNobodyAskedForIt() {
    SignUpRequest plain = request();
    SignUpRequest unknown =
        new SignUpRequest(
            plain.workspaceName(),
            plain.workspaceUid(),
            plain.userName(),
            plain.displayName(),
            plain.email(),
            plain.password(),
            Optional.empty(),
            false,
            Client.UNKNOWN);

    assertThat(signUp.signUpFor(unknown).isAdministrator()).isTrue();
  }

  @Test
  void goesOnToASecondFactorWhereTheInstallationDemandsOne(
      PendingLogins pendingLogins, EnrolAtLogin enrolAtLogin, MovableClock clock) {
    clock.set(
        LocalDate.parse(CoreBeans.SECOND_FACTOR_SINCE).atStartOfDay().toInstant(ZoneOffset.UTC));
    SignUpRequest program = request();
    assertThatThrownBy(() -> signUp.signUp(program))
        .isInstanceOf(SignUpRefused.class)
        .hasMessageContaining("sign up at /signup");
    assertThat(isThere()).as("nothing of it").isFalse();
    assertThat(refused()).containsExactly("second-factor-required");

    LoginOutcome begun = signUp.begin(request());
    String token = pendingLogins.open((EnrolmentRequired) begun, false);
    assertThat(enrolAtLogin.beginApp(token)).isTrue();
    String code =
        enrolAtLogin
            .secret(token, enrolAtLogin.find(token).orElseThrow())
            .orElseThrow()
            .code(clock.instant());
    assertThat(enrolAtLogin.confirmApp(token, code, works.client())).isPresent();
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(EnrolmentRequired.class);
  }
}
