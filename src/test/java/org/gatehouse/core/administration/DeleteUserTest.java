package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.address.ConfirmAddress;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.invitation.AcceptInvitation;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.reset.RequestPasswordReset;
import org.gatehouse.core.reset.ResetPassword;
import org.gatehouse.core.reset.ResetRequestWorker;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Preferences;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who are deleted: out at once, gone after days, and nothing of them is left. */
@CoreTest
class DeleteUserTest {
  private static final Duration GRACE = Duration.ofDays(30);

  private final DeleteUser deleteUser;
  private final EraseAccounts eraseAccounts;
  private final ChangeUser changeUser;
  private final ManageAuthenticationPolicy managePolicy;
  private final Sessions sessions;
  private final Users users;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;

  DeleteUserTest(
      DeleteUser deleteUser,
      EraseAccounts eraseAccounts,
      ChangeUser changeUser,
      ManageAuthenticationPolicy managePolicy,
      Sessions sessions,
      Users users,
      CoreWorkspace works,
      CoreDatabase database,
      MovableClock clock) {
    this.deleteUser = deleteUser;
    this.eraseAccounts = eraseAccounts;
    this.changeUser = changeUser;
    this.managePolicy = managePolicy;
    this.sessions = sessions;
    this.users = users;
    this.works = works;
    this.database = database;
    this.clock = clock;
  }

  @BeforeEach
  void addBob() {
    works.add("bob");
  }

  private User delete(String name) {
    return deleteUser.delete(works.caller("ann"), name).orElseThrow();
  }

  private void eraseAfter(Duration time) {
    clock.advance(time);
    eraseAccounts.run();
  }

  private boolean letsIn(String password) {
    return works.logIn("bob", password) instanceof LoggedIn;
  }

  private void letPeopleDeleteThemselves() {
    AuthenticationLimits limits =
        new AuthenticationLimits(
            OptionalInt.empty(),
            SessionBounds.NONE,
            0,
            KeyBounds.NONE,
            AllowedNetworks.ANYWHERE,
            new AccountBounds(OptionalInt.empty(), true));
    managePolicy.change(
        works.caller("ann"),
        new AuthenticationPolicyChange(
            new SecondFactorChange(SecondFactorDemand.NOT_REQUIRED, List.of(), 0),
            limits,
            OptionalLong.empty()));
  }

  private static void isRefused(Rule rule, Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            Conflict.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }

  @Test
  void whoIsDeletedIsOutAtOnceAndToldUntilWhen() {
    Caller before = works.caller("bob");
    MadeApiKey key = works.makeKey("bob", KeyScope.LOGIN);

    User deleted = delete("bob");

    assertThat(deleted.eraseAt()).contains(clock.instant().plus(GRACE));
    assertThat(sessions.current(before.sessionId())).isEmpty();
    assertThat(letsIn(CoreWorkspace.PASSWORD)).isFalse();
    assertThat(works.audited(AuditType.LOGIN)).last().asString().startsWith("deleted");
    assertThat(letsIn(key.secret())).isFalse();
    assertThat(works.audited(AuditType.USER_DELETE)).containsExactly("ok");
    assertThat(works.auditedChange(AuditType.USER_DELETE))
        .contains("\"active\":[\"true\",\"false\"]", "\"erase_at\":[\"\",\"2030-01-31T12:00:00Z\"]")
        .contains(key.key().id().toString());
    assertThat(works.mails("bob")).containsExactly("account-deleted");
    assertThat(works.latestMail("bob")).contains("2030-01-31 12:00 UTC");
  }

  @Test
  void whoIsDeletedCanBeBroughtBackUntilThen() {
    delete("bob");
    eraseAfter(GRACE.minusSeconds(1));

    deleteUser.takeBack(works.caller("ann"), "bob");
    eraseAfter(GRACE);

    assertThat(works.user("bob").eraseAt()).isEmpty();
    assertThat(letsIn(CoreWorkspace.PASSWORD)).isTrue();
    assertThat(works.auditedChange(AuditType.USER_ACTIVATE))
        .contains("\"erase_at\":[\"2030-01-31T12:00:00Z\",\"\"]");
  }

  @Test
  void toActivateBringsBackAsWell() {
    delete("bob");
    changeUser.change(works.caller("ann"), "bob", UserChange.active(true));
    eraseAfter(GRACE);

    assertThat(letsIn(CoreWorkspace.PASSWORD)).isTrue();
  }

  @Test
  void thePersonIsToldThatTheEndDoesNotCome() {
    delete("bob");
    deleteUser.takeBack(works.caller("ann"), "bob");
    assertThat(works.mails("bob")).containsExactly("account-deleted", "account-restored");
    assertThat(works.latestMail("bob")).contains("has brought it back");

    changeUser.change(works.caller("ann"), "bob", UserChange.active(false));
    changeUser.change(works.caller("ann"), "bob", UserChange.active(true));
    assertThat(works.mails("bob")).hasSize(2);
  }

  @Test
  void whoWasErasedMeanwhileIsChangedByNobody() {
    User bob = delete("bob");
    eraseAfter(GRACE);

    isRefused(
        AdministrationRule.GONE,
        () -> changeUser.change(works.caller("ann"), bob, UserChange.active(true)));
  }

  @Test
  void whoIsNotDeletedIsNotBroughtBack() {
    changeUser.change(works.ann(), "bob", UserChange.active(false));

    deleteUser.takeBack(works.caller("ann"), "bob");

    assertThat(works.user("bob").isActive()).isFalse();
    assertThat(deleteUser.takeBack(works.caller("ann"), "nobody")).isEmpty();
  }

  @Test
  void toDeleteTwiceDoesNotPutItOff() {
    delete("bob");
    clock.advance(Duration.ofDays(10));
    delete("bob");
    eraseAfter(Duration.ofDays(20));

    assertThat(users.named(works.id(), "bob")).isEmpty();
    assertThat(works.audited(AuditType.USER_DELETE)).containsExactly("ok");
  }

  @Test
  void theNameStaysTakenUntilThen() {
    delete("bob");
    eraseAfter(GRACE.minusSeconds(1));
    assertThatThrownBy(() -> works.add("bob")).isInstanceOf(Conflict.class);

    eraseAfter(Duration.ofSeconds(1));

    assertThat(works.add("bob").eraseAt()).isEmpty();
  }

  @Test
  void theLogHasAnIdAndNoName(ReadAudit readAudit) {
    UUID bob = works.user("bob").id();
    works.caller("bob");
    delete("bob");
    eraseAfter(GRACE);

    AuditSearch deleted = search("", "user-delete");
    AuditSearch erased = search("(" + bob + ")", "user-erase");
    for (AuditSearch search : List.of(deleted, erased)) {
      assertThat(readAudit.find(works.caller("ann"), search, Optional.<AuditCursor>empty(), 10))
          .extracting(AuditPart::entries)
          .asList()
          .singleElement()
          .asString()
          .contains("(" + bob + ")");
    }
    assertThat(
            database.count(
                "select count(*) from audit_event where workspace_id = ?"
                    + " and (lower(detail) like '%bob%' or lower(changes) like '%bob%')",
                works.id()))
        .isZero();
  }

  private static AuditSearch search(String person, String type) {
    return new AuditSearch(false, person, type, "", "", "", "");
  }

  @Test
  void whoHasActedIsStillKnownToTheWorkspaceByTheId(ReadAudit readAudit) {
    works.addAdministrator("dora");
    UUID dora = works.user("dora").id();
    changeUser.change(works.caller("dora"), "bob", UserChange.active(false));
    delete("dora");
    eraseAfter(GRACE);

    assertThat(
            readAudit
                .find(
                    works.caller("ann"),
                    search("", "user-deactivate"),
                    Optional.<AuditCursor>empty(),
                    10)
                .entries())
        .singleElement()
        .extracting(NamedEntry::actor)
        .isEqualTo("(" + dora + ")");
  }

  @Test
  void thePersonIsToldAtTheEnd() {
    delete("bob");
    eraseAfter(GRACE);

    assertThat(works.latestMailTo(works.email("bob"))).contains(works.uid() + "/bob");
    assertThat(
            database.texts("select kind from outbox where user_id is null order by _rowid_ desc"))
        .first()
        .isEqualTo("account-erased");
  }

  @Test
  void thatLetterIsInTheLanguageThatThePersonHasChosen() {
    works.change(
        "bob",
        user -> {
          user.prefer("en");
          user.prefer(new Preferences(Optional.of("de"), Optional.empty()));
        });
    delete("bob");
    eraseAfter(GRACE);

    assertThat(works.latestMailTo(works.email("bob"))).contains("Subject: Ihre Daten");
  }

  @Test
  void whatFailsForOneIsDoneForTheOthers() {
    works.add("carol");
    UUID bob = works.user("bob").id();
    delete("bob");
    delete("carol");
    database.update(
        "insert into sign_on_policy (workspace_id, required, way_back_user_id, return_addresses)"
            + " values (?, false, ?, '')",
        works.id(),
        bob);
    eraseAfter(GRACE);

    assertThat(users.named(works.id(), "carol")).isEmpty();
    assertThat(works.audited(AuditType.USER_ERASE)).hasSize(1);
    assertThat(database.count("select count(*) from password_credential where user_id = ?", bob))
        .isOne();

    database.update("delete from sign_on_policy where way_back_user_id = ?", bob);
    eraseAccounts.run();
    assertThat(users.withId(bob)).isEmpty();
    assertThat(works.audited(AuditType.USER_ERASE)).hasSize(2);
  }

  @Test
  void whoHasNoAddressIsErasedWithoutALetter() {
    works.change("bob", user -> user.delete(clock.instant()));
    UUID bob = works.user("bob").id();
    database.update(
        "update user_account set confirmed_email = null, confirmed_email_key = null where id = ?",
        bob);
    eraseAccounts.run();

    assertThat(users.withId(bob)).isEmpty();
    assertThat(works.audited(AuditType.USER_ERASE)).containsExactly("ok");
  }

  @Test
  void nothingOfTheOldPersonWorksForTheNewOne(
      RequestPasswordReset requestPasswordReset,
      ResetRequestWorker resetRequestWorker,
      ResetPassword resetPassword,
      InviteUser inviteUser,
      AcceptInvitation acceptInvitation,
      Addresses addresses,
      ConfirmAddress confirmAddress,
      CoreTransactions transactions) {
    resetRequestWorker.run();
    UUID before = works.user("bob").id();
    Caller session = works.caller("bob");
    MadeApiKey key = works.makeKey("bob", KeyScope.LOGIN);
    requestPasswordReset.request(new EmailAddress(works.email("bob")), works.client());
    resetRequestWorker.run();
    String reset = CoreWorkspace.token(works.latestMail("bob")).replaceAll(":.*", "");
    transactions.run(
        () ->
            addresses.move(
                users.toBeChanged(before).orElseThrow(),
                new EmailAddress("bob@elsewhere.example"),
                false));
    String confirmation =
        CoreWorkspace.token(works.latestMailTo("bob@elsewhere.example")).replaceAll(":.*", "");
    inviteUser.invite(works.caller("ann"), newUser("carol"));
    String invitation = CoreWorkspace.token(works.latestMail("carol"));
    delete("bob");
    delete("carol");
    eraseAfter(GRACE);

    UUID after = works.add("bob").id();
    works.add("carol");

    assertThat(after).isNotEqualTo(before);
    assertThat(works.mails("bob")).isEmpty();
    assertThat(sessions.current(session.sessionId())).isEmpty();
    assertThat(letsIn(key.secret())).isFalse();
    assertThat(
            resetPassword.reset(
                reset,
                Optional.empty(),
                "bob",
                new Password("a new correct horse"),
                false,
                works.client()))
        .isEmpty();
    assertThat(confirmAddress.confirm(confirmation, works.client())).isFalse();
    assertThat(
            acceptInvitation.accept(
                invitation, new Password("a new correct horse"), works.client()))
        .isEmpty();
    assertThat(letsIn(CoreWorkspace.PASSWORD)).isTrue();
    assertThat(works.user("bob").ranks()).isEmpty();
  }

  private NewUser newUser(String name) {
    return new NewUser(
        new UserName(name),
        new EmailAddress(works.email(name)),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of());
  }

  @Test
  void theLastAdministratorsStay() {
    letPeopleDeleteThemselves();
    isRefused(
        AdministrationRule.LAST_ADMINISTRATOR, () -> deleteUser.deleteOwn(works.caller("ann")));

    database.update("update user_account set system_administrator = false");
    works.makeSystemAdministrator("bob");
    isRefused(
        AdministrationRule.LAST_SYSTEM_ADMINISTRATOR,
        () -> deleteUser.deleteOwn(works.caller("bob")));
    assertThat(works.user("bob").isActive()).isTrue();
    database.update("update user_account set system_administrator = false");
  }

  @Test
  void peopleDeleteThemselvesWhereTheWorkspaceLetsThem() {
    isRefused(PolicyRule.NO_SELF_DELETION, () -> deleteUser.deleteOwn(works.caller("bob")));
    assertThat(deleteUser.isOffered(works.caller("bob"))).isFalse();
    letPeopleDeleteThemselves();
    assertThat(deleteUser.isOffered(works.caller("bob"))).isTrue();

    Caller stale = works.caller("bob");
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> deleteUser.deleteOwn(stale))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThat(deleteUser.deleteOwn(works.caller("bob")).isActive()).isFalse();

    assertThat(letsIn(CoreWorkspace.PASSWORD)).isFalse();
    eraseAfter(GRACE);
    assertThat(users.named(works.id(), "bob")).isEmpty();
  }

  @Test
  void noProgramDeletesOrTakesItself(
      AddServiceAccount addServiceAccount, ExportOwnData exportOwnData) {
    letPeopleDeleteThemselves();
    addServiceAccount.add(
        works.caller("ann"),
        new NewServiceAccount(new UserName("nightly"), Optional.empty(), List.of()));
    Caller program = works.caller("nightly");

    assertThatThrownBy(() -> deleteUser.deleteOwn(program)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> exportOwnData.begin(program)).isInstanceOf(NotPermitted.class);
    assertThat(deleteUser.delete(works.caller("ann"), "nightly")).isEmpty();
  }

  @Test
  void theHelpDeskBringsBackAndDoesNotDelete() {
    works.add("desk");
    works.change("desk", user -> user.give(Rank.HELP_DESK, true));
    Caller desk = works.caller("desk");
    assertThatThrownBy(() -> deleteUser.delete(desk, "bob")).isInstanceOf(NotPermitted.class);

    delete("bob");
    deleteUser.takeBack(desk, "bob");

    assertThat(works.user("bob").isActive()).isTrue();
  }

  @Test
  void anAdministratorShowsWhoItIsAndDeletesNobodyOfHigherRank() {
    Caller stale = works.ann();
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> deleteUser.delete(stale, "bob"))
        .isInstanceOf(ReauthenticationRequired.class);
    assertThatThrownBy(() -> deleteUser.delete(works.caller("ann"), "ann"))
        .isInstanceOf(NotPermitted.class);
    works.makeSystemAdministrator("bob");
    assertThatThrownBy(() -> delete("bob")).isInstanceOf(NotPermitted.class);
    works.change("bob", user -> user.makeSystemAdministrator(false));
    assertThat(works.user("bob").isActive()).isTrue();
  }

  @Test
  void anEndFromBeforeCountsForNothingOnceSomebodyWasLetIn() {
    delete("bob");
    // As a node of the version before does it, which knows no deletion.
    database.update("update user_account set active = true where id = ?", works.user("bob").id());
    eraseAfter(GRACE);
    assertThat(works.user("bob").isActive()).isTrue();

    changeUser.change(works.caller("ann"), "bob", UserChange.active(false));
    eraseAfter(GRACE);

    assertThat(works.user("bob").eraseAt()).isEmpty();
  }

  @Test
  void severalAreErasedAndNobodyElse() {
    works.add("carol");
    works.add("dan");
    delete("bob");
    delete("carol");
    Set<UUID> gone = Set.of(works.user("bob").id(), works.user("carol").id());
    eraseAfter(GRACE);

    assertThat(users.withIds(gone)).isEmpty();
    assertThat(works.user("dan").isActive()).isTrue();
    assertThat(works.audited(AuditType.USER_ERASE)).hasSize(2);
  }
}
