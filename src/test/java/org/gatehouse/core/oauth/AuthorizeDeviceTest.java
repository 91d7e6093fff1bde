package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.CoreClient.bearer;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.device.DeviceAuthorizations;
import org.gatehouse.core.oauth.device.StartedDevice;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Devices that somebody lets in on another screen (RFC 8628). */
@CoreTest
class AuthorizeDeviceTest {
  private static final String DEVICE =
      "'token_endpoint_auth_method': 'none',"
          + " 'grant_types': ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token']";

  private final CoreClient tools;
  private final AuthorizeDevice devices;
  private final IssueTokens issueTokens;
  private final ReadUserinfo userinfo;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final KnownClient client;
  private final Caller ann;

  AuthorizeDeviceTest(
      CoreClient tools,
      AuthorizeDevice devices,
      IssueTokens issueTokens,
      ReadUserinfo userinfo,
      MovableClock clock) {
    this.tools = tools;
    this.devices = devices;
    this.issueTokens = issueTokens;
    this.userinfo = userinfo;
    this.works = tools.works();
    this.clock = clock;
    this.client = tools.add(DEVICE);
    this.ann = works.caller("ann");
  }

  private StartedDevice begin(String... scopes) {
    return devices.begin(client, Set.of(scopes), List.of(), works.client());
  }

  private IssuedTokens ask(KnownClient who, StartedDevice device) {
    return issueTokens.ofDevice(tools.asks(who), device.code());
  }

  private static void refuses(OAuthError error, Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(
            OAuthRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  @Test
  void isLetInOnce() {
    StartedDevice device = begin("openid", "email", "else");
    assertThat(device.userCode()).matches("[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}");
    refuses(OAuthError.AUTHORIZATION_PENDING, () -> ask(client, device));

    String typed = device.userCode().toLowerCase(Locale.ROOT).replace('-', ' ');
    AskedRequest asked = devices.find(ann, typed).orElseThrow();
    assertThat(asked.client().clientId()).isEqualTo(client.clientId());
    assertThat(asked.scopes()).containsExactlyInAnyOrder("openid", "email");
    assertThat(devices.answer(ann, typed, true)).isTrue();
    assertThat(devices.answer(ann, typed, false)).as("the first answer counts").isFalse();
    assertThat(devices.find(ann, typed)).isEmpty();

    clock.advance(Duration.ofSeconds(5));
    IssuedTokens tokens = ask(client, device);
    assertThat(
            userinfo
                .read(tools.issuer(), bearer(tokens.accessToken().value()), works.client())
                .subject())
        .isEqualTo(ann.userId().toString());
    assertThat(tools.refresh(client, tokens).idToken()).isPresent();
    refuses(OAuthError.INVALID_GRANT, () -> ask(client, device));
    assertThat(works.audited(AuditType.AUTHORIZATION))
        .containsExactly("ok " + client.clientId() + " email openid");
  }

  @Test
  void isToldThatThePersonHasSaidNo() {
    StartedDevice device = begin("openid");
    assertThat(devices.answer(ann, device.userCode(), false)).isTrue();
    refuses(OAuthError.ACCESS_DENIED, () -> ask(client, device));
    refuses(OAuthError.INVALID_GRANT, () -> ask(client, device));
    assertThat(works.audited(AuditType.AUTHORIZATION))
        .containsExactly("access-denied " + client.clientId());
  }

  @Test
  void waitsLongerEachTimeItAsksTooOften() {
    StartedDevice device = begin("openid");
    refuses(OAuthError.AUTHORIZATION_PENDING, () -> ask(client, device));
    clock.advance(Duration.ofSeconds(4));
    refuses(OAuthError.SLOW_DOWN, () -> ask(client, device));
    clock.advance(Duration.ofSeconds(9));
    refuses(OAuthError.SLOW_DOWN, () -> ask(client, device));
    clock.advance(Duration.ofSeconds(15));
    refuses(OAuthError.AUTHORIZATION_PENDING, () -> ask(client, device));
  }

  @Test
  void waitsForTenMinutes(DeviceAuthorizations rows) {
    StartedDevice device = begin("openid");
    clock.advance(device.lifetime());
    assertThat(devices.find(ann, device.userCode())).isEmpty();
    assertThat(devices.answer(ann, device.userCode(), true)).isFalse();
    refuses(OAuthError.EXPIRED_TOKEN, () -> ask(client, device));
    clock.advance(Duration.ofSeconds(1));
    assertThat(rows.removeExpired()).isPositive();
    refuses(OAuthError.INVALID_GRANT, () -> ask(client, device));
  }

  @Test
  void isOfItsClientAndForPeopleWhoMayUseIt(CoreWorkspace others) {
    StartedDevice device = begin("openid");
    refuses(OAuthError.INVALID_GRANT, () -> ask(tools.add(DEVICE), device));
    assertThat(devices.find(others.ann(), device.userCode())).isEmpty();
    assertThat(devices.answer(others.ann(), device.userCode(), true)).isFalse();
    KnownClient strict = tools.add(DEVICE + ", 'roles': ['workspace-admin']");
    StartedDevice forFew = devices.begin(strict, Set.of("openid"), List.of(), works.client());
    works.add("bob");
    assertThat(devices.find(works.caller("bob"), forFew.userCode())).isEmpty();
    assertThat(devices.find(ann, forFew.userCode())).isPresent();
    refuses(
        OAuthError.UNAUTHORIZED_CLIENT,
        () -> devices.begin(tools.add(""), Set.of("openid"), List.of(), works.client()));
  }

  @Test
  void isForUsIfItSaysNothingElse() {
    StartedDevice device = begin("openid");
    devices.answer(ann, device.userCode(), true);
    refuses(
        OAuthError.INVALID_TARGET,
        () -> issueTokens.ofDevice(tools.asks(client, "https://api.example.com"), device.code()));
    IssuedTokens tokens =
        issueTokens.ofDevice(tools.asks(client, tools.issuer().value()), device.code());
    assertThat(tokens.idToken()).as("a mistake has used nothing up").isPresent();
  }

  @Test
  void isForTheResourcesThatItBeganFor() throws ParseException {
    String reports = "https://reports.example.com";
    String orders = "https://orders.example.com";
    KnownClient tool = tools.add(DEVICE + ", 'audiences': ['" + reports + "', '" + orders + "']");
    StartedDevice device =
        devices.begin(tool, Set.of("openid"), List.of(reports, orders), works.client());
    devices.answer(ann, device.userCode(), true);
    refuses(
        OAuthError.INVALID_TARGET,
        () -> issueTokens.ofDevice(tools.asks(tool, tools.issuer().value()), device.code()));
    IssuedTokens tokens = issueTokens.ofDevice(tools.asks(tool, reports), device.code());
    assertThat(audience(tokens)).containsExactly(reports);
    assertThat(audience(tools.refresh(tool, tokens))).containsExactlyInAnyOrder(reports, orders);
    assertThat(works.audited(AuditType.TOKEN_GRANT))
        .containsExactly("other-resource " + tool.clientId());
    refuses(
        OAuthError.INVALID_TARGET,
        () -> devices.begin(client, Set.of("openid"), List.of(reports), works.client()));
  }

  private static List<String> audience(IssuedTokens tokens) throws ParseException {
    return SignedJWT.parse(tokens.accessToken().value()).getJWTClaimsSet().getAudience();
  }

  @Test
  void isNotLetInByALoginThatHasEnded(Authentication authentication) {
    StartedDevice device = begin("openid");
    devices.answer(ann, device.userCode(), true);
    authentication.logOut(ann);
    refuses(OAuthError.EXPIRED_TOKEN, () -> ask(client, device));
  }

  @Test
  void isNotLetInByALoginThatHasShownTooLittle(
      AuthenticationPolicies policies, CoreTransactions transactions) {
    StartedDevice device = begin("openid");
    devices.answer(ann, device.userCode(), true);
    StartedDevice later = begin("openid");
    transactions.run(
        () -> policies.set(works.id(), SecondFactorDemand.REQUIRED, Set.of(), 0, clock.instant()));
    refuses(OAuthError.EXPIRED_TOKEN, () -> ask(client, device));
    assertThat(devices.answer(ann, later.userCode(), true)).isFalse();
  }

  @Test
  void isAuditedWithACodeThatIsGoodForNothing(Authentication authentication) {
    KnownClient thief = tools.add(DEVICE);
    StartedDevice device = begin("openid");
    refuses(OAuthError.INVALID_GRANT, () -> ask(thief, device));
    refuses(OAuthError.AUTHORIZATION_PENDING, () -> ask(client, device));
    StartedDevice ended = begin("openid");
    devices.answer(ann, ended.userCode(), true);
    authentication.logOut(ann);
    refuses(OAuthError.EXPIRED_TOKEN, () -> ask(client, ended));
    refuses(OAuthError.INVALID_GRANT, () -> ask(client, ended));
    clock.advance(device.lifetime());
    refuses(OAuthError.EXPIRED_TOKEN, () -> ask(client, device));

    assertThat(works.audited(AuditType.TOKEN_GRANT))
        .containsExactlyInAnyOrder(
            "device-code-of-another-client " + thief.clientId(),
            "ended " + client.clientId(),
            "unknown-device-code " + client.clientId(),
            "device-code-over " + client.clientId());
  }

  @Test
  void doesNotFillTheAuditLogHoweverOftenItAsks() {
    StartedDevice device = begin("openid");
    clock.advance(device.lifetime());
    for (int i = 0; i < 100; i++) {
      refuses(OAuthError.EXPIRED_TOKEN, () -> ask(client, device));
    }
    assertThat(works.audited(AuditType.TOKEN_GRANT)).hasSize(20);
  }

  @Test
  void isNotLetInByASessionOfAKey() {
    StartedDevice device = begin("openid");
    Caller byKey =
        works.caller("ann", SessionOrigin.byKey(works.makeKey("ann", KeyScope.ADMINISTER).key()));
    assertThat(devices.find(byKey, device.userCode())).isEmpty();
    assertThat(devices.answer(byKey, device.userCode(), true)).isFalse();
    refuses(OAuthError.AUTHORIZATION_PENDING, () -> ask(client, device));
  }

  @Test
  void makesRoomForTheNewestButForWhoWasAnswered(CoreDatabase database) {
    StartedDevice before = begin("openid");
    StartedDevice answered = begin("openid");
    devices.answer(ann, answered.userCode(), true);
    clock.advance(Duration.ofMinutes(1));
    database.update(
        "insert into device_authorization (code_hash, user_code_hash, client_id, scope, due_at,"
            + " seconds, expires_at) select random_uuid(), random_uuid(), cast(? as uuid), 'openid',"
            + " m, 5, dateadd(minute, 10, m) from (select dateadd(millisecond, x - 6000,"
            + " cast(? as timestamp with time zone)) m from system_range(1, 6000))",
        client.clientId(),
        clock.instant().toString());
    for (int i = 2; i < 100; i++) {
      clock.advance(Duration.ofSeconds(1));
      begin("openid");
    }

    assertThat(
            database.count(
                "select count(*) from device_authorization where client_id = ? and allowed is null",
                client.id()))
        .isBetween(5_000L, 5_100L);
    refuses(OAuthError.INVALID_GRANT, () -> ask(client, before));
    assertThat(ask(client, answered).idToken()).isPresent();
  }

  @Test
  void countsGuesses() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                devices.find(ann, "AAAA-AAAA");
              }
            })
        .isInstanceOf(LimitExceeded.class);
  }
}
