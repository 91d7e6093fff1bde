package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
        new AuthenticationLimits(OptionalInt.empty(), SessionBounds.NONE, days, KeyBounds.NONE);
    transactions.run(
        () -> policies.set(works.id(), factor, Set.of(), 0, clock.instant()).limit(limits, clock.instant()));
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

  private LoggedIn withCode() {
    // A code counts once.
    clock.advance(Duration.ofSeconds(30));
    SecondFactorRequired required = (SecondFactorRequired) logIn(Optional.empty());
    return (LoggedIn) login.complete(pendingLogins.open(required, false), code(), works.client());
  }

  private Trusted trust() {
    return trustDevice.trust(withCode(), works.client(), "").orElseThrow();
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
    assertThat(devices.ofUser(ann()))
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
    assertThat(devices.ofUser(ann())).isEmpty();
    devices.removeExpired();
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
    assertThat(trustDevice.trust(withCode(), works.client(), "")).isEmpty();
  }

  @Test
  void areTrustedForNoLongerThanTheWorkspaceSaysNow() {
    String kept = trust().kept();
    set(SecondFactorDemand.NOT_REQUIRED, 2);

    clock.advance(DAY);
    assertThat(isTrusted(kept)).isTrue();
    clock.advance(DAY);
    assertThat(isTrusted(kept)).isFalse();
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
        trustDevice
            .trust(withCode(), works.client(), String.join("~", other, other, other, other, other))
            .orElseThrow()
            .kept();

    assertThat(kept.split("~")).hasSize(5).contains(other);
    assertThat(isTrusted(kept)).isTrue();
  }

  @Test
  void areTwentyOfAUserAtTheMost() {
    String first = trust().kept();
    for (int more = 0; more < TrustedDevices.MOST; more++) {
      clock.advance(SECOND);
      transactions.run(() -> devices.trust(ann(), 30, "JUnit", ""));
    }

    assertThat(devices.ofUser(ann())).hasSize(TrustedDevices.MOST);
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
    assertThat(manage.list(others.ann(), "nobody")).isEmpty();

    assertThat(manage.end(dora, "ann", latest)).isTrue();
    assertThat(manage.end(dora, "ann", latest)).isFalse();
    assertThat(isTrusted(two)).isFalse();
    assertThat(isTrusted(one)).isTrue();
    assertThat(manage.endAll(dora, "ann")).contains(1);

    assertThat(isTrusted(one)).isFalse();
    assertThat(works.audited(AuditType.TRUSTED_DEVICE_END)).containsExactly("ok 1", "ok 1");
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
    assertThat(devices.ofUser(ann())).isEmpty();

    app = works.enrol(works.ann());

    assertThat(isTrusted(kept)).isFalse();
  }
}
