package org.gatehouse.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SessionLimits;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.Roles;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** How long sessions last, which of them end together, and who calls in them. */
@CoreTest
class SessionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST = 200;

  private final Sessions sessions;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final SessionLimits limits;
  private final CoreTransactions transactions;
  private final UUID ann;

  SessionsTest(
      Sessions sessions,
      CoreWorkspace works,
      MovableClock clock,
      Settings settings,
      CoreTransactions transactions) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.works = works;
    this.clock = clock;
    this.limits = settings.session();
    this.ann = works.user("ann").id();
  }

  private UUID open(SessionOrigin origin) {
    return transactions.call(
        () -> {
          return sessions
              .open(
                  works.user("ann"),
                  works.client(),
                  origin,
                  false,
                  Optional.empty(),
                  sessions.ofUser(ann).size())
              .sessionId();
        });
  }

  private UUID open() {
    return open(SessionOrigin.byPassword(false));
  }

  private static SessionOrigin byProvider(UUID provider, Optional<Instant> endsAt) {
    return SessionOrigin.byProvider(
        new SessionOrigin.Provider(provider, "oidc", endsAt, Optional.empty()));
  }

  private OptionalLong refresh(UUID session, long shown) {
    return sessions
        .refresh(session, shown)
        .map(generations -> OptionalLong.of(generations.current()))
        .orElse(OptionalLong.empty());
  }

  private boolean goesOn(UUID session) {
    return sessions.current(session).isPresent();
  }

  /** Uses a session so often that it is never idle for too long. */
  private void use(UUID session, Duration time, Duration every) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().plus(every).isBefore(end)) {
      clock.advance(every);
      assertThat(sessions.find(session)).as("at %s", clock.instant()).isPresent();
    }
    clock.set(end);
  }

  @Test
  void sayWhoCallsInThem() {
    works.change("ann", user -> user.rename(new DisplayName("Ann Other")));
    UUID session = open();

    Caller caller = sessions.find(session).orElseThrow().caller();
    assertThat(caller.sessionId()).isEqualTo(session);
    assertThat(caller.userId()).isEqualTo(ann);
    assertThat(caller.workspaceId()).isEqualTo(works.id());
    assertThat(caller.name()).isEqualTo(works.uid() + "/ann");
    assertThat(caller.displayName()).isEqualTo("Ann Other");
    assertThat(caller.source()).isEqualTo(Caller.LOCAL);
    assertThat(caller.expiresAt()).isEqualTo(clock.instant().plus(limits.lifetime()));
    assertThat(sessions.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void endWhereNobodyUsesThem() {
    UUID session = open();

    clock.advance(limits.idle().minus(SECOND));
    assertThat(goesOn(session)).isTrue();
    clock.advance(SECOND);
    assertThat(goesOn(session)).isFalse();
    assertThat(sessions.find(session)).isEmpty();
  }

  @Test
  void goOnWhileSomebodyUsesThemUpToTheirLifetime() {
    UUID session = open();
    use(session, limits.lifetime().minus(SECOND), limits.idle().dividedBy(2));

    assertThat(sessions.find(session)).isPresent();
    clock.advance(SECOND);
    assertThat(sessions.find(session)).isEmpty();
  }

  @Test
  void areNotProlongedByALookThatIsNoUse() {
    UUID session = open();

    clock.advance(limits.idle().minus(SECOND));
    assertThat(sessions.current(session)).isPresent();
    clock.advance(SECOND);
    assertThat(sessions.current(session)).isEmpty();
  }

  @Test
  void lastLongerWhereThePersonIsRemembered() {
    UUID session = open(SessionOrigin.byPassword(true));

    clock.advance(limits.rememberedIdle().minus(SECOND));
    assertThat(sessions.find(session)).isPresent();
    use(
        session,
        limits.rememberedLifetime().minus(limits.rememberedIdle()),
        limits.rememberedIdle().dividedBy(2));
    assertThat(sessions.find(session)).isPresent();
    clock.advance(SECOND);
    assertThat(sessions.find(session)).isEmpty();
  }

  @Test
  void endWithTheSessionOfTheProviderBehindThem() {
    Instant end = clock.instant().plusSeconds(600);
    UUID session = open(byProvider(UUID.randomUUID(), Optional.of(end)));

    assertThat(sessions.find(session).orElseThrow().caller().source()).isEqualTo("oidc");
    clock.set(end.minusSeconds(1));
    assertThat(goesOn(session)).isTrue();
    clock.set(end);
    assertThat(goesOn(session)).isFalse();
  }

  @Test
  void areNotProlongedByAProviderWhoseSessionIsLonger() {
    UUID session =
        open(
            byProvider(UUID.randomUUID(), Optional.of(clock.instant().plus(DAY.multipliedBy(99)))));

    assertThat(sessions.find(session).orElseThrow().caller().expiresAt())
        .isEqualTo(clock.instant().plus(limits.lifetime()));
  }

  @Test
  void restWhileTheirUserIsInactive() {
    UUID session = open();
    works.change("ann", user -> user.activate(false));

    assertThat(sessions.find(session)).isEmpty();
    assertThat(sessions.ofUser(ann)).isEmpty();
  }

  @Test
  void noteWhenTheUserWasThereOnceAMinute() {
    UUID session = open();
    Instant opened = clock.instant();

    clock.advance(Duration.ofSeconds(59));
    sessions.find(session);
    assertThat(works.user("ann").lastActivityAt()).contains(opened);
    clock.advance(Duration.ofSeconds(2));
    sessions.find(session);
    assertThat(works.user("ann").lastActivityAt()).contains(clock.instant());
    assertThat(sessions.ofUser(ann).get(0).lastSeenAt()).isEqualTo(clock.instant());
  }

  @Test
  void endOnceAndOnlyForTheirUser() {
    works.add("bob");
    UUID session = open();

    assertThat(sessions.end(works.user("bob").id(), session)).isFalse();
    assertThat(goesOn(session)).isTrue();
    assertThat(sessions.end(ann, session)).isTrue();
    assertThat(goesOn(session)).isFalse();
    assertThat(sessions.end(ann, session)).isFalse();
  }

  @Test
  void endAllTogetherButTheOneThatIsSpared() {
    UUID spared = open();
    UUID other = open();
    works.add("bob");
    UUID bobs = works.caller("bob").sessionId();

    // The third is that of the sign-up.
    assertThat(sessions.endAll(ann, Optional.of(spared))).isEqualTo(2);
    assertThat(goesOn(other)).isFalse();
    assertThat(goesOn(spared)).isTrue();
    assertThat(goesOn(bobs)).isTrue();
    assertThat(sessions.endAll(ann, Optional.empty())).isOne();
    assertThat(sessions.ofUser(ann)).isEmpty();
  }

  @Test
  void areTwoHundredAtTheMostAndThoseThatRestLongestEnd() {
    UUID first = works.ann().sessionId();
    clock.advance(Duration.ofMinutes(2));
    UUID second = open();
    clock.advance(Duration.ofMinutes(2));
    IntStream.range(0, MOST - 2).forEach(n -> open());
    clock.advance(Duration.ofMinutes(2));
    sessions.find(first);
    assertThat(sessions.ofUser(ann)).hasSize(MOST);

    open();
    // Twenty at once, so that not each of the next logins has to look.
    assertThat(sessions.ofUser(ann)).hasSize(MOST - 20 + 1);
    assertThat(goesOn(second)).isFalse();
    assertThat(goesOn(first)).isTrue();
  }

  @Test
  void makeNoRoomForThoseThatHaveExpired() {
    IntStream.range(0, MOST - 1).forEach(n -> open());
    clock.advance(Duration.ofDays(2));
    assertThat(sessions.ofUser(ann)).isEmpty();

    IntStream.range(0, MOST - 1).forEach(n -> open());
    assertThat(sessions.ofUser(ann)).hasSize(MOST - 1);
  }

  @Test
  void areListedWithTheLatestUsedFirst() {
    clock.advance(Duration.ofMinutes(2));
    UUID second = open();
    clock.advance(Duration.ofMinutes(2));
    UUID first = works.ann().sessionId();
    sessions.find(first);

    assertThat(sessions.ofUser(ann)).extracting(Session::id).containsExactly(first, second);
    Session listed = sessions.ofUser(ann).get(1);
    assertThat(listed.userAgent()).isEqualTo(works.client().userAgent());
    assertThat(listed.address()).isEqualTo(works.client().address());
    assertThat(listed.createdAt()).isEqualTo(clock.instant().minus(Duration.ofMinutes(2)));
  }

  @Test
  void giveEachGenerationAnother() {
    UUID session = open();

    assertThat(refresh(session, 0)).isEqualTo(OptionalLong.of(1));
    assertThat(refresh(session, 1)).isEqualTo(OptionalLong.of(2));
    assertThat(sessions.find(session).orElseThrow().caller().generation())
        .isEqualTo(OptionalLong.of(2));
  }

  @Test
  void giveThePresentGenerationToWhoeverIsAMomentTooLate() {
    UUID session = open();
    sessions.refresh(session, 0);

    clock.advance(Generations.GRACE.minus(SECOND));
    assertThat(refresh(session, 0)).isEqualTo(OptionalLong.of(1));
    clock.advance(SECOND);
    assertThat(sessions.refresh(session, 0)).isEmpty();
    assertThat(refresh(session, 1)).isEqualTo(OptionalLong.of(2));
  }

  @Test
  void giveNothingForAGenerationThatNeverWasOrToWhomHasEnded() {
    UUID session = open();

    assertThat(sessions.refresh(session, 7)).isEmpty();
    sessions.end(ann, session);
    assertThat(sessions.refresh(session, 0)).isEmpty();
    assertThat(sessions.refresh(UUID.randomUUID(), 0)).isEmpty();
  }

  @Test
  void giveManyAtOnceTheSameGeneration() {
    UUID session = open();

    assertThat(AtOnce.call(6, () -> refresh(session, 0))).containsOnly(OptionalLong.of(1));
  }

  @Test
  void endWithTheKeyThatOpenedThem() {
    var key = works.makeKey("ann", KeyScope.LOGIN).key();
    UUID byKey = open(SessionOrigin.byKey(key));
    UUID byPassword = open();
    Instant end = clock.instant().plusSeconds(60);

    sessions.endOpenedBy(ann, key.id(), end);
    assertThat(goesOn(byKey)).isTrue();
    clock.set(end);
    assertThat(goesOn(byKey)).isFalse();
    assertThat(goesOn(byPassword)).isTrue();
  }

  @Test
  void areNotProlongedByAnEndThatComesLater() {
    var key = works.makeKey("ann", KeyScope.LOGIN).key();
    UUID byKey = open(SessionOrigin.byKey(key));
    sessions.endOpenedBy(ann, key.id(), clock.instant().plusSeconds(60));
    sessions.endOpenedBy(ann, key.id(), clock.instant().plusSeconds(600));

    clock.advance(Duration.ofSeconds(60));
    assertThat(goesOn(byKey)).isFalse();
  }

  @Test
  void haveTheRankOfAKeyOnlyWhereThatWasGiven() {
    UUID login = open(SessionOrigin.byKey(works.makeKey("ann", KeyScope.LOGIN).key()));
    UUID administer =
        open(SessionOrigin.byKey(works.makeKey("ann", KeyScope.LOGIN, KeyScope.ADMINISTER).key()));

    assertThat(roles(login)).containsExactly(Roles.USER);
    assertThat(roles(administer)).contains(Roles.WORKSPACE_ADMINISTRATOR);
  }

  private Set<String> roles(UUID session) {
    return sessions.current(session).orElseThrow().caller().roles();
  }

  @Test
  void areForTheChangeOfAnInitialPasswordOnlyUnlessAProviderIsBehindThem(Passwords passwords) {
    UUID byPassword = open();
    UUID byProvider = open(byProvider(UUID.randomUUID(), Optional.empty()));
    passwords.setInitial(ann, passwords.hash(new Password(CoreWorkspace.PASSWORD)));

    assertThat(roles(byPassword)).containsExactly(Roles.PASSWORD_CHANGE);
    assertThat(roles(byProvider)).contains(Roles.USER);
  }

  @Test
  void endEachThatIsNamedAndTellWhich() {
    UUID one = open();
    UUID two = open();
    sessions.end(ann, two);

    assertThat(sessions.endEach(List.of(one, two, UUID.randomUUID())))
        .extracting(Session::id)
        .containsExactly(one);
    assertThat(goesOn(one)).isFalse();
    assertThat(sessions.endEach(List.of())).isEmpty();
  }

  @Test
  void endWithTheirProviderForSomeOrForAll() {
    UUID provider = UUID.randomUUID();
    works.add("bob");
    UUID spared = open(byProvider(provider, Optional.empty()));
    UUID anns = open(byProvider(provider, Optional.empty()));
    UUID others = open(byProvider(UUID.randomUUID(), Optional.empty()));
    UUID bobs = works.caller("bob", byProvider(provider, Optional.empty())).sessionId();

    sessions.endOpenedByProvider(
        provider, session -> session.user().id().equals(ann) && !session.id().equals(spared));
    assertThat(standing(spared, anns, others, bobs)).containsExactly(spared, others, bobs);
    sessions.endOpenedByProvider(provider, any -> true);
    assertThat(standing(spared, anns, others, bobs)).containsExactly(others);
  }

  private List<UUID> standing(UUID... all) {
    List<UUID> standing = new ArrayList<>(List.of(all));
    standing.removeIf(session -> !goesOn(session));
    return standing;
  }

  @Test
  void tellHowAndWhenThePersonHasShownWhoItIs() {
    Instant opened = clock.instant();
    UUID session = open(SessionOrigin.byTwoFactors(false, AuthenticationMethod.ONE_TIME_PASSWORD));
    assertThat(sessions.authenticationContext(session))
        .contains(
            new AuthenticationContext(
                Set.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD),
                Optional.of(opened),
                false,
                Optional.of(SecondFactorDemand.REQUIRED)));

    clock.advance(Duration.ofMinutes(5));
    sessions.reauthenticated(session, Set.of(AuthenticationMethod.PASSWORD));
    assertThat(sessions.authenticationContext(session))
        .contains(
            new AuthenticationContext(
                Set.of(AuthenticationMethod.PASSWORD),
                Optional.of(clock.instant()),
                false,
                Optional.of(SecondFactorDemand.REQUIRED)));
    sessions.end(ann, session);
    assertThat(sessions.authenticationContext(session)).isEmpty();
  }

  @Test
  void areLookedAtWhereSomethingIsDemanded(SessionRows rows, AuthenticationPolicies policies) {
    UUID session = open();
    Instant now = clock.instant();
    assertThat(demanding(rows, false)).doesNotContain(session);
    assertThat(demanding(rows, true)).contains(session);
    policies.set(works.id(), SecondFactorDemand.REQUIRED, Set.of(), 1, now);
    assertThat(demanding(rows, false)).contains(session);
    assertThat(rows.demanding(false, Optional.of(session), now, 500))
        .extracting(active -> active.session().id())
        .doesNotContain(session);
  }

  private List<UUID> demanding(SessionRows rows, boolean everywhere) {
    return rows.demanding(everywhere, Optional.empty(), clock.instant(), 10_000).stream()
        .map(active -> active.session().id())
        .toList();
  }

  @Test
  void tellOfAKeyOrAProviderThatNobodyHasShownAnything() {
    UUID byKey = open(SessionOrigin.byKey(works.makeKey("ann", KeyScope.LOGIN).key()));
    UUID byProvider = open(byProvider(UUID.randomUUID(), Optional.empty()));

    assertThat(sessions.authenticationContext(byKey))
        .contains(new AuthenticationContext(Set.of(), Optional.empty(), true, Optional.empty()));
    assertThat(sessions.authenticationContext(byProvider))
        .contains(new AuthenticationContext(Set.of(), Optional.empty(), false, Optional.empty()));
  }

  @Test
  void areForgottenByWhoRemembersThemWhenTheyEnd(Callers callers) {
    UUID session = open();
    assertThat(callers.in(session)).isPresent();

    sessions.end(ann, session);
    assertThat(callers.in(session)).isEmpty();
  }

  @Test
  void areRemovedADayAfterTheirEnd(RemoveSessions removeSessions, CoreDatabase database) {
    UUID ended = open();
    UUID idle = open();
    UUID lasting = open(SessionOrigin.byPassword(true));
    var key = works.makeKey("ann", KeyScope.LOGIN).key();
    UUID byKey = open(SessionOrigin.byKey(key));
    sessions.end(ann, ended);
    sessions.endOpenedBy(ann, key.id(), clock.instant());

    clock.advance(DAY);
    removeSessions.run();
    assertThat(rows(database, ended)).isOne();
    assertThat(rows(database, byKey)).isOne();
    clock.advance(SECOND);
    removeSessions.run();
    assertThat(rows(database, ended)).isZero();
    assertThat(rows(database, byKey)).isZero();
    assertThat(rows(database, idle)).isOne();
    clock.advance(limits.idle());
    removeSessions.run();
    assertThat(rows(database, idle)).isZero();
    assertThat(rows(database, lasting)).isOne();
  }

  private static long rows(CoreDatabase database, UUID session) {
    return database.count("select count(*) from login_session where id = ?", session);
  }
}
