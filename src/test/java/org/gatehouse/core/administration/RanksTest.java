package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.account.ManageOwnKeys;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.invitation.Invitations;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.Demands;
import org.gatehouse.core.policy.LackingPeople;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ranks: who gives them, what they grant, and that nobody takes one by way of another's account.
 */
@CoreTest
class RanksTest {
  private static final UserChange ADMINISTRATOR =
      new UserChange(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(true),
          Optional.empty(),
          Optional.empty());

  private final ChangeUser changeUser;
  private final AddUser addUser;
  private final InviteUser inviteUser;
  private final ResetUserPassword resetUserPassword;
  private final ResetSecondFactor resetSecondFactor;
  private final ManageUserSessions manageSessions;
  private final CoreWorkspace works;

  RanksTest(
      ChangeUser changeUser,
      AddUser addUser,
      InviteUser inviteUser,
      ResetUserPassword resetUserPassword,
      ResetSecondFactor resetSecondFactor,
      ManageUserSessions manageSessions,
      CoreWorkspace works) {
    this.changeUser = changeUser;
    this.addUser = addUser;
    this.inviteUser = inviteUser;
    this.resetUserPassword = resetUserPassword;
    this.resetSecondFactor = resetSecondFactor;
    this.manageSessions = manageSessions;
    this.works = works;
  }

  @BeforeEach
  void addPeople() {
    works.add("bob");
    for (Rank rank : Rank.BELOW_ADMINISTRATORS) {
      add(rank.word(), rank);
      add("other-" + rank.word(), rank);
    }
    works.addAdministrator("eve");
    works.addAdministrator("root");
    works.makeSystemAdministrator("root");
  }

  private void add(String name, Rank rank) {
    works.add(name);
    works.change(name, user -> user.give(rank, true));
  }

  private Caller caller(Rank rank) {
    return works.caller(rank.word());
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

  private static UserChange rename(String to) {
    return new UserChange(
        Optional.empty(),
        Optional.of(new DisplayName(to)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private UserChange moveTo(String address) {
    return new UserChange(
        Optional.of(new EmailAddress(address + "@" + works.uid() + ".example")),
        Optional.empty(),
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

  private static void isRefused(String what, Runnable deed) {
    assertThatThrownBy(deed::run).as(what).isInstanceOf(NotPermitted.class);
  }

  /** All by which one comes into another's account, or shuts another out. */
  private Map<String, Runnable> deeds(
      Caller by, String name, UnlockUser unlockUser, ManageUserKeys manageKeys) {
    Map<String, Runnable> deeds = new TreeMap<>();
    deeds.put("name", () -> changeUser.change(by, name, rename("New")));
    deeds.put("address", () -> changeUser.change(by, name, moveTo("elsewhere")));
    deeds.put("deactivation", () -> changeUser.change(by, name, UserChange.active(false)));
    deeds.put(
        "end of the account",
        () ->
            changeUser.change(
                by, name, UserChange.expiry(Optional.of(by.expiresAt().plus(Duration.ofDays(1))))));
    deeds.put("password", () -> resetUserPassword.reset(by, name));
    deeds.put("second factor", () -> resetSecondFactor.reset(by, name));
    deeds.put("list of sessions", () -> manageSessions.list(by, name));
    deeds.put("one session", () -> manageSessions.end(by, name, UUID.randomUUID()));
    deeds.put("sessions", () -> manageSessions.endAll(by, name));
    deeds.put("list of keys", () -> manageKeys.list(by, name));
    deeds.put("key", () -> manageKeys.revoke(by, name, UUID.randomUUID()));
    deeds.put("lock", () -> unlockUser.unlock(by, name));
    deeds.put("invitation", () -> inviteUser.inviteAgain(by, name));
    deeds.put("invitation taken back", () -> inviteUser.withdraw(by, name));
    return deeds;
  }

  @Test
  void helpDeskTakesNoRankByWayOfAnAccount(UnlockUser unlockUser, ManageUserKeys manageKeys) {
    Caller desk = caller(Rank.HELP_DESK);
    for (String name :
        List.of("ann", "root", "other-help-desk", "auditor", "key-manager", "help-desk")) {
      deeds(desk, name, unlockUser, manageKeys)
          .forEach((what, deed) -> isRefused(what + " of " + name, deed));
    }
    assertThat(works.logIn("ann", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(works.logIn("auditor", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void othersBelowTouchNobody(UnlockUser unlockUser, ManageUserKeys manageKeys) {
    for (Rank rank : List.of(Rank.AUDITOR, Rank.KEY_MANAGER)) {
      deeds(caller(rank), "bob", unlockUser, manageKeys)
          .forEach((what, deed) -> isRefused(what + " by " + rank, deed));
    }
  }

  @Test
  void administratorsOfAWorkspaceTakeNotThatOfTheInstallation(
      UnlockUser unlockUser, ManageUserKeys manageKeys) {
    deeds(works.ann(), "root", unlockUser, manageKeys)
        .forEach((what, deed) -> isRefused(what, deed));
  }

  @Test
  void helpDeskSeesToThoseWithoutARank() {
    Caller desk = caller(Rank.HELP_DESK);
    Caller bob = works.caller("bob");
    works.enrol(bob);

    changeUser.change(desk, "bob", rename("Bobby"));
    changeUser.change(desk, "bob", moveTo("bobby"));
    assertThat(manageSessions.list(desk, "bob").orElseThrow()).hasSize(1);
    assertThat(resetSecondFactor.reset(desk, "bob")).isPresent();
    assertThat(manageSessions.list(desk, "bob").orElseThrow()).isEmpty();
    assertThat(resetUserPassword.reset(desk, "bob")).isPresent();
    changeUser.change(desk, "bob", UserChange.active(false));
    changeUser.change(desk, "bob", UserChange.active(true));
    assertThat(addUser.add(desk, newUser("carol", false)).madePassword()).isPresent();
    assertThat(inviteUser.invite(desk, newUser("dan", false)).name()).isEqualTo("dan");
    assertThat(works.user("bob").displayName()).isEqualTo("Bobby");
  }

  @Test
  void helpDeskGivesNeitherRanksNorRoles(ManageAccess access, ImportUsers importUsers) {
    access.addRole(works.ann(), new AccessName("finance"), new Description(""), List.of());
    Caller desk = caller(Rank.HELP_DESK);

    isRefused("administrator", () -> changeUser.change(desk, "bob", ADMINISTRATOR));
    isRefused(
        "system administrator",
        () -> changeUser.change(desk, "bob", UserChange.systemAdministrator(true)));
    for (Rank rank : Rank.BELOW_ADMINISTRATORS) {
      isRefused(rank.word(), () -> changeUser.change(desk, "bob", UserChange.ranks(Set.of(rank))));
    }
    isRefused("role", () -> changeUser.change(desk, "bob", roles("finance")));
    isRefused("added administrator", () -> addUser.add(desk, newUser("carol", true)));
    isRefused("added role", () -> addUser.add(desk, newUser("carol", false, "finance")));
    isRefused("invited administrator", () -> inviteUser.invite(desk, newUser("carol", true)));
    isRefused("invited role", () -> inviteUser.invite(desk, newUser("carol", false, "finance")));
    isRefused(
        "import",
        () ->
            importUsers.run(desk, ImportTable.read("name,email\ncarol,carol@example.com"), false));
    assertThat(works.user("bob").ranks()).isEmpty();
    assertThat(works.audited(AuditType.RANKS_CHANGE)).isEmpty();
  }

  @Test
  void anAdministratorGivesAndTakesRanks() {
    changeUser.change(works.ann(), "bob", UserChange.ranks(Set.of(Rank.AUDITOR, Rank.KEY_MANAGER)));
    assertThat(works.user("bob").ranks()).containsExactlyInAnyOrder(Rank.AUDITOR, Rank.KEY_MANAGER);
    assertThat(works.auditedChange(AuditType.RANKS_CHANGE))
        .isEqualTo("{\"ranks\":[[],[\"auditor\",\"key-manager\"]]}");

    changeUser.change(works.ann(), "bob", UserChange.ranks(Set.of(Rank.AUDITOR, Rank.KEY_MANAGER)));
    changeUser.change(works.ann(), "bob", rename("Bobby"));
    assertThat(works.audited(AuditType.RANKS_CHANGE)).containsExactly("ok");

    changeUser.change(works.ann(), "bob", UserChange.ranks(Set.of()));
    assertThat(works.user("bob").ranks()).isEmpty();
    assertThat(works.audited(AuditType.RANKS_CHANGE)).containsExactly("ok", "ok");
  }

  @Test
  void aRankOutlastsTheSessionAndIsAskedFor(MovableClock clock, Settings settings) {
    clock.advance(settings.session().reauthentication().plusSeconds(1));

    assertThatThrownBy(
            () -> changeUser.change(works.ann(), "bob", UserChange.ranks(Set.of(Rank.AUDITOR))))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThatThrownBy(() -> changeUser.change(works.ann(), "auditor", UserChange.ranks(Set.of())))
        .isInstanceOf(ReauthenticationRequired.class);
    changeUser.change(works.ann(), "auditor", rename("Audrey"));
  }

  @Test
  void aRankThatIsTakenCountsAtOnceAndEndsNoSession(Callers callers) {
    UUID session = caller(Rank.AUDITOR).sessionId();
    assertThat(callers.in(session).orElseThrow().may(Permission.READ_AUDIT)).isTrue();

    changeUser.change(works.ann(), "auditor", UserChange.ranks(Set.of()));
    assertThat(callers.in(session).orElseThrow().may(Permission.READ_AUDIT)).isFalse();
  }

  @Test
  void aSecondFactorCanBeDemandedOfARank(
      ManageAuthenticationPolicy policy,
      FindLackingPeople lacking,
      LackingPeople people,
      MovableClock clock) {
    AuthenticationPolicy demanding =
        policy.change(
            works.ann(),
            new AuthenticationPolicyChange(
                new SecondFactorChange(SecondFactorDemand.REQUIRED, List.of("auditor"), 0),
                AuthenticationLimits.NONE,
                OptionalLong.empty()));
    Demands demands = Demands.of(Given.settings(Map.of()).secondFactor(), Optional.of(demanding));

    assertThat(people.find(works.id(), demands, 0, 10))
        .extracting(one -> one.user().name())
        .containsExactly("auditor", "other-auditor");
    // What the installation demands of everybody is due later.
    assertThat(lacking.list(works.ann(), 1, 50).items())
        .filteredOn(person -> !person.graceEnds().isAfter(clock.instant()))
        .extracting(person -> person.user().name())
        .containsExactly("auditor", "other-auditor");
    assertThat(works.logIn("auditor", CoreWorkspace.PASSWORD)).isNotInstanceOf(LoggedIn.class);
    assertThat(works.logIn("help-desk", CoreWorkspace.PASSWORD)).isInstanceOf(LoggedIn.class);

    works.enrol(works.caller("bob"));
    changeUser.change(works.ann(), "bob", UserChange.ranks(Set.of(Rank.AUDITOR)));
    assertThat(people.count(works.id(), demands)).isEqualTo(2);
  }

  // Nobody has a way in that was there before the rank

  private static void isTooEarly(Rule rule, Runnable deed) {
    assertThatThrownBy(deed::run)
        .isInstanceOfSatisfying(Conflict.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  private void isTooEarly(Rule rule, String name) {
    isTooEarly(rule, () -> changeUser.change(works.caller("ann"), name, ADMINISTRATOR));
    isTooEarly(
        rule,
        () ->
            changeUser.change(works.caller("ann"), name, UserChange.ranks(Set.of(Rank.HELP_DESK))));
    isTooEarly(
        rule,
        () -> changeUser.change(works.caller("root"), name, UserChange.systemAdministrator(true)));
    assertThat(works.user(name).ranks()).isEmpty();
  }

  @Test
  void noRankComesToWhosePasswordOthersKnow(MovableClock clock) {
    Caller desk = caller(Rank.HELP_DESK);
    addUser.add(desk, newUser("carol", false));
    resetUserPassword.reset(desk, "bob");

    isTooEarly(AdministrationRule.RANK_INITIAL_PASSWORD, "carol");
    isTooEarly(AdministrationRule.RANK_INITIAL_PASSWORD, "bob");

    // By then it is good for nothing.
    clock.advance(Duration.ofDays(7));
    changeUser.change(works.caller("ann"), "carol", ADMINISTRATOR);
    assertThat(works.user("carol").isAdministrator()).isTrue();
  }

  @Test
  void anAdministratorAddsAnotherWithAPasswordToBeginWith() {
    addUser.add(works.ann(), newUser("carol", true));
    assertThat(works.user("carol").isAdministrator()).isTrue();
    isRefused("reset", () -> resetUserPassword.reset(caller(Rank.HELP_DESK), "carol"));
  }

  @Test
  void noRankComesToWhoseInvitationOthersMayHave(MovableClock clock) {
    inviteUser.invite(caller(Rank.HELP_DESK), newUser("dan", false));
    isTooEarly(AdministrationRule.RANK_INVITED, "dan");

    // Its link is good again as soon as the account is.
    changeUser.change(works.ann(), "dan", UserChange.active(false));
    isTooEarly(AdministrationRule.RANK_INVITED, "dan");

    clock.advance(Invitations.LIFETIME);
    changeUser.change(works.caller("ann"), "dan", ADMINISTRATOR);
    assertThat(works.user("dan").isAdministrator()).isTrue();
  }

  @Test
  void noRankComesToAnAddressThatNobodyHasConfirmedWhereMailIsSent(
      Passwords passwords,
      Invitations invitations,
      ApiKeys apiKeys,
      Sessions sessions,
      Transactions transactions) {
    PrepareForRank mailed =
        new PrepareForRank(
            passwords,
            invitations,
            apiKeys,
            sessions,
            Given.settings(Map.of("GATEHOUSE_SMTP_HOST", "mail.example.com")));
    changeUser.change(caller(Rank.HELP_DESK), "bob", moveTo("desk"));

    isTooEarly(
        AdministrationRule.RANK_UNCONFIRMED_ADDRESS,
        () -> transactions.run(() -> mailed.prepare(works.ann(), works.user("bob"))));

    works.change("bob", User::confirmEmail);
    transactions.run(() -> mailed.prepare(works.ann(), works.user("bob")));
  }

  @Test
  void whoGivesARankMayMoveTheAddressWithIt() {
    changeUser.change(
        works.ann(),
        "bob",
        new UserChange(
            Optional.of(new EmailAddress("new@" + works.uid() + ".example")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.empty(),
            Optional.empty()));
    assertThat(works.user("bob").isAdministrator()).isTrue();
    assertThat(works.user("bob").isEmailConfirmed()).isFalse();
  }

  @Test
  void aRankEndsWhatWasOpenedBefore(Callers callers) {
    UUID before = works.caller("bob").sessionId();
    UUID other = works.caller("ann").sessionId();

    changeUser.change(works.ann(), "bob", UserChange.ranks(Set.of(Rank.AUDITOR)));
    assertThat(callers.in(before)).isEmpty();

    // Whoever gives it to itself goes on in this session alone.
    changeUser.change(works.ann(), "ann", UserChange.ranks(Set.of(Rank.AUDITOR)));
    assertThat(callers.in(works.ann().sessionId())).isPresent();
    assertThat(callers.in(other)).isEmpty();
  }

  private static MadeApiKey key(
      ManageOwnKeys ownKeys, Caller owner, String name, Set<KeyScope> scopes) {
    return ownKeys.make(owner, new ApiKeyName(name), scopes, Optional.empty());
  }

  @Test
  void aKeyOfALowerRankDoesNotGrow(ManageOwnKeys ownKeys, ApiKeys apiKeys) {
    Caller auditor = caller(Rank.AUDITOR);
    MadeApiKey kept =
        key(ownKeys, auditor, "SIEM", EnumSet.of(KeyScope.LOGIN, KeyScope.ADMINISTER));
    MadeApiKey plain = key(ownKeys, auditor, "Plain", EnumSet.of(KeyScope.LOGIN));

    changeUser.change(works.ann(), "auditor", ADMINISTRATOR);

    assertThat(apiKeys.recognise(kept.secret())).isEmpty();
    assertThat(apiKeys.recognise(plain.secret())).isPresent();
    assertThat(works.auditedChange(AuditType.ADMINISTRATOR_GRANT))
        .contains("\"keys\":[[\"" + kept.key().id() + "\"],[]]");
  }

  @Test
  void aRankOfALaterVersionIsGuardedLikeTheOthers(
      CoreDatabase database, UnlockUser unlockUser, ManageUserKeys manageKeys) {
    database.update(
        "update user_account set ranks = 'treasurer' where id = ?", works.user("bob").id());
    Caller desk = caller(Rank.HELP_DESK);

    deeds(desk, "bob", unlockUser, manageKeys).forEach((what, deed) -> isRefused(what, deed));
    assertThat(Permissions.mayChange(desk, works.user("bob"))).isFalse();
    assertThat(Permissions.mayChange(works.ann(), works.user("bob"))).isTrue();
    changeUser.change(works.ann(), "bob", rename("Bobby"));
    assertThat(works.user("bob").displayName()).isEqualTo("Bobby");
  }

  @Test
  void anotherFormLeavesARankAsItIsByNow() {
    UserChange other =
        new UserChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(Rank.KEY_MANAGER, true),
            Optional.empty());
    changeUser.change(works.ann(), "auditor", other);
    assertThat(works.user("auditor").ranks())
        .containsExactlyInAnyOrder(Rank.AUDITOR, Rank.KEY_MANAGER);
  }

  @Test
  void nobodyActsByARankThatIsLost() {
    Caller desk = caller(Rank.HELP_DESK);
    works.change("help-desk", user -> user.give(Rank.HELP_DESK, false));
    isRefused("name", () -> changeUser.change(desk, "bob", rename("Bobby")));

    Caller root = works.caller("root");
    works.change("root", user -> user.give(Rank.SYSTEM_ADMINISTRATOR, false));
    isRefused("name", () -> changeUser.change(root, "bob", rename("Bobby")));
    assertThat(works.user("bob").displayName()).isEqualTo("bob");
  }

  @Test
  void noApplicationSeesRanksBelowAdministrators() {
    for (Rank rank : Rank.BELOW_ADMINISTRATORS) {
      assertThat(caller(rank).roles()).containsExactly("user");
    }
  }

  @Test
  void aKeyKeepsThemWhereItsOwnerWantsIt(ManageOwnKeys ownKeys) {
    Caller auditor = caller(Rank.AUDITOR);
    MadeApiKey kept =
        key(ownKeys, auditor, "SIEM", EnumSet.of(KeyScope.LOGIN, KeyScope.ADMINISTER));
    MadeApiKey plain = key(ownKeys, auditor, "Plain", EnumSet.of(KeyScope.LOGIN));

    assertThat(works.caller("auditor", SessionOrigin.byKey(kept.key())).ranks())
        .containsExactly(Rank.AUDITOR);
    Caller program = works.caller("auditor", SessionOrigin.byKey(plain.key()));
    assertThat(program.ranks()).isEmpty();
    isRefused(
        "key with ranks",
        () ->
            ownKeys.make(
                works.caller("bob"),
                new ApiKeyName("More"),
                EnumSet.of(KeyScope.ADMINISTER),
                Optional.empty()));
  }

  @Test
  void keyManagersGiveProgramsKeysAndNoRoles(
      AddServiceAccount addAccount, ManageServiceAccounts accounts, ManageAccess access) {
    access.addRole(works.ann(), new AccessName("finance"), new Description(""), List.of());
    Caller manager = caller(Rank.KEY_MANAGER);
    UserName name = new UserName("nightly");

    isRefused(
        "role of a new one",
        () ->
            addAccount.add(
                manager, new NewServiceAccount(name, Optional.empty(), List.of("finance"))));
    var added = addAccount.add(manager, new NewServiceAccount(name, Optional.empty(), List.of()));
    assertThat(accounts.keys(manager, added.account())).hasSize(1);
    assertThat(
            accounts.change(
                manager,
                "nightly",
                Optional.of(new DisplayName("Nightly")),
                Optional.of(false),
                Optional.empty()))
        .isPresent();
    isRefused(
        "role",
        () ->
            accounts.change(
                manager,
                "nightly",
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("finance"))));
    for (Rank other : List.of(Rank.HELP_DESK, Rank.AUDITOR)) {
      isRefused("account", () -> accounts.find(caller(other), "nightly"));
    }
  }

  @Test
  void aProgramHasNoRank(AddServiceAccount addAccount) {
    var added =
        addAccount.add(
            works.ann(),
            new NewServiceAccount(new UserName("nightly"), Optional.empty(), List.of()));

    isRefused(
        "rank",
        () ->
            changeUser.change(
                works.ann(), added.account(), UserChange.ranks(Set.of(Rank.AUDITOR))));
  }
}
