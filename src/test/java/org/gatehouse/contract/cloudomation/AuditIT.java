package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the audit log tells an investigator. */
@ExtendWith(DeployedGatehouse.class)
class AuditIT {
  private static final String AGENT = "curl/8.5.0 (of an investigator)";

  private Workspace works;
  private Person ann;
  private Person bob;

  @BeforeEach
  void found() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
  }

  private static long entries(String type, String outcome, Person user, String more) {
    return Database.count(
        "select count(*) from audit_event where type = ? and outcome = ? and user_id = ? and "
            + more,
        type,
        outcome,
        UUID.fromString(user.id()));
  }

  @Test
  void tellsFromWhereAndWithWhatSomethingWasDoneWithinASession() {
    String address = Api.newAddress();
    Api stolen = ann.api().from(address).with("User-Agent", AGENT);

    String request =
        stolen
            .patch(bob.path(), Map.of("display_name", "Bobby"))
            .is(200)
            .header("X-Request-Id")
            .orElseThrow();
    stolen.delete("/api/1/auth").is(204);

    String written = IpAddress.parse(address).orElseThrow().toString();
    String there = "address = '" + written + "' and user_agent = '" + AGENT + "'";
    assertThat(entries("user-change", "ok", bob, there + " and request_id = '" + request + "'"))
        .isOne();
    assertThat(entries("logout", "ok", ann, there)).isOne();
  }

  @Test
  void tellsWhatWasChangedBeforeAndAfter() {
    works.addRole("finance");
    ann.api()
        .patch(
            bob.path(),
            Map.of("display_name", "Bobby", "is_client_admin", true, "roles", List.of("finance")))
        .is(200);
    ann.api().patch(bob.path(), Map.of("status", "inactive")).is(200);

    assertThat(
            entries(
                "user-change",
                "ok",
                bob,
                "changes like '{\"display_name\":[\"hmac:%\",\"hmac:%\"]}'"))
        .isOne();
    assertThat(
            entries(
                "administrator-grant",
                "ok",
                bob,
                "changes = '{\"administrator\":[\"false\",\"true\"]}'"))
        .isOne();
    assertThat(entries("roles-change", "ok", bob, "changes = '{\"roles\":[[],[\"finance\"]]}'"))
        .isOne();
    assertThat(
            entries("user-deactivate", "ok", bob, "changes = '{\"active\":[\"true\",\"false\"]}'"))
        .isOne();
  }

  @Test
  void tellsOfInputThatAnApiRefusesButNotWithoutEnd() {
    for (int i = 0; i < 25; i++) {
      bob.api().patch(bob.path(), Map.of("unknown", "marked")).is(400);
    }

    assertThat(entries("access", "invalid-input", bob, "detail = 'PATCH " + bob.path() + "'"))
        .isBetween(20L, 21L);
    assertThat(entries("access", "invalid-input", bob, "detail || changes like '%marked%'"))
        .isZero();
  }

  @Test
  void tellsWhatWasRefusedToWhom() {
    bob.api().get("/api/1/user").is(403);
    bob.api().patch(ann.path(), Map.of("display_name", "Anna")).is(403);
    bob.anonymous().withCookie(bob.token()).get("/admin/users").is(403);

    assertThat(entries("access", "not-permitted", bob, "detail = 'GET /api/1/user'")).isOne();
    assertThat(entries("access", "not-permitted", bob, "detail = 'PATCH " + ann.path() + "'"))
        .isOne();
    assertThat(entries("access", "not-permitted", bob, "detail = 'GET /admin/users'")).isOne();
  }

  @Test
  void tellsWhoWasAskedAgain() {
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(ann.id()));

    ann.api().patch(bob.path(), Map.of("is_client_admin", true)).is(403);

    assertThat(
            entries(
                "access", "reauthentication-required", ann, "detail = 'PATCH " + bob.path() + "'"))
        .isOne();
  }

  @Test
  void tellsOfARequestThatAnotherSiteHasMadeABrowserSend() {
    ann.anonymous()
        .withCookie(ann.token())
        .with("Sec-Fetch-Site", "cross-site")
        .patch(bob.path(), Map.of("is_client_admin", true))
        .is(403);

    assertThat(entries("access", "forged", ann, "detail = 'PATCH " + bob.path() + "'")).isOne();
  }

  private String told(String type) {
    return AuditLog.latest(works, type);
  }

  // Each kind of change by an administrator

  @Test
  void tellsWhatRolesAndDatasourcesWereAndWhoHadThem() {
    Api admin = ann.api();
    admin.post("/api/1/datasource", Map.of("name", "ledger", "description", "Books")).is(201);
    assertThat(told("datasource-add"))
        .isEqualTo("ok, by ann, of -, # ledger {'description':['','Books']}");
    admin.patch("/api/1/datasource/ledger", Map.of("description", "All books")).is(200);
    assertThat(told("datasource-change"))
        .isEqualTo("ok, by ann, of -, # ledger {'description':['Books','All books']}");

    admin
        .post(
            "/api/1/role",
            Map.of("name", "finance", "description", "Money", "datasources", List.of("ledger")))
        .is(201);
    assertThat(told("role-add"))
        .isEqualTo(
            "ok, by ann, of -, # finance {'description':['','Money'],'datasources':[[],['ledger']]}");
    admin.patch("/api/1/role/finance", Map.of("description", "Our money")).is(200);
    assertThat(told("role-change"))
        .isEqualTo("ok, by ann, of -, # finance {'description':['Money','Our money']}");
    works.giveRoles("bob", "finance");

    admin.delete("/api/1/datasource/ledger").is(204);
    assertThat(told("datasource-remove"))
        .isEqualTo(
            "ok, by ann, of -, # ledger {'description':['All books',''],'roles':[['finance'],[]]}");
    admin.delete("/api/1/role/finance").is(204);
    assertThat(told("role-remove"))
        .isEqualTo(
            "ok, by ann, of -, # finance {'description':['Our money',''],'holders':[['#'],[]]}");
  }

  @Test
  void tellsWithWhatAUserWasAdded() {
    works.addRole("finance");
    Map<String, Object> carl =
        Map.of(
            "name",
            "carl",
            "email",
            "carl@corp.example",
            "is_client_admin",
            true,
            "roles",
            List.of("finance"));

    ann.api().post("/api/1/user", carl).is(201);
    works.addProgram("nightly", "finance");

    assertThat(told("user-add"))
        .isEqualTo(
            "ok, by ann, of carl,  {'administrator':['false','true'],'email':['','hmac'],"
                + "'roles':[[],['finance']]}");
    assertThat(told("service-account-add"))
        .isEqualTo("ok, by ann, of nightly,  {'roles':[[],['finance']]}");
  }

  @Test
  void tellsWhatAnAdministratorDidToAUser() {
    Person carl = works.addAdministrator("carl");
    assertThat(bob.makeKey()).isNotEmpty();
    Authenticator.enrol(bob);
    PageForm page = new PageForm(ann, "/admin/user?name=bob");

    ann.api().patch(carl.path(), Map.of("is_client_admin", false)).is(200);
    assertThat(told("administrator-revoke"))
        .isEqualTo("ok, by ann, of carl,  {'administrator':['true','false']}");
    ann.api().patch(bob.path(), Map.of("email", "other@corp.example")).is(200);
    assertThat(told("email-change")).isEqualTo("ok, by ann, of bob,  {'email':['hmac','hmac']}");
    page.press("resetSecondFactor", Map.of()).is(302);
    assertThat(told("second-factor-reset")).isEqualTo("ok, by ann, of bob,  ");

    page.press("resetPassword", Map.of()).is(302);
    assertThat(told("password-reset")).isEqualTo("ok, by ann, of bob,  {'keys':[['#'],[]]}");
    ann.api().delete(bob.path()).is(200);
    assertThat(told("user-deactivate"))
        .isEqualTo("ok, by ann, of bob,  {'active':['true','false']}");
    ann.api().patch(bob.path(), Map.of("status", "active")).is(200);
    assertThat(told("user-activate")).isEqualTo("ok, by ann, of bob,  {'active':['false','true']}");
  }

  @Test
  void tellsWhoLetALockedAccountTryAgain() {
    for (int i = 0; i < 10; i++) {
      Api.anonymous().logIn(works.name(), "bob", "wrong " + i).is(401);
    }

    press(ann, "/admin/user?name=bob", "unlock", Map.of());

    assertThat(told("user-unlock")).isEqualTo("ok, by ann, of bob,  ");
  }

  @Test
  void tellsWhatAPersonDidToTheOwnAccount() {
    bob.logInAgain();
    bob.logInAgain();
    bob.logInAgain();
    new PageForm(bob, "/account/sessions").press("endSession", Map.of()).is(302);
    assertThat(told("session-end")).isEqualTo("ok, by -, of bob, # ");
    press(bob, "/account/sessions", "endOthers", Map.of());
    assertThat(told("sessions-end")).isEqualTo("ok, by -, of bob, 2 ");

    Map<String, String> profile =
        Map.of(
            "displayName",
            "Bobby",
            "email",
            "bobby@corp.example",
            "currentPassword",
            bob.password());
    press(bob, "/account/profile", "save", profile);
    assertThat(told("profile-change"))
        .isEqualTo("ok, by -, of bob,  {'display_name':['hmac','hmac']}");
    assertThat(told("email-change")).isEqualTo("ok, by -, of bob,  {'email':['hmac','hmac']}");
    assertThat(told("reauthentication")).isEqualTo("ok, by -, of bob,  ");
    press(bob, "/account/profile", "withdraw", Map.of());
    assertThat(told("email-withdraw")).isEqualTo("ok, by -, of bob,  {'email':['hmac','hmac']}");

    Authenticator app = Authenticator.enrol(bob);
    assertThat(told("second-factor-on")).isEqualTo("ok, by -, of bob,  ");
    Map<String, String> proof =
        Map.of("currentPassword", bob.password(), "confirmationCode", app.recoveryCodes().get(0));
    new PageForm(bob, "/account/second-factor").press("renewRecoveryCodes", proof);
    assertThat(told("recovery-codes-renewed")).isEqualTo("ok, by -, of bob,  ");
  }

  @Test
  void tellsWhoAdministersTheInstallation() {
    Person root = asSystemAdministrator(true);
    try {
      root.api().put(bob.path() + "/system-admin", Map.of()).is(200);
      assertThat(told("system-administrator-grant"))
          .isEqualTo("ok, by ann, of bob,  {'system_administrator':['false','true']}");
      root.api().delete(bob.path() + "/system-admin").is(200);
      assertThat(told("system-administrator-revoke"))
          .isEqualTo("ok, by ann, of bob,  {'system_administrator':['true','false']}");
    } finally {
      asSystemAdministrator(false);
    }
  }

  /** The founder in a session of another rank. */
  private Person asSystemAdministrator(boolean on) {
    Database.update(
        "update user_account set system_administrator = ? where id = ?",
        on,
        UUID.fromString(ann.id()));
    return ann.logInAgain();
  }

  @Test
  void tellsWhatAKeyIsGoodForAndWhoLogsInWithWhich() {
    Map<String, Object> proof = Map.of("current_password", ann.password());
    Map<String, Object> wanted = new HashMap<>(proof);
    wanted.putAll(
        Map.of("name", "deploy", "scopes", List.of("administer"), "expires_at", 4_102_444_800L));
    Reply made = ann.api().post("/api/1/user-key", wanted).is(201);
    assertThat(told("api-key-make"))
        .isEqualTo(
            "ok, by ann, of ann, gatehouse_usr_ # {'name':['','deploy'],"
                + "'scopes':[[],['login','administer']],'expires_at':['','2100-01-01T00:00:00Z']}");

    Api.anonymous().logIn(works.name(), "ann", made.text("key")).is(200);
    assertThat(told("login")).isEqualTo("ok, by -, of ann, api-key # ");
    assertThat(entries("login", "ok", ann, "detail = 'api-key " + made.text("key_id") + "'"))
        .isOne();

    String path = "/api/1/user-key/" + made.text("key_id");
    Reply rotated = ann.api().post(path + "/rotation", proof).is(201);
    assertThat(told("api-key-rotate"))
        .isEqualTo(
            "ok, by ann, of ann, gatehouse_usr_ # replaces # within PT0S {'name':['','deploy'],"
                + "'scopes':[[],['login','administer']]}");
    String both = rotated.text("key_id") + " replaces " + made.text("key_id");
    assertThat(entries("api-key-rotate", "ok", ann, "detail like '% " + both + " %'")).isOne();

    ann.api().delete("/api/1/user-key/" + rotated.text("key_id")).is(204);
    assertThat(told("api-key-revoke"))
        .isEqualTo(
            "ok, by ann, of ann, gatehouse_usr_ # {'name':['deploy',''],"
                + "'scopes':[['login','administer'],[]]}");
    works.makeDeveloperKey();
    assertThat(told("api-key-make"))
        .isEqualTo(
            "ok, by ann, of -, gatehouse_dev_ # {'name':['','App'],'scopes':[[],['login']]}");
  }

  @Test
  void tellsWhatWasChangedOfAProviderAndWhoItMayLetIn() {
    try (FakeProvider provider = new FakeProvider()) {
      Person root = asSystemAdministrator(true);
      String address = add(root, provider);
      assertThat(told("provider-add"))
          .startsWith("ok, by ann, of -, # {'name':['','Corp'],'enabled':['','true'],")
          .contains("'issuer':['','" + provider.issuer() + "']", "'client_id':['','gatehouse']")
          .doesNotContain(FakeProvider.SECRET);
      press(root, address, "trustProvider", Map.of());
      assertThat(told("provider-trust")).isEqualTo("ok, by ann, of -, # ");

      Person lower = asSystemAdministrator(false);
      press(lower, address, "save", Map.of("providerName", "Corporation", "enabled", "on"));
      assertThat(told("provider-distrust")).isEqualTo("ok, by ann, of -, # ");
      assertThat(told("provider-change"))
          .isEqualTo("ok, by ann, of -, # {'name':['Corp','Corporation']}");

      Map<String, String> rules =
          Map.of(
              "wayBack", "ann", "required", "", "returnAddresses", "https://app.example.com/start");
      press(lower, "/admin/identity-providers", "savePolicy", rules);
      assertThat(told("sign-on-policy"))
          .isEqualTo(
              "ok, by ann, of -, # {'return_addresses':[[],['https://app.example.com/start']]}");
      press(lower, address, "removeButton", Map.of());
      assertThat(told("provider-remove"))
          .startsWith("ok, by ann, of -, # {'name':['Corporation','']");
    } finally {
      asSystemAdministrator(false);
    }
  }

  /** Adds a provider by the page; answers where its own is. */
  private static String add(Person who, FakeProvider provider) {
    String location =
        press(
            who,
            "/admin/identity-provider?protocol=oidc",
            "save",
            Map.of(
                "providerName", "Corp",
                "enabled", "on",
                "issuer", provider.issuer(),
                "clientId", FakeProvider.CLIENT,
                "clientSecret", FakeProvider.SECRET,
                "userNameAttribute", "preferred_username",
                "emailAttribute", "email"));
    return location.replaceAll("^.*(/admin/identity-provider\\?id=[0-9a-f-]{36}).*$", "$1");
  }

  private static String press(Person who, String page, String button, Map<String, String> input) {
    return new PageForm(who, page).press(button, input).is(302).header("Location").orElseThrow();
  }
}
