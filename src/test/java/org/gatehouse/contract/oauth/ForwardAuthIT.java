package org.gatehouse.contract.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RegisteredApplication;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a reverse proxy is told that asks for an application behind it, on the wire. */
@ExtendWith(DeployedGatehouse.class)
class ForwardAuthIT {
  private static final String HOST = "https://notes.example.com";

  private Workspace works;
  private Person ann;
  private RegisteredApplication notes;

  @BeforeEach
  void register() {
    works = Workspace.signUp();
    ann = works.administrator();
    notes = add(Map.of());
  }

  private RegisteredApplication add(Map<String, ?> more) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "client_name",
                "Notes",
                "token_endpoint_auth_method",
                "none",
                "redirect_uris",
                List.of(HOST + "/.gatehouse/callback")));
    all.putAll(more);
    return RegisteredApplication.add(ann.api(), all);
  }

  private String check() {
    return "/forward-auth/" + notes.id();
  }

  /** What a browser sends that somebody looks at. */
  private static Api browser() {
    return Api.anonymous().with("Accept", "text/html,*/*");
  }

  private static URI location(Reply redirect) {
    return URI.create(redirect.is(303).header("Location").orElseThrow());
  }

  /** The redirect to the login page, for somebody who wanted this page. */
  private Reply begin(String uri) {
    return browser().with("X-Forwarded-Uri", uri).get(check() + "/login");
  }

  /** As far as the way back to the application; the query of it. */
  private String authorize(Person person, Reply begun) {
    URI request = location(begun);
    URI back =
        location(
            Api.anonymous()
                .withCookie(person.token())
                .get(request.getRawPath() + "?" + request.getRawQuery()));
    assertThat(back.toString()).startsWith(HOST + "/.gatehouse/callback?");
    return back.getRawQuery();
  }

  private Reply complete(Reply begun, String query) {
    String cookie = begun.cookie("gatehouse-sign-on").orElseThrow();
    return browser()
        .with("Cookie", "gatehouse-sign-on=" + cookie)
        .get(check() + "/callback?" + query);
  }

  /** The cookie of somebody who has logged in at the application. */
  private String logIn(Person person) {
    Reply begun = begin("/");
    return complete(begun, authorize(person, begun)).cookie(cookieName()).orElseThrow();
  }

  private String cookieName() {
    return "gatehouse-app-" + notes.id();
  }

  private Api with(String cookie) {
    return Api.anonymous().with("Cookie", "a=b; " + cookieName() + "=" + cookie + "; c=\"ä\"");
  }

  @Test
  void tellsWhoItIs() {
    Person bob = works.add("bob");
    ann.api().patch(bob.path(), Map.of("display_name", "Bób %Żółw")).is(200);
    works.addRole("finance");
    works.giveRoles("bob", "finance");
    Reply begun = begin("/page?a=1&b=%2F");
    assertThat(begun.header("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax")
        .containsIgnoringCase("path=/;");
    Reply in = complete(begun, authorize(bob, begun));
    assertThat(location(in)).isEqualTo(URI.create(HOST + "/page?a=1&b=%2F"));
    String cookie = in.cookie(cookieName()).orElseThrow();

    Reply told = with(cookie).get(check()).is(200).hasSecurityHeaders();
    assertThat(told.body()).isEmpty();
    assertThat(told.header("Remote-User")).contains("bob");
    assertThat(told.header("Remote-Name")).contains("B%C3%B3b %25%C5%BB%C3%B3%C5%82w");
    assertThat(told.header("Remote-Email")).contains(bob.email());
    assertThat(told.header("Remote-Groups")).contains("finance,user");
    assertThat(told.header("Cache-Control")).contains("no-store");
    assertThat(with(cookie).get(check() + "/login").is(200).header("Remote-User")).contains("bob");
    assertThat(AuditLog.latest(works, "authorization")).startsWith("ok, ");
  }

  @Test
  void tellsNobodyAnything() {
    for (Api nobody :
        List.of(
            Api.anonymous(),
            with(""),
            with("x"),
            with(ann.token()),
            Api.anonymous().withCookie(ann.token()),
            Api.anonymous().with("Authorization", "Bearer " + ann.token()),
            Api.anonymous().withBasic("ann", "wrong"))) {
      Reply refused = nobody.get(check()).is(401);
      assertThat(refused.header("WWW-Authenticate")).contains("Cookie realm=\"Gatehouse\"");
      assertThat(refused.headers()).doesNotContainKeys("Remote-User", "Remote-Name");
      assertThat(refused.body()).isEmpty();
    }
  }

  @Test
  void asksAboutRequestsOfAnyKind() {
    String cookie = logIn(ann);
    Api proxy =
        with(cookie)
            .with("Origin", "https://elsewhere.example")
            .with("Sec-Fetch-Site", "cross-site")
            .with("Authorization", "Basic of-the-application")
            .with("Content-Encoding", "gzip")
            .with("Accept", "*/*;q=high");
    for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
      assertThat(proxy.send(method, check(), BodyPublishers.noBody()).is(200).header("Remote-User"))
          .contains("ann");
    }
  }

  @Test
  void sendsPeopleToTheLoginPageAndScriptsNowhere() {
    assertThat(location(begin("/")).getPath()).isEqualTo("/authorize/o/" + works.uid());
    Api script = Api.anonymous().with("Accept", "text/html");
    script.with("Sec-Fetch-Mode", "cors").get(check() + "/login").is(401);
    script.with("X-Requested-With", "XMLHttpRequest").get(check() + "/login").is(401);
    Api.anonymous().with("Accept", "application/json").get(check() + "/login").is(401);
    Api.anonymous().with("Sec-Fetch-Mode", "navigate").get(check() + "/login").is(303);
  }

  @Test
  void refusesThoseWhoMayNotUseIt() {
    works.addRole("finance");
    Person bob = works.add("bob");
    String cookie = logIn(bob);
    ann.api().patch("/api/1/client/" + notes.id(), Map.of("roles", List.of("finance"))).is(200);
    with(cookie).get(check()).is(403);
    assertThat(
            location(with(cookie).with("Sec-Fetch-Mode", "navigate").get(check() + "/login"))
                .toString())
        .contains("/login/refused?why=not-permitted&");
    Reply begun = begin("/");
    assertThat(location(complete(begun, authorize(bob, begun))).toString())
        .contains("/login/refused?why=not-permitted&");
  }

  @Test
  void takesACodeOnceAndFromTheBrowserThatLeft() {
    Reply begun = begin("/");
    String query = authorize(ann, begun);
    Reply other = browser().get(check() + "/callback?" + query);
    assertThat(location(other).toString()).contains("/login/refused?why=other-browser&");
    String cookie = complete(begun, query).cookie(cookieName()).orElseThrow();
    with(cookie).get(check()).is(200);
    assertThat(location(complete(begun, query)).toString()).contains("/login/refused?why=expired&");
    with(cookie).get(check()).is(401);
  }

  @Test
  void endsWithTheLogin() {
    Person bob = works.add("bob");
    String cookie = logIn(bob);
    with(cookie).get(check()).is(200);
    ann.api().delete(bob.path()).is(200);
    with(cookie).get(check()).is(401);
  }

  @Test
  void knowsOnlyApplicationsThatAreRegisteredSo() {
    RegisteredApplication wiki =
        add(Map.of("redirect_uris", List.of("https://wiki.example.com/callback")));
    for (String path :
        List.of(
            "/forward-auth",
            "/forward-auth/",
            "/forward-auth//login",
            "/forward-auth/" + wiki.id(),
            "/forward-auth/" + wiki.id() + "/login",
            "/forward-auth/" + UUID.randomUUID(),
            "/forward-auth/%00",
            "/forward-auth/" + "x".repeat(2_000))) {
      assertThat(Api.anonymous().get(path).status()).as(path).isIn(400, 403);
    }
    for (String path : List.of("/", "/other", "/login/", "/callback/x", "/login/../check")) {
      assertThat(Api.anonymous().get(check() + path).status()).as(path).isIn(401, 404);
    }
  }

  @Test
  void forgetsAHostThatIsRegisteredNoLonger() {
    String cookie = logIn(ann);
    Api elsewhere = with(cookie).with("X-Forwarded-Host", "other.example.com");
    elsewhere.get(check()).is(403);
    with(cookie).with("X-Forwarded-Host", "notes.example.com").get(check()).is(200);
    ann.api()
        .patch(
            "/api/1/client/" + notes.id(),
            Map.of("redirect_uris", List.of("https://other.example.com/.gatehouse/callback")))
        .is(200);
    with(cookie).with("X-Forwarded-Host", "notes.example.com").get(check()).is(403);
    ann.api().delete("/api/1/client/" + notes.id()).is(204);
    with(cookie).get(check()).is(403);
  }

  @Test
  void servesAllWorkspacesWithNamesThatAreUnique() {
    Workspace first = Workspace.first();
    RegisteredApplication portal =
        RegisteredApplication.addForAll(
            first.administrator().api(),
            Map.of(
                "client_name",
                "Portal",
                "token_endpoint_auth_method",
                "none",
                "redirect_uris",
                List.of(HOST + "/.gatehouse/callback")));
    notes = portal;
    Reply begun = begin("/");
    assertThat(location(begun).getPath()).isEqualTo("/authorize");
    String cookie = complete(begun, authorize(ann, begun)).cookie(cookieName()).orElseThrow();
    assertThat(with(cookie).get(check()).is(200).header("Remote-User"))
        .contains(works.uid() + "/ann");
  }

  @Test
  void bearsWhateverComes() {
    for (String query :
        List.of("", "code", "code=%25", "code=a&state=%ff", "state=" + "x".repeat(9_000))) {
      assertThat(location(browser().get(check() + "/callback?" + query)).toString())
          .contains("/login/refused?why=other-browser&");
    }
    assertThat(location(browser().get(check() + "/callback?error=access_denied")).toString())
        .contains("/login/refused?why=other-browser&");
    assertThat(location(begin("/" + "x".repeat(5_000))).toString()).contains("/authorize/");
    with("x".repeat(3_000)).get(check()).is(401);
  }

  @Test
  void leavesOutAListThatIsTooLong() {
    Person bob = works.add("bob");
    String[] roles = new String[60];
    for (int i = 0; i < roles.length; i++) {
      roles[i] = "role-" + i + "-" + "x".repeat(45);
      works.addRole(roles[i]);
    }
    works.giveRoles("bob", roles);
    Reply told = with(logIn(bob)).get(check()).is(200);
    assertThat(told.header("Remote-User")).contains("bob");
    assertThat(told.header("Remote-Groups")).isEmpty();
  }

  @Test
  void asksWhoLogsOutThereWhetherTheLoginHereShallEnd() {
    String cookie = logIn(ann);
    Reply out = with(cookie).get(check() + "/logout");
    assertThat(out.cookie(cookieName())).contains("");
    with(cookie).get(check()).is(401);
    assertThat(location(out).toString())
        .endsWith("/end-session/o/" + works.uid() + "?client_id=" + notes.id());
  }
}
