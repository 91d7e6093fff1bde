package org.gatehouse.core.oauth.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.fixture.CoreClient.s256;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.oauth.OwnApplications;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Answer;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Begun;
import org.gatehouse.core.oauth.forwardauth.LogInForward.LoggedIn;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Outcome;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Reason;
import org.gatehouse.core.oauth.forwardauth.LogInForward.Refused;
import org.gatehouse.core.oauth.forwardauth.Verdict.Allowed;
import org.gatehouse.core.oauth.forwardauth.Verdict.Denied;
import org.gatehouse.core.oauth.forwardauth.Verdict.LoginRequired;
import org.gatehouse.core.oauth.grant.CodeBinding;
import org.gatehouse.core.oauth.request.AuthorizationRequest;
import org.gatehouse.core.oauth.request.Demands;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.fixture.CoreClient;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreTransactions;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets through a reverse proxy to an application that knows nothing of logins. */
@CoreTest
class ForwardAuthTest {
  private static final String HOST = "https://wiki.example.com";
  private static final String CALLBACK = HOST + "/.gatehouse/callback";
  private static final String BROWSER = "what-only-this-browser-knows";

  private final CoreClient clients;
  private final ProxiedApplications applications;
  private final CheckForward checkForward;
  private final LogInForward logInForward;
  private final CoreWorkspace works;
  private final MovableClock clock;
  private final Caller ann;
  private final ProxiedApplication wiki;

  ForwardAuthTest(
      CoreClient clients,
      ProxiedApplications applications,
      CheckForward checkForward,
      LogInForward logInForward,
      MovableClock clock) {
    this.clients = clients;
    this.applications = applications;
    this.checkForward = checkForward;
    this.logInForward = logInForward;
    this.works = clients.works();
    this.clock = clock;
    this.ann = works.caller("ann");
    this.wiki = add("");
  }

  private ProxiedApplication add(String more) {
    KnownClient client =
        clients.add(
            "'token_endpoint_auth_method': 'none', 'redirect_uris': ['"
                + CALLBACK
                + "'], 'grant_types': ['authorization_code']"
                + more);
    return applications.find(client.clientId(), Optional.empty()).orElseThrow();
  }

  private String code(ProxiedApplication application, Caller caller, Begun begun) {
    return code(application, caller, begun, application.scopes());
  }

  private String code(
      ProxiedApplication application, Caller caller, Begun begun, Set<String> scopes) {
    return clients.code(
        new AuthorizationRequest(
            application.client(),
            scopes,
            List.of(),
            new CodeBinding(
                Optional.of(CALLBACK),
                Optional.of(s256(begun.verifier())),
                Optional.empty(),
                Optional.empty()),
            Demands.NONE,
            RequestedClaims.NONE),
        caller);
  }

  private LoggedIn logIn(ProxiedApplication application, Caller caller, String uri) {
    Begun begun = logInForward.begin(application, BROWSER, uri);
    String code = code(application, caller, begun);
    return (LoggedIn) complete(application, BROWSER, begun.state(), code);
  }

  private Outcome complete(
      ProxiedApplication application, String browser, String state, String code) {
    return logInForward.complete(
        application, browser, new Answer(state, code, Optional.empty()), works.client());
  }

  private Verdict check(String token) {
    return checkForward.check(wiki, Optional.of(token));
  }

  @Test
  void tellsTheApplicationWhoItIs() {
    LoggedIn in = logIn(wiki, ann, "/page?id=1");
    assertThat(in.address()).isEqualTo(HOST + "/page?id=1");
    assertThat(in.toString()).doesNotContain(in.token());
    Allowed allowed = (Allowed) check(in.token());
    assertThat(allowed.claims())
        .containsOnlyKeys("preferred_username", "name", "email", "groups")
        .containsEntry("preferred_username", "ann")
        .containsEntry("email", works.email("ann"))
        .containsEntry("groups", List.of("user", "workspace-admin"));
  }

  @Test
  void tellsNoAddressThatMayBeSomebodyElses() {
    works.add("bob");
    works.change("bob", user -> user.moveTo(new EmailAddress("ann@corpinc.example"), false));
    Allowed allowed = (Allowed) check(logIn(wiki, works.caller("bob"), "/").token());
    assertThat(allowed.claims()).containsOnlyKeys("preferred_username", "name", "groups");
  }

  @Test
  void letsNobodyInForWhatIsNoLoginThere() {
    assertThat(checkForward.check(wiki, Optional.empty())).isInstanceOf(LoginRequired.class);
    String token = logIn(wiki, ann, "/").token();
    String last = token.endsWith("0") ? "1" : "0";
    String elsewhere = logIn(add(""), ann, "/").token();
    KnownClient other = clients.add("");
    IssuedTokens tokens = clients.logIn(other, ann, "openid");
    for (String wrong :
        List.of(
            "",
            token.substring(0, token.length() - 1) + last,
            token + "0",
            elsewhere,
            tokens.accessToken().value(),
            tokens.idToken().orElseThrow(),
            tokens.refreshToken().orElseThrow())) {
      assertThat(check(wrong)).as(wrong).isInstanceOf(LoginRequired.class);
    }
    assertThat(check(token)).isInstanceOf(Allowed.class);
  }

  @Test
  void endsWithTheLoginAtGatehouse(Sessions sessions, CoreTransactions transactions) {
    String token = logIn(wiki, ann, "/").token();
    assertThat(check(token)).isInstanceOf(Allowed.class);
    transactions.run(() -> sessions.end(ann.userId(), ann.sessionId()));
    assertThat(check(token)).isInstanceOf(LoginRequired.class);
  }

  @Test
  void endsThereAlsoForACopy() {
    String token = logIn(wiki, ann, "/").token();
    String another = logIn(wiki, ann, "/").token();
    logInForward.end(wiki, "none", works.client());
    logInForward.end(add(""), token, works.client());
    assertThat(check(token)).isInstanceOf(Allowed.class);
    logInForward.end(wiki, token, works.client());
    logInForward.end(wiki, token, works.client());
    assertThat(check(token)).isInstanceOf(LoginRequired.class);
    assertThat(check(another)).as("another browser").isInstanceOf(Allowed.class);
    assertThat(works.audited(AuditType.LOGOUT))
        .containsExactly("application " + wiki.client().clientId());
  }

  /** Nobody can have less told of them, or go on without a login, by a request of their own. */
  @Test
  void takesNothingBesideWhatItAsksFor() {
    ProxiedApplication longer =
        add(", 'grant_types': ['authorization_code', 'refresh_token'], 'consent': 'never'");
    for (Set<String> scopes : List.of(Set.of("openid"), Set.of("openid", "profile"))) {
      Begun begun = logInForward.begin(longer, BROWSER, "/");
      assertThat(complete(longer, BROWSER, begun.state(), code(longer, ann, begun, scopes)))
          .isEqualTo(new Refused(Reason.EXPIRED));
    }
    Begun begun = logInForward.begin(longer, BROWSER, "/");
    Set<String> more = new HashSet<>(longer.scopes());
    more.add("offline_access");
    LoggedIn in =
        (LoggedIn) complete(longer, BROWSER, begun.state(), code(longer, ann, begun, more));
    assertThat(checkForward.check(longer, Optional.of(in.token())))
        .isInstanceOf(LoginRequired.class);
  }

  @Test
  void saysWhatWasRefused() {
    Begun begun = logInForward.begin(wiki, BROWSER, "/");
    assertThat(refused(begun, "access_denied")).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refused(begun, "invalid_scope")).isEqualTo(Reason.FAILED);
    assertThat(refused(new Begun("made-up", ""), "access_denied")).isEqualTo(Reason.OTHER_BROWSER);
  }

  private Reason refused(Begun begun, String error) {
    Outcome outcome =
        logInForward.complete(
            wiki, BROWSER, new Answer(begun.state(), "", Optional.of(error)), works.client());
    return ((Refused) outcome).reason();
  }

  @Test
  void makesNoRowsOfCodesThatAreMadeUp() {
    Begun begun = logInForward.begin(wiki, BROWSER, "/");
    for (int i = 0; i < 300; i++) {
      complete(wiki, BROWSER, begun.state(), "made-up-" + i);
    }
    assertThat(works.audited(AuditType.TOKEN_GRANT)).hasSizeLessThan(150);
  }

  @Test
  void endsWhenTheLoginDoesByItself() {
    String token = logIn(wiki, ann, "/").token();
    clock.advance(Duration.ofDays(400));
    assertThat(check(token)).isInstanceOf(LoginRequired.class);
  }

  @Test
  void endsWhenThePersonTakesItBack(OwnApplications own) {
    String token = logIn(wiki, ann, "/").token();
    own.withdraw(ann, wiki.client().id());
    assertThat(check(token)).isInstanceOf(LoginRequired.class);
  }

  @Test
  void letsInNobodyWithoutTheRole() {
    works.add("bob");
    Caller bob = works.caller("bob");
    String token = logIn(wiki, bob, "/").token();
    ProxiedApplication restricted =
        new ProxiedApplication(
            clients.add("'roles': ['workspace-admin']"), wiki.issuer(), wiki.callback());
    ProxiedApplication now =
        new ProxiedApplication(
            new KnownClient(
                wiki.client().id(),
                wiki.client().owner(),
                restricted.client().metadata(),
                wiki.client().secrets(),
                Optional.empty()),
            wiki.issuer(),
            wiki.callback());
    assertThat(checkForward.check(now, Optional.of(token))).isInstanceOf(Denied.class);
    String allowed = logIn(wiki, ann, "/").token();
    assertThat(checkForward.check(now, Optional.of(allowed))).isInstanceOf(Allowed.class);
  }

  @Test
  void takesACodeFromTheBrowserAloneThatHasLeft() {
    Begun begun = logInForward.begin(wiki, BROWSER, "/");
    String code = code(wiki, ann, begun);
    Refused other = new Refused(Reason.OTHER_BROWSER);
    assertThat(complete(wiki, "another", begun.state(), code)).isEqualTo(other);
    assertThat(complete(wiki, "", begun.state(), code)).isEqualTo(other);
    assertThat(complete(wiki, BROWSER, "", code)).isEqualTo(other);
    assertThat(complete(wiki, BROWSER, begun.state() + "x", code)).isEqualTo(other);
    assertThat(complete(add(""), BROWSER, begun.state(), code)).isEqualTo(other);
    assertThat(complete(wiki, BROWSER, begun.state(), code)).isInstanceOf(LoggedIn.class);
    assertThat(works.audited(AuditType.AUTHORIZATION))
        .contains("other-browser " + wiki.client().clientId());
  }

  /** As somebody would want it who has a code of somebody else's, or wants one to be used. */
  @Test
  void takesNoCodeOfAnotherRequest() {
    Begun begun = logInForward.begin(wiki, BROWSER, "/");
    Begun other = logInForward.begin(wiki, "another", "/");
    assertThat(complete(wiki, BROWSER, begun.state(), code(wiki, ann, other)))
        .isEqualTo(new Refused(Reason.EXPIRED));
  }

  @Test
  void takesACodeOnceOnly() {
    Begun begun = logInForward.begin(wiki, BROWSER, "/");
    String code = code(wiki, ann, begun);
    LoggedIn in = (LoggedIn) complete(wiki, BROWSER, begun.state(), code);
    assertThat(complete(wiki, BROWSER, begun.state(), code)).isEqualTo(new Refused(Reason.EXPIRED));
    assertThat(check(in.token())).as("somebody has a copy").isInstanceOf(LoginRequired.class);
  }

  @Test
  void waitsForAnHour() {
    Begun begun = logInForward.begin(wiki, BROWSER, "/");
    clock.advance(Duration.ofMinutes(59));
    assertThat(complete(wiki, BROWSER, begun.state(), code(wiki, ann, begun)))
        .isInstanceOf(LoggedIn.class);
    clock.advance(Duration.ofMinutes(2));
    assertThat(complete(wiki, BROWSER, begun.state(), "any"))
        .isEqualTo(new Refused(Reason.EXPIRED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://evil.example/",
        "evil",
        "@evil.example/",
        ".evil.example",
        ":81/",
        "\\evil",
        "/a b",
        "/a\r\nX: y",
        "/ä",
        "/a#b"
      })
  void leadsNowhereElse(String uri) {
    assertThat(logIn(wiki, ann, uri).address()).isEqualTo(HOST + "/");
  }

  @Test
  void leadsToAnyPageOfTheApplication() {
    String odd = "/a%20b;c=[d]|{e}?f=%2F&g=https://x/?h";
    assertThat(logIn(wiki, ann, odd).address()).isEqualTo(HOST + odd);
    assertThat(logIn(wiki, ann, "//evil.example").address()).isEqualTo(HOST + "//evil.example");
    assertThat(logIn(wiki, ann, "/" + "x".repeat(2_000)).address()).isEqualTo(HOST + "/");
  }

  @Test
  void isForThoseAloneThatAreRegisteredSo() {
    for (String other :
        List.of(
            "",
            "'redirect_uris': ['" + HOST + "/wiki/.gatehouse/callback']",
            "'redirect_uris': ['" + HOST + "/cb?then=/.gatehouse/callback']",
            "'redirect_uris': ['" + CALLBACK + "'], 'require_pushed_authorization_requests': true",
            "'redirect_uris': ['" + CALLBACK + "'], 'grant_types': ['client_credentials']")) {
      assertThat(applications.find(clients.add(other).clientId(), Optional.empty()))
          .as(other)
          .isEmpty();
    }
    assertThat(applications.find("nobody", Optional.empty())).isEmpty();
  }

  @Test
  void doesWithoutTheScopeOpenid() {
    ProxiedApplication plain = add(", 'scope': 'email'");
    String token = logIn(plain, ann, "/").token();
    assertThat(((Allowed) checkForward.check(plain, Optional.of(token))).claims())
        .containsOnlyKeys("preferred_username", "email");
  }

  @Test
  void comesBackToTheHostThatWasAsked() {
    String two = "https://intranet.example.com:8443/.gatehouse/callback";
    KnownClient client = clients.add("'redirect_uris': ['" + CALLBACK + "', '" + two + "']");
    for (String host : List.of("Intranet.example.com:8443", "wiki.example.com")) {
      assertThat(
              applications
                  .find(client.clientId(), Optional.of(host))
                  .orElseThrow()
                  .callback()
                  .toString())
          .isEqualTo(host.startsWith("Intranet") ? two : CALLBACK);
    }
    assertThat(applications.find(client.clientId(), Optional.of("evil.example"))).isEmpty();
    assertThat(applications.find(client.clientId(), Optional.empty())).isPresent();
  }
}
