package org.gatehouse.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.Nginx;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.ProxiedApplication;
import org.gatehouse.fixture.RegisteredApplication;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The applications of {@code samples/} log people in through Gatehouse, on the very server that it
 * runs on: what servers' own clients make of it, which nobody here has written.
 */
@Tag("own-server")
@BrowserTest
class SamplesIT {
  private static final boolean IS_WILDFLY =
      ServerProcess.Kind.ofTheseTests() == ServerProcess.Kind.WILDFLY;

  /** The least, in seconds: so long it takes these clients to see that a login has ended. */
  private static final int TOKEN_LIFETIME = 30;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String ROLE = "finance";
  private static final String AUDIENCE = "https://reports.example.com";
  private static final String OTHER_AUDIENCE = "https://web-and-api.example.com";

  /** What a script on a page gets there, with the cookies of the browser. */
  private static final String STATUS_OF =
      """
      address => {
        const request = new XMLHttpRequest();
        request.open('GET', address, false);
        request.send();
        return request.status;
      }""";

  @TempDir private static Path directory;
  private static ServerProcess server;
  private static Workspace works;
  private static Person ann;
  private static Person bob;
  private static ProxiedApplication notes;
  private Browser browser;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(directory, Map.of());
    works = Workspace.signUp(Api.at(server.base()), "CorpInc AG", "ann");
    works.addRole(ROLE);
    works.giveRoles("ann", ROLE);
    ann = works.administrator();
    bob = works.add("bob");
    Map<String, String> settings = new HashMap<>();
    List<Path> wars =
        new ArrayList<>(
            List.of(
                Build.sample("oidc-web"), Build.sample("api-mp-jwt"), Build.sample("web-and-api")));
    settings.put("REPORTS_API_ISSUER", issuer());
    settings.put("REPORTS_API_KEYS", server.base() + "/.well-known/jwks.json");
    settings.put("OIDC_WEB_API", server.base() + "/api-mp-jwt/api");
    register(
        "oidc-web",
        Map.of(
            "redirect_uris", List.of(at("oidc-web/callback").toString()),
            "post_logout_redirect_uris", List.of(at("oidc-web/").toString()),
            "audiences", List.of(AUDIENCE)),
        settings);
    register(
        "web-and-api",
        Map.of("redirect_uris", List.of(at("web-and-api/callback").toString())),
        settings);
    if (IS_WILDFLY) {
      wars.add(Build.sample("oidc-wildfly"));
      register(
          "oidc-wildfly",
          Map.of(
              "redirect_uris",
              List.of(at("oidc-wildfly/").toString()),
              "redirect_prefix",
              true,
              "claims",
              "elytron"),
          settings);
    }
    server.stop();
    server.startAgainWith(settings, wars);
    Nginx.assumeInstalled();
    notes =
        ProxiedApplication.start(
            Files.createDirectory(directory.resolve("nginx")), server.base(), ann.api(), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    if (notes != null) {
      notes.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static void register(
      String name, Map<String, Object> metadata, Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(metadata);
    all.put("client_name", name);
    all.put("require_pkce", false);
    all.put("access_token_lifetime", TOKEN_LIFETIME);
    RegisteredApplication client = RegisteredApplication.add(ann.api(), all);
    String prefix = name.toUpperCase(Locale.ROOT).replace('-', '_');
    settings.put(prefix + "_ISSUER", issuer());
    settings.put(prefix + "_CLIENT_ID", client.id());
    settings.put(prefix + "_CLIENT_SECRET", client.secret());
  }

  private static String issuer() {
    return server.base() + "/o/" + works.uid();
  }

  private static URI at(String path) {
    return URI.create(server.base() + "/" + path);
  }

  @BeforeEach
  void open() throws IOException {
    browser = Browser.open();
  }

  @AfterEach
  void leave() {
    browser.close();
    // WildFly says so of each task whose time comes while it is stopped, as it was for the samples.
    assertThat(server.log().lines().filter(line -> !line.contains("WFLYEE0111")))
        .noneMatch(line -> line.contains("SEVERE") || line.contains("ERROR"));
  }

  private static void logIn(Browser browser, Person person) {
    logIn(browser, "oidc-web", person);
  }

  private static void logIn(Browser browser, String application, Person person) {
    browser.awaitText("Sign in to go on to " + application);
    browser.type("#userName", person.name());
    browser.type("#password", person.password());
    browser.click("#signIn");
  }

  /** Looks at a page again and again: clients find out when their access token has expired. */
  private static void awaitAt(Browser browser, String path, BooleanSupplier seen)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    browser.go(at(path));
    while (!seen.getAsBoolean()) {
      assertThat(Instant.now()).as(browser::text).isBefore(deadline);
      Thread.sleep(500);
      browser.go(at(path));
    }
  }

  @Test
  void oneLoginIsForAllApplications() throws Exception {
    browser.go(at("oidc-web/"));
    browser.awaitText("Nobody has to be logged in here");
    browser.click("#account");
    logIn(browser, ann);
    browser.awaitText("You are ann, of finance.");
    assertThat(browser.text())
        .contains("The API says: Hello " + works.uid() + "/ann")
        .contains("The API's report: all is well");
    browser.go(at("oidc-web/report"));
    browser.awaitText("The report, for finance only.");
    if (IS_WILDFLY) {
      browser.go(at("oidc-wildfly/"));
      browser.click("#account");
      browser.awaitText("You are ann, of finance.");
      browser.go(at("oidc-wildfly/report.html"));
      browser.awaitText("The report, for finance only.");
    }
    browser.go(notes.base().resolve("/page"));
    browser.awaitText("You are ann (ann, ");
    assertThat(browser.text()).contains("of finance,user");

    browser.go(at("oidc-web/account"));
    browser.click("#logout");
    browser.awaitText("Nobody has to be logged in here");
    assertThat(browser.address()).isEqualTo(at("oidc-web/"));
    browser.go(at("oidc-web/account"));
    browser.awaitText("Sign in to go on to oidc-web");
    browser.go(notes.base().resolve("/page"));
    browser.awaitText("Sign in to go on to Notes");
    if (IS_WILDFLY) {
      awaitAt(
          browser,
          "oidc-wildfly/account.jsp",
          () -> browser.text().contains("Sign in to go on to oidc-wildfly"));
    }
  }

  @Test
  void whoeverHasNotTheRoleIsRefused() {
    browser.go(at("oidc-web/report"));
    logIn(browser, bob);
    browser.awaitText("Forbidden");
    browser.go(at("oidc-web/account"));
    browser.awaitText("You are bob.");
    assertThat(browser.text())
        .contains("The API says: Hello " + works.uid() + "/bob")
        .contains("The API's report: refused with 403");
    if (IS_WILDFLY) {
      browser.go(at("oidc-wildfly/report.html"));
      browser.awaitText("Forbidden");
      browser.go(at("oidc-wildfly/account.jsp"));
      browser.awaitText("You are bob.");
    }
  }

  @Test
  void aLoginLastsAsLongAsAtGatehouseAndAnAccessTokenUntilItExpires() throws Exception {
    try (Browser other = Browser.open()) {
      for (Browser one : List.of(browser, other)) {
        one.go(at("oidc-web/account"));
        logIn(one, ann);
        one.awaitText("You are ann");
      }
      String token = tokens(programOfPeople()).text("access_token");
      assertThat(call("greeting", Optional.of(token)).statusCode()).isEqualTo(200);
      other.go(at("logout"));
      other.click("#signOut");

      // By way of Gatehouse, with another code.
      awaitAt(browser, "oidc-web/account", () -> browser.address().toString().contains("code="));
      browser.awaitText("You are ann, of finance.");
      assertThat(browser.text()).contains("The API's report: all is well");
      awaitAt(
          other, "oidc-web/account", () -> other.text().contains("Sign in to go on to oidc-web"));

      Date end = SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime();
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), end.toInstant()).toMillis()));
      assertThat(call("greeting", Optional.of(token)).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void theApiTakesOnlyWhatIsMeantForIt() throws Exception {
    RegisteredApplication program =
        RegisteredApplication.add(
            ann.api(),
            Map.of(
                "client_name", "Nightly report",
                "grant_types", List.of("client_credentials"),
                "audiences", List.of(AUDIENCE)));
    // WildFly takes who brings no token for somebody who has no role.
    assertThat(statusWith(Optional.empty())).isEqualTo(IS_WILDFLY ? 403 : 401);
    assertThat(statusWith(Optional.of(ann.token()))).isEqualTo(401);
    assertThat(statusWith(Optional.of(token(program, Map.of())))).isEqualTo(401);
    assertThat(statusWith(Optional.of(token(program, Map.of("resource", AUDIENCE)))))
        .as("good, but without a role")
        .isEqualTo(403);
  }

  @Test
  void oneApplicationHasPagesForPeopleAndAnApiForPrograms() throws Exception {
    RegisteredApplication program = programOfPeople();
    browser.go(at("web-and-api/"));
    browser.awaitText("Nobody has to be logged in here");
    browser.click("#account");
    logIn(browser, "web-and-api", ann);
    browser.awaitText("You are ann, of finance.");
    assertThat(browser.text()).contains("The API knows you as " + ann.id());
    assertThat(browser.ask(STATUS_OF, at("web-and-api/api/greeting").toString()))
        .as("a login in the browser is none at the API")
        .contains(401L);
    String token = tokens(program).text("access_token");
    assertThat(call("greeting", Optional.of(token)).body())
        .isEqualTo("Hello " + ann.id() + ", of finance.");
    assertThat(call("report", Optional.of(token)).body()).isEqualTo("all is well");
    browser.go(at("web-and-api/report"));
    browser.awaitText("The report, for finance only.");
  }

  @Test
  void aRoleIsNeededOnPagesAndAtTheApi() throws Exception {
    RegisteredApplication program = programOfPeople();
    browser.go(at("web-and-api/report"));
    logIn(browser, "web-and-api", bob);
    browser.awaitText("Forbidden");
    browser.go(at("web-and-api/account"));
    browser.awaitText("You are bob.");
    String token = tokens(program).text("access_token");
    assertThat(call("greeting", Optional.of(token)).body()).isEqualTo("Hello " + bob.id() + ".");
    assertThat(call("report", Optional.of(token)).statusCode()).isEqualTo(403);
  }

  @Test
  void theApiBesidePagesTakesOnlyAccessTokensThatAreMeantForIt() throws Exception {
    RegisteredApplication nightly =
        RegisteredApplication.add(
            ann.api(),
            Map.of(
                "client_name", "Nightly order",
                "grant_types", List.of("client_credentials"),
                "audiences", List.of(AUDIENCE, OTHER_AUDIENCE)));
    RegisteredApplication program = programOfPeople();
    browser.go(at("web-and-api/account"));
    logIn(browser, "web-and-api", ann);
    browser.awaitText("You are ann");
    Reply tokens = tokens(program);
    assertThat(call("greeting", Optional.of(tokens.text("access_token"))).statusCode())
        .isEqualTo(200);
    for (String wrong :
        List.of(
            tokens.text("id_token"),
            ann.token(),
            token(nightly, Map.of()),
            token(nightly, Map.of("resource", AUDIENCE)),
            tokens.text("access_token") + "x",
            "nothing of the kind")) {
      HttpResponse<String> refusal = call("greeting", Optional.of(wrong));
      assertThat(refusal.statusCode()).as(wrong).isEqualTo(401);
      assertThat(refusal.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer error=\"invalid_token\"");
    }
    HttpResponse<String> unknown = call("greeting", Optional.empty());
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(
            call("greeting", Optional.of(token(nightly, Map.of("resource", OTHER_AUDIENCE))))
                .statusCode())
        .as("good, but without a role")
        .isEqualTo(403);
  }

  @Test
  void aTokenForAShellIsGotByTheDeviceGrant() throws Exception {
    logInAt("oidc-web");
    String reports = tokenOfShell(AUDIENCE, Api.at(server.base()));
    assertThat(send(at("api-mp-jwt/api/greeting"), Optional.of(reports)).body())
        .startsWith("Hello " + works.uid() + "/ann, sent by ");
    assertThat(send(at("api-mp-jwt/api/report"), Optional.of(reports)).statusCode()).isEqualTo(200);
    String other = tokenOfShell(OTHER_AUDIENCE, Api.at(server.base()));
    assertThat(call("report", Optional.of(other)).body()).isEqualTo("all is well");
  }

  @Test
  void aTokenThatIsBoundToAKeyIsNoneForWhoeverShowsIt() throws Exception {
    logInAt("oidc-web");
    DPoPProofFactory key =
        new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
    for (String audience : List.of(AUDIENCE, OTHER_AUDIENCE)) {
      SignedJWT proof = key.createDPoPJWT("POST", at("oauth2/o/" + works.uid() + "/token"));
      String bound = tokenOfShell(audience, Api.at(server.base()).with("DPoP", proof.serialize()));
      String api = audience.equals(AUDIENCE) ? "api-mp-jwt" : "web-and-api";
      HttpResponse<String> refusal = send(at(api + "/api/greeting"), Optional.of(bound));
      assertThat(refusal.statusCode()).as(api).isEqualTo(401);
      assertThat(refusal.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer error=\"invalid_token\"");
    }
  }

  @Test
  void aLoginThatFailsIsToldAndTriedAgain() throws IOException {
    for (String application : List.of("oidc-web", "web-and-api")) {
      String callback = application + "/callback?state=b&";
      try (Browser other = Browser.open()) {
        other.go(at(callback + "code=there-is-no-session"));
        other.awaitText("The login didn't work.");
        other.click("a");
        other.awaitText("Sign in to go on to " + application);
        other.go(at(callback + "code=of-another-login"));
        other.awaitText("The login didn't work.");
        other.go(at(callback + "error=access_denied&error_description=Not+today."));
        other.awaitText("Not logged in: access_denied, Not today.");
        other.click("a");
        logIn(other, application, ann);
        other.awaitText("You are ann");
      }
    }
  }

  @Test
  void aCodeThatIsGoodForNothingIsToldWithoutGoingRound() throws Exception {
    for (String application : List.of("oidc-web", "web-and-api")) {
      HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      URI asked = location(get(client, at(application + "/account")));
      String state = URLUtils.parseParameters(asked.getRawQuery()).get("state").get(0);
      URI original =
          location(get(client, at(application + "/callback?code=garbage&state=" + state)));
      HttpResponse<String> told = get(client, original);
      assertThat(told.statusCode()).isEqualTo(403);
      assertThat(told.body()).contains("The login didn't work.");
      assertThat(told.headers().firstValue("Cache-Control")).contains("no-store");
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI address) throws Exception {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private static URI location(HttpResponse<String> redirect) {
    return redirect.uri().resolve(redirect.headers().firstValue("Location").orElseThrow());
  }

  private void logInAt(String application) {
    browser.go(at(application + "/account"));
    logIn(browser, application, ann);
    browser.awaitText("You are ann");
  }

  /**
   * What somebody who is logged in in the browser gets for a shell, as the READMEs say.
   *
   * @param program how it asks for tokens
   */
  private String tokenOfShell(String audience, Api program) {
    String type = "urn:ietf:params:oauth:grant-type:device_code";
    RegisteredApplication shell =
        RegisteredApplication.add(
            ann.api(),
            Map.of(
                "client_name",
                "Shell",
                "token_endpoint_auth_method",
                "none",
                "grant_types",
                List.of(type),
                "audiences",
                List.of(audience)));
    String endpoints = "/oauth2/o/" + works.uid() + "/";
    Reply waiting =
        Api.at(server.base())
            .postForm(
                endpoints + "device_authorization",
                Map.of("client_id", shell.id(), "scope", "openid", "resource", audience))
            .is(200);
    browser.go(URI.create(waiting.text("verification_uri_complete")));
    browser.click("#allow");
    browser.awaitText("The device is signed in");
    return program
        .postForm(
            endpoints + "token",
            Map.of(
                "grant_type", type,
                "client_id", shell.id(),
                "device_code", waiting.text("device_code")))
        .is(200)
        .text("access_token");
  }

  /** A program that people run, which keeps no secret. */
  private static RegisteredApplication programOfPeople() {
    return RegisteredApplication.add(
        ann.api(),
        Map.of(
            "client_name",
            "Desk",
            "token_endpoint_auth_method",
            "none",
            "redirect_uris",
            List.of(at("api-mp-jwt/").toString()),
            "audiences",
            List.of(OTHER_AUDIENCE),
            "access_token_lifetime",
            TOKEN_LIFETIME));
  }

  /**
   * What the program gets for whoever is logged in in the browser. It looks at the address that the
   * browser comes back to, wherever that is.
   */
  private Reply tokens(RegisteredApplication program) throws Exception {
    URI back = at("api-mp-jwt/");
    CodeVerifier verifier = new CodeVerifier();
    browser.go(
        new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope("openid"), new ClientID(program.id()), back)
            .endpointURI(at("authorize/o/" + works.uid()))
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .resource(URI.create(OTHER_AUDIENCE))
            .build()
            .toURI());
    browser.awaitArrival(back);
    String code =
        AuthenticationResponseParser.parse(browser.address())
            .toSuccessResponse()
            .getAuthorizationCode()
            .getValue();
    return Api.at(server.base())
        .postForm(
            "/oauth2/o/" + works.uid() + "/token",
            Map.of(
                "grant_type", "authorization_code",
                "client_id", program.id(),
                "code", code,
                "redirect_uri", back.toString(),
                "code_verifier", verifier.getValue()))
        .is(200);
  }

  private static int statusWith(Optional<String> token) throws Exception {
    return send(at("api-mp-jwt/api/greeting"), token).statusCode();
  }

  private static HttpResponse<String> call(String path, Optional<String> token) throws Exception {
    return send(at("web-and-api/api/" + path), token);
  }

  private static HttpResponse<String> send(URI address, Optional<String> token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  /** With which a program acts for itself: it has no role. */
  private static String token(RegisteredApplication program, Map<String, String> parameters) {
    Map<String, String> form = new HashMap<>(parameters);
    form.put("grant_type", "client_credentials");
    return Api.at(server.base())
        .withBasic(program.id(), program.secret())
        .postForm("/oauth2/o/" + works.uid() + "/token", form)
        .is(200)
        .text("access_token");
  }
}
