package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.core.input.IpAddress;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
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

    stolen.patch(bob.path(), Map.of("display_name", "Bobby")).is(200);
    stolen.delete("/api/1/auth").is(204);

    String written = IpAddress.parse(address).orElseThrow().toString();
    String there = "address = '" + written + "' and user_agent = '" + AGENT + "'";
    assertThat(entries("user-change", "ok", bob, there)).isOne();
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
            entries("user-change", "ok", bob, "changes = '{\"display_name\":[\"bob\",\"Bobby\"]}'"))
        .isOne();
    assertThat(
            entries(
                "administrator-grant",
                "ok",
                bob,
                "changes = '{\"administrator\":[\"false\",\"true\"]}'"))
        .isOne();
    assertThat(entries("roles-change", "ok", bob, "changes = '{\"roles\":[\"[]\",\"[finance]\"]}'"))
        .isOne();
    assertThat(
            entries("user-deactivate", "ok", bob, "changes = '{\"active\":[\"true\",\"false\"]}'"))
        .isOne();
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
}
