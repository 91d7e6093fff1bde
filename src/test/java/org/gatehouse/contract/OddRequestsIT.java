package org.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RawHttp;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests such as nobody thought of, to every API: none ends in a server error, all errors have
 * the shape of the API, and the server goes on.
 */
@ExtendWith(DeployedGatehouse.class)
class OddRequestsIT {
  private static final int REQUESTS = 120;
  private static final int LONGEST_FLOOD_PARTS = 4_096;

  private static final List<String> PATHS =
      List.of(
          "/",
          "/login",
          "/login/code",
          "/signup",
          "/account/profile",
          "/admin/user",
          "/nothing",
          "/resources/gatehouse/gatehouse.css",
          "/error",
          "/api",
          "/api/1/auth",
          "/api/1/signup",
          "/api/1/user",
          "/api/1/user/ann",
          "/api/1/role",
          "/api/1/user-key",
          "/api/1/service-account",
          "/api/latest/user",
          "/api/1/login",
          "/api/1/login.json",
          "/api/1/login.xml",
          "/api/1/logout.json",
          "/api/1/organizations.xml",
          "/api/1/organizations/isLoginUnique.json",
          "/api/1/users/me",
          "/api/1/users/me.xml",
          "/v1",
          "/v1/auth",
          "/v1/auth/status",
          "/v1/datasources",
          "/v1/datasources/sales",
          "/v1/auth/token",
          "/v1/auth/ping",
          "/v1/auth/resetpassword",
          "/v1/users/me/state",
          "/v1/users/me/key",
          "/cli/auth.bash",
          "/.well-known/jwks.json",
          "/.well-known/gatehouse/by-constraint");
  private static final List<String> PATH_PARTS =
      List.of(
          "",
          "",
          "",
          "",
          "",
          "/",
          "//",
          ";a=b",
          ";",
          "%2e",
          "%2e%2e/",
          "/..",
          "%2f",
          "%00",
          "%zz",
          "%",
          "%ff",
          "%F0%9F%98%80",
          ".json",
          ".xml",
          ".xhtml",
          "\\",
          "%5c",
          "%0d%0aX-Injected:1",
          "~",
          "*",
          "%3b",
          "%3f");
  private static final List<String> QUERIES =
      List.of(
          "",
          "",
          "",
          "?",
          "?%",
          "?%zz=1",
          "?&&=&",
          "?csrf=x",
          "?app=glass",
          "?app=%ff&username=a&password=b",
          "?credentials[login]=ann",
          "?credentials%5Blogin%5D=%ff",
          "?credentials[login]=a&credentials[login]=b",
          "?jakarta.faces.ViewState=stateless",
          "?workspace=%00",
          "?page=-1&size=x",
          "?search=%25",
          "?\u00e4",
          "?a=" + "b".repeat(3_000),
          "?" + "a&".repeat(1_500));
  private static final List<String> METHODS =
      List.of(
          "GET",
          "GET",
          "POST",
          "POST",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "FOO",
          "get",
          "CONNECT",
          "PROPFIND");
  private static final List<String> HEADERS =
      List.of(
          "Accept: application/xml",
          "Accept: text/html",
          "Accept: ;q=",
          "Accept: a/b;q=9,*/*;q=x",
          "Accept: " + "application/xml;q=0.1,".repeat(150),
          "Accept: application/xml;q=",
          "Accept: application/xml;q=1;q=0",
          "Accept: \"",
          "Accept-Language: ,;q=x",
          "Authorization: ",
          "Authorization: Basic",
          "Authorization: Basic =",
          "Authorization: a b",
          "Authorization: Basic YTpi",
          "Authorization: Token YTpi",
          "Authorization: Bearer .",
          "Authorization: Bearer " + "x".repeat(5_000),
          "Authorization: \u00ff",
          "Authorization: Basic AAAA\nAuthorization: Bearer x",
          "Authentication: Token YTpi",
          "Cookie: gatehouse=x",
          "Cookie: gatehouse=\"; x",
          "Cookie: =",
          "X-CSRF-Token: \u00ff",
          "X-Workspace: \u0001",
          "Origin: null",
          "Sec-Fetch-Site: cross-site",
          "Expect: x",
          "If-Match: *",
          "Range: bytes=9-1",
          "X-HTTP-Method-Override: DELETE",
          "Content-Encoding: gzip",
          "X-Forwarded-For: x",
          "Accept-Encoding: *;q=0");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/xml",
          "text/xml; charset=UTF-16",
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "/",
          "application/json; charset=nothing",
          "a/b;=",
          "\u00ff",
          "application/x-www-form-urlencoded; charset=nothing");
  private static final List<String> BODIES =
      List.of(
          "",
          "{}",
          "{",
          "[]",
          "\u00ff",
          "{\"a\":1e999999999}",
          "{\"user_name\":{\"a\":[]}}",
          "{\"credentials\":{\"login\":\"a\",\"password\":\"b\"}}",
          "credentials[login]=%zz",
          "username=a&password=b&otp=c",
          "{\"state\":{\"a\":{\"b\":null}}}",
          "{\"email_address\":\"a\"}",
          "credentials%5Blogin%5D=a&credentials%5Bpassword%5D=b",
          "%",
          "&&&===",
          "a=b&a=c",
          "{\"a\":\"" + "]".repeat(20_000) + "\",\"b\":" + "[".repeat(20_000),
          "<hash><credentials><login>a</login></credentials></hash>",
          "<hash>",
          "<a/>",
          "<?xml",
          "<!DOCTYPE hash [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><hash><a>&a;</a></hash>",
          "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nb\r\n--x--\r\n",
          "--x\r\nContent-Disposition: form-data",
          "x".repeat(66_000),
          "a&".repeat(30_000));

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @AfterEach
  void theServerGoesOn() {
    Api.anonymous().get("/.well-known/jwks.json").is(200);
    assertThat(ann.isLoggedIn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void areAnsweredInTheShapeOfTheRoom(long seed) {
    Random random = new Random(seed);
    List<String> surprises = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String part = oneOf(PATH_PARTS, random);
      String path = inserted(oneOf(PATHS, random), part, random);
      String method = oneOf(METHODS, random);
      StringBuilder head = new StringBuilder();
      head.append("%s %s%s HTTP/1.1\n".formatted(method, path, oneOf(QUERIES, random)));
      random
          .ints(random.nextInt(4), 0, HEADERS.size())
          .forEach(header -> head.append(HEADERS.get(header)).append('\n'));
      byte[] body = body(head, random);
      String what = seed + "/" + i + " " + head;

      try {
        if (method.equals("HEAD")) {
          // Nothing says where its answer ends but the end.
          assertThat(RawHttp.exchange(head.toString(), body)).doesNotContain("HTTP/1.1 5");
        } else {
          RawHttp.sendIfAnswered(head.toString(), body).ifPresent(OddRequestsIT::hasAShape);
        }
      } catch (AssertionError e) {
        surprises.add(what + e.getMessage());
      }
    }
    assertThat(surprises).isEmpty();
  }

  /** A body of some type, with its length or in chunks. */
  private static byte[] body(StringBuilder head, Random random) {
    String text = oneOf(BODIES, random);
    if (random.nextInt(3) > 0) {
      head.append("Content-Type: ").append(oneOf(TYPES, random)).append('\n');
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    switch (random.nextInt(5)) {
      case 0 -> {
        head.append("Transfer-Encoding: chunked\n");
        text = "%x\r\n%s\r\n0\r\n\r\n".formatted(bytes.length, text);
      }
      default -> head.append("Content-Length: ").append(bytes.length).append('\n');
    }
    return text.isEmpty() || head.indexOf("chunked") < 0 && bytes.length == 0
        ? new byte[0]
        : text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What isn't good looks like one of the dialects, unless the server itself couldn't read it. */
  private static void hasAShape(Reply reply) {
    assertThat(reply.headers()).doesNotContainKey("X-Injected");
    String type = reply.header("Content-Type").orElse("");
    if (reply.status() < 400) {
      return;
    }
    if (reply.header("Content-Security-Policy").isEmpty()) {
      assertThat(reply.status()).isIn(400, 404, 405, 411, 413, 414, 417, 431, 501);
      return;
    }
    reply.hasSecurityHeaders();
    if (type.startsWith("text/html")) {
      assertThat(reply.body()).contains("<h1");
    } else if (type.startsWith("text/plain")) {
      assertThat(reply.body()).startsWith(reply.status() + ": ");
    } else if (type.startsWith("application/xml")) {
      assertThat(reply.body()).matches("(<\\?xml .*\\?><hash><error>[^<]*</error></hash>)?");

    } else {
      assertThat(type).startsWith("application/json");
      assertThat(reply.body())
          .matches(
              "(\\{\"code\":4\\d\\d,\"status\":\"ERROR\",.*}|\\{\"error\":\".*\"}|"
                  + "\\{\"errors\":\\[\\{\"status\":\"4\\d\\d\",.*}]})?");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/auth", "/v1/auth/", "/v1/auth;a=b", "/v1;a/auth", "/v1/%61uth", "/v1//auth"})
  void letNobodyInByAJwtWhereANameAndASecretAreWanted(String path) {
    for (String header :
        List.of("Authorization: Bearer ", "Authorization: ", "Cookie: gatehouse=")) {
      Reply reply =
          RawHttp.send(
              "POST "
                  + path
                  + " HTTP/1.1\nContent-Type: application/json\nContent-Length: 2\n"
                  + header
                  + ann.token()
                  + "\n",
              "{}".getBytes(StandardCharsets.UTF_8));

      assertThat(reply.status()).isIn(400, 401, 403, 404);
      assertThat(reply.body()).doesNotContain("csrf");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/1/login", "/api/1/login/", "/api/1/login.xml;a", "/api/1;a/login.json"})
  void letNobodyInByACookieWhereCredentialsAreWanted(String path) {
    String developer =
        "credentials[developerOrganization]=%s&credentials[developerKey]=%s"
            .formatted(works.uid(), works.makeDeveloperKey().text("key"));
    for (String header : List.of("Authorization: Bearer ", "Cookie: gatehouse=")) {
      Reply reply =
          RawHttp.send(
              "POST "
                  + path
                  + " HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n"
                  + "Content-Length: "
                  + developer.length()
                  + "\n"
                  + header
                  + ann.token()
                  + "\n",
              developer.getBytes(StandardCharsets.UTF_8));

      assertThat(reply.status()).isIn(400, 401, 404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/1/auth, application/json",
    "/api/1/auth, application/x-www-form-urlencoded",
    "/v1/auth, application/json",
    "/api/1/login.json, application/json",
    "/api/1/login.xml, application/xml",
    "/api/1/login.json, application/x-www-form-urlencoded",
    "/api/1/nothing, application/json",
    "/login, application/x-www-form-urlencoded",
    "/login, multipart/form-data; boundary=x"
  })
  void areNotReadWithoutEnd(String path, String type) {
    byte[] part = ("4000\r\n" + " ".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.UTF_8);
    String head = "POST %s HTTP/1.1\nContent-Type: %s\nTransfer-Encoding: chunked\n";

    Optional<Reply> reply = RawHttp.flood(head.formatted(path, type), part, LONGEST_FLOOD_PARTS);

    reply.ifPresent(answer -> assertThat(answer.status()).isBetween(400, 499));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/1/auth", "/v1/auth", "/api/1/login.json", "/api/1/logout.xml", "/login"})
  void areNotWorthAWordInTheLogWhenTheirBodyBreaksOff(String path) {
    int before = ServerLog.text().length();
    String head = "POST %s HTTP/1.1\nContent-Type: application/json\nTransfer-Encoding: chunked\n";

    String answer =
        RawHttp.exchange(
            head.formatted(path), "zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));

    assertThat(answer).doesNotStartWith("HTTP/1.1 5");
    assertThat(ServerLog.text().substring(before))
        .doesNotContain("SEVERE", "ERROR", "Incident", "at org.gatehouse");
  }

  @Test
  void areNoPagesUnlessTheyAreFormsOrVisits() {
    for (String path : List.of("/", "/login", "/signup", "/account/profile", "/admin/users")) {
      for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS", "FOO")) {
        Reply reply = RawHttp.send(method + " " + path + " HTTP/1.1\nContent-Length: 0\n");
        assertThat(reply.status()).as(method + " " + path).isIn(302, 405);
      }
    }
    Api.anonymous()
        .with("Content-Type", "multipart/form-data; boundary=x")
        .post("/login", "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nx\r\n--x--")
        .is(415)
        .hasSecurityHeaders();
    // As Java's client does after it was redirected.
    RawHttp.send("GET /login HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n").is(200);
    RawHttp.send("GET /login HTTP/1.1\nContent-Type: multipart/form-data; boundary=x\n").is(415);
    assertThat(Api.anonymous().send("PUT", "/login", noBody()).is(405).header("Allow"))
        .contains("GET, HEAD, POST");
  }

  @Test
  void areRefusedBehindBracketsThatWouldHideHowDeepTheyAre() {
    String body = Map.of("]".repeat(20_000), "").toString();
    String deep = "{\"user_name\":\"%s\",\"password\":%s".formatted(body, "[".repeat(20_000));

    Api.anonymous().post("/api/1/auth", deep).refuses(400, "Bad Request");
    Api.anonymous().with("Content-Type", "application/json").post("/v1/auth", deep).is(400);
    Api.anonymous().with("Content-Type", "application/json").post("/api/1/login", deep).is(400);
  }

  /**
   * A proxy that goes by the length has let a second request through that it hasn't seen; so nobody
   * answers that (RFC 9112, 6.1).
   */
  @Test
  void endWhereTheChunksEndAndTheConnectionWithThem() {
    String second = "GET /api/1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    byte[] body = ("0\r\n\r\n" + second).getBytes(StandardCharsets.ISO_8859_1);

    String answers =
        RawHttp.exchange(
            "POST /api/1/auth HTTP/1.1\nContent-Type: application/json\nContent-Length: "
                + body.length
                + "\nTransfer-Encoding: chunked\nConnection: keep-alive\n",
            body);

    assertThat(answers).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
  }

  private static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  private static String inserted(String path, String part, Random random) {
    int at = 1 + random.nextInt(path.length());
    return path.substring(0, at) + part + path.substring(at);
  }

  private static String oneOf(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
