package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet.Builder;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RelyingParty;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in at an OpenID provider, and out again, and nobody else does (contract: CloudIO). */
@Tag("smoke")
@ExtendWith(DeployedGatehouse.class)
class OidcIT {
  private static final String BACK_CHANNEL = "/v1/auth/oidc/backchannel";
  private static final String REFUSED = DeployedGatehouse.base() + "/login/refused?why=";

  private static Workspace works;

  private final FakeProvider provider = new FakeProvider();
  private final String name = "p" + Workspace.unique();
  private UUID id;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
  }

  @BeforeEach
  void setUp() {
    provider.subject(name).claims(this::person);
    id = given().creating().insert();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private GivenProvider given() {
    return given(works);
  }

  private GivenProvider given(Workspace workspace) {
    return GivenProvider.oidc(
            workspace,
            "Corp " + Workspace.unique(),
            URI.create(provider.issuer()),
            FakeProvider.CLIENT,
            FakeProvider.SECRET)
        .names("", "preferred_username", "name", "email", "groups");
  }

  private Builder person(Builder claims) {
    return claims
        .claim("preferred_username", name)
        .claim("name", "Somebody")
        .claim("email", name + "@corp.example")
        .claim("groups", List.of("all"));
  }

  private SignOnBrowser leave() {
    return SignOnBrowser.leave(id, "");
  }

  private Api logIn() {
    return loggedIn(leave().comeBack(provider));
  }

  private static Api loggedIn(Reply reply) {
    return Api.anonymous().withCookie(reply.is(303).cookie("gatehouse").orElseThrow());
  }

  private boolean isLoggedIn(Api api) {
    return api.get("/api/1/user/" + name).status() == 200;
  }

  private static void isRefused(Reply reply, String why) {
    assertThat(reply.is(303).header("Location").orElseThrow()).startsWith(REFUSED + why);
    assertThat(reply.cookie("gatehouse")).isEmpty();
  }

  /** The audit log knows precisely why. */
  private long audited(String outcome) {
    return Database.count(
        "select count(*) from audit_event where type = 'sign-on' and outcome = ?"
            + " and workspace_id is not null and detail like ?",
        outcome,
        "%" + id + "%");
  }

  private String auditedWords() {
    return Database.text(
        "select outcome || ' ' || detail from audit_event where detail like ?"
            + " order by occurred_at desc limit 1",
        "oidc " + id + "%");
  }

  private static Date inSeconds(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private long sessions() {
    return Database.count(
        "select count(*) from login_session s join user_account u on u.id = s.user_id"
            + " where u.name = ? and s.ended_at is null",
        name);
  }

  // Logging in

  @Test
  void addsAPersonWhomTheProviderKnowsAndLogsInAgain() {
    Reply end = leave().comeBack(provider);

    assertThat(end.hasSecurityHeaders().header("Location"))
        .contains(DeployedGatehouse.base() + "/");
    assertThat(end.header("Cache-Control")).contains("no-store");
    Map<String, Object> user = loggedIn(end).get("/api/1/user/" + name).is(200).json();
    assertThat(user.toString()).contains(name + "@corp.example", "Somebody");
    assertThat(isLoggedIn(logIn())).isTrue();
    assertThat(Database.count("select count(*) from user_account where name = ?", name)).isOne();
  }

  @Test
  void doesNotAddAPersonWhereTheAdministratorDoesNotWantThat() {
    id = given().insert();

    isRefused(leave().comeBack(provider), "unknown-person");
    assertThat(Database.count("select count(*) from user_account where name = ?", name)).isZero();
  }

  @Test
  void takesTheFirstProviderOfTheWorkspaceIfNoneIsNamed() {
    Workspace other = Workspace.signUp();
    GivenProvider.oidc(
            other, "Other", URI.create(provider.issuer()), FakeProvider.CLIENT, FakeProvider.SECRET)
        .names("", "preferred_username", "name", "email", "")
        .creating()
        .insert();

    Reply begun = SignOnBrowser.wanting().get("/v1/auth/oidc/login?workspace=" + other.uid());

    assertThat(isLoggedIn(loggedIn(SignOnBrowser.of(begun).comeBack(provider)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?provider=x", "?provider=", "?workspace=nothing", "?provider=%00"})
  void refusesAProviderThatIsNone(String query) {
    isRefused(SignOnBrowser.wanting().get("/v1/auth/oidc/login" + query), "provider-off");
  }

  @Test
  void refusesAProviderThatIsOff() {
    SignOnBrowser browser = leave();
    Database.update("update identity_provider set enabled = false where id = ?", id);

    isRefused(SignOnBrowser.wanting().get("/v1/auth/oidc/login?provider=" + id), "provider-off");
    isRefused(browser.comeBack(provider), "provider-off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example@localhost/",
        "javascript:alert(1)"
      })
  void goesNowhereElseAfterwards(String wanted) {
    Reply end =
        SignOnBrowser.leave(id, "&" + Api.form(Map.of("return_url", wanted))).comeBack(provider);

    assertThat(end.is(303).header("Location")).contains(DeployedGatehouse.base() + "/");
  }

  @Test
  void goesWhereThePersonWantedToGoHere() {
    Reply end = SignOnBrowser.leave(id, "&return_url=%2Faccount%2Fkeys").comeBack(provider);

    assertThat(end.header("Location")).contains(DeployedGatehouse.base() + "/account/keys");
  }

  @Test
  void showsWhoAnAdministratorIsAndComesBackToTheSamePage() {
    String bob = works.add("bob" + name).name();
    logIn();
    Database.update("update user_account set administrator = true where name = ?", name);
    String user = Database.text("select id from user_account where name = ?", name);
    String token = leave().comeBack(provider).cookie("gatehouse").orElseThrow();
    Person admin = new Person(Api.anonymous(), works.name(), name, "", "", user, token);
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(user));
    String path = "/admin/user?name=" + bob;

    Reply asked = new PageForm(admin, path).press("save", Map.of("administrator", "on")).is(200);
    String login = Jsoup.parse(asked.body()).selectFirst("[aria-labelledby=stepUp] a").attr("href");
    Reply end = SignOnBrowser.of(SignOnBrowser.wanting().get(login)).comeBack(provider);

    assertThat(end.header("Location")).contains(DeployedGatehouse.base() + path);
  }

  @Test
  void asksAnewIfThatIsWantedAndBelievesNoOldLogin() {
    SignOnBrowser browser = SignOnBrowser.leave(id, "&force=true");
    assertThat(FakeProvider.parameters(browser.login().getRawQuery()))
        .containsEntry("prompt", "login")
        .containsEntry("max_age", "0");
    assertThat(browser.comeBack(provider).cookie("gatehouse")).isPresent();

    provider.claims(claims -> person(claims).claim("auth_time", 1_700_000_000));
    isRefused(SignOnBrowser.leave(id, "&force=true").comeBack(provider), "rejected");
    assertThat(audited("not-anew")).isOne();
  }

  @Test
  void letsOnlyPeopleOfTheConfiguredDomainIn() {
    Database.update("update identity_provider set hosted_domain = ? where id = ?", "a.example", id);

    isRefused(leave().comeBack(provider), "wrong-account");
    assertThat(audited("hosted-domain")).isOne();
    provider.claims(claims -> person(claims).claim("hd", "a.example"));
    assertThat(isLoggedIn(logIn())).isTrue();
  }

  @Test
  void followsTheProviderToItsNextKey() {
    logIn();
    provider.rotate();

    assertThat(isLoggedIn(logIn())).isTrue();
  }

  @Test
  void isConnectedByWhoHasShownThePasswordAgainAndByNobodyElse() {
    id = given().insert();
    Person bob = CloudCheckr.add(works);
    Person eve = CloudCheckr.add(works);
    String path = "/v1/auth/oidc/login?connect=true&provider=" + id;
    String connect =
        new PageForm(bob, "/account/sign-on")
            .press("permitConnect", Map.of("currentPassword", bob.password()))
            .is(302)
            .cookie("gatehouse-connect")
            .orElseThrow();
    assertThat(
            new PageForm(bob, "/account/sign-on")
                .press("permitConnect", Map.of("currentPassword", "wrong"))
                .cookie("gatehouse-connect"))
        .isEmpty();
    String session = "gatehouse=" + bob.token();
    String permitted = session + "; gatehouse-connect=" + connect;

    isRefused(SignOnBrowser.wanting().get(path), "provider-off");
    isRefused(SignOnBrowser.wanting().with("Cookie", session).get(path), "provider-off");
    isRefused(
        SignOnBrowser.wanting()
            .with("Cookie", "gatehouse=" + eve.token() + "; gatehouse-connect=" + connect)
            .get(path),
        "provider-off");
    SignOnBrowser browser =
        SignOnBrowser.of(SignOnBrowser.wanting().with("Cookie", permitted).get(path));
    Reply end =
        SignOnBrowser.wanting()
            .with("Cookie", permitted + "; gatehouse-sign-on=" + browser.cookie())
            .get(browser.answer(provider));

    assertThat(end.is(303).header("Location").orElseThrow()).contains("/account/sign-on");
    assertThat(AuditLog.latest(works, "identity-link"))
        .isEqualTo("ok, by -, of " + bob.name() + ", self # ");
    Api connected = loggedIn(leave().comeBack(provider));
    connected.get(bob.path()).is(200);
    assertThat(AuditLog.latest(works, "login"))
        .isEqualTo("ok, by -, of " + bob.name() + ", oidc # ");

    new PageForm(works.administrator(), "/admin/user?name=" + bob.name())
        .press("unlink", Map.of())
        .is(302);
    assertThat(AuditLog.latest(works, "identity-unlink"))
        .isEqualTo("ok, by ann, of " + bob.name() + ", # ");
  }

  @Test
  void leavesWhoeverIsLoggedInLoggedInWhereAnotherSiteBeginsALogin() {
    Person bob = CloudCheckr.add(works);
    String path = "/v1/auth/oidc/login?return_url=/account/profile&provider=" + id;
    Api browser = SignOnBrowser.wanting().with("Cookie", "gatehouse=" + bob.token());

    Reply begun = browser.with("Sec-Fetch-Site", "cross-site").get(path);

    assertThat(begun.is(303).header("Location"))
        .contains(DeployedGatehouse.base() + "/account/profile");
    assertThat(bob.isLoggedIn()).isTrue();
    // On a page of ours the person has pressed a button.
    SignOnBrowser.of(browser.with("Sec-Fetch-Site", "same-origin").get(path));
  }

  @Test
  void asksWhomAnotherSiteHasSentToLogIn() {
    Reply asked =
        SignOnBrowser.wanting()
            .with("Sec-Fetch-Site", "cross-site")
            .get("/v1/auth/oidc/login?provider=" + id);

    String page = asked.is(303).header("Location").orElseThrow();
    assertThat(page).isEqualTo(DeployedGatehouse.base() + "/login/sso?provider=" + id);
    assertThat(asked.cookie("gatehouse-sign-on")).isEmpty();
    assertThat(SignOnBrowser.wanting().get("/login/sso?provider=" + id).is(200).body())
        .contains(works.name());
  }

  @Test
  void goesToTheStartPageWithWhoIsLoggedInAndGoesBackToTheAnswer() {
    SignOnBrowser browser = leave();
    String answer = browser.answer(provider);
    String token = browser.come(answer).is(303).cookie("gatehouse").orElseThrow();

    for (String used : List.of(answer, "/v1/auth/sign-on/continue", "/login/onward")) {
      assertThat(SignOnBrowser.wanting().withCookie(token).get(used).header("Location"))
          .as(used)
          .hasValueSatisfying(to -> assertThat(URI.create(to).getPath()).isEqualTo("/"));
    }
  }

  @Test
  void showsATestToAdministratorsAndLogsNobodyIn() {
    String path = "/v1/auth/oidc/login?test=true&provider=" + id;
    Person bob = CloudCheckr.add(works);
    Database.update("update identity_provider set enabled = false where id = ?", id);
    isRefused(SignOnBrowser.wanting().with("Authorization", bob.token()).get(path), "provider-off");
    isRefused(SignOnBrowser.wanting().get(path), "provider-off");
    String administrator = works.administrator().token();
    SignOnBrowser browser =
        SignOnBrowser.of(SignOnBrowser.wanting().with("Authorization", administrator).get(path));

    Reply end = browser.comeBack(provider);

    assertThat(end.is(303).header("Location").orElseThrow()).contains("/admin/sign-on-test");
    assertThat(end.cookie("gatehouse")).isEmpty();
    assertThat(Database.count("select count(*) from user_account where name = ?", name)).isZero();
  }

  // Who doesn't get in

  @Test
  void refusesAStateThatNobodyKnows() {
    SignOnBrowser browser = leave();
    String answer = browser.answer(provider);

    isRefused(browser.come(answer.replaceAll("state=[^&]*", "state=other")), "expired");
    isRefused(browser.come(answer.replaceAll("state=[^&]*", "state=")), "expired");
    isRefused(browser.come(answer.replaceAll("&state=[^&]*", "")), "expired");
    isRefused(browser.come(answer + "&state=other"), "rejected");
    assertThat(provider.calls()).doesNotContain("/token");
    assertThat(browser.come(answer).cookie("gatehouse")).isPresent();
  }

  @Test
  void tellsOnAPageThatAnAnswerWasPosted() {
    Map<String, String> answer =
        FakeProvider.parameters(URI.create(leave().answer(provider)).getRawQuery());

    Reply reply =
        SignOnBrowser.wanting()
            .with("Origin", "https://idp.example")
            .with("Sec-Fetch-Site", "cross-site")
            .postForm("/v1/auth/oidc/callback/" + id, answer);

    isRefused(reply, "rejected");
    assertThat(audited("form-post")).isOne();
  }

  @Test
  void letsOneInHoweverOftenAnAnswerIsBrought() {
    SignOnBrowser browser = leave();
    String answer = browser.answer(provider);

    List<Reply> replies = AtOnce.call(20, () -> browser.come(answer));

    assertThat(replies.stream().filter(reply -> reply.cookie("gatehouse").isPresent())).hasSize(1);
    assertThat(sessions()).isOne();
    assertThat(provider.calls().stream().filter("/token"::equals)).hasSize(1);
    isRefused(browser.come(answer), "expired");
  }

  @Test
  void refusesAnotherBrowserAndDoesNotUseTheAnswerUpByThat() {
    SignOnBrowser victim = leave();
    SignOnBrowser attacker = leave();
    String answer = attacker.answer(provider);

    isRefused(SignOnBrowser.wanting().get(answer), "other-browser");
    isRefused(victim.come(answer), "other-browser");
    assertThat(audited("other-browser")).isEqualTo(2);
    assertThat(provider.calls()).doesNotContain("/token");
    assertThat(attacker.come(answer).cookie("gatehouse")).isPresent();
  }

  @Test
  void refusesTheCodeOfAnotherLogin() {
    SignOnBrowser victim = leave();
    String code = leave().answer(provider).replaceAll(".*[?&](code=[^&]*).*", "$1");

    isRefused(victim.come(victim.answer(provider).replaceAll("code=[^&]*", code)), "rejected");
    assertThat(audited("code")).isOne();
  }

  @Test
  void takesNoAnswerAtTheDoorOfAnotherProvider() {
    UUID other = given().insert();
    SignOnBrowser browser = leave();
    String answer = browser.answer(provider);

    isRefused(browser.come(answer.replace(id.toString(), other.toString())), "rejected");
    assertThat(audited("mix-up")).isOne();
    browser.come(answer.replace("/" + id, "")).is(404);
    assertThat(provider.calls()).doesNotContain("/token");
    assertThat(browser.come(answer).cookie("gatehouse")).isPresent();
  }

  @Test
  void refusesATokenThatIsNotForUs() {
    provider.claims(claims -> person(claims).audience("other"));

    isRefused(leave().comeBack(provider), "rejected");
    assertThat(audited("wrong-audience")).isOne();
    assertThat(sessions()).isZero();
  }

  @Test
  void saysThatTheProviderSaidNoAndRepeatsNothingOfIt() {
    SignOnBrowser browser = leave();

    isRefused(browser.come(failure(browser, "access_denied", "marked")), "provider-said-no");
    assertThat(audited("idp-said-no-access-denied")).isOne();
  }

  /** The path by which a browser brings an error of the provider's. */
  private String failure(SignOnBrowser browser, String error, String description) {
    String state = browser.answer(provider).replaceAll(".*[?&](state=[^&]*).*", "$1");
    return "/v1/auth/oidc/callback/"
        + id
        + "?"
        + state
        + "&"
        + Api.form(
            Map.of("error", error, "error_description", description, "iss", provider.issuer()));
  }

  @Test
  void tellsTheProvidersOwnWordsToWhoTriesItAndToNobodyElse() {
    isTold(
        browser -> failure(browser, "invalid_scope", "no <b>groups"),
        "rejected",
        "provider-error-invalid-scope",
        "invalid_scope: no <b>groups");
    provider.answers(Map.of("error", "invalid_grant", "error_description", "PKCE <b>failed"));
    isTold(this::answer, "rejected", "code", "invalid_grant: PKCE <b>failed");
  }

  @Test
  void tellsByHowMuchClocksDiffer() {
    provider.claims(claims -> person(claims).issueTime(inSeconds(95)));

    isTold(this::answer, "clocks-differ", "clocks-differ", "the provider's clock is 9\\d s ahead");
  }

  private String answer(SignOnBrowser browser) {
    return browser.answer(provider);
  }

  /** Who tries the provider and the audit log are told these words, and nobody else is. */
  private void isTold(Function<SignOnBrowser, String> back, String why, String code, String words) {
    String audited = code + " oidc " + id + " " + words;
    Api tester = SignOnBrowser.wanting().with("Authorization", works.administrator().token());
    SignOnBrowser trying =
        SignOnBrowser.of(tester.get("/v1/auth/oidc/login?test=true&provider=" + id));
    Reply refused = trying.come(back.apply(trying));
    isRefused(refused, why + "&code=" + code + "&words=");
    assertThat(auditedWords()).matches(audited);
    String page = refused.header("Location").orElseThrow();
    String path = page.substring(DeployedGatehouse.base().toString().length());
    assertThat(words(tester, path)).matches(words);
    assertThat(words(SignOnBrowser.wanting(), path)).isEmpty();

    SignOnBrowser person = leave();
    Reply end = person.come(back.apply(person));
    isRefused(end, why + "&provider=" + id);
    assertThat(end.header("Location").orElseThrow()).doesNotContain("code=", "words=");
    assertThat(audited(code)).isEqualTo(2);
    assertThat(auditedWords()).matches(audited);
  }

  private static String words(Api api, String path) {
    return Jsoup.parse(api.get(path).is(403).body()).select("#words").text();
  }

  @Test
  void refusesProgramsInTheShapeOfTheDialect() {
    Reply reply =
        Api.anonymous().with("Accept", "application/json").get("/v1/auth/oidc/callback/" + id);

    assertThat(reply.is(403).hasSecurityHeaders().body())
        .startsWith("{\"errors\":[{\"status\":\"403\",\"title\":\"ForbiddenException\"");
  }

  @Test
  void asksNoProviderForWhoComesVeryOften() {
    for (int i = 0; i < 900 && tell("").status() != 429; i++) {}

    int before = 0;
    int status = 0;
    for (int i = 0; i < 900 && status != 429; i++) {
      // Would have to be asked again.
      Database.update("update identity_provider set revision = revision + 1 where id = ?", id);
      before = provider.calls().size();
      status = SignOnBrowser.wanting().get("/v1/auth/oidc/login?provider=" + id).status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(provider.calls()).hasSize(before);
  }

  @Test
  void saysThatTheProviderIsDown() {
    SignOnBrowser browser = leave();
    String answer = browser.answer(provider);
    UUID unknown = given().insert();
    provider.close();

    isRefused(browser.come(answer), "provider-down");
    isRefused(
        SignOnBrowser.wanting().get("/v1/auth/oidc/login?provider=" + unknown), "provider-down");
  }

  // Logging out

  @Test
  void logsOutAtTheProviderToo() {
    Api api = logIn();

    Reply reply = api.get("/v1/auth/oidc/logout?return_url=%2Fforgot").is(303);

    URI there = URI.create(reply.header("Location").orElseThrow());
    Map<String, String> asked = FakeProvider.parameters(there.getRawQuery());
    assertThat(there.toString()).startsWith(provider.issuer() + "/logout?");
    assertThat(asked.get("id_token_hint")).startsWith("eyJ");
    assertThat(asked)
        .containsEntry("client_id", FakeProvider.CLIENT)
        .containsEntry(
            "post_logout_redirect_uri", DeployedGatehouse.base() + "/v1/auth/oidc/logout/done");
    assertThat(isLoggedIn(api)).isFalse();
    assertThat(reply.cookie("gatehouse")).contains("");
    Reply done =
        Api.anonymous().get("/v1/auth/oidc/logout/done", Map.of("state", asked.get("state")));
    assertThat(done.is(303).header("Location")).contains(DeployedGatehouse.base() + "/forgot");
  }

  @Test
  void logsOutAtTheProviderTooWhomAnApplicationLogsOut() throws Exception {
    Api api = logIn();
    try (RelyingParty wiki = RelyingParty.start(works, Map.of())) {
      URI begin = wiki.request().build().toURI();
      Reply allowed = api.get(begin.getRawPath() + "?" + begin.getRawQuery()).is(303);
      wiki.redeem(new AuthorizationCode(parameters(allowed).get("code")), wiki.verifier());
      Map<String, String> logout =
          Map.of(
              "id_token_hint",
              wiki.tokens().getOIDCTokens().getIDTokenString(),
              "post_logout_redirect_uri",
              wiki.base() + "/bye",
              "state",
              "s1");

      Reply left = api.get("/end-session/o/" + works.uid(), logout).is(303);

      assertThat(left.header("Location").orElseThrow()).startsWith(provider.issuer() + "/logout?");
      assertThat(left.cookie("gatehouse")).contains("");
      assertThat(isLoggedIn(api)).isFalse();
      Map<String, String> back = Map.of("state", parameters(left).get("state"));
      assertThat(Api.anonymous().get("/v1/auth/oidc/logout/done", back).is(303).header("Location"))
          .contains(wiki.base() + "/bye?state=s1");
    }
  }

  private static Map<String, String> parameters(Reply redirect) {
    URI there = URI.create(redirect.header("Location").orElseThrow());
    return FakeProvider.parameters(there.getRawQuery());
  }

  @Test
  void asksWhomAnotherSiteHasSentToLogOut() {
    Api api = logIn();

    Reply asked = api.with("Sec-Fetch-Site", "cross-site").get("/v1/auth/oidc/logout");

    assertThat(asked.is(303).header("Location").orElseThrow())
        .startsWith(DeployedGatehouse.base() + "/logout?by=oidc");
    assertThat(isLoggedIn(api)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?state=", "?state=https://evil.example/", "?state=v1.AAAA.BBBB"})
  void comesBackToTheLoginPageWhateverAnyoneSaysThatWeWanted(String query) {
    assertThat(Api.anonymous().get("/v1/auth/oidc/logout/done" + query).header("Location"))
        .contains(DeployedGatehouse.base() + "/login?notice=signedOut");
  }

  @Test
  void goesBackToWhereItCameFromIfThatIsHereAndNowhereElse() {
    Map<String, String> targets =
        Map.of(
            DeployedGatehouse.base() + "/forgot",
            DeployedGatehouse.base() + "/forgot",
            "https://evil.example/",
            DeployedGatehouse.base() + "/login?notice=signedOut");
    targets.forEach(
        (from, to) -> {
          Reply reply = logIn().with("Referer", from).get("/v1/auth/oidc/logout").is(303);
          String there = URI.create(reply.header("Location").orElseThrow()).getRawQuery();
          Map<String, String> state = Map.of("state", FakeProvider.parameters(there).get("state"));
          assertThat(Api.anonymous().get("/v1/auth/oidc/logout/done", state).header("Location"))
              .contains(to);
        });
  }

  @Test
  void doesNothingForWhoOnlyAsksForTheHead() {
    SignOnBrowser browser = leave();
    String answer = browser.answer(provider);
    browser.head(answer).is(204);
    Api api = loggedIn(browser.come(answer));

    api.send("HEAD", "/v1/auth/oidc/logout", BodyPublishers.noBody()).is(204);
    assertThat(isLoggedIn(api)).isTrue();
  }

  @Test
  void logsOutHereIfTheProviderIsGone() {
    Api api = logIn();
    Database.update(
        "update identity_provider set issuer = ?, revision = 2 where id = ?",
        "http://127.0.0.1:1",
        id);

    assertThat(api.get("/v1/auth/oidc/logout").is(303).header("Location"))
        .contains(DeployedGatehouse.base() + "/login?notice=signedOut");
    assertThat(isLoggedIn(api)).isFalse();
  }

  @Test
  void endsTheSessionThatTheProviderEndsAndNoOther() {
    provider.claims(claims -> person(claims).claim("sid", "one"));
    Api one = logIn();
    provider.claims(claims -> person(claims).claim("sid", "two"));
    Api two = logIn();
    String token = provider.logoutToken(claims -> claims.claim("sid", "one"));

    Reply reply = tell(token).is(200);

    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(isLoggedIn(one)).isFalse();
    assertThat(isLoggedIn(two)).isTrue();
    assertThat(tell(token).is(400).json()).containsEntry("error", "invalid_request");
    assertThat(isLoggedIn(two)).isTrue();
    tell(provider.logoutToken(UnaryOperator.identity())).is(200);
    assertThat(isLoggedIn(two)).isFalse();
  }

  @Test
  void endsTheSessionsOfOneWorkspaceWhateverIsWrongInAnotherWithTheSameClient() {
    Workspace others = Workspace.signUp();
    UUID second = given(others).creating().insert();
    for (UUID broken : List.of(id, second)) {
      provider.configuration("jwks_uri", provider.issuer() + "/keys");
      Api here = logIn();
      Api there = loggedIn(SignOnBrowser.leave(second, "").comeBack(provider));
      provider.configuration("jwks_uri", null);
      Database.update("update identity_provider set revision = revision + 1 where id = ?", broken);

      tell(provider.logoutToken(UnaryOperator.identity())).is(400);

      assertThat(isLoggedIn(broken.equals(id) ? there : here)).isFalse();
      Database.update("update identity_provider set revision = revision + 1 where id = ?", broken);
    }
  }

  @Test
  void endsNothingIfTheLogoutTokenIsNotAllRight() {
    Api api = logIn();

    tell("").is(400);
    tell("x".repeat(20_000)).is(400);
    tell(provider.logoutToken(claims -> claims.claim("iss", "https://evil.example"))).is(400);
    tell(provider.logoutToken(claims -> claims.audience("other"))).is(400);
    tell(provider.logoutToken(claims -> claims.claim("nonce", "n"))).is(400);
    provider.signature(claims -> FakeProvider.sign(claims, FakeProvider.newKey()));
    tell(provider.logoutToken(UnaryOperator.identity())).is(400);
    provider.signature(provider::sign);
    Api.anonymous()
        .with("Origin", "https://evil.example")
        .postForm(
            BACK_CHANNEL, Map.of("logout_token", provider.logoutToken(UnaryOperator.identity())))
        .is(403);

    assertThat(isLoggedIn(api)).isTrue();
  }

  @Test
  void tellsTheAuditLogByHowMuchALogoutTokenIsNotOfNow() {
    tell(provider.logoutToken(claims -> claims.issueTime(inSeconds(95)))).is(400);

    assertThat(auditedWords())
        .matches("clocks-differ oidc " + id + " the provider's clock is 9\\d s ahead");
  }

  private static Reply tell(String token) {
    return Api.anonymous().postForm(BACK_CHANNEL, Map.of("logout_token", token));
  }

  // What nobody may read

  @Test
  void writesNoCodeStateTokenOrSecretIntoALog() {
    SignOnBrowser browser = leave();
    String answer = browser.answer(provider);
    Map<String, String> parameters =
        FakeProvider.parameters(answer.substring(answer.indexOf('?') + 1));
    browser.come(answer + "&state=twice");
    String token = browser.come(answer).cookie("gatehouse").orElseThrow();
    String logoutToken = provider.logoutToken(UnaryOperator.identity());
    tell(logoutToken).is(200);

    for (String log : List.of(ServerLog.text(), ServerLog.requests())) {
      assertThat(log)
          .doesNotContain(
              parameters.get("code"),
              parameters.get("state"),
              browser.cookie(),
              token,
              logoutToken,
              FakeProvider.SECRET);
    }
  }
}
