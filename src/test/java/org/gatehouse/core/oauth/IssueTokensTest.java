package org.gatehouse.core.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.CoreClient.CALLBACK;
import static org.gatehouse.fixture.CoreClient.VERIFIER;
import static org.gatehouse.fixture.CoreClient.bearer;
import static org.gatehouse.fixture.CoreClient.request;
import static org.gatehouse.fixture.CoreClient.with;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.gatehouse.core.administration.ChangeUser;
import org.gatehouse.core.administration.ManageClients;
import org.gatehouse.core.administration.UserChange;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.oauth.IssueTokens.ShownCode;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.client.ClientOwner;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.consent.Consents;
import org.gatehouse.core.oauth.grant.CodeBinding;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.oauth.request.AuthorizationRequest;
import org.gatehouse.core.oauth.token.IdTokens;
import org.gatehouse.core.oauth.token.IssuedTokens;
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
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.workspace.Workspaces;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreDatabase;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What a client gets for a login, and what ends it. */
@CoreTest
class IssueTokensTest {
  private final CoreClient wiki;
  private final IssueTokens issueTokens;
  private final ReadUserinfo userinfo;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final Caller ann;
  private final KnownClient client;

  IssueTokensTest(
      CoreClient wiki, IssueTokens issueTokens, ReadUserinfo userinfo, MovableClock clock) {
    this.wiki = wiki;
    this.issueTokens = issueTokens;
    this.userinfo = userinfo;
    this.works = wiki.works();
    this.clock = clock;
    this.ann = works.caller("ann");
    this.client = wiki.add("");
  }

  private static JWTClaimsSet claims(String token) throws ParseException {
    return SignedJWT.parse(token).getJWTClaimsSet();
  }

  private static void refuses(OAuthError error, Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(
            OAuthRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  private void isGone(IssuedTokens tokens) {
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, tokens));
    assertThat(isGood(tokens)).isFalse();
  }

  private boolean isGood(IssuedTokens tokens) {
    try {
      userinfo.read(wiki.issuer(), bearer(tokens.accessToken().value()), works.client());
      return true;
    } catch (OAuthRefusal e) {
      assertThat(e.error()).isEqualTo(OAuthError.INVALID_TOKEN);
      return false;
    }
  }

  @Test
  void saysWhoHasLoggedInHowAndWhen() throws Exception {
    Caller twice =
        works.caller(
            "ann", SessionOrigin.byTwoFactors(false, AuthenticationMethod.ONE_TIME_PASSWORD));
    IssuedTokens tokens = wiki.logIn(client, twice, "openid", "profile", "email");
    JWTClaimsSet id = claims(tokens.idToken().orElseThrow());
    assertThat(id.getIssuer()).isEqualTo(wiki.issuer().value());
    assertThat(id.getSubject()).isEqualTo(ann.userId().toString());
    assertThat(id.getAudience()).containsExactly(client.clientId());
    assertThat(id.getStringClaim("azp")).isEqualTo(client.clientId());
    assertThat(id.getStringClaim("nonce")).isEqualTo("n1");
    assertThat(id.getStringClaim("sid")).isEqualTo(twice.sessionId().toString());
    assertThat(id.getLongClaim("auth_time")).isEqualTo(clock.instant().getEpochSecond());
    assertThat(id.getStringListClaim("amr")).containsExactly("pwd", "otp", "mfa");
    assertThat(id.getStringClaim("acr")).isEqualTo("aal2");
    assertThat(id.getStringClaim("at_hash")).hasSize(22);
    assertThat(id.getStringClaim("c_hash")).hasSize(22);
    assertThat(id.getExpirationTime().toInstant())
        .isEqualTo(id.getIssueTime().toInstant().plusSeconds(300));
    assertThat(id.getClaim("email")).as("userinfo tells it").isNull();
    assertThat(id.getClaim("preferred_username")).isNull();
    assertThat(tokens.toString()).doesNotContain(tokens.accessToken().value());
  }

  @Test
  void signsIdTokensByTheAlgorithmThatTheClientWants(IdTokens idTokens) throws Exception {
    KnownClient curve = wiki.add("'id_token_signed_response_alg': 'ES256'");
    IssuedTokens tokens = wiki.logIn(curve, ann, "openid");
    SignedJWT id = SignedJWT.parse(tokens.idToken().orElseThrow());
    assertThat(id.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    AccessTokenHash expected =
        AccessTokenHash.compute(
            new BearerAccessToken(tokens.accessToken().value()), JWSAlgorithm.ES256, null);
    assertThat(id.getJWTClaimsSet().getStringClaim("at_hash")).isEqualTo(expected.getValue());
    assertThat(id.getJWTClaimsSet().getStringClaim("c_hash")).hasSize(22);
    assertThat(SignedJWT.parse(tokens.accessToken().value()).getHeader().getAlgorithm())
        .as("access tokens are for others than the client")
        .isEqualTo(JWSAlgorithm.RS256);
    assertThat(idTokens.hint(wiki.issuer(), id.serialize()).orElseThrow().clientId())
        .isEqualTo(curve.clientId());
  }

  @Test
  void isForThoseOfTheGrantedResourcesThatTheClientNames() throws Exception {
    KnownClient many =
        wiki.add(
            "'audiences': ['https://a.example.com', 'https://b.example.com', 'https://c.example.com']");
    AuthorizationRequest asked = request(many, "openid");
    AuthorizationRequest forTwo =
        new AuthorizationRequest(
            many,
            asked.scopes(),
            List.of("https://a.example.com", "https://b.example.com"),
            asked.binding(),
            asked.demands(),
            asked.claims());
    ShownCode shown =
        new ShownCode(wiki.code(forTwo, ann), Optional.of(CALLBACK), Optional.of(VERIFIER));
    for (List<String> others :
        List.of(
            List.of("https://a.example.com", "https://c.example.com"),
            List.of(wiki.issuer().value()))) {
      refuses(
          OAuthError.INVALID_TARGET,
          () -> issueTokens.redeem(wiki.asks(many, others.toArray(String[]::new)), shown));
    }
    IssuedTokens both =
        issueTokens.redeem(
            wiki.asks(many, "https://a.example.com", "https://b.example.com"), shown);
    assertThat(claims(both.accessToken().value()).getAudience())
        .containsExactlyElementsOf(forTwo.resources());
    IssuedTokens one =
        issueTokens.refresh(
            wiki.asks(many, "https://b.example.com"), both.refreshToken().orElseThrow(), Set.of());
    assertThat(claims(one.accessToken().value()).getAudience())
        .containsExactly("https://b.example.com");
    assertThat(claims(wiki.refresh(many, one).accessToken().value()).getAudience())
        .as("the grant is for as many as before")
        .containsExactlyElementsOf(forTwo.resources());
  }

  @Test
  void saysToServicesWhatMicroProfileLooksFor() throws Exception {
    JWTClaimsSet access = claims(wiki.logIn(client, ann, "openid").accessToken().value());
    assertThat(access.getSubject()).isEqualTo(ann.userId().toString());
    assertThat(access.getStringClaim("client_id")).isEqualTo(client.clientId());
    assertThat(access.getStringClaim("scope")).isEqualTo("openid");
    assertThat(access.getAudience()).containsExactly(wiki.issuer().value());
    assertThat(access.getStringClaim("upn")).isEqualTo(works.uid() + "/ann");
    assertThat(access.getStringClaim("org_uid")).isEqualTo(works.uid());
    assertThat(access.getStringListClaim("groups")).containsExactly("user", "workspace-admin");
    assertThat(access.getStringListClaim("roles")).isEmpty();
    assertThat(access.getClaim("typ")).isNull();
    KnownClient elytron = wiki.add("'claims': 'elytron'");
    IssuedTokens tokens = wiki.logIn(elytron, ann, "openid");
    JWTClaimsSet forElytron = claims(tokens.accessToken().value());
    assertThat(forElytron.getStringClaim("typ")).isEqualTo("Bearer");
    assertThat(forElytron.getStringListClaim("roles")).containsExactly("user", "workspace-admin");
    assertThat(claims(tokens.idToken().orElseThrow()).getStringClaim("preferred_username"))
        .isEqualTo("ann");
  }

  @Test
  void tellsOfThePersonWhatScopesAskFor() {
    assertThat(told("openid")).isEmpty();
    assertThat(told("openid", "email"))
        .containsOnlyKeys("email", "email_verified")
        .containsEntry("email_verified", true);
    assertThat(told("openid", "groups")).containsOnlyKeys("groups");
    assertThat(told("openid", "profile"))
        .containsOnlyKeys("name", "preferred_username", "groups")
        .containsEntry("preferred_username", "ann");
    IssuedTokens noLogin = wiki.logIn(client, ann, "profile");
    assertThat(noLogin.idToken()).isEmpty();
    refuses(
        OAuthError.INSUFFICIENT_SCOPE,
        () -> userinfo.read(wiki.issuer(), bearer(noLogin.accessToken().value()), works.client()));
  }

  private Map<String, Object> told(String... scopes) {
    return userinfo
        .read(
            wiki.issuer(),
            bearer(wiki.logIn(client, ann, scopes).accessToken().value()),
            works.client())
        .claims();
  }

  @Test
  void tellsOnlyOfAnAddressThatWasConfirmedThatItWas() {
    User bob = works.add("bob");
    works.change("bob", user -> user.moveTo(new EmailAddress("x@y.example"), false));
    IssuedTokens tokens = wiki.logIn(client, works.caller("bob"), "openid", "email");
    assertThat(
            userinfo
                .read(wiki.issuer(), bearer(tokens.accessToken().value()), works.client())
                .claims())
        .containsEntry("email_verified", false);
    assertThat(bob.isEmailConfirmed()).isTrue();
  }

  @Test
  void tellsByNameWhatTheClientIsRegisteredFor() throws Exception {
    AuthorizationRequest named =
        with(
            request(client, "openid"),
            new RequestedClaims(Set.of("email", "sub", "exp", "phone"), Set.of("name")));
    IssuedTokens tokens = wiki.redeem(client, wiki.code(named, ann));
    JWTClaimsSet id = claims(tokens.idToken().orElseThrow());
    assertThat(id.getStringClaim("email")).isEqualTo(works.email("ann"));
    assertThat(id.getSubject()).isEqualTo(ann.userId().toString());
    assertThat(id.getClaim("phone")).isNull();
    assertThat(
            userinfo
                .read(wiki.issuer(), bearer(tokens.accessToken().value()), works.client())
                .claims())
        .containsOnlyKeys("name");
    KnownClient silent = wiki.add("'scope': 'openid'");
    AuthorizationRequest curious =
        with(request(silent, "openid"), new RequestedClaims(Set.of("email"), Set.of("email")));
    IssuedTokens few = wiki.redeem(silent, wiki.code(curious, ann));
    assertThat(claims(few.idToken().orElseThrow()).getClaim("email")).isNull();
    assertThat(
            userinfo
                .read(wiki.issuer(), bearer(few.accessToken().value()), works.client())
                .claims())
        .isEmpty();
  }

  @Test
  void takesACodeOnceOnly() {
    String code = wiki.code(request(client, "openid"), ann);
    IssuedTokens tokens = wiki.redeem(client, code);
    assertThat(isGood(tokens)).isTrue();
    refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(client, code));
    isGone(tokens);
    assertThat(works.audited(AuditType.TOKEN_GRANT))
        .containsExactly("code-reuse " + client.clientId(), "ended " + client.clientId());
  }

  @Test
  void takesACodeForAMinute() {
    String code = wiki.code(request(client, "openid"), ann);
    String other = wiki.code(request(client, "openid"), ann);
    clock.advance(Grants.CODE_LIFETIME.minusSeconds(1));
    wiki.redeem(client, code);
    clock.advance(Duration.ofSeconds(1));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(client, other));
  }

  @Test
  void takesACodeWithAllThatBelongsToItOnly() {
    KnownClient thief = wiki.add("");
    Optional<String> address = Optional.of(CALLBACK);
    Optional<String> verifier = Optional.of(VERIFIER);
    List<ShownCode> wrong =
        List.of(
            new ShownCode("", address, verifier),
            new ShownCode("", address, Optional.empty()),
            new ShownCode("", address, Optional.of(VERIFIER + "x")),
            new ShownCode("", Optional.empty(), verifier),
            new ShownCode("", Optional.of(CALLBACK + "/"), verifier));
    for (ShownCode shown : wrong.subList(1, wrong.size())) {
      String code = wiki.code(request(client, "openid"), ann);
      refuses(
          OAuthError.INVALID_GRANT,
          () -> wiki.redeem(client, new ShownCode(code, shown.redirectUri(), shown.verifier())));
      refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(client, code));
    }
    refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(client, wrong.get(0)));
    String code = wiki.code(request(client, "openid"), ann);
    refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(thief, code));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(client, code));
  }

  @Test
  void takesNoVerifierForACodeWhoseChallengeSomebodyHasTakenAway() {
    KnownClient soteria = wiki.add("'require_pkce': false");
    CodeBinding without =
        new CodeBinding(
            Optional.of(CALLBACK), Optional.empty(), Optional.empty(), Optional.empty());
    String stripped = wiki.code(with(request(soteria, "openid"), without), ann);
    refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(soteria, stripped));
    String plain = wiki.code(with(request(soteria, "openid"), without), ann);
    wiki.redeem(soteria, new ShownCode(plain, Optional.of(CALLBACK), Optional.empty()));
  }

  @Test
  void isRefreshedWithAnotherTokenEachTime() throws Exception {
    IssuedTokens first = wiki.logIn(client, ann, "openid", "email");
    clock.advance(Duration.ofMinutes(6));
    assertThat(isGood(first)).isFalse();
    IssuedTokens second = wiki.refresh(client, first);
    assertThat(isGood(second)).isTrue();
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(second.refreshToken().orElseThrow()).startsWith("gatehouse_rft_");
    JWTClaimsSet id = claims(second.idToken().orElseThrow());
    assertThat(id.getClaim("nonce")).isNull();
    assertThat(id.getLongClaim("auth_time"))
        .isEqualTo(clock.instant().minusSeconds(360).getEpochSecond());
    IssuedTokens third = wiki.refresh(client, second.refreshToken().orElseThrow(), "openid");
    assertThat(
            userinfo
                .read(wiki.issuer(), bearer(third.accessToken().value()), works.client())
                .claims())
        .isEmpty();
    refuses(
        OAuthError.INVALID_SCOPE,
        () -> wiki.refresh(client, third.refreshToken().orElseThrow(), "groups"));
  }

  @Test
  void givesTheSameRequestTheSameAnswerForTenSeconds() {
    IssuedTokens first = wiki.logIn(client, ann, "openid");
    IssuedTokens second = wiki.refresh(client, first);
    clock.advance(Grants.REPEATED);
    IssuedTokens again = wiki.refresh(client, first);
    assertThat(again.refreshToken()).isEqualTo(second.refreshToken());
    IssuedTokens third = wiki.refresh(client, again);
    clock.advance(Grants.REPEATED.plusMillis(1));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, second));
    isGone(third);
    assertThat(works.audited(AuditType.TOKEN_GRANT)).contains("token-reuse " + client.clientId());
  }

  @Test
  void replacesNothingWhereTheClientAsksForTooMuch() {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    String token = tokens.refreshToken().orElseThrow();
    refuses(OAuthError.INVALID_SCOPE, () -> wiki.refresh(client, token, "email"));
    clock.advance(Grants.REPEATED.plusSeconds(1));
    assertThat(isGood(wiki.refresh(client, tokens))).isTrue();
    assertThat(works.audited(AuditType.TOKEN_GRANT))
        .containsExactly("more-than-allowed " + client.clientId());
  }

  @Test
  void takesATokenOfTheOneBeforeTheLastForACopy() {
    IssuedTokens first = wiki.logIn(client, ann, "openid");
    IssuedTokens second = wiki.refresh(client, first);
    IssuedTokens third = wiki.refresh(client, second);
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, first));
    isGone(third);
  }

  @Test
  void doesNotEndForATokenThatSomebodyHasMadeUp() {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    String token = tokens.refreshToken().orElseThrow();
    String grantId = token.substring("gatehouse_rft_".length()).substring(0, 36);
    for (String madeUp :
        List.of(
            "gatehouse_rft_" + grantId + "_" + "0".repeat(96),
            token + "0",
            token.substring(1),
            grantId,
            "")) {
      refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, madeUp));
    }
    KnownClient thief = wiki.add("");
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(thief, tokens));
    assertThat(isGood(wiki.refresh(client, tokens))).isTrue();
  }

  @Test
  void keepsOneRowHoweverOftenItIsRefreshed(CoreDatabase database, Grants grants) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    for (int i = 0; i < 20; i++) {
      tokens = wiki.refresh(client, tokens);
    }
    assertThat(
            database.texts(
                "select cast(id as varchar) from oauth_grant where client_id = ?", client.id()))
        .hasSize(1);
    clock.advance(Duration.ofDays(400));
    assertThat(grants.removeExpired()).isPositive();
    assertThat(
            database.texts(
                "select cast(id as varchar) from oauth_grant where client_id = ?", client.id()))
        .isEmpty();
  }

  @Test
  void keepsNoMoreOfOnePersonAtOneClientThanItNeeds(CoreDatabase database) {
    IssuedTokens phone = wiki.logIn(client, ann, "openid", "offline_access");
    for (int i = 0; i < Grants.MOST + 5; i++) {
      wiki.code(request(client, "openid"), ann);
      clock.advance(Duration.ofMillis(10));
    }
    assertThat(isGood(phone)).as("codes that nobody has used go first").isTrue();
    assertThat(
            database.texts(
                "select cast(id as varchar) from oauth_grant where client_id = ?", client.id()))
        .hasSizeBetween(50, Grants.MOST);
  }

  @Test
  void endsWithTheLogin(Authentication authentication) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    String code = wiki.code(request(client, "openid"), ann);
    authentication.logOut(ann);
    isGone(tokens);
    refuses(OAuthError.INVALID_GRANT, () -> wiki.redeem(client, code));
  }

  @Test
  void goesOnWithoutTheLoginWhereThePersonHasAllowedThat(
      Authentication authentication, Sessions sessions, CoreTransactions transactions) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid", "offline_access");
    authentication.logOut(ann);
    assertThat(isGood(tokens)).isTrue();
    clock.advance(Grants.OFFLINE_IDLE.minusSeconds(1));
    IssuedTokens next = wiki.refresh(client, tokens);
    assertThat(isGood(next)).isTrue();
    transactions.run(() -> sessions.endAll(ann.userId(), Optional.empty()));
    isGone(next);
  }

  @Test
  void endsAYearAfterTheLoginHoweverOftenItIsRefreshed() {
    Instant end = clock.instant().plus(Grants.OFFLINE_LIFETIME);
    IssuedTokens tokens = wiki.logIn(client, ann, "openid", "offline_access");
    while (clock.instant().plus(Grants.OFFLINE_IDLE).isBefore(end)) {
      clock.advance(Grants.OFFLINE_IDLE.minusSeconds(1));
      tokens = wiki.refresh(client, tokens);
    }
    clock.advance(Duration.between(clock.instant(), end).minusSeconds(1));
    IssuedTokens last = wiki.refresh(client, tokens);

    clock.advance(Duration.ofSeconds(1));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, last));
  }

  @Test
  void goesOnByATrustedBrowserWhileTheWorkspaceOffersThat(
      AuthenticationPolicies policies, Workspaces workspaces, CoreTransactions transactions) {
    Caller trusted = works.caller("ann", SessionOrigin.byTrustedDevice(false));
    IssuedTokens tokens = wiki.logIn(client, trusted, "openid", "offline_access");
    IntConsumer days =
        given ->
            transactions.run(
                () -> {
                  policies
                      .set(works.id(), SecondFactorDemand.REQUIRED, Set.of(), 0, clock.instant())
                      .limit(
                          new AuthenticationLimits(
                              OptionalInt.empty(),
                              SessionBounds.NONE,
                              given,
                              KeyBounds.NONE,
                              AllowedNetworks.ANYWHERE,
                              AccountBounds.NONE),
                          clock.instant());
                  workspaces.tellOfChange(works.id());
                });
    days.accept(30);
    IssuedTokens refreshed = wiki.refresh(client, tokens);
    days.accept(0);
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, refreshed));
  }

  @Test
  void endsWithoutALoginWhereThatHasShownTooLittle(
      AuthenticationPolicies policies, Workspaces workspaces, CoreTransactions transactions) {
    IssuedTokens byPassword = wiki.logIn(client, ann, "openid", "offline_access");
    Caller strict = works.caller("ann", SessionOrigin.byPasskey(false));
    IssuedTokens byPasskey = wiki.logIn(client, strict, "openid", "offline_access");
    Caller elsewhere =
        works.caller(
            "ann",
            SessionOrigin.byProvider(
                new SessionOrigin.Provider(
                    UUID.randomUUID(), "oidc", Optional.empty(), Optional.empty())));
    IssuedTokens byProvider = wiki.logIn(client, elsewhere, "openid", "offline_access");
    transactions.run(
        () -> {
          policies.set(
              works.id(), SecondFactorDemand.PHISHING_RESISTANT, Set.of(), 1, clock.instant());
          workspaces.tellOfChange(works.id());
        });
    assertThat(isGood(byPassword)).as("there is time").isTrue();
    clock.advance(Duration.ofDays(1));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, byPassword));
    assertThat(wiki.refresh(client, byPasskey).accessToken()).isNotNull();
    assertThat(wiki.refresh(client, byProvider).accessToken()).isNotNull();
  }

  @Test
  void endsWithoutALoginToo(ChangeUser changeUser) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid", "offline_access");
    clock.advance(Grants.OFFLINE_IDLE.plusSeconds(1));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, tokens));
    works.add("bob");
    IssuedTokens bobs = wiki.logIn(client, works.caller("bob"), "openid", "offline_access");
    assertThat(isGood(bobs)).isTrue();
    changeUser.change(works.caller("ann"), "bob", change(Optional.of(false), Optional.empty()));
    isGone(bobs);
  }

  @Test
  void endsWithTheAccountAtOnce(ChangeUser changeUser) {
    works.add("bob");
    IssuedTokens bobs = wiki.logIn(client, works.caller("bob"), "openid", "offline_access");
    Instant end = clock.instant().plusSeconds(60);
    changeUser.change(works.caller("ann"), "bob", expiry(end));
    assertThat(isGood(bobs)).isTrue();
    clock.advance(Duration.ofSeconds(60));
    isGone(bobs);
  }

  @Test
  void noTokenOutlastsTheAccount(ChangeUser changeUser) {
    works.add("bob");
    Instant end = clock.instant().plusSeconds(20);
    changeUser.change(works.caller("ann"), "bob", expiry(end));

    IssuedTokens bobs = wiki.logIn(client, works.caller("bob"), "openid", "offline_access");

    assertThat(bobs.accessToken().lifetime()).isEqualTo(Duration.ofSeconds(20));
  }

  private static UserChange expiry(Instant at) {
    return UserChange.expiry(Optional.of(at));
  }

  private static UserChange change(Optional<Boolean> active, Optional<Boolean> administrator) {
    return new UserChange(
        Optional.empty(),
        Optional.empty(),
        active,
        administrator,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void endsWhenThePersonWithdrawsTheConsent(Consents consents) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid", "offline_access");
    consents.withdraw(ann, client.id());
    isGone(tokens);
  }

  @Test
  void endsWithTheClient(ManageClients manage) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    manage.remove(works.ann(), ClientOwner.workspace(works.id()), client.clientId());
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(client, tokens));
  }

  @Test
  void endsWithTheRoleThatTheClientWants(ChangeUser changeUser) {
    KnownClient forAdministrators = wiki.add("'roles': ['workspace-admin']");
    works.addAdministrator("eve");
    IssuedTokens tokens = wiki.logIn(forAdministrators, works.caller("eve"), "openid");
    changeUser.change(ann, "eve", change(Optional.empty(), Optional.of(false)));
    refuses(OAuthError.INVALID_GRANT, () -> wiki.refresh(forAdministrators, tokens));
  }

  @Test
  void isRevokedByTheClient(InspectToken inspect) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    KnownClient thief = wiki.add("");
    inspect.revoke(wiki.issuer(), thief, tokens.refreshToken().orElseThrow());
    assertThat(isGood(tokens)).isTrue();
    inspect.revoke(wiki.issuer(), client, tokens.refreshToken().orElseThrow());
    isGone(tokens);
  }

  @Test
  void isOfNoUseAsAnotherKind(Authentication authentication, IdTokens idTokens, Issuers issuers) {
    IssuedTokens tokens = wiki.logIn(client, ann, "openid");
    String id = tokens.idToken().orElseThrow();
    String access = tokens.accessToken().value();
    for (String token : List.of(id, access, tokens.refreshToken().orElseThrow())) {
      assertThat(authentication.authenticate(token, works.client())).isEmpty();
      assertThat(authentication.authenticateCookie(token, works.client())).isEmpty();
    }
    refuses(
        OAuthError.INVALID_TOKEN, () -> userinfo.read(wiki.issuer(), bearer(id), works.client()));
    assertThat(idTokens.hint(wiki.issuer(), access)).isEmpty();
    assertThat(idTokens.hint(wiki.issuer(), id).orElseThrow().clientId())
        .isEqualTo(client.clientId());
    Issuer installation = issuers.at("").orElseThrow();
    assertThat(idTokens.hint(installation, id)).isEmpty();
    refuses(
        OAuthError.INVALID_TOKEN,
        () -> userinfo.read(installation, bearer(access), works.client()));
    clock.advance(Duration.ofDays(1));
    assertThat(idTokens.hint(wiki.issuer(), id)).as("expired is fine").isPresent();
  }
}
