package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.core.administration.AddServiceAccount;
import org.gatehouse.core.administration.AddedServiceAccount;
import org.gatehouse.core.administration.ManageDeveloperKeys;
import org.gatehouse.core.administration.ManageServiceAccounts;
import org.gatehouse.core.administration.NewServiceAccount;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.guard.GivenFailures;
import org.gatehouse.core.login.Application;
import org.gatehouse.core.login.Applications;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Keys of people, of programs and of applications: who makes them, and what ends with them. */
@CoreTest
class KeyRingTest {
  private static final ApiKeyName NAME = new ApiKeyName("Key");
  private static final Set<KeyScope> LOGIN = Set.of(KeyScope.LOGIN);
  private static final Set<KeyScope> ALL = Set.of(KeyScope.LOGIN, KeyScope.ADMINISTER);

  private final ManageOwnKeys ownKeys;
  private final AddServiceAccount addProgram;
  private final ManageServiceAccounts programs;
  private final ManageDeveloperKeys developerKeys;
  private final Login login;
  private final Sessions sessions;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final Duration recent;

  KeyRingTest(
      ManageOwnKeys ownKeys,
      AddServiceAccount addProgram,
      ManageServiceAccounts programs,
      ManageDeveloperKeys developerKeys,
      Login login,
      Sessions sessions,
      CoreWorkspace works,
      MovableClock clock,
      Settings settings) {
    this.ownKeys = ownKeys;
    this.addProgram = addProgram;
    this.programs = programs;
    this.developerKeys = developerKeys;
    this.login = login;
    this.sessions = sessions;
    this.works = works;
    this.clock = clock;
    this.recent = settings.session().reauthentication();
  }

  private MadeApiKey make(Caller caller) {
    return ownKeys.make(caller, NAME, LOGIN, Optional.empty());
  }

  private Optional<Caller> logIn(String user, MadeApiKey key) {
    return login.login(
                LoginAttempt.ofProgram(
                    Optional.of(works.uid()),
                    Optional.empty(),
                    user,
                    key.secret(),
                    Optional.empty(),
                    works.client()))
            instanceof LoggedIn in
        ? Optional.of(in.caller())
        : Optional.empty();
  }

  private boolean goesOn(Caller caller) {
    return sessions.current(caller.sessionId()).isPresent();
  }

  private AddedServiceAccount addProgram(String name, String... roles) {
    return addProgram.add(
        works.ann(), new NewServiceAccount(new UserName(name), Optional.empty(), List.of(roles)));
  }

  @Test
  void makesAKeyThatLogsInAndTellsItsPerson() {
    MadeApiKey made = make(works.ann());

    assertThat(logIn("ann", made)).isPresent();
    assertThat(ownKeys.list(works.ann())).extracting(ApiKey::id).containsExactly(made.key().id());
    ApiKey listed = ownKeys.list(works.ann()).get(0);
    assertThat(listed.name()).isEqualTo("Key");
    assertThat(made.secret()).endsWith(listed.hint()).startsWith("gatehouse_usr_");
    assertThat(listed.lastUsedAt()).contains(clock.instant());
    assertThat(listed.createdAt()).isEqualTo(clock.instant());
    assertThat(made.toString()).doesNotContain(made.secret());
    assertThat(works.mails("ann")).endsWith("key-made");
    assertThat(works.audited(AuditType.API_KEY_MAKE))
        .containsExactly("ok gatehouse_usr_ " + made.key().id());
  }

  @Test
  void endsAKeyByItselfWhereThatIsWanted() {
    Instant end = clock.instant().plusSeconds(60);
    MadeApiKey made = ownKeys.make(works.ann(), NAME, LOGIN, Optional.of(end));
    Caller opened = logIn("ann", made).orElseThrow();

    assertThat(opened.expiresAt()).isEqualTo(end);
    clock.set(end);
    assertThat(logIn("ann", made)).isEmpty();
    assertThat(goesOn(opened)).isFalse();
    assertThat(ownKeys.list(works.ann())).isEmpty();
  }

  @Test
  void makesNoKeyThatWouldNeverBeGood() {
    for (Instant end : List.of(clock.instant(), Instant.parse("+10000-01-01T00:00:00Z"))) {
      assertThatThrownBy(() -> ownKeys.make(works.ann(), NAME, LOGIN, Optional.of(end)))
          .isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void makesFiftyAndNoMore(CoreTransactions transactions) {
    transactions.run(() -> IntStream.range(0, ApiKeys.LIMIT).forEach(n -> make(works.ann())));

    assertThatThrownBy(() -> make(works.ann())).isInstanceOf(Conflict.class);
    ownKeys.revoke(works.ann(), ownKeys.list(works.ann()).get(0).id());
    make(works.ann());
  }

  @Test
  void makesNoneForWhoHasNotShownAMomentAgoWhoItIs() {
    MadeApiKey key = make(works.ann());
    AddedServiceAccount robot = addProgram("robot");
    clock.advance(recent.plusSeconds(1));

    for (Runnable deed :
        List.<Runnable>of(
            () -> make(works.ann()),
            () -> ownKeys.rotate(works.ann(), key.key().id(), Duration.ZERO, Optional.empty()),
            () -> addProgram("another"),
            () -> programs.makeKey(works.ann(), robot.account(), NAME, Optional.empty()),
            () -> developerKeys.make(works.ann(), NAME, Optional.empty()))) {
      assertThatThrownBy(deed::run).isInstanceOf(ReauthenticationRequired.class);
    }
    // To end one is no power.
    assertThat(ownKeys.revoke(works.ann(), key.key().id())).isTrue();
    assertThat(programs.revokeKey(works.ann(), robot.account(), robot.key().key().id())).isTrue();
  }

  @Test
  void makesNoneByAKey() {
    Caller byKey =
        works.caller("ann", SessionOrigin.byKey(works.makeKey("ann", KeyScope.LOGIN).key()));

    assertThatThrownBy(() -> make(byKey)).isInstanceOf(ReauthenticationRequired.class);
  }

  @Test
  void makesKeysThatAdministerForAdministratorsOnly() {
    works.add("bob");

    assertThatThrownBy(() -> ownKeys.make(works.caller("bob"), NAME, ALL, Optional.empty()))
        .isInstanceOf(NotPermitted.class);
    MadeApiKey made = ownKeys.make(works.ann(), NAME, ALL, Optional.empty());
    assertThat(made.key().scopes()).isEqualTo(ALL);
  }

  @Test
  void replacesAKeyAndEndsTheOldOneAfterAWhile() {
    MadeApiKey old = make(works.ann());
    Caller opened = logIn("ann", old).orElseThrow();
    MadeApiKey next =
        ownKeys
            .rotate(works.ann(), old.key().id(), Duration.ofMinutes(5), Optional.empty())
            .orElseThrow();

    assertThat(next.key().name()).isEqualTo("Key");
    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(logIn("ann", old)).isPresent();
    assertThat(goesOn(opened)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(logIn("ann", old)).isEmpty();
    assertThat(goesOn(opened)).isFalse();
    assertThat(logIn("ann", next)).isPresent();
    assertThat(works.audited(AuditType.API_KEY_ROTATE)).hasSize(1);
  }

  @Test
  void replacesNothingForTooLongOrThatIsNotThere() {
    MadeApiKey key = make(works.ann());

    for (Duration overlap :
        List.of(Duration.ofSeconds(-1), ApiKeys.LONGEST_OVERLAP.plusSeconds(1))) {
      assertThatThrownBy(
              () -> ownKeys.rotate(works.ann(), key.key().id(), overlap, Optional.empty()))
          .isInstanceOf(InvalidInput.class);
    }
    assertThat(ownKeys.rotate(works.ann(), UUID.randomUUID(), Duration.ZERO, Optional.empty()))
        .isEmpty();
    works.add("bob");
    assertThat(ownKeys.rotate(works.caller("bob"), key.key().id(), Duration.ZERO, Optional.empty()))
        .isEmpty();
  }

  @Test
  void revokesAKeyAndEndsWhatItOpened() {
    MadeApiKey key = make(works.ann());
    Caller opened = logIn("ann", key).orElseThrow();
    works.add("bob");

    assertThat(ownKeys.revoke(works.caller("bob"), key.key().id())).isFalse();
    assertThat(ownKeys.revoke(works.ann(), key.key().id())).isTrue();
    assertThat(logIn("ann", key)).isEmpty();
    assertThat(goesOn(opened)).isFalse();
    assertThat(goesOn(works.ann())).isTrue();
    assertThat(ownKeys.revoke(works.ann(), key.key().id())).isFalse();
    assertThat(works.audited(AuditType.API_KEY_REVOKE)).hasSize(1);
  }

  @Test
  void addsAProgramWithItsFirstKey() {
    AddedServiceAccount added = addProgram("robot");

    Caller in = logIn("robot", added.key()).orElseThrow();
    assertThat(in.userId()).isEqualTo(added.account().id());
    assertThat(added.key().secret()).startsWith("gatehouse_svc_");
    assertThat(programs.find(works.ann(), "ROBOT")).isPresent();
    assertThat(programs.find(works.ann(), "ann")).isEmpty();
    assertThat(programs.list(works.ann(), "", 1, 10).users())
        .extracting(User::name)
        .containsExactly("robot");
    assertThat(works.mails("robot")).isEmpty();
    assertThat(works.audited(AuditType.SERVICE_ACCOUNT_ADD)).containsExactly("ok");
    assertThatThrownBy(() -> addProgram("ann")).isInstanceOf(Conflict.class);
  }

  @Test
  void changesAProgramAndLetsItRest() {
    AddedServiceAccount robot = addProgram("robot");
    Caller opened = logIn("robot", robot.key()).orElseThrow();

    assertThat(
            programs
                .change(
                    works.ann(),
                    "robot",
                    Optional.of(new DisplayName("The robot")),
                    Optional.of(false),
                    Optional.empty())
                .orElseThrow()
                .displayName())
        .isEqualTo("The robot");
    assertThat(logIn("robot", robot.key())).isEmpty();
    assertThat(goesOn(opened)).isFalse();
    programs.change(works.ann(), "robot", Optional.empty(), Optional.of(true), Optional.empty());
    // It only rested: its key is good again.
    assertThat(logIn("robot", robot.key())).isPresent();
    assertThat(
            programs.change(
                works.ann(), "ann", Optional.empty(), Optional.of(false), Optional.empty()))
        .isEmpty();
  }

  @Test
  void managesTheKeysOfProgramsOfTheWorkspaceOnly(CoreWorkspace others) {
    AddedServiceAccount robot = addProgram("robot");
    MadeApiKey second = programs.makeKey(works.ann(), robot.account(), NAME, Optional.empty());
    assertThat(programs.keys(works.ann(), robot.account())).hasSize(2);
    MadeApiKey third =
        programs
            .rotateKey(
                works.ann(), robot.account(), second.key().id(), Duration.ZERO, Optional.empty())
            .orElseThrow();
    assertThat(logIn("robot", second)).isEmpty();
    assertThat(logIn("robot", third)).isPresent();

    works.add("bob");
    assertThatThrownBy(() -> programs.keys(works.ann(), works.user("bob")))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> programs.keys(others.ann(), robot.account()))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> programs.keys(works.caller("bob"), robot.account()))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> programs.find(works.caller("bob"), "robot"))
        .isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> programs.list(works.caller("bob"), "", 1, 10))
        .isInstanceOf(NotPermitted.class);
  }

  @Test
  void makesKeysOfApplicationsForAdministrators(Applications applications) {
    MadeApiKey app = developerKeys.make(works.ann(), NAME, Optional.empty());
    assertThat(app.secret()).startsWith("gatehouse_dev_");
    assertThat(developerKeys.list(works.ann())).hasSize(1);
    // It says which application, not who somebody is.
    assertThat(logIn("ann", app)).isEmpty();

    assertThat(applications.recognise(works.uid(), app.secret(), works.client()))
        .contains(new Application(works.id(), app.key().id()));
    MadeApiKey next =
        developerKeys
            .rotate(works.ann(), app.key().id(), Duration.ofDays(1), Optional.empty())
            .orElseThrow();
    assertThat(developerKeys.revoke(works.ann(), next.key().id())).isTrue();
    assertThat(applications.recognise(works.name(), next.secret(), works.client())).isEmpty();
    works.add("bob");
    assertThatThrownBy(() -> developerKeys.list(works.caller("bob")))
        .isInstanceOf(NotPermitted.class);
  }

  @Test
  void recognisesApplicationsInTheirOwnWorkspaceByKeysOfTheirKindOnly(
      Applications applications, CoreWorkspace others, CoreDatabase database) {
    MadeApiKey app = developerKeys.make(works.ann(), NAME, Optional.empty());
    MadeApiKey ofPerson = make(works.ann());

    assertThat(applications.recognise(others.uid(), app.secret(), works.client())).isEmpty();
    assertThat(applications.recognise("nowhere", app.secret(), works.client())).isEmpty();
    assertThat(applications.recognise(works.uid(), ofPerson.secret(), works.client())).isEmpty();
    assertThat(applications.recognise(works.uid(), "anything", works.client())).isEmpty();
    assertThat(
            database.count(
                "select count(*) from audit_event where type = 'application'"
                    + " and outcome = 'wrong-key' and address = ?",
                works.client().address()))
        .isEqualTo(4);
  }

  @Test
  void keepsNoApplicationOutOfAnAddressFromWhichTooMuchHasFailed(Applications applications) {
    MadeApiKey app = developerKeys.make(works.ann(), NAME, Optional.empty());
    assertThatThrownBy(() -> GivenFailures.ofAddress(works.client().address(), 1_000))
        .isInstanceOf(LimitExceeded.class);

    assertThatThrownBy(() -> applications.recognise(works.uid(), "anything", works.client()))
        .isInstanceOf(LimitExceeded.class);
    assertThat(applications.recognise(works.uid(), app.secret(), works.client())).isPresent();
  }

  @Test
  void removesKeysThatEndedLongAgo(ApiKeys keys, CoreDatabase database) {
    MadeApiKey revoked = make(works.ann());
    ownKeys.make(works.ann(), NAME, LOGIN, Optional.of(clock.instant().plusSeconds(1)));
    MadeApiKey good = make(works.ann());
    ownKeys.revoke(works.ann(), revoked.key().id());

    clock.advance(Duration.ofDays(90));
    keys.removeEnded();
    assertThat(rows(database)).isEqualTo(3);
    clock.advance(Duration.ofSeconds(2));
    keys.removeEnded();
    assertThat(rows(database)).isOne();
    assertThat(keys.recognise(good.secret())).isPresent();
  }

  private long rows(CoreDatabase database) {
    return database.count("select count(*) from api_key where user_id = ?", works.ann().userId());
  }
}
