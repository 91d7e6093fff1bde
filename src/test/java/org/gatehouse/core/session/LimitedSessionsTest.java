package org.gatehouse.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SessionLimits;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** How long sessions go on in a workspace that limits them. */
@CoreTest
class LimitedSessionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Sessions sessions;
  private final EndOverSessions endOver;
  private final AuthenticationPolicies policies;
  private final CoreWorkspace works;
  private final CoreTransactions transactions;
  private final MovableClock clock;
  private final SessionLimits installation;

  LimitedSessionsTest(
      Sessions sessions,
      EndOverSessions endOver,
      AuthenticationPolicies policies,
      CoreWorkspace works,
      CoreTransactions transactions,
      MovableClock clock,
      Settings settings) {
    this.sessions = sessions;
    this.endOver = endOver;
    this.policies = policies;
    this.works = works;
    this.transactions = transactions;
    this.clock = clock;
    this.installation = settings.session();
  }

  private void limit(OptionalInt minutes, OptionalInt hours, OptionalInt days) {
    AuthenticationLimits limits =
        new AuthenticationLimits(
            OptionalInt.empty(),
            new SessionBounds(minutes, hours, days),
            0,
            KeyBounds.NONE,
            AllowedNetworks.ANYWHERE,
            AccountBounds.NONE);
    transactions.run(
        () ->
            policies
                .set(works.id(), SecondFactorDemand.NOT_REQUIRED, Set.of(), 0, clock.instant())
                .limit(limits, clock.instant()));
  }

  private void limitIdle(int minutes) {
    limit(OptionalInt.of(minutes), OptionalInt.empty(), OptionalInt.empty());
  }

  private void limitLifetime(int hours) {
    limit(OptionalInt.empty(), OptionalInt.of(hours), OptionalInt.empty());
  }

  private void limitRemembering(int days) {
    limit(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(days));
  }

  private UUID open(SessionOrigin origin) {
    return works.caller("ann", origin).sessionId();
  }

  private UUID open() {
    return open(SessionOrigin.byPassword(false));
  }

  private boolean goesOn(UUID session) {
    boolean found = sessions.find(session).isPresent();
    assertThat(sessions.current(session).isPresent()).isEqualTo(found);
    assertThat(sessions.authenticationContext(session).isPresent()).isEqualTo(found);
    return found;
  }

  private Instant end(UUID session) {
    return sessions.find(session).orElseThrow().caller().expiresAt();
  }

  @Test
  void endWhereNobodyUsesThemForSoLong() {
    UUID before = open();
    limitIdle(30);
    UUID after = open();

    clock.advance(HALF_AN_HOUR.minus(SECOND));
    assertThat(goesOn(before)).as("used now").isTrue();
    clock.advance(SECOND);
    assertThat(goesOn(after)).isFalse();
    assertThat(goesOn(before)).isTrue();
    clock.advance(HALF_AN_HOUR);
    assertThat(goesOn(before)).isFalse();
  }

  @Test
  void endThoughTheyAreUsed() {
    UUID before = open();
    Instant opened = clock.instant();
    clock.advance(HOUR);
    limitLifetime(3);
    UUID after = open();

    assertThat(end(before)).isEqualTo(opened.plus(HOUR.multipliedBy(3)));
    assertThat(end(after)).isEqualTo(clock.instant().plus(HOUR.multipliedBy(3)));
    clock.advance(HOUR.multipliedBy(2).minus(SECOND));
    assertThat(goesOn(before)).isTrue();
    clock.advance(SECOND);
    assertThat(goesOn(before)).isFalse();
    assertThat(goesOn(after)).isTrue();
  }

  @Test
  void endWhoeverHasOpenedThem() {
    UUID program = open(SessionOrigin.byKey(works.makeKey("ann", KeyScope.LOGIN).key()));
    UUID provider =
        open(
            SessionOrigin.byProvider(
                new SessionOrigin.Provider(
                    UUID.randomUUID(), "oidc", Optional.empty(), Optional.empty())));
    limitLifetime(1);

    clock.advance(HOUR);

    assertThat(goesOn(program)).isFalse();
    assertThat(goesOn(provider)).isFalse();
  }

  @Test
  void areBoundedByDaysWhereThePersonIsRemembered() {
    UUID before = open(SessionOrigin.byPassword(true));
    limitIdle(30);
    clock.advance(DAY);
    assertThat(goesOn(before)).as("neither minutes nor hours are for it").isTrue();

    limitRemembering(2);
    UUID after = open(SessionOrigin.byPassword(true));
    assertThat(end(after)).isEqualTo(clock.instant().plus(DAY.multipliedBy(2)));
    clock.advance(DAY);
    assertThat(goesOn(before)).isFalse();
    assertThat(goesOn(after)).isTrue();
  }

  @Test
  void areAsAnyOtherWhereNobodyIsRemembered(Login login) {
    UUID before = open(SessionOrigin.byPassword(true));
    limit(OptionalInt.of(30), OptionalInt.empty(), OptionalInt.of(0));
    LoginAttempt wish =
        LoginAttempt.ofPerson(
            Optional.of(works.uid()),
            Optional.empty(),
            "ann",
            CoreWorkspace.PASSWORD,
            true,
            works.client());

    LoggedIn in = (LoggedIn) login.login(wish);

    assertThat(in.remembered()).isFalse();
    assertThat(sessions.ofUser(works.user("ann").id()))
        .filteredOn(session -> session.id().equals(in.caller().sessionId()))
        .noneMatch(Session::isRemembered);
    clock.advance(HALF_AN_HOUR);
    assertThat(goesOn(before)).isFalse();
    assertThat(goesOn(in.caller().sessionId())).isFalse();

    limitRemembering(1);
    assertThat(((LoggedIn) login.login(wish)).remembered()).isTrue();
  }

  @Test
  void lastNoLongerThanTheInstallationLetsThem() {
    limit(
        OptionalInt.of(SessionBounds.MOST_IDLE_MINUTES),
        OptionalInt.of(SessionBounds.MOST_LIFETIME_HOURS),
        OptionalInt.of(SessionBounds.MOST_REMEMBER_DAYS));
    UUID session = open();

    assertThat(end(session)).isEqualTo(clock.instant().plus(installation.lifetime()));
    assertThat(end(open(SessionOrigin.byPassword(true))))
        .isEqualTo(clock.instant().plus(installation.rememberedLifetime()));
    clock.advance(installation.idle());
    assertThat(goesOn(session)).isFalse();
  }

  @Test
  void getNoMoreTimeByALongerLimit() {
    limitLifetime(1);
    UUID session = open();
    Instant end = end(session);

    limitLifetime(2);

    assertThat(end(session)).isEqualTo(end);
  }

  @Test
  void areNoneOfAnotherWorkspace(CoreWorkspace others) {
    UUID other = others.ann().sessionId();
    limitIdle(5);

    clock.advance(HOUR);

    assertThat(goesOn(other)).isTrue();
    endOver.run();
    assertThat(goesOn(other)).isTrue();
  }

  @Test
  void areEndedAndAuditedOnce() {
    UUID rests = open();
    UUID remembered = open(SessionOrigin.byPassword(true));
    clock.advance(HOUR);
    UUID fresh = open();
    limit(OptionalInt.of(60), OptionalInt.empty(), OptionalInt.of(1));

    endOver.run();

    assertThat(works.audited(AuditType.SESSION_END))
        .containsExactlyInAnyOrder(
            "session-limits " + rests, "session-limits " + works.ann().sessionId());
    assertThat(goesOn(fresh)).isTrue();
    assertThat(goesOn(remembered)).isTrue();
    endOver.run();
    assertThat(works.audited(AuditType.SESSION_END)).hasSize(2);

    clock.advance(DAY.minus(HOUR));
    endOver.run();
    assertThat(works.audited(AuditType.SESSION_END))
        .hasSize(3)
        .contains("session-limits " + remembered);
    List<UUID> left = sessions.ofUser(works.user("ann").id()).stream().map(Session::id).toList();
    assertThat(left).isEmpty();
  }
}
