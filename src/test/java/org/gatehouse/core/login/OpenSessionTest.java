package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Between the proof and the session nothing may have changed, and nothing slips in between. */
@CoreTest
class OpenSessionTest {
  private static final SessionOrigin BY_PASSWORD = SessionOrigin.byPassword(false);
  private static final Proof PROVEN = now -> true;

  private final OpenSession openSession;
  private final Sessions sessions;
  private final CoreWorkspace works;
  private final CoreDatabase database;
  private final MovableClock clock;
  private final User ann;

  OpenSessionTest(
      OpenSession openSession,
      Sessions sessions,
      CoreWorkspace works,
      CoreDatabase database,
      MovableClock clock) {
    this.openSession = openSession;
    this.sessions = sessions;
    this.works = works;
    this.database = database;
    this.clock = clock;
    this.ann = works.user("ann");
  }

  private Optional<LoggedIn> open(SessionOrigin origin, Proof proof) {
    return openSession.open(
        ann, origin, works.client(), proof, AuditEntry.of(AuditType.LOGIN, "ok").detail("test"));
  }

  @Test
  void opensItAndTellsTheAuditLog() {
    LoggedIn in = open(BY_PASSWORD, PROVEN).orElseThrow();

    assertThat(sessions.find(in.caller().sessionId())).isPresent();
    assertThat(in.user().id()).isEqualTo(ann.id());
    assertThat(in.user().qualifiedName()).isEqualTo(ann.qualifiedName());
    assertThat(in.proof()).isSameAs(PROVEN);
    assertThat(in.caller().client()).isEqualTo(works.client());
    assertThat(works.audited(AuditType.LOGIN)).containsExactly("ok test");
  }

  @Test
  void opensNoneWhereTheProofIsNoneAnyLonger() {
    assertThat(open(BY_PASSWORD, now -> false)).isEmpty();
    assertThat(works.audited(AuditType.LOGIN)).isEmpty();
    assertThat(sessions.ofUser(ann.id())).hasSize(1);
  }

  @Test
  void opensNoneForWhoWasDeactivatedMeanwhile() {
    works.change("ann", user -> user.activate(false));

    assertThat(open(BY_PASSWORD, PROVEN)).isEmpty();
    assertThat(works.audited(AuditType.LOGIN)).isEmpty();
  }

  @Test
  void leavesNothingOfSomebodyWhoseAccountHasEnded(Login login) {
    works.add("bob");
    MadeApiKey key = works.makeKey("bob", KeyScope.LOGIN);
    UUID bob = works.user("bob").id();
    works.change("bob", user -> user.expireAt(Optional.of(clock.instant())));

    assertThat(
            openSession.open(
                works.user("bob"),
                BY_PASSWORD,
                works.client(),
                PROVEN,
                AuditEntry.of(AuditType.LOGIN, "ok")))
        .isEmpty();
    assertThat(
            login.login(
                LoginAttempt.ofProgram(
                    Optional.of(works.uid()),
                    Optional.empty(),
                    "bob",
                    key.secret(),
                    Optional.empty(),
                    works.client())))
        .isInstanceOf(Refused.class);

    assertThat(database.texts("select id from login_session where user_id = ?", bob)).isEmpty();
    assertThat(works.audited(AuditType.LOGIN)).singleElement().asString().startsWith("expired");
  }

  @Test
  void opensNoneByAKeyThatWasRevokedMeanwhile(ApiKeys keys) {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);
    keys.revoke(ApiKeyOwner.user(ann), key.key().id());

    assertThat(open(SessionOrigin.byKey(key.key()), PROVEN)).isEmpty();
  }

  @Test
  void endsWithAKeyThatWasGivenAnEndMeanwhile(ApiKeys keys) {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);
    keys.rotate(ApiKeyOwner.user(ann), key.key().id(), Duration.ofMinutes(1), Optional.empty());
    Instant end = clock.instant().plusSeconds(60);

    assertThat(open(SessionOrigin.byKey(key.key()), PROVEN).orElseThrow().caller().expiresAt())
        .isEqualTo(end);
  }

  @Test
  void opensNoneWhereTheProvidersOwnHasEnded() {
    SessionOrigin ended =
        SessionOrigin.byProvider(
            new SessionOrigin.Provider(
                UUID.randomUUID(), "saml", Optional.of(clock.instant()), Optional.empty()));

    assertThat(open(ended, PROVEN)).isEmpty();
    assertThat(works.audited(AuditType.LOGIN)).isEmpty();
  }

  @Test
  void rollsBackWhereTheProofCannotBeLookedAt() {
    RuntimeException error = new IllegalStateException("the database is away");

    assertThatThrownBy(
            () ->
                open(
                    BY_PASSWORD,
                    now -> {
                      throw error;
                    }))
        .isSameAs(error);
    assertThat(sessions.ofUser(ann.id())).hasSize(1);
  }

  @Test
  void waitsForAChangeOfTheUserThatIsUnderWay(CoreTransactions transactions, Users users)
      throws Exception {
    CountDownLatch changing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> change =
          other.submit(
              () ->
                  transactions.run(
                      () -> {
                        users.toBeChanged(ann.id()).orElseThrow().activate(false);
                        changing.countDown();
                        await(go);
                      }));
      await(changing);
      Future<Optional<LoggedIn>> origin;
      ExecutorService opener = Executors.newSingleThreadExecutor();
      try {
        origin = opener.submit(() -> open(BY_PASSWORD, PROVEN));
        // Whether it waits already or comes later, it must see what the change has done.
        go.countDown();
        change.get();
        assertThat(origin.get()).isEmpty();
      } finally {
        opener.shutdownNow();
      }
    } finally {
      other.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void notesTheLanguageOfTheBrowserAndKeepsWhatItDoesNotKnow() {
    works.change("ann", user -> user.prefer("de"));
    openSession.open(
        ann,
        BY_PASSWORD,
        new Client("Browser", "", "xx", Optional.empty(), ""),
        PROVEN,
        AuditEntry.of(AuditType.LOGIN, "ok"));
    assertThat(works.user("ann").asRecipient().orElseThrow().language()).contains("de");

    openSession.open(
        ann,
        BY_PASSWORD,
        new Client("Browser", "", "en-GB, de;q=0.5", Optional.empty(), ""),
        PROVEN,
        AuditEntry.of(AuditType.LOGIN, "ok"));
    assertThat(works.user("ann").asRecipient().orElseThrow().language()).contains("en");
  }
}
