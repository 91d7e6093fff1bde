package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.EndTrustedDevices;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.account.TurnOffSecondFactor;
import org.gatehouse.core.administration.ManageTrustedDevices;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.login.TrustDevice.Trusted;
import org.gatehouse.core.policy.AccountBounds;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that stands for a second factor: where it does, for how long, and what ends it. */
@CoreTest
class TrustedDevicesTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Login login;
  private final PendingLogins pendingLogins;
  private final TrustDevice trustDevice;
  private final TrustedDevices devices;
  private final Sessions sessions;
  private final AuthenticationPolicies policies;
  private final CoreTransactions transactions;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private Authenticator app;

  TrustedDevicesTest(
      Login login,
      PendingLogins pendingLogins,
      TrustDevice trustDevice,
      TrustedDevices devices,
      Sessions sessions,
      AuthenticationPolicies policies,
      CoreTransactions transactions,
      CoreWorkspace works,
      MovableClock clock) {
    this.login = login;
    this.pendingLogins = pendingLogins;
    this.trustDevice = trustDevice;
    this.devices = devices;
    this.sessions = sessions;
    this.policies = policies;
    this.transactions = transactions;
    this.works = works;
    this.clock = clock;
    this.app = works.enrol(works.ann());
  }

  @BeforeEach
  void offer() {
    set(SecondFactorDemand.NOT_REQUIRED, 30);
  }

  private void set(SecondFactorDemand factor, int days) {
    AuthenticationLimits limits =
        new AuthenticationLimits(
            OptionalInt.empty(),
            SessionBounds.NONE,
            days,
            KeyBounds.NONE,
            AllowedNetworks.ANYWHERE,
            AccountBounds.NONE);
    transactions.run(
        () ->
            policies
                .set(works.id(), factor, Set.of(), 0, clock.instant())
                .limit(limits, clock.instant()));
  }

  private UUID ann() {
    return works.user("ann").id();
  }

  private LoginOutcome logIn(Optional<String> kept) {
    return login.login(works.attempt("ann", CoreWorkspace.PASSWORD).trusting(kept));
  }

  private boolean isTrusted(String kept) {
    return logIn(Optional.of(kept)) instanceof LoggedIn;
  }

  /** A code of the app as it is now. */
  private String code() {
    long steps = Duration.between(app.enrolledAt(), clock.instant()).toSeconds() / 30;
    return app.codeAfter((int) steps);
  }

  /** The second step of a login, in a browser that keeps this and is to be trusted. */
  private LoginOutcome second(String shown, String kept) {
    SecondFactorRequired required = (SecondFactorRequired) logIn(Optional.empty());
    return login.completeTrusting(pendingLogins.open(required, false), shown, kept, works.client());
  }

  private LoggedIn withCode(String kept) {
    // A code counts once.
    clock.advance(Duration.ofSeconds(30));
    return (LoggedIn) second(code(), kept);
  }

  private Trusted trust() {
    return withCode("").trusted().orElseThrow();
  }

  private List<TrustedDevice> devices() {
    return devices.ofUser(ann(), policies.of(works.id()));
  }

  private int offered() {
    SecondFactorRequired required = (SecondFactorRequired) logIn(Optional.empty());
    return trustDevice.daysOffered(pendingLogins.open(required, false));
  }

  @Test
  void standForTheSecondFactorForSoManyDays() {
    assertThat(offered()).isEqualTo(30);
    Trusted trusted = trust();
    Instant since = clock.instant();
    assertThat(trusted.days()).isEqualTo(30);
    assertThat(works.audited(AuditType.TRUSTED_DEVICE_ADD)).containsExactly("ok 30 days");

    clock.advance(DAY);
    LoggedIn in = (LoggedIn) logIn(Optional.of(trusted.kept()));

    assertThat(works.audited(AuditType.LOGIN)).endsWith("ok password+trusted-device");
    assertThat(sessions.find(in.caller().sessionId())).isPresent();
    assertThat(works.mails("ann")).containsOnlyOnce("device-trusted");
    assertThat(works.latestMail("ann")).contains("30");
    assertThat(devices())
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.createdAt()).isEqualTo(since);
              assertThat(device.lastUsedAt()).isEqualTo(clock.instant());
            });
    clock.set(since.plus(DAY.multipliedBy(30)).minus(SECOND));
    assertThat(isTrusted(trusted.kept())).isTrue();
    clock.advance(SECOND);
    assertThat(isTrusted(trusted.kept())).as("used, and not for longer").isFalse();
    assertThat(devices()).isEmpty();
    devices.removeExpired();
  }

  @Test
  void areOfWhoHasShownAFactorInThisLoginAndNoRecoveryCode() {
    assertThat(second("000000", "")).isInstanceOf(SecondFactorRequired.class);
    clock.advance(Duration.ofMinutes(1));
    LoggedIn in = (LoggedIn) second(app.recoveryCodes().get(0), "");

    assertThat(in.trusted()).isEmpty();
    assertThat(devices()).isEmpty();
    assertThat(works.audited(AuditType.TRUSTED_DEVICE_ADD)).isEmpty();
    assertThat(works.mails("ann")).doesNotContain("device-trusted");
  }

  @Test
  void areNoFactorThatWasShown(RecentAuthentication recent) {
    LoggedIn in = (LoggedIn) logIn(Optional.of(trust().kept()));

    AuthenticationContext context =
        sessions.authenticationContext(in.caller().sessionId()).orElseThrow();
    assertThat(context.methods()).containsExactly(AuthenticationMethod.PASSWORD);
    assertThat(context.references()).containsExactly("pwd");
    assertThat(context.level()).contains(AuthenticationContext.ONE_FACTOR);
    assertThat(recent.isCodeMissing(in.caller())).as("asked again").isTrue();
  }

  @Test
  void areNotOfferedUnlessTheWorkspaceSaysSo() {
    String kept = trust().kept();
    set(SecondFactorDemand.NOT_REQUIRED, 0);

    assertThat(offered()).isZero();
    assertThat(isTrusted(kept)).isFalse();
    assertThat(withCode("").trusted()).isEmpty();
    assertThat(devices()).isEmpty();

    clock.advance(SECOND);
    set(SecondFactorDemand.NOT_REQUIRED, 30);
    assertThat(isTrusted(kept)).as("ended when that did").isFalse();
    assertThat(devices()).isEmpty();
    assertThat(isTrusted(trust().kept())).isTrue();
    set(SecondFactorDemand.NOT_REQUIRED, 20);
    assertThat(devices()).as("other days are no end").hasSize(1);
  }

  @Test
  void areTrustedForNoLongerThanTheWorkspaceSaysNow() {
    String kept = trust().kept();
    set(SecondFactorDemand.NOT_REQUIRED, 2);

    clock.advance(DAY);
    assertThat(isTrusted(kept)).isTrue();
    assertThat(devices()).hasSize(1);
    clock.advance(DAY);
    assertThat(isTrusted(kept)).isFalse();
    assertThat(devices()).isEmpty();
  }

  @Test
  void meetWhatTheWorkspaceDemandsWhileItOffersThem() {
    set(SecondFactorDemand.REQUIRED, 30);
    LoggedIn in = (LoggedIn) logIn(Optional.of(trust().kept()));
    assertThat(sessions.find(in.caller().sessionId())).isPresent();
    UUID weak = withPasswordAlone();
    assertThat(sessions.find(weak)).as("not by a password alone").isEmpty();

    set(SecondFactorDemand.REQUIRED, 0);

    assertThat(sessions.find(in.caller().sessionId())).isEmpty();
  }

  /** A session that nothing has met, as one before the demand. */
  private UUID withPasswordAlone() {
    set(SecondFactorDemand.NOT_REQUIRED, 30);
    UUID session = works.caller("ann", SessionOrigin.byPassword(false)).sessionId();
    set(SecondFactorDemand.REQUIRED, 30);
    return session;
  }

  @Test
  void areNoPasskey() {
    String kept = trust().kept();
    LoggedIn in = (LoggedIn) logIn(Optional.of(kept));
    set(SecondFactorDemand.PHISHING_RESISTANT, 30);

    assertThat(isTrusted(kept)).isFalse();
    assertThat(sessions.find(in.caller().sessionId())).isEmpty();
    assertThat(offered()).isZero();
  }

  @Test
  void areWorthNothingWithSomebodyElse() {
    String kept = trust().kept();
    works.add("bob");
    Caller bob = works.caller("bob");
    works.enrol(bob);

    assertThat(
            login.login(works.attempt("bob", CoreWorkspace.PASSWORD).trusting(Optional.of(kept))))
        .isInstanceOf(SecondFactorRequired.class);
    assertThat(login.login(works.attempt("ann", "wrong horse").trusting(Optional.of(kept))))
        .as("nor without the password")
        .isInstanceOf(LoginOutcome.Refused.class);
  }

  @Test
  void areNoTokensOfAnotherKind(CoreDatabase database) {
    String token = trust().kept();
    assertThat(pendingLogins.find(token)).isEmpty();
    assertThat(login.complete(token, code(), works.client()))
        .isInstanceOf(LoginOutcome.Refused.class);
    SecondFactorRequired required = (SecondFactorRequired) logIn(Optional.empty());
    assertThat(isTrusted(pendingLogins.open(required, false))).isFalse();
    assertThat(database.texts("select token_hash from trusted_device where user_id = ?", ann()))
        .hasSize(1)
        .doesNotContain(token);
    for (String odd : List.of("", "~", "~~~~~~", "x".repeat(43), "x".repeat(10_000))) {
      assertThat(isTrusted(odd)).as(odd).isFalse();
    }
  }

  @Test
  void areSharedByFivePeopleAtTheMost() {
    String other = "y".repeat(43);
    String kept =
        withCode(String.join("~", other, other, other, other, other))
            .trusted()
            .orElseThrow()
            .kept();

    assertThat(kept.split("~")).hasSize(5).contains(other);
    assertThat(isTrusted(kept)).isTrue();
  }

  @Test
  void areOneOfAUserInABrowser(CoreDatabase database) {
    String others = "y".repeat(43);
    String kept = others;
    String first = "";
    for (int times = 0; times < 6; times++) {
      kept = withCode(kept).trusted().orElseThrow().kept();
      first = first.isEmpty() ? kept : first;
    }

    assertThat(kept.split("~")).hasSize(2).contains(others);
    assertThat(isTrusted(kept)).isTrue();
    assertThat(isTrusted(first)).isFalse();
    assertThat(database.count("select count(*) from trusted_device where user_id = ?", ann()))
        .isEqualTo(1);
  }

  @Test
  void areTwentyOfAUserAtTheMost() {
    String first = trust().kept();
    for (int more = 0; more < TrustedDevices.MOST; more++) {
      clock.advance(SECOND);
      transactions.run(() -> devices.trust(ann(), 30, "JUnit", ""));
    }

    assertThat(devices()).hasSize(TrustedDevices.MOST);
    assertThat(isTrusted(first)).isFalse();
  }

  @Test
  void areEndedByTheirUserOneByOneOrAll(EndTrustedDevices own) {
    String one = trust().kept();
    String two = trust().kept();
    String three = trust().kept();
    UUID latest = own.list(works.ann()).get(0).id();
    works.add("bob");
    own.end(works.caller("bob"), latest);
    assertThat(isTrusted(three)).as("not by somebody else").isTrue();

    own.end(works.ann(), latest);
    assertThat(isTrusted(three)).isFalse();
    assertThat(isTrusted(one)).isTrue();
    own.endAll(works.ann());

    assertThat(isTrusted(one)).isFalse();
    assertThat(isTrusted(two)).isFalse();
    assertThat(works.audited(AuditType.TRUSTED_DEVICE_END)).containsExactly("ok 1", "ok 2");
  }

  @Test
  void areEndedByAnAdministrator(ManageTrustedDevices manage, CoreWorkspace others) {
    works.addAdministrator("dora");
    Caller dora = works.caller("dora");
    String one = trust().kept();
    String two = trust().kept();
    UUID latest = manage.list(dora, "ann").orElseThrow().get(0).id();
    assertThat(manage.list(others.ann(), "ann").orElseThrow()).as("of the other ann").isEmpty();
    assertThat(manage.end(others.ann(), "ann", latest)).isFalse();
    assertThat(manage.endAll(others.ann(), "ann")).contains(0);

    assertThat(manage.end(dora, "ann", latest)).isTrue();
    assertThat(manage.end(dora, "ann", latest)).isFalse();
    assertThat(isTrusted(two)).isFalse();
    assertThat(isTrusted(one)).isTrue();
    assertThat(manage.endAll(dora, "ann")).contains(1);

    assertThat(isTrusted(one)).isFalse();
    assertThat(works.audited(AuditType.TRUSTED_DEVICE_END)).containsExactly("ok 1", "ok 1");
  }

  /** As the version before leaves it, which ends none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update password_credential set changed_at = ? where user_id = ?",
        "update totp_credential set confirmed_at = ? where user_id = ?",
        "insert into passkey (id, user_id, name, credential_id, credential_data, sign_count,"
            + " backup_eligible, backed_up, transports, created_at) select random_uuid(), u.id, 'New',"
            + " cast(random_uuid() as varchar), '', 0, false, false, '',"
            + " cast(? as timestamp(6) with time zone) from user_account u"
            + " where u.id = ?"
      })
  void areNoOlderThanWhatIsShown(String change, CoreDatabase database) {
    String kept = trust().kept();
    Instant at = clock.instant();
    clock.advance(SECOND);
    assertThat(isTrusted(kept)).isTrue();

    database.update(change, at.plusMillis(500).atOffset(ZoneOffset.UTC), ann());

    assertThat(isTrusted(kept)).isFalse();
    assertThat(devices()).isEmpty();
  }

  @Test
  void endWithAllSessions() {
    String kept = trust().kept();

    transactions.run(() -> sessions.endAll(ann(), Optional.empty()));

    assertThat(isTrusted(kept)).isFalse();
  }

  @Test
  void endWhereTheSecondFactorIsAnother(TurnOffSecondFactor turnOff) {
    String kept = trust().kept();
    sessions.reauthenticated(
        works.ann().sessionId(),
        EnumSet.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD));
    turnOff.turnOff(works.ann(), new Password(CoreWorkspace.PASSWORD));
    assertThat(devices()).isEmpty();

    app = works.enrol(works.ann());

    assertThat(isTrusted(kept)).isFalse();
  }
}
