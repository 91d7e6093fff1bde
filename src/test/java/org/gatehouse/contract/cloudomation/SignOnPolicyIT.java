package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a workspace wants of single sign-on, over the wire. */
@ExtendWith(DeployedGatehouse.class)
class SignOnPolicyIT {
  private static final String POLICY = "/api/1/sign-on-policy";
  private static final String APP = "https://app.example.com/start";

  private Workspace works;
  private Person ann;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    admin = ann.api();
  }

  private void addProvider() {
    GivenProvider.oidc(works, "House", URI.create("https://id.example"), "id", "s").insert();
  }

  private Map<String, Object> change(Map<String, ?> members) {
    return admin.patch(POLICY, members).is(200).updated();
  }

  private int logIn(Person person) {
    return Api.anonymous().logIn(works.name(), person.name(), person.password()).status();
  }

  @Test
  void isToRequireNothingWhereNobodyHasSaidAnything() {
    Map<String, Object> policy = admin.get(POLICY).is(200).updated();
    assertThat(policy)
        .containsOnlyKeys("required", "way_back", "return_addresses")
        .containsEntry("required", false)
        .containsEntry("way_back", null)
        .containsEntry("return_addresses", List.of());
    // What is shown can be sent.
    assertThat(change(policy)).isEqualTo(policy);
    assertThat(AuditLog.count(works, "sign-on-policy")).isZero();
  }

  @Test
  void makesPeopleLogInWithAProvider() {
    Person bob = works.add("bob");
    Person eve = works.addAdministrator("eve");
    addProvider();

    assertThat(change(Map.of("required", true, "way_back", "EVE")))
        .containsEntry("required", true)
        .containsEntry("way_back", "eve");
    assertThat(logIn(bob)).isEqualTo(401);
    assertThat(logIn(ann)).isEqualTo(401);
    assertThat(logIn(eve)).isEqualTo(200);

    assertThat(change(Map.of("return_addresses", List.of(APP))))
        .as("what isn't said stays")
        .containsEntry("required", true)
        .containsEntry("way_back", "eve")
        .containsEntry("return_addresses", List.of(APP));
    assertThat(change(Map.of("way_back", "ann"))).containsEntry("way_back", "ann");
    assertThat(logIn(eve)).isEqualTo(401);
    assertThat(change(Map.of("required", false)))
        .containsEntry("way_back", null)
        .containsEntry("return_addresses", List.of(APP));
    assertThat(logIn(bob)).isEqualTo(200);
    assertThat(AuditLog.count(works, "sign-on-policy")).isEqualTo(4);
  }

  @Test
  void isLeftAloneByWhatSaysNothingNew() {
    addProvider();
    Map<String, Object> policy =
        change(Map.of("required", true, "way_back", "ann", "return_addresses", List.of(APP)));
    assertThat(AuditLog.latest(works, "sign-on-policy"))
        .isEqualTo(
            "ok, by ann, of -, # {'required':['false','true'],'way_back':['','#'],"
                + "'return_addresses':[[],['"
                + APP
                + "']]}");

    assertThat(change(policy)).isEqualTo(policy);
    assertThat(change(Map.of())).isEqualTo(policy);
    assertThat(
            admin
                .patch(POLICY, "{\"required\": null, \"return_addresses\": null}")
                .is(200)
                .updated())
        .isEqualTo(policy);
    assertThat(AuditLog.count(works, "sign-on-policy")).isOne();
  }

  @Test
  void isOnThePageWhatItIsHere() {
    addProvider();
    change(Map.of("required", true, "way_back", "ann", "return_addresses", List.of(APP)));
    PageForm form = new PageForm(ann, "/admin/identity-providers");
    Document page = form.page();
    assertThat(page.getElementById("required").hasAttr("checked")).isTrue();
    assertThat(page.getElementById("wayBack").val()).isEqualTo("ann");
    assertThat(page.getElementById("returnAddresses").text()).isEqualTo(APP);

    form.press("savePolicy", Map.of("returnAddresses", "")).is(302);
    assertThat(admin.get(POLICY).updated())
        .containsEntry("required", true)
        .containsEntry("return_addresses", List.of());
  }

  @Test
  void isRefusedAgainstTheRules() {
    works.add("bob");
    admin
        .patch(POLICY, Map.of("required", true, "way_back", "ann"))
        .refuses(409, "Conflict: There is no provider");
    addProvider();
    for (Map<String, ?> noWayBack :
        List.of(
            Map.of("required", true),
            Map.of("required", true, "way_back", ""),
            Map.of("required", true, "way_back", "bob"),
            Map.of("required", true, "way_back", "nobody"))) {
      admin
          .patch(POLICY, noWayBack)
          .refuses(400, "Bad Request: Name an active administrator who has a password");
    }
    admin
        .patch(POLICY, Map.of("way_back", "ann"))
        .refuses(400, "Bad Request: There is a way back only where");
    for (Map<String, ?> wrong :
        List.of(
            Map.of("required", "yes"),
            Map.of("way_back", 1),
            Map.of("return_addresses", APP),
            Map.of("return_addresses", List.of("nonsense")),
            Map.of("return_addresses", List.of("javascript:alert(1)")),
            Map.of("return_addresses", List.of(APP + "?x")),
            Map.of("return_addresses", List.of("https://app.example/" + "x".repeat(500))),
            Map.of("returnAddresses", List.of()))) {
      admin.patch(POLICY, wrong).refuses(400, "Bad Request");
    }
    List<String> many = IntStream.rangeClosed(0, 15).mapToObj(n -> APP + n).toList();
    admin.patch(POLICY, Map.of("return_addresses", many)).refuses(400, "Bad Request: There can be");
    admin.patch(POLICY, "").refuses(400, "Bad Request");
    assertThat(admin.get(POLICY).updated())
        .containsEntry("required", false)
        .containsEntry("return_addresses", List.of());
  }

  @Test
  void isForAdministratorsWhoHaveShownAMomentAgoWhoTheyAre() {
    Api bob = works.add("bob").api();
    bob.get(POLICY).refuses(403, "Forbidden");
    bob.patch(POLICY, Map.of()).refuses(403, "Forbidden");
    Api.anonymous().get(POLICY).refuses(401, "Unauthorized");
    Api.anonymous().patch(POLICY, Map.of()).refuses(401, "Unauthorized");
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(ann.id()));

    admin.get(POLICY).is(200);
    Reply reply = admin.patch(POLICY, Map.of("return_addresses", List.of(APP)));
    reply.refuses(403, "Forbidden");
    assertThat(reply.header("Gatehouse-Reauthentication")).contains("pwd");
  }
}
