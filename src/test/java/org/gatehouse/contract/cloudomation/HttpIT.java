package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RawHttp;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and headers of every kind: what the server itself refuses looks like the rest. */
@ExtendWith(DeployedGatehouse.class)
class HttpIT {
  private static final String AUTH = "/api/1/auth";

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private static Reply send(Api api, String method, String path) {
    return api.send(method, path, BodyPublishers.noBody());
  }

  // Paths

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/1",
        "/api/1/",
        "/api/1/nothing",
        "/api/2/auth",
        "/api/1/auth/more",
        "/api/1/user/ann/more",
        "/api/application.wadl",
        "/api/openapi",
        "/cli/nothing",
        "/cli/application.wadl"
      })
  void answersNotFoundInTheShapeOfTheDialect(String path) {
    for (Api api : List.of(Api.anonymous(), ann.api())) {
      api.get(path).refuses(404, "Not Found").hasSecurityHeaders();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/1/user/%2e%2e",
        "/api/1/user/..%2fann",
        "/api/1/user/%2e%2e%2f%2e%2e%2fWEB-INF%2fweb.xml",
        "/api/1/user/a%2fb",
        "/api/1/user/ann%0d%0aX-Injected:%20yes",
        "/api/1/user/ann;a=b/x",
        "/api/1/user/%F0%9F%98%80",
        "/api/1/user/../../../WEB-INF/web.xml",
        "/api/1/user/%00",
        "/api/1/user/ann%00",
        "/api/1/user/%ff",
        "/api/1/user/%c0%ae",
        "/api/1/user/a%5cb",
        "/%2e%2e/WEB-INF/web.xml",
        "/WEB-INF/web.xml",
        "/cli/../WEB-INF/web.xml",
        "/.well-known/nothing",
        "/.well-known/application.wadl",
        "/web-inf/web.xml",
        "/WEB-INF/classes/org/gatehouse/boot/StartUp.class",
        "/META-INF/MANIFEST.MF",
        "/login.xhtml",
        "/index.xhtml",
        "/WEB-INF/template.xhtml",
        "/resources/../WEB-INF/web.xml",
        "/resources/..%2fWEB-INF/web.xml",
        "/jakarta.faces.resource/web.xml?ln=../WEB-INF",
        "/error-reply",
        "//api//1//user",
        "/api/1/user/<x>",
        "/openapi",
        "/wildfly-services",
        "/management",
        "/console"
      })
  void servesNothingByPathTricks(String path) {
    Reply reply = RawHttp.send("GET " + path + " HTTP/1.1\nAuthorization: " + ann.token() + "\n");

    assertThat(reply.status()).isIn(400, 403, 404);
    assertThat(reply.headers()).doesNotContainKey("X-Injected");
    assertThat(reply.body()).doesNotContain("<web-app", "ui:composition", "Manifest-Version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/1/user/ann;jsessionid=1",
        "/api/1/user;jsessionid=1/ann",
        "/api/1/user/ann;a=b",
        "/api/1/user/%61nn",
        "/api/1/user/./ann"
      })
  void asksWhoIsThereHoweverThePathIsWritten(String path) {
    assertThat(RawHttp.send("GET " + path + " HTTP/1.1\n").status()).isIn(401, 404);
    assertThat(RawHttp.send("DELETE " + path + " HTTP/1.1\n").status()).isIn(401, 404, 405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/account/profile", "/account/sessions", "/account/applications", "/index", "/"})
  void protectsPagesHoweverThePathIsWritten(String path) {
    for (String variant :
        List.of(path, path + ";jsessionid=1", "/." + path, "/x/.." + path, "/" + path)) {
      Reply reply = RawHttp.send("GET " + variant + " HTTP/1.1\n");
      assertThat(reply.status()).as(variant).isIn(302, 303, 400, 403, 404);
      assertThat(reply.body()).doesNotContain("signOutButton");
    }
  }

  @Test
  void redirectsNobodyToAnotherSite() {
    for (String path :
        List.of("//elsewhere.example", "//elsewhere.example/account", "/\\elsewhere.example")) {
      Reply reply = RawHttp.send("GET " + path + " HTTP/1.1\n");
      assertThat(reply.header("Location").orElse("/"))
          .doesNotStartWith("//")
          .doesNotContain("://elsewhere");
    }
  }

  // Methods

  @ParameterizedTest
  @CsvSource({
    "GET, /api/1/auth, POST",
    "PUT, /api/1/auth, POST",
    "PATCH, /api/1/auth, POST",
    "HEAD, /api/1/auth, POST",
    "GET, /api/1/signup, POST",
    "DELETE, /api/1/signup, POST",
    "PUT, /api/1/user, GET",
    "DELETE, /api/1/user, POST",
    "POST, /api/1/user/ann, PATCH",
    "PUT, /api/1/user/ann, PATCH",
    "FOO, /api/1/user/ann, PATCH",
    "POST, /cli/auth.bash, GET",
    "POST, /.well-known/jwks.json, GET",
    "FOO, /.well-known/jwks.json, GET"
  })
  void saysWhichMethodsThereAre(String method, String path, String allowed) {
    Reply reply = send(ann.api(), method, path).is(405).hasSecurityHeaders();

    if (!method.equals("HEAD")) {
      reply.refuses(405, "Method Not Allowed");
    }
    assertThat(reply.header("Allow").orElse("")).contains(allowed);
  }

  @Test
  void answersHeadAsGetWithoutTheBody() {
    Reply reply = send(ann.api(), "HEAD", ann.path()).is(200).hasSecurityHeaders();

    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    send(Api.anonymous(), "HEAD", ann.path()).is(401);
  }

  @Test
  void tellsOnlyTheMethodsWhenAskedForOptions() {
    for (String path :
        List.of(AUTH, "/api/1/signup", "/api/1/user", ann.path(), "/.well-known/jwks.json")) {
      Reply reply = send(ann.api(), "OPTIONS", path).hasSecurityHeaders();
      assertThat(reply.status()).isIn(200, 204);
      assertThat(reply.header("Allow").orElse("")).contains("OPTIONS");
      assertThat(reply.body()).doesNotContain("<", "{");
    }
  }

  @Test
  void echoesNothingWhenAskedToTrace() {
    Reply reply = RawHttp.send("TRACE " + AUTH + " HTTP/1.1\nX-Marked: marked\n");

    assertThat(reply.status()).isIn(403, 404, 405, 501);
    assertThat(reply.body()).doesNotContain("marked");
  }

  // Headers

  @Test
  void refusesToAnswerInAnotherFormat() {
    for (String type : List.of("application/xml", "text/html", "image/png")) {
      ann.api().with("Accept", type).get(ann.path()).refuses(406, "Not Acceptable");
    }
    for (String type : List.of("application/json", "*/*", "application/*, text/html;q=0.5")) {
      ann.api().with("Accept", type).get(ann.path()).is(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "/", ";;;", "application/json;charset", "a/b/c"})
  void survivesAContentTypeThatIsNone(String type) {
    Reply reply =
        Api.anonymous().with("Content-Type", type).logIn(works.uid(), "ann", ann.password());

    assertThat(reply.status()).isIn(200, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "/", ";q=x", "application/json;q=7"})
  void survivesAnAcceptThatIsNone(String type) {
    assertThat(ann.api().with("Accept", type).get(ann.path()).status()).isIn(200, 400, 406);
  }

  @Test
  void survivesTwoAuthorizationHeaders() {
    Person bob = Workspace.signUp().administrator();

    Reply reply = ann.api().withToken(bob.token()).get(ann.path());

    assertThat(reply.status()).isIn(200, 400, 401, 404);
    ann.api().withToken("garbage").get(bob.path());
  }

  @Test
  void survivesHeadersOfEveryKind() {
    for (String line :
        List.of(
            "Authorization: " + "x".repeat(5_000),
            "Authorization: " + "x".repeat(20_000),
            "Authorization: \u00ff\u00fe",
            "Authorization:",
            "Authorization: Bearer\t" + ann.token(),
            "Cookie: gatehouse",
            "Cookie: gatehouse=; =; ;;;",
            "Cookie: gatehouse=\"" + ann.token() + "\"x",
            "Cookie: " + "a=b; ".repeat(800),
            "Cookie: $Version=1; gatehouse=x; $Path=/",
            "X-Workspace: \u00ff",
            "X-Workspace: " + "w".repeat(5_000),
            "User-Agent: " + "u".repeat(5_000),
            "User-Agent: \u0001\u00e4",
            "Accept-Language: \u00e4;q=x,,,;",
            "Accept-Language: " + "de,".repeat(1_000),
            "Origin: \u00ff",
            "X-Forwarded-For: <script>",
            "X-HTTP-Method-Override: DELETE",
            "Content-Length: -1",
            "Content-Length: x",
            "Expect: nothing",
            "Range: bytes=0-0",
            "If-Modified-Since: never")) {
      Reply reply = RawHttp.send("GET " + ann.path() + " HTTP/1.1\n" + line + "\n");
      assertThat(reply.status()).as(line.substring(0, Math.min(line.length(), 60))).isLessThan(500);
      if (!line.contains(ann.token())) {
        assertThat(reply.body()).doesNotContain("\"updated\"");
      }
    }
  }

  @Test
  void keepsWhatAProgramSaysOfItselfToWhatPrints() {
    Api.anonymous()
        .with("User-Agent", "x".repeat(1_000))
        .logIn(works.uid(), "ann", ann.password())
        .is(200);
  }

  @Test
  void answersForNoOtherHost() {
    for (String host : List.of("elsewhere.example", "localhost.elsewhere.example")) {
      RawHttp.send("GET " + ann.path() + " HTTP/1.1\nHost: " + host + "\n")
          .is(421)
          .hasSecurityHeaders();
    }
  }

  @Test
  void survivesAHostAndAPathThatAreNone() {
    for (String host : List.of("a_b", "[::1", "%", "a b", ":", "localhost:x")) {
      isNotServed("GET " + ann.path() + " HTTP/1.1\nHost: " + host + "\n");
    }
    isNotServed("GET /api/1/user/%zz HTTP/1.1\nAuthorization: " + ann.token() + "\n");
    isNotServed("GET /api/1/user/% HTTP/1.1\nAuthorization: " + ann.token() + "\n");
  }

  private static void isNotServed(String head) {
    Reply reply = RawHttp.send(head);
    // Payara answers some of these itself: 200, and nothing in it.
    boolean empty = reply.status() == 200 && reply.body().isEmpty();
    assertThat(empty || List.of(400, 401, 404, 421).contains(reply.status())).as(head).isTrue();
  }

  @Test
  void logsInOverHttp10() {
    String body =
        Api.json(
            Map.of("client_name", works.uid(), "user_name", "ann", "password", ann.password()));
    String answer =
        RawHttp.exchange(
            "POST /api/1/auth HTTP/1.0\nContent-Length: " + body.length() + "\n",
            body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    assertThat(answer).startsWith("HTTP/1.").contains(" 200 ", "\"token\"");
  }
}
