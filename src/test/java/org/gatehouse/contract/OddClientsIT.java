package org.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Clients, libraries and neighbours on the same host as they are out there. */
@ExtendWith(DeployedGatehouse.class)
class OddClientsIT {
  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private static String credentials() {
    return "{\"client_name\":\"%s\",\"user_name\":\"ann\",\"password\":\"%s\"}"
        .formatted(works.name(), ann.password());
  }

  private static Reply logIn(String headers, byte[] body) {
    return RawHttp.send(
        "POST /api/1/auth HTTP/1.1\nContent-Type: application/json\n%sContent-Length: %d\n"
            .formatted(headers, body.length),
        body);
  }

  // Bodies

  @Test
  void sendAByteOrderMark() {
    byte[] body = ("\uFEFF" + credentials()).getBytes(StandardCharsets.UTF_8);

    assertThat(logIn("", body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "UTF-16"})
  void getThePageThatRefusesTheirCharsetInItsOwn(String charset) {
    Api odd = Api.anonymous().with("Content-Type", "text/html; charset=" + charset);

    assertThat(odd.get("/login").is(415).body()).contains("<main", "doesn’t work here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void areToldThatAnotherUnicodeIsNotRead(String charset) {
    Reply reply = logIn("", credentials().getBytes(Charset.forName(charset)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("The body must be UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "x-gzip", "GZIP", "deflate", "br", "zstd", "identity, gzip", "odd"})
  void areToldToCompressNothing(String coding) throws IOException {
    byte[] body = gzip(credentials());
    for (String path :
        List.of("/api/1/auth", "/v1/auth", "/v1/auth/token", "/api/1/login.json", "/login")) {
      Reply reply =
          RawHttp.send(
              "POST %s HTTP/1.1\nContent-Type: application/json\nContent-Encoding: %s\nContent-Length: %d\n"
                  .formatted(path, coding, body.length),
              body);

      assertThat(reply.status()).as(path).isEqualTo(415);
      assertThat(reply.hasSecurityHeaders().header("Accept-Encoding")).contains("identity");
    }
  }

  @Test
  void mayCallPlainBytesIdentity() {
    byte[] body = credentials().getBytes(StandardCharsets.UTF_8);

    assertThat(logIn("Content-Encoding: identity\n", body).status()).isEqualTo(200);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  // Cookies of others on the same host

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=M\u00fcller",
        "name=M\u00c3\u00bcller",
        "pref={\"j\":1,\"k\":\"x\"}",
        "a=1,b=2",
        "_ga[1]=x; a@b=c",
        "=3",
        "alone",
        "my cookie=2",
        "b=\"q",
        "a/b=c",
        "a=b\tc",
        "a=%00",
        "$Version=1; a=1",
        ";;; a=1;;",
        "__utma=1.2.3; OptanonConsent=isGABCMP=false&datestamp=Fri+Nov+27",
        "session=a:b(c)<d>?e\\f"
      })
  void haveNeighboursWithOddCookies(String other) {
    for (String cookies :
        List.of("gatehouse=" + ann.token() + "; " + other, other + "; gatehouse=" + ann.token())) {
      Reply reply = RawHttp.send("GET " + ann.path() + " HTTP/1.1\nCookie: " + cookies + "\n");

      assertThat(reply.status()).as(cookies).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4_000, 12_000, 30_000})
  void haveNeighboursWithManyCookies(int length) {
    String cookies = "a=" + "x".repeat(length / 2) + "; b=" + "y".repeat(length / 2);

    Reply reply =
        RawHttp.send(
            "GET %s HTTP/1.1\nCookie: %s; gatehouse=%s\n"
                .formatted(ann.path(), cookies, ann.token()));

    assertThat(reply.status()).isEqualTo(200);
  }

  // Methods

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "PROPFIND", "TRACK", "get", "DELETE", "PUT", "OPTIONS"})
  void getOurHeadersWhateverTheyDo(String method) {
    for (String path :
        List.of(
            "/",
            "/login",
            "/account/profile",
            "/health",
            "/nothing",
            "/resources/gatehouse/gatehouse.css",
            "/api/1/auth",
            "/v1/auth",
            "/api/1/login.json",
            "/.well-known/jwks.json")) {
      RawHttp.send(method + " " + path + " HTTP/1.1\nContent-Length: 0\n").hasSecurityHeaders();
    }
  }

  // Basic

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252"})
  void writeBasicInTheirCharset(String charset) {
    Workspace own = Workspace.signUp();
    String password = "gr\u00fcne B\u00e4lle \u00fcber See";
    own.administrator().changePassword(password).is(200);
    String given = own.uid() + "_" + own.administrator().name() + ":" + password;
    String basic = Base64.getEncoder().encodeToString(given.getBytes(Charset.forName(charset)));

    Api.anonymous().with("Authorization", "Basic " + basic).get("/api/1/users/me.json").is(200);
  }

  // Hosts and addresses

  @Test
  void getTheAddressOfWhatTheyHaveAddedWhateverHostTheyName() {
    String name = "r" + UUID.randomUUID();
    byte[] body = "{\"name\":\"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8);

    Reply reply =
        RawHttp.send(
            "POST /api/1/role HTTP/1.1\nHost: localhost:6666\nAuthorization: %s\nContent-Length: %d\n"
                .formatted(ann.token(), body.length),
            body);

    assertThat(reply.status()).isEqualTo(201);
    String location = reply.header("Location").orElseThrow();
    assertThat(location).isEqualTo(DeployedGatehouse.base() + "/api/1/role/" + name);
    ann.api().get("/api/1/role/" + name).is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:80", "localhost.evil.example", "10.0.0.7"})
  void areRefusedByAnotherName(String host) {
    assertThat(RawHttp.send("GET /login HTTP/1.1\nHost: " + host + "\n").status()).isEqualTo(421);
    assertThat(RawHttp.send("GET /health HTTP/1.1\nHost: " + host + "\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOCALHOST", "localhost.", "127.0.0.1", "[::1]"})
  void areServedByAnyNameOfThisMachine(String host) {
    assertThat(RawHttp.send("GET /login HTTP/1.1\nHost: " + host + "\n").status()).isEqualTo(200);
  }

  @Test
  void findNobodyToTellOfAWeaknessUnlessTheOperatorSaysWhom() {
    Api.anonymous().get("/.well-known/security.txt").is(404);
  }

  // Names

  @Test
  void haveNamesAsLongAsAnEmailAddress() {
    String name = "x".repeat(200) + "." + UUID.randomUUID() + "@example.com";
    Reply added =
        ann.api().post("/api/1/user", Map.of("name", name, "email", "long@example.com")).is(201);

    assertThat(ann.api().get("/api/1/user/" + name).updated()).containsEntry("name", name);
    assertThat(added.header("Location")).contains(DeployedGatehouse.base() + "/api/1/user/" + name);
    Reply entered =
        Api.anonymous()
            .logIn(works.name(), name.toUpperCase(Locale.ROOT), added.text("initial_password"));
    assertThat(entered.is(200).text("token").length()).isLessThan(4_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"M\u00fcller Anna", "muller", "ANNA m\u00fcll", "anna muller", "mu\u0308ller"})
  void findPeopleByWordsInAnyOrderAndWithoutAccents(String search) {
    Workspace searched = Workspace.signUp();
    Person anna = searched.add("am");
    Api admin = searched.administrator().api();
    admin.patch(anna.path(), Map.of("display_name", "Anna M\u00fcller")).is(200);

    assertThat(admin.get("/api/1/user", Map.of("search", search)).parts("users"))
        .extracting(user -> user.get("name"))
        .containsExactly("am");
    assertThat(admin.get("/api/1/user", Map.of("search", search + " nobody")).parts("users"))
        .isEmpty();
  }

  @Test
  void foundWorkspacesInTwoScripts() {
    for (String name :
        List.of(
            "\u041e\u0431\u0449\u0435\u0441\u0442\u0432\u043e Hafen ",
            "\u0391\u03b8\u03ae\u03bd\u03b1 Shipping ")) {
      String workspace = name + UUID.randomUUID().toString().substring(0, 8);
      Api.anonymous()
          .from(Api.newAddress())
          .post(
              "/api/1/signup",
              Map.of(
                  "workspace_name",
                  workspace,
                  "user_name",
                  "ivan",
                  "email",
                  "taro.@docomo.example",
                  "password",
                  Workspace.PASSWORD))
          .is(201);
      Api.anonymous().logIn(workspace, "ivan", Workspace.PASSWORD).is(200);
    }
  }
}
