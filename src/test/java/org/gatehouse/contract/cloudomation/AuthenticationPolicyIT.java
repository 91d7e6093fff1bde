package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a workspace demands of logins, over the wire, and what programs get that lack it. */
@ExtendWith(DeployedGatehouse.class)
class AuthenticationPolicyIT {
  private static final String POLICY = "/api/1/authentication-policy";
  private static final String MISSING = POLICY + "/missing";
  private static final String HEADER = "Gatehouse-Second-Factor";

  private Workspace works;
  private Person ann;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    admin = ann.api();
  }

  private Map<String, Object> replace(Map<String, ?> members) {
    return admin.put(POLICY, members).is(200).updated();
  }

  /** Demands it of everybody else, at once. */
  private void demandAtOnce(String factor) {
    replace(Map.of("second_factor", factor, "grace_days", 1));
    Database.update(
        "update authentication_policy set grace_days = 0 where workspace_id ="
            + " (select id from workspace where uid = ?)",
        works.uid());
  }

  private static Reply logIn(Person person) {
    return Api.anonymous().logIn(person.workspace(), person.name(), person.password());
  }

  @Test
  void isToDemandNothingWhereNobodyHasSaidAnything() {
    assertThat(admin.get(POLICY).is(200).updated())
        .containsOnlyKeys(
            "second_factor",
            "second_factor_roles",
            "grace_days",
            "password_minimum",
            "session_idle_minutes",
            "session_lifetime_hours",
            "remember_days",
            "trusted_device_days",
            "key_days",
            "administering_keys",
            "networks",
            "idle_days",
            "self_deletion",
            "second_factor_since",
            "revision")
        .containsEntry("second_factor", "not-required")
        .containsEntry("second_factor_roles", List.of())
        .containsEntry("grace_days", 0L)
        .containsEntry("revision", 0L);
    assertThat(replace(Map.of("second_factor", "not-required"))).containsEntry("revision", 0L);
    assertThat(AuditLog.count(works, "authentication-policy")).isZero();
    assertThat(admin.get(MISSING).is(200).body()).contains("\"users\":[]", "\"total\":0");
  }

  @Test
  void isKeptAndAudited() {
    works.addRole("finance");
    assertThat(
            replace(
                Map.of(
                    "second_factor",
                    "phishing-resistant",
                    "second_factor_roles",
                    List.of("FINANCE", "workspace-admin"),
                    "grace_days",
                    14)))
        .containsEntry("second_factor", "phishing-resistant")
        .containsEntry("second_factor_roles", List.of("workspace-admin", "finance"))
        .containsEntry("grace_days", 14L)
        .containsEntry("revision", 1L);
    assertThat(AuditLog.latest(works, "authentication-policy"))
        .contains(
            "ok, by ann",
            "'second_factor':['not-required','phishing-resistant']",
            "'grace_days':['0','14']");
  }

  @Test
  void isOfPasswordsToo() {
    assertThat(replace(Map.of("second_factor", "not-required", "password_minimum", 20)))
        .containsEntry("password_minimum", 20L);
    assertThat(AuditLog.latest(works, "authentication-policy"))
        .contains("'password_minimum':['','20']")
        .doesNotContain("grace_days");
    Map<String, String> bob =
        Map.of("name", "bob", "email", "bob@example.com", "password", "plaice umbrella");
    admin
        .post("/api/1/user", bob)
        .refuses(400, "Bad Request: The password must have at least 20 characters.");
    assertThat(replace(Map.of("second_factor", "not-required", "key_days", 90)))
        .as("what isn't named stays")
        .containsEntry("password_minimum", 20L);
    Map<String, Object> lifted = new HashMap<>();
    lifted.put("second_factor", "not-required");
    lifted.put("password_minimum", null);
    assertThat(replace(lifted))
        .containsEntry("password_minimum", null)
        .containsEntry("key_days", 90L);
    admin.post("/api/1/user", bob).is(201);
  }

  @Test
  @Timeout(60)
  void endsSessionsThatHaveGoneOnForLonger() throws InterruptedException {
    Person bob = works.add("bob");
    Api before = bob.api();
    Api program = Api.anonymous().withToken(logIn(bob).is(200).text("token"));
    String token = logIn(bob).is(200).text("token");
    Database.update(
        "update login_session set created_at = created_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(bob.id()));
    before.get("/api/1/user/bob").is(200);
    assertThat(
            replace(
                Map.of(
                    "second_factor", "not-required",
                    "session_idle_minutes", 30,
                    "session_lifetime_hours", 2,
                    "remember_days", 0)))
        .containsEntry("session_idle_minutes", 30L)
        .containsEntry("session_lifetime_hours", 2L)
        .containsEntry("remember_days", 0L);

    Api.anonymous().withToken(token).get("/api/1/user/bob").refuses(401, "Unauthorized");
    program.get("/api/1/user/bob").refuses(401, "Unauthorized");
    // What is remembered of it is four seconds old at the most.
    while (before.get("/api/1/user/bob").status() == 200) {
      Thread.sleep(500);
    }
    before.get("/api/1/user/bob").refuses(401, "Unauthorized");
    logIn(bob).is(200);
  }

  @Test
  void limitsKeys() {
    String key = works.addProgram("nightly").key();
    Database.update(
        "update api_key set created_at = created_at - interval '3' day where workspace_id ="
            + " (select id from workspace where uid = ?)",
        works.uid());
    Map<String, Object> app = Map.of("name", "App");
    admin.post("/api/1/developer-key", app).is(201);
    assertThat(replace(Map.of("second_factor", "not-required", "key_days", 2)))
        .containsEntry("key_days", 2L)
        .containsEntry("administering_keys", true);

    Api.anonymous().logIn(works.uid(), "nightly", key).is(401);
    assertThat(admin.get("/api/1/developer-key").is(200).parts("keys"))
        .allSatisfy(made -> assertThat(made.get("expires_at")).isNotNull());
    admin
        .post(
            "/api/1/developer-key",
            Map.of("name", "App", "expires_at", Instant.now().getEpochSecond() + 3 * 86_400))
        .refuses(400, "Bad Request: A key must expire within 2 days here.");
    replace(Map.of("second_factor", "not-required", "administering_keys", false));
    admin
        .post(
            "/api/1/user-key",
            Map.of(
                "name", "Config",
                "scopes", List.of("administer"),
                "current_password", ann.password()))
        .refuses(400, "Bad Request: No key may administer here.");
  }

  @Test
  void letsPeopleComeFromNetworks() {
    List<String> here = List.of("0.0.0.0/0", "0:0:0:0:0:0:0:0/0");
    assertThat(replace(Map.of("second_factor", "not-required", "networks", here)))
        .containsEntry("networks", here);
    logIn(ann).is(200);
    admin
        .put(POLICY, Map.of("second_factor", "not-required", "networks", List.of("192.0.2.0/24")))
        .refuses(409, "Conflict: The address from which this is wanted is in none");
    // As if it had been set from there.
    Database.update(
        "update authentication_policy set networks = '192.0.2.0/24' where workspace_id ="
            + " (select id from workspace where uid = ?)",
        works.uid());
    logIn(ann).is(401);
    assertThat(AuditLog.latest(works, "login")).contains("network");
  }

  @Test
  void isNotChangedByWhoHasSeenAnother() {
    replace(Map.of("second_factor", "required", "grace_days", 14, "revision", 0));
    admin
        .put(POLICY, Map.of("second_factor", "not-required", "revision", 0))
        .refuses(409, "Conflict: The policy has been changed");
    assertThat(replace(Map.of("second_factor", "not-required", "revision", 1)))
        .containsEntry("second_factor", "not-required");
  }

  @Test
  void isNotDemandedByWhoCouldNotShowIt() {
    admin
        .put(POLICY, Map.of("second_factor", "required"))
        .refuses(409, "Conflict: It would end this session at once.");
    assertThat(admin.get(POLICY).is(200).updated()).containsEntry("revision", 0L);

    Authenticator app = Authenticator.enrol(ann);
    Api strong =
        Api.anonymous()
            .withToken(
                Api.anonymous()
                    .post(
                        "/api/1/auth",
                        Map.of(
                            "client_name", works.uid(),
                            "user_name", ann.name(),
                            "password", ann.password(),
                            "otp", app.codeAfter(1)))
                    .is(200)
                    .text("token"));
    strong.put(POLICY, Map.of("second_factor", "required")).is(200);
    strong
        .put(POLICY, Map.of("second_factor", "phishing-resistant"))
        .refuses(409, "Conflict: It would end this session at once.");
  }

  @Test
  void listsWhoLacksIt() {
    Person bob = works.add("bob");
    works.add("carl");
    Authenticator.enrol(bob);
    replace(Map.of("second_factor", "required", "grace_days", 14));

    Reply reply = admin.get(MISSING, Map.of("page_size", "1")).is(200);
    assertThat(reply.body()).contains("\"total\":2", "\"name\":\"ann\"").doesNotContain("carl");
    assertThat(admin.get(MISSING, Map.of("page_size", "1", "page", "2")).is(200).body())
        .contains("\"name\":\"carl\"", "\"totp\":false", "\"grace_ends\":\"");

    replace(Map.of("second_factor", "phishing-resistant", "grace_days", 14));
    assertThat(admin.get(MISSING).is(200).body())
        .contains("\"total\":3", "\"name\":\"bob\"", "\"totp\":true");

    works.addRole("finance");
    replace(
        Map.of(
            "second_factor",
            "required",
            "second_factor_roles",
            List.of("finance"),
            "grace_days",
            14));
    assertThat(admin.get(MISSING).is(200).body()).contains("\"total\":0");
    admin.patch("/api/1/user/carl", Map.of("roles", List.of("finance"))).is(200);
    assertThat(admin.get(MISSING).is(200).body()).contains("\"total\":1", "\"name\":\"carl\"");
  }

  @Test
  void keepsProgramsOutThatLackIt() {
    Person bob = works.add("bob");
    demandAtOnce("required");

    Reply refused = logIn(bob);
    assertThat(refused.is(401).body()).isEqualTo("401: Unauthorized");
    assertThat(refused.header(HEADER)).contains("enrol");
    Reply cloudCheckr =
        Api.anonymous()
            .postForm(
                "/v1/auth/token",
                Map.of("username", works.uid() + "/bob", "password", bob.password()));
    assertThat(cloudCheckr.is(401).header(HEADER)).contains("enrol");
    assertThat(Api.anonymous().logIn(works.uid(), "bob", "wrong horse battery").is(401).headers())
        .as("nothing, to who doesn't know the password")
        .doesNotContainKey(HEADER);
    assertThat(AuditLog.latest(works, "login")).contains("wrong-password");
  }

  @Test
  void tellsProgramsThatNoCodeIsEnough() {
    Person bob = works.add("bob");
    Authenticator app = Authenticator.enrol(bob);
    demandAtOnce("phishing-resistant");
    assertThat(logIn(bob).is(401).header(HEADER)).contains("enrol");
    Map<String, String> form =
        Map.of(
            "username", works.uid() + "/bob",
            "password", bob.password(),
            "otp", app.recoveryCodes().get(0));
    assertThat(Api.anonymous().postForm("/v1/auth/token", form).is(401).header(HEADER))
        .contains("enrol");
    assertThat(AuditLog.latest(works, "login")).contains("enrolment-required");
  }

  @Test
  void isSavedOnAPageByWhoeverHasSeenIt() {
    PageForm form = new PageForm(ann, "/admin/login-policy");
    form.press("saveSecondFactor", Map.of("secondFactor", "perhaps")).is(200);
    for (String revision : List.of("", "x", "7")) {
      assertThat(
              form.press(
                      "saveSecondFactor",
                      Map.of(
                          "secondFactor", "required",
                          "graceDays", "14",
                          "revision", revision))
                  .is(200)
                  .body())
          .as(revision)
          .contains("Somebody else has changed the policy");
    }
    assertThat(admin.get(POLICY).is(200).updated()).containsEntry("revision", 0L);
  }

  @Test
  void asksNoKey() {
    String key = works.addProgram("nightly").key();
    demandAtOnce("phishing-resistant");
    Api.anonymous().logIn(works.uid(), "nightly", key).is(200);
  }

  @Test
  void isRefusedAgainstTheRules() {
    List<String> many = IntStream.rangeClosed(0, 50).mapToObj(n -> "role" + n).toList();
    for (Map<String, ?> wrong :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("second_factor", "perhaps"),
            Map.of("second_factor", 1),
            Map.of("second_factor", "required", "grace_days", 366),
            Map.of("second_factor", "required", "grace_days", -1),
            Map.of("second_factor", "required", "grace_days", 1.5),
            Map.of("second_factor", "required", "grace_days", "1"),
            Map.of("second_factor", "required", "second_factor_roles", List.of("nobody")),
            Map.of("second_factor", "required", "second_factor_roles", "workspace-admin"),
            Map.of("second_factor", "required", "second_factor_roles", many),
            Map.of("second_factor", "required", "password_minimum", 7),
            Map.of("second_factor", "required", "password_minimum", 65),
            Map.of("second_factor", "required", "password_minimum", "20"),
            Map.of("second_factor", "required", "session_idle_minutes", 4),
            Map.of("second_factor", "required", "session_lifetime_hours", 0),
            Map.of("second_factor", "required", "session_lifetime_hours", 721),
            Map.of("second_factor", "required", "remember_days", 91),
            Map.of("second_factor", "required", "remember_days", -1),
            Map.of("second_factor", "required", "key_days", 0),
            Map.of("second_factor", "required", "key_days", 3651),
            Map.of("second_factor", "required", "administering_keys", "no"),
            Map.of("second_factor", "required", "networks", "127.0.0.1"),
            Map.of("second_factor", "required", "networks", List.of("office")),
            Map.of("second_factor", "required", "networks", List.of("127.0.0.0/33")),
            Map.of("second_factor", "required", "networks", many),
            Map.of("second_factor", "required", "revision", "1"),
            Map.of("second_factor", "required", "secondFactor", "required"))) {
      admin.put(POLICY, wrong).refuses(400, "Bad Request");
    }
    admin.get(MISSING, Map.of("page", "0")).refuses(400, "Bad Request");
    assertThat(admin.get(POLICY).updated()).containsEntry("revision", 0L);
  }

  @Test
  void isForAdministratorsWhoHaveShownAMomentAgoWhoTheyAre() {
    Api bob = works.add("bob").api();
    bob.get(POLICY).refuses(403, "Forbidden");
    bob.get(MISSING).refuses(403, "Forbidden");
    bob.put(POLICY, Map.of("second_factor", "required")).refuses(403, "Forbidden");
    Api.anonymous().get(POLICY).refuses(401, "Unauthorized");
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(ann.id()));
    assertThat(
            admin
                .put(POLICY, Map.of("second_factor", "required", "grace_days", 1))
                .refuses(403, "Forbidden")
                .header("Gatehouse-Reauthentication"))
        .contains("pwd");
  }
}
