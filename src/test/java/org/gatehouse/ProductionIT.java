package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Build;
import org.gatehouse.fixture.CertificateAuthority;
import org.gatehouse.fixture.DocumentedCommands;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Ports;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.SystemdService;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator puts Gatehouse into production by docs/operations.md and {@code server-config}:
 * commands, configurations, systemd's unit.
 */
@Tag("own-server")
class ProductionIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  /** Which Java, and that it starts fast: what else is told to it comes after that, and counts. */
  private static final Map<String, String> MACHINE =
      Map.of(
          "AS_JAVA",
          JAVA.toString(),
          "JAVA_HOME",
          JAVA.toString(),
          "JDK_JAVA_OPTIONS",
          "@" + Build.shortLived(),
          "LC_ALL",
          "C.UTF-8");

  @TempDir private Path directory;
  private final int http = Ports.free();
  private final int https = Ports.free();
  private final int admin = Ports.free();
  private final Map<String, Object> places = new LinkedHashMap<>();
  private Path etc;
  private CertificateAuthority authority;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void prepare() throws Exception {
    postgres = Postgres.builder().start();
    authority = new CertificateAuthority(directory);
    Path certificate = authority.issue("localhost");
    etc = Files.createDirectories(directory.resolve("etc"));
    places.put("/etc/ssl/certs/login.example.com.pem", certificate);
    places.put("/etc/ssl/private/login.example.com.key", certificate + ".key");
    places.put("/etc/gatehouse", etc);
    places.put("/var/lib/gatehouse", Files.createDirectories(directory.resolve("lib")));
    places.put("/usr/bin/java", JAVA.resolve("bin/java"));
    places.put(" gatehouse.war", " " + Build.war());
    places.put("/opt/gatehouse/gatehouse.war", Build.war());
    places.put("8080", http);
    places.put("8443", https);
    places.put("4848", admin);
    Files.writeString(etc.resolve("db-password"), "postgres\n");
    Files.writeString(
        etc.resolve("gatehouse.env"),
        String.join(
            "\n",
            "# Settings that aren't secret.",
            "GATEHOUSE_PUBLIC_URL=https://localhost:" + https,
            "GATEHOUSE_PORT=" + http,
            "GATEHOUSE_DB_URL=" + postgres.getJdbcUrl("postgres", "postgres"),
            "GATEHOUSE_DB_USER=postgres",
            "GATEHOUSE_SIGNUP=open",
            "GATEHOUSE_ARGON2_MEMORY=7168",
            "GATEHOUSE_TRUSTED_PROXIES=127.0.0.1",
            ""));
    runs("openssl pkcs12");
    // What is for everybody is for this machine here.
    replace("payara-server/closed.asadmin", "=0.0.0.0", "=127.0.0.1");
    replace("wildfly/tls.yml", " 0.0.0.0", " 127.0.0.1");
  }

  @AfterEach
  void stop() throws Exception {
    postgres.close();
  }

  @Test
  @Tag("payara")
  void isPayaraMicroBehindAProxy() throws Exception {
    places.put("/opt/gatehouse/payara-micro.jar", Build.payara());
    try (SystemdService service = SystemdService.of("payara-micro", directory, places)) {
      service.start(MACHINE);

      enforcesRoles();
      listensNowhereElse(http);
      assertThat(service.log()).doesNotContain("ERROR", "SEVERE", "\tat ");
      service.stop();
    }
  }

  @Test
  @Tag("payara")
  @Tag("payara-server")
  void isPayaraServer() throws Exception {
    places.put("/opt/payara6", Build.payaraServer());
    assertThat(runs("create-domain")).doesNotContainPattern("Command \\S+ failed");
    Path logs = directory.resolve("lib/payara/logs");
    try (SystemdService service = SystemdService.of("payara-server", directory, places)) {
      service.start(MACHINE);

      assertThat(service.arguments())
          .contains("-Xmx512m", "-XX:+UseSerialGC", "-XX:JavaPriority1_To_OSPriority=19")
          .contains("-Dorg.glassfish.startupThreadPolicy=USE_NO_THREADS")
          .doesNotContain("-XX:NewRatio=2");
      enforcesRoles();
      servesByTls();
      listensNowhereElse(http, https, admin);
      isJson(Files.readString(logs.resolve("server.log")));
      service.stop();
    }
    try (var files = Files.list(logs.resolve("access"))) {
      String requests = "";
      for (Path file :
          files.filter(file -> file.getFileName().toString().startsWith("server_")).toList()) {
        requests += Files.readString(file);
      }
      assertThat(requests).contains("\"/login\"").doesNotContain("secret-of-nobody");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
  void isWildFly() throws Exception {
    places.put("/opt/wildfly", Build.wildFly());
    runs("cp -r " + "/opt/wildfly/standalone");
    try (SystemdService service = SystemdService.of("wildfly", directory, places)) {
      service.start(
          MACHINE,
          "-Djboss.http.port=" + http,
          "-Djboss.https.port=" + https,
          "-Djboss.management.http.port=" + admin);

      enforcesRoles();
      servesByTls();
      listensNowhereElse(http, https, admin);
      isJson(service.log());
      service.stop();
    }
    assertThat(Files.readString(directory.resolve("lib/wildfly/log/access_log.log")))
        .contains("GET /login ")
        .doesNotContain("secret-of-nobody");
  }

  private void enforcesRoles() {
    Workspace works =
        Workspace.signUp(Api.at(URI.create("http://localhost:" + http)), "CorpInc AG", "ann");
    Person bob = works.add("bob");
    assertThat(bob.isLoggedIn()).isTrue();
    bob.api().get("/api/1/user").is(403);
    works.administrator().logInAgain().api().get("/api/1/user").is(200);
  }

  private void servesByTls() throws Exception {
    HttpClient client = authority.client();
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("https://localhost:" + https + "/login?password=secret-of-nobody"))
                .build(),
            BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-")
        .containsIgnoringCase("; Secure");
    assertThat(page.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  /** Ports that others on the network could reach are taken by nobody but who should. */
  private static void listensNowhereElse(int... ports) throws IOException {
    for (int port : ports) {
      try (var free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"))) {
        assertThat(free.isBound()).isTrue();
      }
    }
  }

  private static void isJson(String log) {
    List<JsonObject> objects =
        log.lines().filter(line -> line.startsWith("{")).map(ProductionIT::json).toList();
    assertThat(objects).anyMatch(object -> object.toString().contains("Gatehouse is ready"));
    assertThat(objects)
        .extracting(object -> object.getString("Level", object.getString("level", "")))
        .doesNotContain("", "SEVERE", "ERROR");
  }

  private static JsonObject json(String line) {
    try (var reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  private String runs(String part) throws Exception {
    return DocumentedCommands.run(part, directory, places, MACHINE);
  }

  private void replace(String file, String from, String to) throws IOException {
    Path path = etc.resolve("server-config").resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
