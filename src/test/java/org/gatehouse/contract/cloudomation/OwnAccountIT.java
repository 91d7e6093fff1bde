package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A copy of all that is kept about somebody, and the end of an account. */
@ExtendWith(DeployedGatehouse.class)
class OwnAccountIT {
  private static final String DATA = "/api/1/account/data";
  private static final String ACCOUNT = "/api/1/account";
  private static final String POLICY = "/api/1/authentication-policy";
  private static final String DISPOSITION = "attachment; filename=\"gatehouse-data.json\"";

  private Workspace works;
  private Person ann;
  private Person bob;

  @BeforeEach
  void found() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
  }

  private void letPeopleDeleteThemselves() {
    ann.api().put(POLICY, Map.of("second_factor", "not-required", "self_deletion", true)).is(200);
  }

  private static void waits(Person person) {
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(person.id()));
  }

  private static void isAskedAgain(Reply reply) {
    reply.refuses(403, "Forbidden");
    assertThat(reply.header("Gatehouse-Reauthentication")).contains("pwd");
  }

  private String deletion(String name) {
    return "/api/1/user/" + name + "/deletion";
  }

  @Test
  void isToldToWhoHasShownWhoItIs() {
    String key = bob.makeKey();
    Reply reply = bob.api().get(DATA).is(200).hasSecurityHeaders();

    assertThat(reply.header("Content-Disposition")).contains(DISPOSITION);
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(reply.part("account"))
        .containsEntry("id", bob.id())
        .containsEntry("name", "bob")
        .containsEntry("workspace_uid", works.uid())
        .containsEntry("active", true);
    assertThat(reply.parts("keys")).hasSize(1);
    assertThat(reply.parts("sessions")).isNotEmpty();
    assertThat(reply.parts("activity").get(0)).containsEntry("type", "data-export");
    assertThat(reply.body()).doesNotContain(key, Workspace.PASSWORD, "$argon2", bob.token());
    assertThat(AuditLog.count(works, "data-export")).isOne();

    waits(bob);
    isAskedAgain(bob.api().get(DATA));
    Api.anonymous().get(DATA).refuses(401, "Unauthorized");
  }

  @Test
  void isToldToNoProgramAndNoKey() {
    Program nightly = works.addProgram("nightly");
    Api.anonymous()
        .withToken(nightly.logIn().is(200).text("token"))
        .get(DATA)
        .refuses(403, "Forbidden");
    Api.anonymous()
        .withToken(nightly.logIn().is(200).text("token"))
        .delete(ACCOUNT)
        .refuses(403, "Forbidden");
    String token = Api.anonymous().logIn(works.name(), "bob", bob.makeKey()).is(200).text("token");
    Api.anonymous().withToken(token).get(DATA).refuses(403, "Forbidden");
    assertThat(AuditLog.count(works, "data-export")).isZero();
  }

  @Test
  void isDownloadedOnAPageThatAsksWhoItIs() {
    waits(bob);
    PageForm page = new PageForm(bob, "/account/data");
    Reply asked = page.press("download", Map.of()).is(200);
    assertThat(asked.header("Content-Disposition")).isEmpty();
    assertThat(asked.body()).contains("stepUpPassword");

    Reply file = page.confirm(asked, Map.of("stepUpPassword", Workspace.PASSWORD)).is(200);
    assertThat(file.header("Content-Disposition")).contains(DISPOSITION);
    assertThat(file.part("account")).containsEntry("id", bob.id());
  }

  @Test
  void endsByItsPersonWhereTheWorkspaceLetsPeople() {
    bob.api().delete(ACCOUNT).refuses(409, "Conflict");
    letPeopleDeleteThemselves();
    waits(bob);
    isAskedAgain(bob.api().delete(ACCOUNT));
    assertThat(bob.isLoggedIn()).isTrue();

    Person again = bob.logInAgain();
    assertThat(again.api().delete(ACCOUNT).is(200).part("deleted").get("erase_at"))
        .isInstanceOf(Number.class);

    assertThat(bob.isLoggedIn()).isFalse();
    Api.anonymous().logIn(works.name(), "bob", Workspace.PASSWORD).refuses(401, "Unauthorized");
    assertThat(ann.api().get(bob.path()).is(200).updated())
        .containsEntry("status", "inactive")
        .hasEntrySatisfying("erase_at", at -> assertThat(at).isNotNull());
    ann.api().delete(ACCOUNT).refuses(409, "Conflict");
  }

  @Test
  void endsOnThePage() {
    assertThat(new PageForm(bob, "/account/data").buttons()).containsExactly("download");
    letPeopleDeleteThemselves();
    bob = bob.logInAgain();
    PageForm page = new PageForm(bob, "/account/data");
    assertThat(page.press("delete", Map.of()).is(302).header("Location").orElseThrow())
        .contains("/login");
    assertThat(bob.isLoggedIn()).isFalse();
  }

  @Test
  void endsByAnAdministratorWhoCanTakeItBack() {
    Reply deleted = ann.api().put(deletion("bob"), Map.of()).is(200);
    assertThat(deleted.updated()).containsEntry("status", "inactive");
    Object end = deleted.updated().get("erase_at");
    assertThat(end).isNotNull();
    assertThat(bob.isLoggedIn()).isFalse();
    assertThat(ann.api().put(deletion("bob"), Map.of()).is(200).updated())
        .containsEntry("erase_at", end);
    Map<String, String> another = Map.of("name", "bob", "email", "b@example.com");
    ann.api().post("/api/1/user", another).refuses(409, "Conflict");
    assertThat(AuditLog.latest(works, "user-delete")).contains("ok, by ann", "'erase_at':");

    assertThat(ann.api().delete(deletion("bob")).is(200).updated())
        .containsEntry("status", "active")
        .containsEntry("erase_at", null);
    bob.logInAgain();
  }

  @Test
  void endsNobodyWhoIsNotThereOrOfHigherRankOrTheCaller() {
    ann.api().put(deletion("nobody"), Map.of()).refuses(404, "Not Found");
    ann.api().delete(deletion("nobody")).refuses(404, "Not Found");
    ann.api().put(deletion("ann"), Map.of()).refuses(403, "Forbidden");
    bob.api().put(deletion("ann"), Map.of()).refuses(403, "Forbidden");
    bob.api().delete(deletion("ann")).refuses(403, "Forbidden");
    Api.anonymous().put(deletion("bob"), Map.of()).refuses(401, "Unauthorized");
    Person stranger = Workspace.signUp().administrator();
    stranger.api().put(deletion("bob"), Map.of()).refuses(404, "Not Found");
    waits(ann);
    isAskedAgain(ann.api().put(deletion("bob"), Map.of()));
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void thePagesOfAdministratorsShowWhoIsDeletedOrIdle() {
    Person carol = works.add("carol");
    Database.update(
        "update user_account set idle_at = ? where id = ?",
        OffsetDateTime.parse("2199-01-01T00:00:00Z"),
        UUID.fromString(carol.id()));
    PageForm page = new PageForm(ann, "/admin/user?name=bob");
    page.press("delete", Map.of()).is(302);

    String list = new PageForm(ann, "/admin/users").page().text();
    assertThat(list).contains("Deleted", "Idle");
    PageForm after = new PageForm(ann, "/admin/user?name=bob");
    assertThat(after.page().text()).contains("Removed for good", "Deleted");
    assertThat(after.buttons()).contains("activate").doesNotContain("delete");
    after.press("activate", Map.of()).is(302);
    bob.logInAgain();
    assertThat(ann.api().get(carol.path()).is(200).updated().get("idle_since")).isNotNull();
  }

  @Test
  void isLimitedByThePolicy() {
    assertThat(ann.api().get(POLICY).is(200).updated())
        .containsEntry("idle_days", null)
        .containsEntry("self_deletion", false);
    Map<String, Object> wanted =
        Map.of("second_factor", "not-required", "idle_days", 90, "self_deletion", true);
    assertThat(ann.api().put(POLICY, wanted).is(200).updated())
        .containsEntry("idle_days", 90L)
        .containsEntry("self_deletion", true);
    assertThat(AuditLog.latest(works, "authentication-policy"))
        .contains("'idle_days':['','90']", "'self_deletion':['false','true']");
    // Who doesn't know them doesn't lift them.
    assertThat(ann.api().put(POLICY, Map.of("second_factor", "not-required")).is(200).updated())
        .containsEntry("idle_days", 90L)
        .containsEntry("self_deletion", true);
    for (Object days : List.of(13, 3651, 0, -1, 1.5, "90", true)) {
      ann.api()
          .put(POLICY, Map.of("second_factor", "not-required", "idle_days", days))
          .refuses(400, "Bad Request");
    }
    ann.api()
        .put(POLICY, Map.of("second_factor", "not-required", "self_deletion", "yes"))
        .refuses(400, "Bad Request");
    PageForm page = new PageForm(ann, "/admin/login-policy");
    assertThat(page.page().getElementById("idleDays").val()).isEqualTo("90");
    assertThat(page.press("saveAccounts", Map.of("idleDays", "7")).is(200).body())
        .contains("from 14 to 3,650");
    page.press("saveAccounts", Map.of("idleDays", "30")).is(302);
    assertThat(ann.api().get(POLICY).is(200).updated()).containsEntry("idle_days", 30L);
  }
}
