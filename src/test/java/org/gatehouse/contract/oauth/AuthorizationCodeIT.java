package org.gatehouse.contract.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RegisteredApplication;
import org.gatehouse.fixture.RelyingParty;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People log in at applications (OpenID Connect Core 1.0, 3.1), with Nimbus' client and by hand.
 */
@Tag("smoke")
@ExtendWith(DeployedGatehouse.class)
class AuthorizationCodeIT {
  private Workspace works;
  private Person ann;
  private RelyingParty wiki;

  @BeforeEach
  void register() throws Exception {
    works = Workspace.signUp();
    ann = works.administrator();
    wiki = RelyingParty.start(works, Map.of());
  }

  @AfterEach
  void stop() {
    wiki.close();
  }

  /** A browser with somebody logged in, or nobody. */
  private static Reply open(Api browser, URI address) {
    return browser.get(address.getRawPath() + "?" + address.getRawQuery());
  }

  private Api browser() {
    return Api.anonymous().withCookie(ann.token());
  }

  private static Map<String, String> parameters(Reply redirect) {
    return URLUtils.parseParameters(location(redirect).getRawQuery()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
  }

  private static URI location(Reply redirect) {
    return URI.create(redirect.is(303).header("Location").orElseThrow());
  }

  private AuthorizationCode code() {
    return new AuthorizationCode(
        parameters(open(browser(), wiki.request().build().toURI())).get("code"));
  }

  private void logIn() throws Exception {
    assertThat(wiki.redeem(code(), wiki.verifier()).indicatesSuccess()).isTrue();
  }

  /** The request of the application with other parameters; one that is empty is left out. */
  private URI altered(String... names) {
    Map<String, String> all = new HashMap<>();
    URI good = wiki.request().build().toURI();
    URLUtils.parseParameters(good.getRawQuery())
        .forEach((name, value) -> all.put(name, value.get(0)));
    for (int i = 0; i < names.length; i += 2) {
      all.put(names[i], names[i + 1]);
    }
    return URI.create(
        good.getScheme()
            + "://"
            + good.getRawAuthority()
            + good.getRawPath()
            + "?"
            + all.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&")));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void refuses(String error, String... names) {
    Map<String, String> told = parameters(open(browser(), altered(names)));
    assertThat(told).as(String.join(" ", names)).containsEntry("error", error);
    assertThat(told).containsKeys("error_description", "iss");
    assertThat(told).doesNotContainKey("code");
  }

  @Test
  void anIssuerSaysWhereAllIs() throws Exception {
    String path = "/o/" + works.uid();
    OIDCProviderMetadata metadata = RelyingParty.discover(path);
    assertThat(metadata.getIssuer().getValue()).isEqualTo(ann.api().base() + path);
    assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
    assertThat(metadata.supportsRequestURIParam()).isFalse();
    assertThat(metadata.getUILocales()).extracting(LangTag::toString).containsExactly("de", "en");
    assertThat(metadata.getIDTokenJWSAlgs())
        .containsExactly(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    Reply first = Api.anonymous().get(path + "/.well-known/openid-configuration").is(200);
    assertThat(first.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(
            Api.anonymous()
                .with("If-None-Match", first.header("ETag").orElseThrow())
                .get(path + "/.well-known/openid-configuration")
                .status())
        .isEqualTo(304);
    assertThat(Api.anonymous().get("/.well-known/oauth-authorization-server" + path).is(200).body())
        .isEqualTo(first.body());
    Reply keys = Api.anonymous().get("/.well-known/jwks.json").is(200);
    assertThat(
            Api.anonymous()
                .with("If-None-Match", keys.header("ETag").orElseThrow())
                .get("/.well-known/jwks.json")
                .status())
        .isEqualTo(304);
    RelyingParty.discover("");
    Api.anonymous().get("/o/nobody/.well-known/openid-configuration").is(404);
    Api.anonymous().get(path).is(404);
    Api.anonymous().get(path + "/else").is(404);
  }

  @Test
  void aPersonWhoIsLoggedInIsLetIn() throws Exception {
    Reply redirect = open(browser(), wiki.request().build().toURI());
    assertThat(redirect.header("Cache-Control")).contains("no-store");
    assertThat(location(redirect).toString()).startsWith(wiki.base() + "/callback?");
    TokenResponse tokens =
        wiki.redeem(new AuthorizationCode(parameters(redirect).get("code")), wiki.verifier());
    assertThat(tokens.indicatesSuccess()).isTrue();
    IDTokenClaimsSet claims = wiki.validate(wiki.nonce());
    UserInfo told = wiki.userinfo().toSuccessResponse().getUserInfo();
    assertThat(told.getSubject()).isEqualTo(claims.getSubject());
    assertThat(told.getPreferredUsername()).isEqualTo("ann");
    assertThat(told.getEmailAddress()).isNotBlank();
    assertThat(told.getStringListClaim("groups")).contains("user", "workspace-admin");
    assertThat(AuditLog.latest(works, "authorization")).startsWith("ok, ");

    assertThat(wiki.refresh().indicatesSuccess()).isTrue();
    assertThat(wiki.userinfo().indicatesSuccess()).isTrue();
    assertThat(wiki.validate(null).getSubject()).isEqualTo(claims.getSubject());
  }

  @Test
  void anApplicationGetsItsTokensByTheAlgorithmThatItWants() throws Exception {
    try (RelyingParty curve =
        RelyingParty.start(works, Map.of("id_token_signed_response_alg", "ES256"))) {
      String code = parameters(open(browser(), curve.request().build().toURI())).get("code");
      curve.redeem(new AuthorizationCode(code), curve.verifier());
      assertThat(curve.validate(curve.nonce()).getSubject().getValue()).isEqualTo(ann.id());
      String id = curve.tokens().getOIDCTokens().getIDTokenString();
      String hinted = curve.request().build().toURI() + "&prompt=none&id_token_hint=";
      assertThat(parameters(open(browser(), URI.create(hinted + id)))).containsKey("code");
      // The header says another algorithm than the key's.
      SignedJWT genuine = SignedJWT.parse(id);
      JWSHeader confused =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .type(JOSEObjectType.JWT)
              .keyID(genuine.getHeader().getKeyID())
              .build();
      String forged = confused.toBase64URL() + id.substring(id.indexOf('.'));
      assertThat(parameters(open(browser(), URI.create(hinted + forged))))
          .containsEntry("error", "invalid_request");
      Reply out = browser().get("/end-session/o/" + works.uid() + "?id_token_hint=" + id);
      assertThat(location(out).getPath()).isEqualTo("/login");
      assertThat(ann.isLoggedIn()).isFalse();
      curve.awaitLogout();
    }
  }

  @Test
  void somebodyElseIsAskedToLogIn() {
    URI asked = location(open(Api.anonymous(), wiki.request().build().toURI()));
    assertThat(asked.getPath()).isEqualTo("/login");
    assertThat(asked.getRawQuery()).startsWith("workspace=" + works.uid() + "&then=");
    Document page = Jsoup.parse(open(Api.anonymous(), asked).is(200).body());
    assertThat(page.text()).contains("Sign in to go on to Wiki");
    assertThat(page.getElementById("workspace").val()).isEqualTo(works.uid());
    String then = URLUtils.parseParameters(asked.getRawQuery()).get("then").get(0);
    assertThat(location(browser().get(then)).toString()).startsWith(wiki.base() + "/callback?");
    Reply again = browser().get(then).is(400);
    assertThat(again.body()).contains("This sign-in is over");
  }

  @Test
  void aRequestByPostIsLookedAtWhenTheBrowserComesBack() {
    Map<String, String> form = new HashMap<>();
    URI request = wiki.request().build().toURI();
    URLUtils.parseParameters(request.getRawQuery())
        .forEach((name, values) -> form.put(name, values.get(0)));
    Reply posted =
        Api.anonymous()
            .with("Origin", "https://wiki.example.com")
            .with("Sec-Fetch-Site", "cross-site")
            .postForm(request.getRawPath(), form);
    assertThat(location(posted).getPath()).isEqualTo("/authorize/continue");
    assertThat(location(open(browser(), location(posted))).toString())
        .startsWith(wiki.base() + "/callback?code=");
  }

  @Test
  void anAnswerIsBroughtByAFormWhereTheClientWantsIt() {
    Reply reply = open(browser(), altered("response_mode", "form_post")).is(200);
    Document page = Jsoup.parse(reply.body());
    assertThat(page.select("form#onward").attr("action")).isEqualTo(wiki.base() + "/callback");
    assertThat(page.select("form#onward input[name=code]").val()).isNotBlank();
    assertThat(page.select("form#onward input[name=iss]").val())
        .isEqualTo(ann.api().base() + "/o/" + works.uid());
    assertThat(page.select("form#onward input[name=state]").val()).isNotBlank();
    assertThat(reply.header("Content-Security-Policy").orElseThrow())
        .contains("form-action https: http:");
    Document error =
        Jsoup.parse(
            open(Api.anonymous(), altered("response_mode", "form_post", "prompt", "none"))
                .is(200)
                .body());
    assertThat(error.select("form#onward input[name=error]").val()).isEqualTo("login_required");
  }

  @Test
  void aRequestObjectIsRefusedInTheWayItAsksFor() {
    JWTClaimsSet wanted =
        new JWTClaimsSet.Builder()
            .claim("response_mode", "form_post")
            .claim("state", "of the object")
            .claim("redirect_uri", "https://evil.example.com")
            .build();
    Document error =
        Jsoup.parse(
            open(browser(), altered("request", new PlainJWT(wanted).serialize())).is(200).body());
    assertThat(error.select("form#onward").attr("action")).isEqualTo(wiki.base() + "/callback");
    assertThat(error.select("form#onward input[name=error]").val())
        .isEqualTo("request_not_supported");
    assertThat(error.select("form#onward input[name=state]").val()).isEqualTo("of the object");
  }

  @Test
  void whatIsWrongIsToldTheClient() {
    Reply silent = open(Api.anonymous(), altered("prompt", "none", "state", "a b&c"));
    assertThat(parameters(silent))
        .containsEntry("error", "login_required")
        .containsEntry("state", "a b&c");
    refuses("unsupported_response_type", "response_type", "token");
    refuses("unsupported_response_type", "response_type", "code id_token");
    refuses("invalid_request", "response_type", "");
    refuses("invalid_request", "response_mode", "fragment");
    refuses("invalid_request", "code_challenge", "");
    refuses("invalid_request", "code_challenge_method", "plain");
    refuses("invalid_request", "code_challenge_method", "");
    refuses("invalid_request", "code_challenge", "short");
    refuses("invalid_request", "prompt", "none login");
    refuses("invalid_request", "max_age", "x");
    refuses("invalid_request", "claims", "no json");
    refuses("invalid_request", "id_token_hint", "no.id.token");
    refuses("invalid_request", "nonce", "n".repeat(1_001));
    refuses("invalid_scope", "scope", "else");
    refuses("request_not_supported", "request", "a.b.c");
    refuses("request_uri_not_supported", "request_uri", "https://wiki.example.com/request");
    refuses("registration_not_supported", "registration", "{}");
    refuses(
        "unmet_authentication_requirements",
        "claims",
        "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"aal2\"]}}}");
    assertThat(AuditLog.latest(works, "authorization"))
        .startsWith("unmet-authentication-requirements, ");
    URI twice = URI.create(altered() + "&nonce=another");
    assertThat(parameters(open(browser(), twice))).containsEntry("error", "invalid_request");
  }

  @Test
  void theParameterThatIsWrongIsNamed() {
    assertThat(described(altered("response_type", ""))).isEqualTo("response_type is missing.");
    assertThat(described(altered("prompt", "none login"))).isEqualTo("prompt is wrong.");
    assertThat(described(altered("max_age", "x"))).isEqualTo("max_age is wrong.");
    assertThat(described(altered("claims", "{\"no json"))).isEqualTo("claims is wrong.");
    assertThat(described(altered("resource", "reports"))).isEqualTo("resource is wrong.");
    assertThat(described(URI.create(altered() + "&nonce=another")))
        .isEqualTo("nonce is there more than once.");
  }

  private String described(URI request) {
    return parameters(open(browser(), request)).get("error_description");
  }

  @Test
  void unknownParametersAndScopesAreIgnored() {
    assertThat(
            parameters(
                open(browser(), altered("display", "popup", "ui_locales", "de fr", "x", "y"))))
        .containsKey("code");
    assertThat(parameters(open(browser(), altered("scope", "openid unknown")))).containsKey("code");
    assertThat(parameters(open(browser(), altered("acr_values", "gold", "login_hint", "bob"))))
        .containsKey("code");
  }

  private static String language(Reply page) {
    return Jsoup.parse(page.is(200).body()).selectFirst("html").attr("lang");
  }

  @Test
  void pagesAreInTheLanguageThatTheApplicationWants() throws Exception {
    Api nobody = Api.anonymous().with("Accept-Language", "en");
    URI login = location(open(nobody, altered("ui_locales", "fr-CA de-AT en")));
    Document page = Jsoup.parse(open(nobody, login).is(200).body());
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("de");
    assertThat(page.text()).contains("Wiki");
    URI again = location(open(browser(), altered("ui_locales", "de", "prompt", "login")));
    PageForm form = new PageForm(ann, again.getRawPath() + "?" + again.getRawQuery());
    assertThat(language(form.press("confirm", Map.of("password", "wrong"))))
        .as("after a mistake")
        .isEqualTo("de");
    String then = URLUtils.parseParameters(login.getRawQuery()).get("then").get(0);
    assertThat(parameters(browser().get(then))).containsKey("code");

    for (String unknown : List.of("fr", "", "!")) {
      URI usual = location(open(nobody, altered("ui_locales", unknown)));
      assertThat(language(open(nobody, usual))).as(unknown).isEqualTo("en");
    }
    Api german = Api.anonymous().with("Accept-Language", "de");
    assertThat(language(open(german, location(open(german, altered("ui_locales", "en"))))))
        .isEqualTo("en");
    try (RelyingParty curious = RelyingParty.start(works, Map.of("consent", "once"))) {
      for (String prompt : List.of("", "&prompt=login", "&prompt=select_account")) {
        URI request = URI.create(curious.request().build().toURI() + prompt + "&ui_locales=de");
        assertThat(language(open(browser(), location(open(browser(), request)))))
            .as(prompt)
            .isEqualTo("de");
      }
    }
    assertThat(language(open(browser(), altered("response_mode", "form_post", "ui_locales", "de"))))
        .isEqualTo("de");
    String end = "/end-session/o/" + works.uid() + "?ui_locales=xx%20de";
    assertThat(language(open(browser(), location(browser().get(end))))).isEqualTo("de");
    assertThat(language(open(nobody, location(nobody.get(end))))).isEqualTo("de");
  }

  @Test
  void aPersonIsNeverSentWhereTheClientIsNotRegisteredFor() {
    String good = wiki.base() + "/callback";
    for (String address :
        List.of(
            "https://evil.example.com/callback",
            good + "/",
            good + "/../x",
            good + "?x=y",
            good + "#x",
            good.replace("/callback", "/Callback"),
            good.replace("/callback", "/%63allback"),
            good.replace("http://", "http://evil@"),
            good.replace("127.0.0.1", "127.0.0.1.evil.example.com"),
            good.replace("127.0.0.1", "localhost"),
            "javascript:alert(1)",
            "//evil.example.com",
            " " + good)) {
      Reply refused = open(browser(), altered("redirect_uri", address));
      assertThat(refused.status()).as(address).isEqualTo(400);
      assertThat(refused.header("Location")).as(address).isEmpty();
      assertThat(refused.body()).contains("The way back is unknown");
    }
    URI twice = URI.create(altered() + "&redirect_uri=" + encode("https://evil.example.com/"));
    open(browser(), twice).is(400);
    assertThat(AuditLog.latest(works, "authorization"))
        .startsWith("unknown-redirect-uri, ")
        .contains(", # " + good + " https://evil.example.com/ ");
    open(browser(), altered("redirect_uri", "https://evil.example.com/?code=c\u00e9#x")).is(400);
    assertThat(AuditLog.latest(works, "authorization"))
        .contains(", # https://evil.example.com/?... ");
    Reply nobody = open(browser(), altered("client_id", "nobody")).is(400);
    assertThat(nobody.body()).contains("Unknown application");
    assertThat(open(browser(), altered("client_id", "")).status()).isEqualTo(400);
    // With the port of a program on a person's machine it is another matter (RFC 8252, 7.3).
    String otherPort = good.replaceFirst(":\\d+", ":9");
    assertThat(location(open(browser(), altered("redirect_uri", otherPort))).toString())
        .startsWith(otherPort + "?code=");
  }

  @Test
  void aClientOfOneWorkspaceIsUnknownAtOthersIssuers() {
    Workspace others = Workspace.signUp();
    URI request = wiki.request().build().toURI();
    for (String path : List.of("/authorize/o/" + others.uid(), "/authorize")) {
      assertThat(browser().get(path + "?" + request.getRawQuery()).is(400).body())
          .contains("Unknown application");
    }
    browser().get("/authorize/o/nobody?" + request.getRawQuery()).is(404);
    browser().get("/authorize/continue").is(400);
    browser().get("/authorize/continue?key=x").is(400);
    Reply put = browser().put(request.getRawPath(), Map.of());
    assertThat(put.status()).isEqualTo(405);
  }

  @Test
  void somebodyOfAnotherWorkspaceIsAskedForAnotherAccount() {
    Workspace others = Workspace.signUp();
    Api browser = Api.anonymous().withCookie(others.administrator().token());
    URI asked = location(open(browser, wiki.request().build().toURI()));
    assertThat(asked.getPath()).isEqualTo("/login/again");
    assertThat(open(browser, asked).is(200).body())
        .contains("Wiki is for people of another workspace")
        .contains("useAnother")
        .doesNotContain("id=\"choose\"");
  }

  @Test
  void aPageThatAsksIsInNobodysFrame() throws Exception {
    try (RelyingParty curious = RelyingParty.start(works, Map.of("consent", "once"))) {
      for (String prompt : List.of("", "&prompt=login", "&prompt=select_account")) {
        URI request = URI.create(curious.request().build().toURI() + prompt);
        URI asked = location(open(browser(), request));
        assertThat(asked.getPath()).isIn("/login/consent", "/login/again");
        Reply page = open(browser(), asked).is(200).hasSecurityHeaders();
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
            .contains("frame-ancestors 'none'", "form-action 'self'");
      }
      // Whoever has the key of somebody else's request can't answer it for that person.
      URI asked = location(open(browser(), curious.request().build().toURI()));
      Reply nobody = open(Api.anonymous(), asked);
      assertThat(nobody.status()).isEqualTo(302);
    }
  }

  @Test
  void hugeRequestsAreRefused() {
    URI request = wiki.request().build().toURI();
    Reply tooLong =
        browser()
            .get(request.getRawPath() + "?" + request.getRawQuery() + "&x=" + "y".repeat(30_000));
    assertThat(tooLong.status()).isIn(400, 414);
    assertThat(tooLong.header("Location")).isEmpty();
    String form = request.getRawQuery() + "&x=" + "y".repeat(30_000);
    for (String path : List.of("/authorize/o/", "/end-session/o/")) {
      Reply posted =
          Api.anonymous().post(path + works.uid(), "application/x-www-form-urlencoded", form);
      assertThat(posted.status()).as(path).isEqualTo(413);
    }
    assertThat(parameters(open(browser(), altered("state", "s".repeat(4_000)))))
        .containsEntry("state", "s".repeat(4_000));
    assertThat(parameters(open(browser(), altered("state", "s".repeat(6_000)))))
        .containsEntry("error", "invalid_request")
        .doesNotContainKey("state");
    assertThat(parameters(open(browser(), altered("nonce", "a\u0000b"))))
        .containsEntry("error", "invalid_request");
    URI hinted = altered("login_hint", "a\u0000b");
    assertThat(location(open(Api.anonymous(), hinted)).getPath()).isEqualTo("/login");
    for (String blank : List.of("state", "response_mode", "scope", "nonce")) {
      String query = request.getRawQuery().replaceFirst(blank + "=[^&]*", blank + "=%20");
      assertThat(browser().get(request.getRawPath() + "?" + query).status())
          .as(blank)
          .isLessThan(500);
      String empty = request.getRawQuery() + "&response_mode=&ui_locales=!&display=odd";
      assertThat(browser().get(request.getRawPath() + "?" + empty).status()).isEqualTo(303);
    }
    Reply upwards =
        Api.anonymous()
            .with("Origin", "https://evil.example.com")
            .withCookie(ann.token())
            .post("/oauth2/..;/api/1/user", "application/json", "{}");
    assertThat(upwards.status()).isIn(400, 403, 404);
    String many = "&p=1".repeat(2_000);
    assertThat(browser().get(request.getRawPath() + "?" + request.getRawQuery() + many).status())
        .isIn(303, 400, 414);
    for (String odd : List.of("%ff", "%00", "%ed%a0%80")) {
      String query = request.getRawQuery() + "&login_hint=" + odd;
      assertThat(browser().get(request.getRawPath() + "?" + query).status())
          .as(odd)
          .isLessThan(500);
    }
  }

  @Test
  void aTokenIsToldOfToItsClientOnly() throws Exception {
    logIn();
    RegisteredApplication thief =
        RegisteredApplication.add(
            ann.api(),
            Map.of("client_name", "Thief", "grant_types", List.of("client_credentials")));
    String path = "/oauth2/o/" + works.uid() + "/introspect";
    for (String token :
        List.of(
            wiki.tokens().getTokens().getAccessToken().getValue(),
            wiki.tokens().getOIDCTokens().getIDTokenString(),
            wiki.tokens().getTokens().getRefreshToken().getValue(),
            ann.token())) {
      assertThat(
              Api.anonymous()
                  .withBasic(thief.id(), thief.secret())
                  .postForm(path, Map.of("token", token))
                  .is(200)
                  .json())
          .containsOnly(Map.entry("active", false));
    }
    Reply own =
        Api.anonymous()
            .withBasic(wiki.client().id(), wiki.client().secret())
            .postForm(path, Map.of("token", wiki.tokens().getTokens().getAccessToken().getValue()))
            .is(200);
    assertThat(own.json()).containsEntry("active", true).containsEntry("sub", ann.id());
  }

  @Test
  void aCodeIsOfUseOnce() throws Exception {
    AuthorizationCode code = code();
    assertThat(wiki.redeem(code, wiki.verifier()).indicatesSuccess()).isTrue();
    TokenResponse second = wiki.redeem(code, wiki.verifier());
    assertThat(second.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_grant");
    assertThat(wiki.userinfo().indicatesSuccess()).as("what came of it is gone").isFalse();
    assertThat(AuditLog.latest(works, "token-grant")).startsWith("code-reuse, ");
  }

  @Test
  void aCodeIsOfUseOnceHoweverManyShowItAtOnce() throws Exception {
    AuthorizationCode code = code();
    var verifier = wiki.verifier();
    List<Boolean> ends = AtOnce.call(6, () -> wiki.redeem(code, verifier).indicatesSuccess());
    assertThat(ends.stream().filter(good -> good)).hasSizeLessThanOrEqualTo(1);
    assertThat(wiki.refresh().indicatesSuccess()).as("somebody has a copy").isFalse();
  }

  @Test
  void aRefreshTokenShownByManyAtOnceGivesAllTheSame() throws Exception {
    logIn();
    RefreshToken token = wiki.tokens().getTokens().getRefreshToken();
    List<String> ends =
        AtOnce.call(
            6,
            () -> wiki.refresh(token).toSuccessResponse().getTokens().getRefreshToken().getValue());
    assertThat(Set.copyOf(ends)).hasSize(1);
    assertThat(wiki.refresh(new RefreshToken(ends.get(0))).indicatesSuccess()).isTrue();
    assertThat(wiki.refresh(token).indicatesSuccess()).isFalse();
    assertThat(wiki.refresh().indicatesSuccess()).as("the family is gone").isFalse();
  }

  @Test
  void userinfoWantsATokenOfItsIssuer() throws Exception {
    String path = "/oauth2/o/" + works.uid() + "/userinfo";
    Reply none = Api.anonymous().get(path).is(401);
    assertThat(none.header("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer")
        .doesNotContain("error");
    Reply bad = Api.anonymous().with("Authorization", "Bearer x.y.z").get(path).is(401);
    assertThat(bad.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    logIn();
    String token = wiki.tokens().getTokens().getAccessToken().getValue();
    Api.anonymous().postForm(path, Map.of("access_token", token)).is(200);
    Api.anonymous()
        .with("Authorization", "Bearer " + token)
        .postForm(path, Map.of("access_token", token))
        .is(400);
    Api.anonymous().with("Authorization", "Bearer " + token).get("/oauth2/userinfo").is(401);
    String id = wiki.tokens().getOIDCTokens().getIDTokenString();
    UserInfoResponse byIdToken = wiki.userinfo(new BearerAccessToken(id));
    assertThat(byIdToken.indicatesSuccess()).isFalse();
    for (String kind : List.of(token, id)) {
      Api.anonymous().withToken(kind).get("/api/1/user/ann").refuses(401, "Unauthorized");
      assertThat(Api.anonymous().withCookie(kind).get("/").status()).isEqualTo(302);
    }
    Api.anonymous().with("Authorization", "Bearer " + ann.token()).get(path).is(401);
  }

  @Test
  void scriptsOfPublicClientsMayReadAnswersAndNoOthers() {
    RegisteredApplication spa =
        RegisteredApplication.add(
            ann.api(),
            Map.of(
                "client_name", "Board",
                "token_endpoint_auth_method", "none",
                "redirect_uris", List.of("https://board.example.com/callback")));
    String path = "/oauth2/o/" + works.uid() + "/token";
    Map<String, String> form =
        Map.of("grant_type", "authorization_code", "code", "x", "client_id", spa.id());
    Reply own =
        Api.anonymous()
            .with("Origin", "https://board.example.com")
            .with("Sec-Fetch-Site", "cross-site")
            .postForm(path, form)
            .is(400);
    assertThat(own.text("error")).isEqualTo("invalid_grant");
    assertThat(own.header("Access-Control-Allow-Origin")).contains("https://board.example.com");
    assertThat(own.header("Vary").orElseThrow()).contains("Origin");
    for (String origin : List.of("https://evil.example.com", "http://board.example.com", "null")) {
      Reply other = Api.anonymous().with("Origin", origin).postForm(path, form).is(400);
      assertThat(other.header("Access-Control-Allow-Origin")).as(origin).isEmpty();
    }
    Reply confidential =
        Api.anonymous()
            .with("Origin", wiki.base().toString())
            .withBasic(wiki.client().id(), wiki.client().secret())
            .postForm(path, Map.of("grant_type", "authorization_code", "code", "x"))
            .is(400);
    assertThat(confidential.header("Access-Control-Allow-Origin")).isEmpty();
    Reply asked =
        Api.anonymous()
            .with("Origin", "https://board.example.com")
            .with("Access-Control-Request-Method", "GET")
            .with("Access-Control-Request-Headers", "authorization")
            .send("OPTIONS", path.replace("token", "userinfo"), BodyPublishers.noBody());
    assertThat(asked.status()).isEqualTo(204);
    assertThat(asked.header("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization");
    assertThat(asked.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void scriptsMayReadThatTheirTokenIsGoodNoLonger() throws Exception {
    RegisteredApplication spa =
        RegisteredApplication.add(
            ann.api(),
            Map.of(
                "client_name", "Board",
                "token_endpoint_auth_method", "none",
                "redirect_uris", List.of("https://board.example.com/callback")));
    SignedJWT madeUp =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder().claim("client_id", spa.id()).build());
    madeUp.sign(new MACSigner(new byte[32]));
    String path = "/oauth2/o/" + works.uid() + "/userinfo";
    Map<String, Optional<String>> mayRead = new HashMap<>();
    for (String origin : List.of("https://board.example.com", "https://evil.example.com")) {
      Reply refused =
          Api.anonymous()
              .with("Origin", origin)
              .with("Authorization", "Bearer " + madeUp.serialize())
              .get(path)
              .is(401);
      assertThat(refused.text("error")).isEqualTo("invalid_token");
      mayRead.put(origin, refused.header("Access-Control-Allow-Origin"));
    }
    assertThat(mayRead)
        .containsEntry("https://board.example.com", Optional.of("https://board.example.com"))
        .containsEntry("https://evil.example.com", Optional.empty());
  }

  @Test
  void tellsTheAuditLogOfRequestsThatSayTooLittle() {
    String endpoints = "/oauth2/o/" + works.uid();
    String id = wiki.client().id();
    Api client = Api.anonymous().withBasic(id, wiki.client().secret());
    assertThat(
            client.postForm(endpoints + "/token", Map.of("grant_type", "password")).text("error"))
        .isEqualTo("unsupported_grant_type");
    assertThat(AuditLog.latest(works, "client-request"))
        .startsWith("unsupported-grant-type, by -, of -, #");
    for (String endpoint : List.of("/token", "/introspect", "/revoke")) {
      long before = AuditLog.count(works, "client-request");
      client.postForm(endpoints + endpoint, Map.of("x", "y")).is(400);
      assertThat(AuditLog.count(works, "client-request")).as(endpoint).isEqualTo(before + 1);
    }
    assertThat(AuditLog.latest(works, "client-request"))
        .startsWith("invalid-request, by -, of -, #");
    Api.anonymous().with("Authorization", "Bearer x.y.z").get(endpoints + "/userinfo").is(401);
    assertThat(AuditLog.latest(works, "client-request")).startsWith("invalid-token, by -, of -, ");
    client.postForm(endpoints + "/device_authorization", Map.of("scope", "openid")).is(400);
    assertThat(AuditLog.latest(works, "client-request"))
        .startsWith("unauthorized-client, by -, of -, #");
    Api.anonymous().postForm(endpoints + "/token", Map.of("x", "y")).is(401);
    assertThat(AuditLog.latest(works, "client-request")).startsWith("invalid-client, by -, of -, ");
  }

  @Test
  void aPersonIsLoggedOutByAClientThatShowsAnIdToken() throws Exception {
    logIn();
    String path = "/end-session/o/" + works.uid();
    String bye = wiki.base() + "/bye";
    String id = wiki.tokens().getOIDCTokens().getIDTokenString();
    String address = "&post_logout_redirect_uri=" + encode(bye) + "&state=s1";
    for (String query :
        List.of(
            "x=y",
            "client_id=" + wiki.client().id() + address,
            "id_token_hint=x.y.z" + address,
            "id_token_hint=" + id + "&client_id=nobody" + address,
            "id_token_hint=" + id + "&post_logout_redirect_uri=" + encode(bye + "?x=y"))) {
      URI asked = location(browser().get(path + "?" + query));
      assertThat(asked.getPath()).as(query).isEqualTo("/logout");
      String question = open(browser(), asked).is(200).body();
      assertThat(question).contains("Sign out?");
      // The client alone, with its own address, is known by its name.
      boolean astray = query.contains("post_logout") && !query.startsWith("client_id=");
      assertThat(question.contains("a way back that isn")).as(query).isEqualTo(astray);
      assertThat(ann.isLoggedIn()).isTrue();
    }
    assertThat(AuditLog.latest(works, "logout")).startsWith("unknown-address, ");
    Reply out = browser().get(path + "?id_token_hint=" + id + address);
    assertThat(location(out).toString()).isEqualTo(bye + "?state=s1");
    assertThat(out.cookie("gatehouse")).contains("");
    assertThat(ann.isLoggedIn()).isFalse();
    assertThat(wiki.userinfo().indicatesSuccess()).isFalse();
    assertThat(wiki.refresh().indicatesSuccess()).isFalse();
    assertThat(location(browser().get(path + "?id_token_hint=" + id + address)).toString())
        .as("again")
        .isEqualTo(bye + "?state=s1");
    assertThat(
            location(
                    browser()
                        .get(
                            path
                                + "?id_token_hint="
                                + id
                                + "&post_logout_redirect_uri=https%3A%2F%2Fevil.example.com"))
                .toString())
        .isEqualTo(ann.api().base() + "/login?notice=signedOut");
    Api.anonymous().get("/end-session/o/nobody").is(404);
    assertThat(
            Api.anonymous()
                .with("Origin", "https://wiki.example.com")
                .postForm(path, Map.of("state", "s1"))
                .status())
        .isEqualTo(303);
  }

  @Test
  void aClientForAllWorkspacesIsToldWhoseNamesItGets() throws Exception {
    Api system = Workspace.first().administrator().api();
    works.addRole("portal-admin");
    works.giveRoles("ann", "portal-admin");
    RegisteredApplication portal =
        RegisteredApplication.addForAll(
            system,
            Map.of(
                "client_name",
                "Portal",
                "redirect_uris",
                List.of("https://portal.example.com/callback"),
                "require_pkce",
                false));
    Reply redirect =
        browser()
            .get(
                "/authorize?response_type=code&scope=openid%20profile&client_id="
                    + portal.id()
                    + "&redirect_uri="
                    + encode("https://portal.example.com/callback"));
    Reply tokens =
        Api.anonymous()
            .withBasic(portal.id(), portal.secret())
            .postForm(
                "/oauth2/token",
                Map.of(
                    "grant_type", "authorization_code",
                    "code", parameters(redirect).get("code"),
                    "redirect_uri", "https://portal.example.com/callback"))
            .is(200);
    assertThat(tokens.json()).doesNotContainKey("refresh_token");
    Reply told =
        Api.anonymous()
            .with("Authorization", "Bearer " + tokens.text("access_token"))
            .get("/oauth2/userinfo")
            .is(200);
    assertThat(told.text("preferred_username")).isEqualTo(works.uid() + "/ann");
    assertThat(told.json().get("groups"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .as("any workspace can have a role of that name")
        .contains(works.uid() + "/portal-admin", "user")
        .doesNotContain("portal-admin");
    Optional<String> elsewhere =
        Api.anonymous()
            .with("Authorization", "Bearer " + tokens.text("access_token"))
            .get("/oauth2/o/" + works.uid() + "/userinfo")
            .is(401)
            .header("WWW-Authenticate");
    assertThat(elsewhere.orElseThrow()).contains("invalid_token");
    system.delete("/api/1/installation-client/" + portal.id()).is(204);
  }

  /** RFC 9126, with Nimbus' client. */
  @Test
  void takesRequestsFromTheClientItself() throws Exception {
    AuthenticationRequest request = wiki.request().build();
    PushedAuthorizationResponse answer = push(wiki, request);
    assertThat(answer.indicatesSuccess()).isTrue();
    PushedAuthorizationSuccessResponse pushed = answer.toSuccessResponse();
    assertThat(pushed.getLifetime()).isEqualTo(90);
    String address =
        "/authorize/o/"
            + works.uid()
            + "?state=other&redirect_uri=https%3A%2F%2Fevil.example&client_id="
            + wiki.client().id()
            + "&request_uri="
            + encode(pushed.getRequestURI().toString());

    // Only the client's own, and nothing beside it counts.
    RelyingParty other = RelyingParty.start(works, Map.of());
    try (other) {
      String elsewhere = address.replace(wiki.client().id(), other.client().id());
      assertThat(browser().get(elsewhere).is(400).body()).contains("This sign-in is over");
    }
    Map<String, String> told = parameters(browser().get(address));
    assertThat(told).containsEntry("state", request.getState().getValue());
    assertThat(
            wiki.redeem(new AuthorizationCode(told.get("code")), wiki.verifier())
                .indicatesSuccess())
        .isTrue();
    assertThat(browser().get(address).is(400).body()).contains("This sign-in is over");
    String madeUp = pushed.getRequestURI() + "x";
    browser()
        .get(
            "/authorize/o/" + works.uid(),
            Map.of("client_id", wiki.client().id(), "request_uri", madeUp))
        .is(400);
  }

  /** Also for somebody who has to log in first: what was pushed waits as any other. */
  @Test
  void letsAPushedRequestWaitForALogin() throws Exception {
    PushedAuthorizationSuccessResponse pushed =
        push(wiki, wiki.request().build()).toSuccessResponse();
    URI login =
        location(
            Api.anonymous()
                .get(
                    "/authorize/o/" + works.uid(),
                    Map.of(
                        "client_id",
                        wiki.client().id(),
                        "request_uri",
                        pushed.getRequestURI().toString())));
    assertThat(login.getPath()).isEqualTo("/login");
    String then = URLUtils.parseParameters(login.getRawQuery()).get("then").get(0);
    assertThat(parameters(browser().get(then))).containsKey("code");
  }

  @Test
  void asksInTheLanguageThatAPushedRequestWants() throws Exception {
    PushedAuthorizationSuccessResponse pushed =
        push(wiki, wiki.request().uiLocales(List.of(new LangTag("de"))).build())
            .toSuccessResponse();
    Map<String, String> query =
        Map.of("client_id", wiki.client().id(), "request_uri", pushed.getRequestURI().toString());
    URI login = location(Api.anonymous().get("/authorize/o/" + works.uid(), query));
    assertThat(language(open(Api.anonymous().with("Accept-Language", "en"), login)))
        .isEqualTo("de");
  }

  @Test
  void refusesWhatIsPushedAtOnce() throws Exception {
    String par = "/oauth2/o/" + works.uid() + "/par";
    Map<String, String> good = new HashMap<>();
    URLUtils.parseParameters(wiki.request().build().toURI().getRawQuery())
        .forEach((name, value) -> good.put(name, value.get(0)));
    Api client = Api.anonymous().withBasic(wiki.client().id(), wiki.client().secret());
    assertThat(client.postForm(par, good).is(201).json())
        .containsOnlyKeys("request_uri", "expires_in");
    for (Map.Entry<String, String> wrong :
        Map.of(
                "redirect_uri", "https://evil.example/",
                "request_uri", "urn:ietf:params:oauth:request_uri:x",
                "request", "e30.e30.",
                "response_type", "token",
                "code_challenge_method", "plain",
                "scope", "unknown",
                "resource", "https://elsewhere.example",
                "state", "x".repeat(5_000))
            .entrySet()) {
      Map<String, String> all = new HashMap<>(good);
      all.put(wrong.getKey(), wrong.getValue());
      assertThat(client.postForm(par, all).is(400).json())
          .as(wrong.getKey())
          .containsKeys("error", "error_description");
    }
    Api.anonymous().postForm(par, good).is(401);
    Api.anonymous().withBasic(wiki.client().id(), "wrong").postForm(par, good).is(401);
    client.get(par).is(405);
  }

  @Test
  void holdsAClientToPushingWhereItIsRegisteredSo() throws Exception {
    try (RelyingParty careful =
        RelyingParty.start(works, Map.of("require_pushed_authorization_requests", true))) {
      AuthenticationRequest request = careful.request().build();
      assertThat(parameters(open(browser(), request.toURI())))
          .containsEntry("error", "invalid_request");
      PushedAuthorizationSuccessResponse pushed = push(careful, request).toSuccessResponse();
      Map<String, String> told =
          parameters(
              browser()
                  .get(
                      "/authorize/o/" + works.uid(),
                      Map.of(
                          "client_id",
                          careful.client().id(),
                          "request_uri",
                          pushed.getRequestURI().toString())));
      assertThat(told).containsKey("code");
    }
  }

  private PushedAuthorizationResponse push(RelyingParty party, AuthenticationRequest request)
      throws Exception {
    URI endpoint =
        RelyingParty.discover("/o/" + works.uid()).getPushedAuthorizationRequestEndpointURI();
    return PushedAuthorizationResponse.parse(
        new PushedAuthorizationRequest(endpoint, party.client().basic(), request)
            .toHTTPRequest()
            .send());
  }
}
