package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.NextUsers;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.user.Users;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that nobody uses. */
@CoreTest
class IdleAccountsTest {
  private static final String LETTER = "account-idle";

  private final IdleAccounts idleAccounts;
  private final ChangeUser changeUser;
  private final AuthenticationPolicies policies;
  private final CoreTransactions transactions;
  private final CoreDatabase database;
  private final CoreWorkspace works;
  private final MovableClock clock;

  IdleAccountsTest(
      IdleAccounts idleAccounts,
      ChangeUser changeUser,
      AuthenticationPolicies policies,
      CoreTransactions transactions,
      CoreDatabase database,
      CoreWorkspace works,
      MovableClock clock) {
    this.idleAccounts = idleAccounts;
    this.changeUser = changeUser;
    this.policies = policies;
    this.transactions = transactions;
    this.database = database;
    this.works = works;
    this.clock = clock;
  }

  @BeforeEach
  void addBob() {
    works.add("bob");
  }

  private void limit(int days) {
    AuthenticationLimits limits =
        new AuthenticationLimits(
            OptionalInt.empty(),
            SessionBounds.NONE,
            0,
            KeyBounds.NONE,
            AllowedNetworks.ANYWHERE,
            new AccountBounds(OptionalInt.of(days), false));
    transactions.run(
        () ->
            policies
                .set(works.id(), SecondFactorDemand.NOT_REQUIRED, Set.of(), 0, clock.instant())
                .limit(limits, clock.instant()));
  }

  private void runAfter(int days) {
    clock.advance(Duration.ofDays(days));
    idleAccounts.run();
  }

  private boolean isActive(String name) {
    return works.user(name).isActive();
  }

  @Test
  void aNewAccountCountsFromItsMakingAndThePersonIsToldAWeekBefore() {
    works.makeKey("bob", KeyScope.LOGIN);
    limit(30);
    runAfter(22);
    assertThat(works.mails("bob")).isEmpty();

    runAfter(1);
    idleAccounts.run();

    assertThat(works.mails("bob")).containsExactly(LETTER);
    assertThat(works.latestMail("bob")).contains(works.uid() + "/bob", "2030-01-31 12:00 UTC");
    assertThat(isActive("bob")).isTrue();
    assertThat(works.user("bob").isIdle()).isTrue();
  }

  @Test
  void itIsDeactivatedOnceWithItsKeys(ApiKeys keys) {
    works.makeKey("bob", KeyScope.LOGIN);
    limit(30);
    runAfter(23);
    runAfter(6);
    assertThat(isActive("bob")).isTrue();

    runAfter(1);
    idleAccounts.run();

    assertThat(isActive("bob")).isFalse();
    assertThat(keys.of(ApiKeyOwner.user(works.user("bob")))).isEmpty();
    assertThat(works.audited(AuditType.USER_DEACTIVATE)).containsExactly("idle");
    assertThat(works.mails("bob")).containsExactly(LETTER);
    assertThat(works.logIn("bob", CoreWorkspace.PASSWORD)).isNotInstanceOf(LoggedIn.class);
  }

  @Test
  void aLoginKeepsIt() {
    limit(30);
    runAfter(23);
    works.logIn("bob", CoreWorkspace.PASSWORD);
    assertThat(works.user("bob").isIdle()).isFalse();

    runAfter(7);
    assertThat(isActive("bob")).isTrue();
    assertThat(works.mails("bob")).containsExactly(LETTER);

    runAfter(16);
    assertThat(works.mails("bob")).containsExactly(LETTER, LETTER);
    runAfter(7);
    assertThat(isActive("bob")).isFalse();
  }

  @Test
  void soDoesASessionThatIsUsed(Sessions sessions) {
    limit(30);
    Caller remembered = works.caller("bob", SessionOrigin.byPassword(true));
    clock.advance(Duration.ofDays(20));
    assertThat(sessions.find(remembered.sessionId())).isPresent();
    runAfter(20);
    assertThat(isActive("bob")).isTrue();
  }

  @Test
  void whoeverIsLetInAgainHasTheWholeTimeAnew() {
    limit(30);
    runAfter(23);
    runAfter(7);
    changeUser.change(works.caller("ann"), "bob", UserChange.active(true));

    idleAccounts.run();
    runAfter(22);

    assertThat(isActive("bob")).isTrue();
    assertThat(works.user("bob").isIdle()).isFalse();
    assertThat(works.mails("bob")).containsExactly(LETTER);
  }

  @Test
  void nobodyIsDeactivatedUntoldWhenTheLimitComesLate() {
    clock.advance(Duration.ofDays(400));
    limit(30);
    runAfter(0);
    assertThat(works.mails("bob")).containsExactly(LETTER);

    runAfter(6);
    assertThat(isActive("bob")).isTrue();
    runAfter(1);
    assertThat(isActive("bob")).isFalse();
  }

  @Test
  void aLetterThatCameToNothingIsNone() {
    limit(30);
    runAfter(23);
    limit(365);
    runAfter(100);
    assertThat(works.mails("bob")).containsExactly(LETTER);

    runAfter(365 - 7 - 123);
    assertThat(works.mails("bob")).containsExactly(LETTER, LETTER);
    runAfter(6);
    assertThat(isActive("bob")).isTrue();
    runAfter(1);
    assertThat(isActive("bob")).isFalse();
  }

  @Test
  void whoCannotBeToldIsNotWaitedFor() {
    database.update(
        "update user_account set confirmed_email = null, confirmed_email_key = null where id = ?",
        works.user("bob").id());
    limit(30);
    runAfter(29);
    assertThat(isActive("bob")).isTrue();

    runAfter(1);

    assertThat(isActive("bob")).isFalse();
    assertThat(works.user("bob").isIdle()).isTrue();
  }

  @Test
  void theLastAdministratorStaysWhoeverItIs() {
    works.addAdministrator("dora");
    limit(30);
    runAfter(23);
    runAfter(7);

    assertThat(Stream.of("ann", "dora").filter(this::isActive)).hasSize(1);
    runAfter(100);
    assertThat(Stream.of("ann", "dora").filter(this::isActive)).hasSize(1);
  }

  @Test
  void theLastSystemAdministratorStays() {
    database.update("update user_account set system_administrator = false");
    works.makeSystemAdministrator("bob");
    limit(30);
    runAfter(23);
    runAfter(7);

    assertThat(isActive("bob")).isTrue();
    assertThat(works.mails("bob")).isEmpty();
    database.update("update user_account set system_administrator = false");
  }

  @Test
  void programsRest(AddServiceAccount addServiceAccount, Users users) {
    addServiceAccount.add(
        works.caller("ann"),
        new NewServiceAccount(new UserName("nightly"), Optional.empty(), List.of()));
    limit(14);
    runAfter(100);
    runAfter(100);

    assertThat(users.named(works.id(), "nightly").filter(User::isActive)).isPresent();
  }

  @Test
  void anotherWorkspaceIsNotConcerned() {
    runAfter(1000);
    runAfter(7);

    assertThat(isActive("bob")).isTrue();
  }

  @Test
  void theStricterOfWorkspaceAndInstallationCounts(
      Users users, Transactions own, EndIdleAccount endIdleAccount) {
    UUID bob = works.user("bob").id();
    IdleAccounts strict =
        new IdleAccounts(
            policies,
            users,
            new EachUser(own) {
              @Override
              void attend(Function<NextUsers, List<UUID>> find, Consumer<UUID> work) {
                // People of other tests are in the same database, thousands of them.
                super.attend(
                    find,
                    id -> {
                      if (id.equals(bob)) {
                        work.accept(id);
                      }
                    });
              }
            },
            endIdleAccount,
            Given.settings(Map.of("GATEHOUSE_ACCOUNT_IDLE", "P20D")),
            clock);
    limit(60);
    clock.advance(Duration.ofDays(13));
    strict.run();
    clock.advance(Duration.ofDays(7));
    strict.run();

    assertThat(isActive("bob")).isFalse();
    assertThat(works.mails("bob")).containsExactly(LETTER);
  }
}
