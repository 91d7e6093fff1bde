package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.SettingsReader;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installation from its first start on: nobody may sign up without the printed code, and there
 * is one workspace. Its database and keys are open to the test, for what takes time to come about.
 */
@Tag("own-server")
@Tag("payara")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshInstallationIT {
  private static final String MASTER_KEY = "bWFzdGVyIGtleSBvZiBhIHRlc3QsIDMyIGJ5dGVzLi4=";
  private static final String WORKSPACE = "CorpInc AG";

  @TempDir private static Path directory;

  private static Map<String, String> settings;
  private static ServerProcess server;
  private static String code;
  private static Person kevin;

  @BeforeAll
  static void start() throws Exception {
    settings =
        Map.of(
            "GATEHOUSE_SIGNUP",
            "off",
            "GATEHOUSE_MASTER_KEY",
            MASTER_KEY,
            "GATEHOUSE_DB_URL",
            "jdbc:h2:file:" + directory.resolve("db") + ";AUTO_SERVER=TRUE");
    server = ServerProcess.start(directory, settings);
    Matcher printed = Pattern.compile("/signup\\?code=([\\w-]+)").matcher(server.log());
    assertThat(printed.find()).as(server.log()).isTrue();
    code = printed.group(1);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (server != null) {
      server.stop();
    }
  }

  private static Reply signUp(String workspace, Optional<String> setupCode) {
    Map<String, String> request =
        new HashMap<>(
            Map.of(
                "workspace_name",
                workspace,
                "user_name",
                "kevin",
                "email",
                "kevin@example.com",
                "password",
                Workspace.PASSWORD));
    setupCode.ifPresent(value -> request.put("setup_code", value));
    return Api.at(server.base()).post("/api/1/signup", request);
  }

  @Test
  @Order(1)
  void letsNobodySignUpWithoutTheCode() {
    signUp(WORKSPACE, Optional.empty()).refuses(403, "Forbidden");
    signUp(WORKSPACE, Optional.of("aaaa-aaaa-aaaa-aaaa")).refuses(403, "Forbidden");
  }

  @Test
  @Order(2)
  void makesWhoHasTheCodeTheSystemAdministrator() {
    Reply reply = signUp(WORKSPACE, Optional.of(code)).is(201);

    assertThat(reply.json()).containsEntry("is_system_admin", true);
    kevin =
        new Person(
            Api.at(server.base()),
            WORKSPACE,
            "kevin",
            "kevin@example.com",
            Workspace.PASSWORD,
            reply.text("user_id"),
            reply.text("token"));
  }

  @Test
  @Order(3)
  void takesTheCodeOnce() {
    signUp("Another", Optional.of(code)).refuses(403, "Forbidden");
  }

  @Test
  @Order(4)
  void takesTheOnlyWorkspaceWhereNoneIsNamed() {
    Api api = Api.at(server.base());
    Map<String, String> credentials = Map.of("user_name", "kevin", "password", Workspace.PASSWORD);

    assertThat(api.post("/api/1/auth", credentials).is(200).text("client_name"))
        .isEqualTo(WORKSPACE);
    api.with("X-Workspace", "another").post("/api/1/auth", credentials).is(401);
  }

  @Test
  @Order(5)
  void refusesATokenOfItsOwnKeysThatHasExpired() throws Exception {
    // The same token but for the time is accepted, so that the time it must be.
    assertThat(isAccepted(claims -> claims.jwtID(UUID.randomUUID().toString()))).isTrue();
    assertThat(isAccepted(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(2)))))
        .isFalse();
    assertThat(isAccepted(c -> c.expirationTime(null))).isFalse();
  }

  @Test
  @Order(6)
  void refusesATokenOfItsOwnKeysForSomebodyElseOrOfNoSession() throws Exception {
    assertThat(isAccepted(c -> c.issuer("https://elsewhere.example"))).isFalse();
    assertThat(isAccepted(c -> c.issuer(null))).isFalse();
    assertThat(isAccepted(c -> c.audience("https://elsewhere.example"))).isFalse();
    assertThat(isAccepted(c -> c.audience((String) null))).isFalse();
    assertThat(isAccepted(c -> c.claim("sid", UUID.randomUUID().toString()))).isFalse();
    assertThat(isAccepted(c -> c.claim("sid", "x"))).isFalse();
    assertThat(isAccepted(c -> c.claim("sid", 1))).isFalse();
    assertThat(isAccepted(c -> c.claim("sid", null))).isFalse();
    assertThat(isAccepted(c -> c.claim("exp", "soon"))).isFalse();
  }

  @Test
  @Order(7)
  void refusesATokenOfASessionThatHasExpired() throws Exception {
    Person again = kevin.logInAgain();
    String session = SignedJWT.parse(again.token()).getJWTClaimsSet().getStringClaim("sid");
    try (var database = database();
        var update =
            database.prepareStatement("update login_session set expires_at = ? where id = ?")) {
      update.setObject(1, Instant.now().minusSeconds(1));
      update.setObject(2, UUID.fromString(session));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }

    assertThat(again.isLoggedIn()).isFalse();
    assertThat(kevin.isLoggedIn()).isTrue();
  }

  @Test
  @Order(8)
  void keepsNoPasswordAndNoTokenInLogAuditOrDatabase() throws Exception {
    List<String> secrets = new ArrayList<>(List.of(Workspace.PASSWORD, MASTER_KEY));
    for (String part : kevin.token().split("\\.")) {
      secrets.add(part);
    }
    secrets.add(code);

    String audit = rows("audit_event");
    assertThat(audit).contains("sign-up", "login");
    for (String table :
        List.of(
            "audit_event",
            "user_account",
            "password_credential",
            "login_session",
            "login_throttle",
            "signing_key",
            "installation")) {
      String rows = rows(table);
      assertThat(secrets).as(table).noneMatch(rows::contains);
      assertThat(rows).doesNotContain("\"kty\"", "PRIVATE");
    }
    // The code is printed for the operator to see; the rest isn't.
    secrets.remove(code);
    assertThat(secrets).noneMatch(server.log()::contains);
  }

  @Test
  @Order(9)
  void takesTheOnlyWorkspaceInOtherDialectsToo() {
    Api api = Api.at(server.base());
    String pair = Api.pair("kevin", Workspace.PASSWORD);

    api.with("Authorization", "Token " + pair).post("/v1/auth", "application/json", "{}").is(200);
    assertThat(
            api.with("Authorization", "Basic " + pair).get("/api/1/users/me").is(200).part("user"))
        .containsEntry("login", "kevin");
  }

  @Test
  @Order(10)
  void offersItsProvidersToWhomNamesNoWorkspaceAsSoonAsThereAreAny() throws Exception {
    assertThat(offered()).isEmpty();
    String metadata;
    try (InputStream in =
        getClass().getResourceAsStream("/org/gatehouse/web/keycloak-metadata.xml")) {
      metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    Map<String, String> typed =
        Map.of(
            "providerName", "Keycloak",
            "metadata", metadata,
            "subjectAttribute", "uid",
            "userNameAttribute", "uid",
            "displayNameAttribute", "name",
            "emailAttribute", "email",
            "enabled", "on");
    Reply added =
        new PageForm(kevin, "/admin/identity-provider?protocol=saml").press("save", typed).is(302);

    assertThat(offered()).singleElement().asString().contains("Keycloak");
    String saved = added.header("Location").orElseThrow();
    new PageForm(kevin, saved).press("removeButton", Map.of()).is(302);
    assertThat(offered()).isEmpty();
  }

  /** What the login page has beside the form, for a browser that comes for the first time. */
  private static List<String> offered() {
    String page = Api.at(server.base()).get("/login").is(200).body();
    return Jsoup.parse(page).select(".sign-on a").eachText();
  }

  @Test
  @Order(11)
  void letsNoApplicationSignAnybodyUp() throws Exception {
    String key =
        kevin.api().post("/api/1/developer-key", Map.of("name", "App")).is(201).text("key");
    Map<String, String> organization = new HashMap<>();
    organization.put("credentials[developerOrganization]", WORKSPACE);
    organization.put("credentials[developerKey]", key);
    organization.put("companyName", "Another");
    organization.put("domain", "another");
    organization.put("user[firstName]", "Ann");
    organization.put("user[lastName]", "Lee");
    organization.put("user[email]", "ann@example.com");
    organization.put("user[login]", "ann");
    organization.put("user[password]", Workspace.PASSWORD);
    organization.put("affirmations[termsOfService]", "1");
    organization.put("affirmations[privacyPolicy]", "1");

    Reply reply = Api.at(server.base()).postForm("/api/1/organizations.json", organization);

    assertThat(reply.is(403).json())
        .containsEntry(
            "error", "Sign-up is switched off here. Ask the administrator for an account.");
    assertThat(rows("workspace")).contains(WORKSPACE).doesNotContain("Another");
  }

  @Test
  @Order(12)
  void keepsNoKeyInLogAuditOrDatabase() throws Exception {
    String key = kevin.makeKey();
    String random = key.substring("gatehouse_usr_".length());
    Api.at(server.base()).logIn(WORKSPACE, "kevin", key).is(200);

    assertThat(rows("api_key")).doesNotContain(random).contains(key.substring(key.length() - 4));
    assertThat(rows("audit_event")).contains("api-key").doesNotContain(random);
    assertThat(server.log()).doesNotContain(random);
  }

  /** H2 tells there what it has refused, such as anything of a statement that is closed. */
  @Test
  @Order(13)
  void leavesTheDatabaseNothingToComplainAbout() {
    assertThat(directory.resolve("db.trace.db")).doesNotExist();
  }

  private static Connection database() throws SQLException {
    return DriverManager.getConnection(settings.get("GATEHOUSE_DB_URL"), "gatehouse", "");
  }

  private static String rows(String table) throws SQLException {
    var text = new StringBuilder();
    try (var database = database();
        var statement = database.createStatement();
        var result = statement.executeQuery("select * from " + table)) {
      while (result.next()) {
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          text.append(result.getString(i)).append(' ');
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** Whether a token with these claims changed and signed with the server's own key is good. */
  private static boolean isAccepted(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    SignedJWT genuine = SignedJWT.parse(kevin.token());
    String kid = genuine.getHeader().getKeyID();
    var claims = change.apply(new JWTClaimsSet.Builder(genuine.getJWTClaimsSet())).build();
    var token = new SignedJWT(genuine.getHeader(), claims);
    token.sign(new RSASSASigner(signingKey(kid)));
    Reply reply = Api.at(server.base()).withToken(token.serialize()).get(kevin.path());
    assertThat(reply.status()).isIn(200, 401);
    return reply.status() == 200;
  }

  private static RSAKey signingKey(String kid) throws Exception {
    var random = new SecureRandom();
    var known = SettingsReader.read(name -> Optional.ofNullable(settings.get(name)));
    try (var database = database();
        var query =
            database.prepareStatement("select encrypted_jwk from signing_key where kid = ?")) {
      query.setString(1, kid);
      try (var row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        String jwk =
            new Vault(new MasterKey(known, random), random)
                .open("signing-key", kid, row.getString(1));
        return RSAKey.parse(jwk);
      }
    }
  }
}
