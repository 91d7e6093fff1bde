package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.fixture.Visitor.json;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.CertificateAuthority;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Visitor;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator meets at the first start, with right and with wrong settings. */
@Tag("own-server")
@Tag("payara")
class FirstStartIT {
  private static final String INITIAL = "an initial password";
  private static final String CHOSEN = "correct horse battery";

  @TempDir private Path directory;

  /**
   * On a machine in Turkey whose locale is POSIX all the same: i is not the small I there, and what
   * the settings name and people sign up is the same as elsewhere. Its disk is full for a while.
   */
  @Test
  void makesTheWorkspaceOfTheSettingsOnceAndKeepsAllOverARestartWhateverTheLocale()
      throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("LC_ALL", "POSIX");
    settings.put(
        "JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu");
    // The disk is full after many sign-ups.
    settings.put("GATEHOUSE_ARGON2_MEMORY", "7168");
    settings.put("GATEHOUSE_SECURITY_CONTACT", "mailto:security@example.com");
    settings.put("GATEHOUSE_BOOTSTRAP_WORKSPACE", "CorpInc AG");
    settings.put("GATEHOUSE_BOOTSTRAP_USER", "ann");
    settings.put("GATEHOUSE_BOOTSTRAP_EMAIL", "ann@example.com");
    settings.put("GATEHOUSE_BOOTSTRAP_PASSWORD", INITIAL);
    settings.put("GATEHOUSE_PUBLIC_URL", "https://login.example.com");
    String token;
    String refused;
    Path data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.start(directory, settings)) {
      Visitor ann = new Visitor(server.base());
      server.awaitLog("Gatehouse is ready");
      assertThat(server.log()).doesNotContain("/signup?code=");
      token = json(logIn(ann, INITIAL)).get("token").toString();

      // Nothing before the password is changed.
      assertThat(ann.get("/api/1/user/ann", "Authorization", token).statusCode()).isEqualTo(403);
      HttpResponse<String> changed =
          ann.patch(
              "/api/1/user/ann",
              Map.of("current_password", INITIAL, "password", CHOSEN),
              "Authorization",
              token);
      assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
      assertThat(ann.get("/api/1/user/ann", "Authorization", token).statusCode()).isEqualTo(200);
      assertThat(logIn(ann, INITIAL).statusCode()).isEqualTo(401);
      assertCookiesAndHostAreForHttpsOnly(server.base());
      refused = nameRefusedOnAFullDisk(server, data);
    }
    // As one that nobody has used leaves it behind.
    Path link = Files.createFile(data.resolve("setup-link"));
    try (ServerProcess server = ServerProcess.start(directory, settings)) {
      Visitor ann = new Visitor(server.base());
      server.awaitLog("Gatehouse is ready");
      assertThat(server.log()).doesNotContain("/signup?code=");
      assertThat(link).doesNotExist();
      // What was there is there, and what was refused has not even taken its name.
      assertThat(signUp(ann, "CorpInc AG").statusCode()).isEqualTo(409);
      HttpResponse<String> again = signUp(ann, refused);
      assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
      HttpResponse<String> self = ann.get("/api/1/user/ann", "Authorization", token);
      assertThat(self.statusCode()).as(self.body()).isEqualTo(200);
      assertThat(self.body()).contains("\"is_system_admin\":true");
      assertThat(json(logIn(ann, CHOSEN))).containsEntry("is_system_admin", true);
      HttpResponse<String> other = signUp(ann, "İstanbul Işık");
      assertThat(other.statusCode()).as(other.body()).isEqualTo(201);
      assertThat(json(other))
          .containsEntry("is_system_admin", false)
          .containsEntry("client_name", "İstanbul Işık");
      HttpResponse<String> in =
          ann.post(
              "/api/1/auth",
              Map.of("client_name", "istanbulisik", "user_name", "ANN", "password", CHOSEN));
      assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
      assertThat(ann.get("/.well-known/security.txt").body())
          .startsWith("Contact: mailto:security@example.com\nExpires: 2")
          .contains("Canonical: https://login.example.com/.well-known/security.txt\n");
    }
  }

  @Test
  void namesEveryWrongSettingAndAWrongPlaceAndServesNothing() throws Exception {
    Map<String, String> wrong =
        new HashMap<>(
            Map.of(
                "GATEHOUSE_SIGNUP", "yes",
                "GATEHOUSE_PASSWORD_MINIMUM", "3",
                "GATEHOUSE_PUBLIC_URL", "http://login.example.com",
                "GATEHOUSE_DB_URL", "jdbc:mysql://db/gatehouse"));
    // Elsewhere these tests couldn't name the folder either.
    boolean nameable = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    if (nameable) {
      wrong.put("LC_ALL", "POSIX");
      wrong.put("GATEHOUSE_DATA", directory.resolve("Gerätehäuser").toString());
    }
    try (ServerProcess server = ServerProcess.launch(directory, wrong, atAnotherPlace())) {
      server.awaitLog("Exception while loading the app");
      assertThat(server.log())
          .contains("Gatehouse can't start with these settings:")
          .contains("\n  - Gatehouse must be at the root of its host, not at /portal: ")
          .contains("\n  - GATEHOUSE_SIGNUP must be open or off, not \"yes\".\n")
          .contains(
              "\n  - GATEHOUSE_PASSWORD_MINIMUM must be a whole number from 8 to 64, not \"3\".\n")
          .contains("\n  - GATEHOUSE_PUBLIC_URL must begin with https://")
          .contains("\n  - GATEHOUSE_DB_URL must begin with jdbc:postgresql: or jdbc:h2:.\n");
      if (nameable) {
        assertThat(server.log())
            .contains(
                "\n  - GATEHOUSE_DATA, or the folder in which the server was started, has letters");
      }
      server.awaitSentence("Gatehouse can't start");
      assertServesNothing(server);
    }
  }

  /** The authority of its certificate is told to nobody here; PostgresIT has one that is. */
  @Test
  void saysThatTheDatabaseCannotBeTrusted() throws Exception {
    Path certificate = new CertificateAuthority(directory).issue(Postgres.HOST);
    try (EmbeddedPostgres postgres = Postgres.builder(certificate).start();
        ServerProcess server =
            ServerProcess.launch(directory, Postgres.settings(postgres, directory))) {
      server.awaitLog("Exception while loading the app");
      assertThat(server.log()).contains("StartUp: The database can't be used: SSL error");
      server.awaitSentence("The database can't be used: SSL error");
    }
  }

  /** And says before, at the start, that it can't find out: its port is somebody else's. */
  @Test
  void servesNothingWhereTheContainerDoesNotEnforce() throws Exception {
    WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, Build.war().toFile());
    replace(war, "web.xml", "(>/.well-known/gatehouse/)by-constraint<", "$1elsewhere<");
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    int port = other.getAddress().getPort();
    Map<String, String> settings = Map.of("JAVA_TOOL_OPTIONS", "-Dgatehouse.port=" + port);

    try (ServerProcess server = ServerProcess.launch(directory, settings, exported(war))) {
      server.awaitSentence("Port " + port + " doesn't answer as this Gatehouse.");
      Visitor visitor = new Visitor(server.base());
      for (String path : List.of("/login", "/", "/api/1/user", "/.well-known/jwks.json")) {
        assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(503);
      }
      assertThat(signUp(visitor, "CorpInc AG").statusCode()).isEqualTo(503);
      assertThat(server.log())
          .contains("This server doesn't enforce who may see what, so Gatehouse serves nothing: ")
          .contains("/by-constraint is served to anybody");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void handsTheCodeToTheOperatorAlone() throws Exception {
    Path data = directory.resolve("data");
    Files.createDirectories(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path link = data.resolve("setup-link");
    Map<String, String> usual =
        Map.of(
            "GATEHOUSE_CLAIM", "code",
            "GATEHOUSE_DEFAULT_WORKSPACE", "corpinc",
            "GATEHOUSE_ARGON2_MEMORY", "7168");
    try (ServerProcess server = ServerProcess.start(directory, usual)) {
      assertThat(permissions(data)).isEqualTo("rwxr-x---");
      assertThat(permissions(data.resolve("gatehouse.mv.db"))).isEqualTo("rw-------");
      assertThat(permissions(link)).isEqualTo("rw-------");
      String address = Files.readString(link).strip();
      String code = address.substring(address.indexOf('=') + 1);
      assertThat(server.log()).contains(link.toString()).doesNotContain(code);
      assertThat(address).startsWith("http://localhost:").contains("/signup?code=");
      assertThat(code).hasSizeGreaterThanOrEqualTo(29);

      Visitor visitor = new Visitor(server.base());
      assertThat(json(signUp(visitor, "Stranger Ltd"))).containsEntry("is_system_admin", false);
      HttpResponse<String> owner =
          visitor.post(
              "/api/1/signup",
              Map.of(
                  "workspace_name", "CorpInc",
                  "user_name", "ann",
                  "email", "ann@example.com",
                  "password", CHOSEN,
                  "setup_code", code));
      assertThat(json(owner)).containsEntry("is_system_admin", true);

      // Whose clients name no workspace, though another one was here first.
      HttpResponse<String> login =
          visitor.post("/api/1/auth", Map.of("user_name", "ann", "password", CHOSEN));
      assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
      assertThat(json(login)).containsEntry("client_name", "CorpInc");
    }
  }

  private static String nameRefusedOnAFullDisk(ServerProcess server, Path data) throws Exception {
    // No file may grow beyond what the database has now: to it that is a full disk.
    server.limitFiles(Long.toString(Files.size(data.resolve("gatehouse.mv.db"))));
    Visitor visitor = new Visitor(server.base());
    int number = 1;
    HttpResponse<String> last = signUp(visitor, "Workspace 1");
    while (last.statusCode() == 201 && number < 200) {
      number++;
      last = signUp(visitor, "Workspace " + number, "X-Forwarded-For", "203.0.113." + number);
    }
    assertThat(last.statusCode()).as(last.body()).isEqualTo(503);
    assertThat(last.body()).startsWith("503: Service Unavailable: Incident ");
    server.limitFiles("unlimited");
    return "Workspace " + number;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** The WAR, which both servers are told to serve below /portal. */
  private Path atAnotherPlace() throws IOException {
    WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, Build.war().toFile());
    for (String name : List.of("payara-web.xml", "jboss-web.xml")) {
      replace(war, name, "(<context-root>)/?(</context-root>)", "$1/portal$2");
    }
    return exported(war);
  }

  private static void replace(WebArchive war, String descriptor, String pattern, String by)
      throws IOException {
    String before;
    try (var stream = war.get("WEB-INF/" + descriptor).getAsset().openStream()) {
      before = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    String after = before.replaceFirst(pattern, by);
    assertThat(after).isNotEqualTo(before);
    war.delete("WEB-INF/" + descriptor);
    war.addAsWebInfResource(new StringAsset(after), descriptor);
  }

  private Path exported(WebArchive war) {
    Path file = directory.resolve("gatehouse.war");
    war.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }

  /** An error, or no answer: Payara opens the port when it has tried to deploy. */
  private static void assertServesNothing(ServerProcess server) {
    try {
      assertThat(new Visitor(server.base()).get("/login").statusCode()).isGreaterThanOrEqualTo(400);
    } catch (UncheckedIOException nobodyListens) {
      assertThat(nobodyListens).hasCauseInstanceOf(ConnectException.class);
    }
  }

  /**
   * The public address is https, so browsers are to use nothing else, and the cookies of the login
   * page are Secure and {@code __Host-}.
   */
  private static void assertCookiesAndHostAreForHttpsOnly(URI base) {
    Reply page = Api.at(base).get("/login").is(200);
    assertThat(page.header("Strict-Transport-Security"))
        .contains("max-age=63072000; includeSubDomains");
    String form = page.headers().get("Set-Cookie").get(0);
    assertThat(form)
        .startsWith("__Host-gatehouse-form=")
        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
        .doesNotContain("Domain", "Max-Age", "Expires");
    String csrf = Jsoup.parse(page.body()).selectFirst("[name=csrf]").val();
    String fields =
        "login=login&csrf=%s&then=&workspace=corpinc&userName=ann&password=%s&remember=on&signIn=x"
                .formatted(csrf, URLEncoder.encode(CHOSEN, StandardCharsets.UTF_8))
            + "&jakarta.faces.ViewState=stateless";
    Reply entered =
        Api.at(base)
            .with("Cookie", form.replaceAll(";.*", ""))
            .with("Content-Type", "application/x-www-form-urlencoded")
            .post("/login", fields)
            .is(302);
    assertThat(entered.headers().get("Set-Cookie"))
        .hasSize(3)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=")
                    .doesNotContain("Domain"))
        .anyMatch(cookie -> cookie.matches("__Host-gatehouse=ey.*; Max-Age=7776000.*"))
        .anyMatch(cookie -> cookie.matches("__Host-gatehouse-device=.*; Max-Age=31536000.*"));
  }

  private static HttpResponse<String> logIn(Visitor visitor, String password) {
    return visitor.post(
        "/api/1/auth",
        Map.of("client_name", "CorpInc AG", "user_name", "ann", "password", password));
  }

  private static HttpResponse<String> signUp(Visitor visitor, String workspace, String... headers) {
    return visitor.post(
        "/api/1/signup",
        Map.of(
            "workspace_name",
            workspace,
            "user_name",
            "ann",
            "email",
            "ann@example.com",
            "password",
            CHOSEN),
        headers);
  }
}
