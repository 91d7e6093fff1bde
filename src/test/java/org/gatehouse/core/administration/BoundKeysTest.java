package org.gatehouse.core.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.ManageOwnKeys;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeyRule;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.login.Applications;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** How long keys live in a workspace that limits it, and what they may be. */
@CoreTest
class BoundKeysTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final ApiKeyName NAME = new ApiKeyName("Nightly");
  private static final Set<KeyScope> LOGIN = Set.of(KeyScope.LOGIN);

  private final ManageAuthenticationPolicy manage;
  private final ManageOwnKeys ownKeys;
  private final ManageDeveloperKeys developerKeys;
  private final BoundKeys boundKeys;
  private final Sessions sessions;
  private final CoreWorkspace works;
  private final MovableClock clock;

  BoundKeysTest(
      ManageAuthenticationPolicy manage,
      ManageOwnKeys ownKeys,
      ManageDeveloperKeys developerKeys,
      BoundKeys boundKeys,
      Sessions sessions,
      CoreWorkspace works,
      MovableClock clock) {
    this.manage = manage;
    this.ownKeys = ownKeys;
    this.developerKeys = developerKeys;
    this.boundKeys = boundKeys;
    this.sessions = sessions;
    this.works = works;
    this.clock = clock;
  }

  private void limit(OptionalInt days, boolean administering) {
    limit(works.caller("ann"), days, administering);
  }

  private void limit(Caller caller, OptionalInt days, boolean administering) {
    AuthenticationLimits limits =
        new AuthenticationLimits(
            OptionalInt.empty(),
            SessionBounds.NONE,
            0,
            new KeyBounds(days, administering),
            AllowedNetworks.ANYWHERE,
            AccountBounds.NONE);
    manage.change(
        caller,
        new AuthenticationPolicyChange(
            new SecondFactorChange(SecondFactorDemand.NOT_REQUIRED, List.of(), 0),
            limits,
            OptionalLong.empty()));
  }

  private void limitDays(int days) {
    limit(OptionalInt.of(days), true);
  }

  private Instant inDays(int days) {
    return clock.instant().plus(DAY.multipliedBy(days));
  }

  private ApiKey make(Optional<Instant> expiresAt) {
    return ownKeys.make(works.caller("ann"), NAME, LOGIN, expiresAt).key();
  }

  private static void isRefused(Rule rule, Runnable made) {
    assertThatThrownBy(made::run)
        .isInstanceOfSatisfying(
            InvalidInput.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }

  @Test
  void liveNoLongerThanTheWorkspaceLetsThem() {
    limitDays(30);

    assertThat(make(Optional.empty()).expiresAt()).contains(inDays(30));
    assertThat(make(Optional.of(inDays(7))).expiresAt()).contains(inDays(7));
    assertThat(make(Optional.of(inDays(30))).expiresAt()).contains(inDays(30));
    isRefused(ApiKeyRule.TOO_LONG, () -> make(Optional.of(inDays(31))));
    ApiKey ofApplication = developerKeys.make(works.caller("ann"), NAME, Optional.empty()).key();
    assertThat(ofApplication.expiresAt()).contains(inDays(30));
    clock.advance(DAY);
    assertThat(
            developerKeys
                .rotate(works.caller("ann"), ofApplication.id(), Duration.ZERO, Optional.empty())
                .orElseThrow()
                .key()
                .expiresAt())
        .contains(inDays(30));
  }

  @Test
  void liveAsLongAsTheyAreWantedWhereNobodySaysSo() {
    assertThat(make(Optional.empty()).expiresAt()).isEmpty();
    limitDays(1);
    limit(OptionalInt.empty(), true);
    assertThat(make(Optional.of(inDays(4_000))).expiresAt()).contains(inDays(4_000));
    isRefused(PolicyRule.KEY_DAYS_INVALID, () -> limitDays(0));
    isRefused(PolicyRule.KEY_DAYS_INVALID, () -> limitDays(3_651));
  }

  @Test
  void areMadeByWhatIsLimitedByThen() {
    assertThatThrownBy(
            () ->
                works.after(
                    this::limitToThirtyDays,
                    () -> ownKeys.make(works.ann(), NAME, LOGIN, Optional.of(inDays(60)))))
        .hasRootCauseInstanceOf(InvalidInput.class);
  }

  /** In a session that is there already, so that no lock is held but the workspace's. */
  private void limitToThirtyDays() {
    limit(works.ann(), OptionalInt.of(30), true);
  }

  @Test
  void openNothingOnceTheyAreTooOld(Login login, Applications applications) {
    MadeApiKey key = works.makeKey("ann", KeyScope.LOGIN);
    MadeApiKey ofApplication = developerKeys.make(works.caller("ann"), NAME, Optional.empty());
    Instant end = key.key().createdAt().plus(DAY.multipliedBy(3));
    limitDays(3);
    clock.set(end.minusSeconds(60));

    LoggedIn in = (LoggedIn) login.login(attempt(key));
    assertThat(in.caller().expiresAt()).isEqualTo(end);
    clock.set(end);

    assertThat(login.login(attempt(key))).isInstanceOf(Refused.class);
    assertThat(sessions.current(in.caller().sessionId())).isEmpty();
    MadeApiKey later = developerKeys.make(works.caller("ann"), NAME, Optional.empty());
    assertThat(applications.recognise(works.uid(), later.secret(), works.client())).isPresent();
    assertThat(applications.recognise(works.uid(), ofApplication.secret(), works.client()))
        .isEmpty();
    assertThat(ownKeys.rotate(works.caller("ann"), key.key().id(), DAY, Optional.empty()))
        .isEmpty();
  }

  private LoginAttempt attempt(MadeApiKey key) {
    return LoginAttempt.ofProgram(
        Optional.of(works.uid()),
        Optional.empty(),
        "ann",
        key.secret(),
        Optional.empty(),
        works.client());
  }

  @Test
  void openSessionsThatEndWithThemWhateverIsLimitedMeanwhile(CoreDatabase database)
      throws Exception {
    ApiKey key = works.makeKey("ann", KeyScope.LOGIN).key();

    UUID opened =
        works
            .after(this::limitToThirtyDays, () -> works.caller("ann", SessionOrigin.byKey(key)))
            .sessionId();

    // Its row may say longer.
    database.update(
        "update login_session set expires_at = ? where id = ?",
        inDays(60).atOffset(ZoneOffset.UTC),
        opened);
    assertThat(sessions.current(opened).orElseThrow().caller().expiresAt())
        .isEqualTo(key.createdAt().plus(DAY.multipliedBy(30)));
  }

  @Test
  void getTheEndThatTheyWouldHaveHad(CoreWorkspace others) {
    Instant made = clock.instant();
    ApiKey ofAnn = works.makeKey("ann", KeyScope.LOGIN).key();
    ApiKey other = others.makeKey("ann", KeyScope.LOGIN).key();
    ApiKey ofApplication =
        developerKeys.make(works.caller("ann"), NAME, Optional.of(inDays(2))).key();
    UUID opened = works.caller("ann", SessionOrigin.byKey(ofAnn)).sessionId();
    clock.advance(Duration.ofHours(6));

    limitDays(3);

    assertThat(end(ownKeys.list(works.ann()), ofAnn)).contains(made.plus(DAY.multipliedBy(3)));
    assertThat(end(developerKeys.list(works.ann()), ofApplication))
        .as("no later than before")
        .contains(made.plus(DAY.multipliedBy(2)));
    assertThat(end(ownKeys.list(others.ann()), other)).as("of another workspace").isEmpty();
    assertThat(sessions.current(opened).orElseThrow().caller().expiresAt())
        .isEqualTo(made.plus(DAY.multipliedBy(3)));

    clock.advance(DAY);
    limitDays(1);

    assertThat(ownKeys.list(works.ann())).isEmpty();
    assertThat(sessions.current(opened)).isEmpty();
    boundKeys.run();
    assertThat(works.audited(AuditType.API_KEY_BOUND)).containsExactly("ok 2");
    limit(OptionalInt.empty(), true);
    assertThat(ownKeys.list(works.ann())).as("once and for all").isEmpty();
    assertThat(sessions.current(opened)).isEmpty();
    assertThat(end(ownKeys.list(others.ann()), other)).as("of another workspace").isEmpty();
  }

  private static Optional<Instant> end(List<ApiKey> keys, ApiKey one) {
    return keys.stream()
        .filter(key -> key.id().equals(one.id()))
        .findFirst()
        .flatMap(ApiKey::expiresAt);
  }

  @Test
  void getItFromTheHourlyTaskToo(CoreDatabase database) {
    limitDays(3);
    ApiKey key = make(Optional.empty());
    UUID opened = works.caller("ann", SessionOrigin.byKey(key)).sessionId();
    // As the version before makes them.
    database.update("update api_key set expires_at = null where id = ?", key.id());
    database.update(
        "update login_session set expires_at = ? where id = ?",
        inDays(30).atOffset(ZoneOffset.UTC),
        opened);

    assertThat(boundKeys.run()).isPositive();

    String end = "select expires_at = ? from ";
    Object at = inDays(3).atOffset(ZoneOffset.UTC);
    assertThat(database.texts(end + "api_key where id = ?", at, key.id())).containsExactly("true");
    assertThat(database.texts(end + "login_session where id = ?", at, opened))
        .containsExactly("true");
    assertThat(boundKeys.run()).as("nothing is left").isZero();
    assertThat(works.audited(AuditType.API_KEY_BOUND)).containsExactly("ok 1");
  }

  @Test
  void administerOnlyWhereTheyMay() {
    ApiKey before = works.makeKey("ann", KeyScope.LOGIN, KeyScope.ADMINISTER).key();
    Caller program = works.caller("ann", SessionOrigin.byKey(before));
    assertThat(program.is(Roles.WORKSPACE_ADMINISTRATOR)).isTrue();

    limit(OptionalInt.empty(), false);

    isRefused(
        ApiKeyRule.NOT_ADMINISTERING,
        () ->
            ownKeys.make(
                works.caller("ann"),
                NAME,
                Set.of(KeyScope.LOGIN, KeyScope.ADMINISTER),
                Optional.empty()));
    assertThat(rank(program)).isFalse();
    assertThat(works.caller("ann", SessionOrigin.byKey(before)).is(Roles.WORKSPACE_ADMINISTRATOR))
        .isFalse();
    assertThat(rank(works.ann())).as("of a person").isTrue();
    assertThat(
            ownKeys
                .rotate(works.caller("ann"), before.id(), DAY, Optional.empty())
                .orElseThrow()
                .key()
                .scopes())
        .containsExactly(KeyScope.LOGIN);
    limit(OptionalInt.empty(), true);
    assertThat(rank(program)).isTrue();
  }

  private boolean rank(Caller caller) {
    return sessions
        .current(caller.sessionId())
        .orElseThrow()
        .caller()
        .is(Roles.WORKSPACE_ADMINISTRATOR);
  }
}
