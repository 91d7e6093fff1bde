package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ranks by {@code /api/1/user}; what they open is {@code AccessMatrixIT}'s. */
@ExtendWith(DeployedGatehouse.class)
class RanksIT {
  private Workspace works;
  private Person ann;
  private Person bob;

  @BeforeEach
  void found() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
  }

  private static Reply give(Person who, Person whom, String... ranks) {
    return who.api().patch(whom.path(), Map.of("ranks", List.of(ranks)));
  }

  @Test
  void areGivenShownAndTaken() {
    bob.api().get("/api/1/audit").is(403);

    assertThat(give(ann, bob, "auditor", "help-desk").is(200).updated())
        .containsEntry("ranks", List.of("help-desk", "auditor"))
        .containsEntry("is_client_admin", false)
        .containsEntry("is_system_admin", false);
    assertThat(bob.isLoggedIn()).isFalse();
    bob = bob.logInAgain();
    bob.api().get("/api/1/audit").is(200);
    assertThat(ann.api().get("/api/1/user?search=bob").is(200).parts("users").get(0))
        .containsEntry("ranks", List.of("help-desk", "auditor"));

    assertThat(give(ann, bob).is(200).updated()).containsEntry("ranks", List.of());
    bob.api().get("/api/1/audit").is(403);
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void areOnesThatThereAre() {
    for (String unknown : List.of("owner", "workspace-admin", "system-admin", "")) {
      give(ann, bob, unknown).is(400);
    }
    ann.api().patch(bob.path(), "{\"ranks\": \"auditor\"}").is(400);
    assertThat(ann.api().get(bob.path()).updated()).containsEntry("ranks", List.of());
  }

  @Test
  void areGivenByAdministratorsOnly() {
    give(ann, bob, "help-desk").is(200);
    bob = bob.logInAgain();
    Person carol = works.add("carol");

    give(bob, carol, "help-desk").is(403);
    give(bob, bob, "auditor").is(403);
    give(carol, carol, "auditor").is(403);
    bob.api().patch(carol.path(), Map.of("is_client_admin", true)).is(403);
    bob.api().patch(carol.path(), Map.of("display_name", "Carol C.")).is(200);
    bob.api().patch(ann.path(), Map.of("display_name", "Ann A.")).is(403);
    bob.api().delete(ann.path()).is(403);
    assertThat(ann.api().get(carol.path()).updated()).containsEntry("ranks", List.of());
  }

  @Test
  void areSeenByThoseWhoSeeToPeople() {
    Person carol = works.add("carol");
    give(ann, bob, "help-desk").is(200);

    assertThat(carol.api().get(bob.path()).is(200).updated())
        .containsKey("is_client_admin")
        .doesNotContainKey("ranks");
    assertThat(bob.logInAgain().api().get(bob.path()).is(200).updated())
        .containsEntry("ranks", List.of("help-desk"));
  }

  @Test
  void areNotGivenToWhosePasswordIsInitial() {
    give(ann, bob, "help-desk").is(200);
    Map<String, String> carol = Map.of("name", "carol", "email", "carol@example.com");
    String initial =
        bob.logInAgain().api().post("/api/1/user", carol).is(201).text("initial_password");

    Reply refused = ann.api().patch("/api/1/user/carol", Map.of("is_client_admin", true));
    assertThat(refused.refuses(409, "Conflict").body()).contains("may know this password");
    ann.api()
        .patch("/api/1/user/carol", Map.of("ranks", List.of("auditor")))
        .refuses(409, "Conflict");

    Reply login = Api.anonymous().logIn(works.name(), "carol", initial).is(200);
    Map<String, String> change =
        Map.of("current_password", initial, "password", Workspace.PASSWORD);
    Api.anonymous().withToken(login.text("token")).patch("/api/1/user/carol", change).is(200);
    ann.api().patch("/api/1/user/carol", Map.of("is_client_admin", true)).is(200);
  }

  @Test
  void doNotComeBackByAFormThatWasOpenWhenTheyWereTaken() {
    give(ann, bob, "auditor").is(200);
    give(ann, bob).is(200);
    PageForm page = new PageForm(ann, "/admin/user?name=bob");

    page.press("save", Map.of("shownRanks", "auditor", "auditor", "on", "displayName", "Bobby"))
        .is(302);
    assertThat(ann.api().get(bob.path()).updated())
        .containsEntry("ranks", List.of())
        .containsEntry("display_name", "Bobby");

    page.press("save", Map.of("key-manager", "on")).is(302);
    assertThat(ann.api().get(bob.path()).updated()).containsEntry("ranks", List.of("key-manager"));
  }

  @Test
  void ofApplicationsOfTheInstallationAreAskedForBeforeTheBodyIsRead() {
    give(ann, bob, "key-manager").is(200);

    bob.logInAgain()
        .api()
        .post("/api/1/installation-client/nobodys/secret", "{\"unknown\": 1}")
        .refuses(403, "Forbidden");
  }

  @Test
  void areInNoReplyToALoginAndInNoToken() {
    give(ann, bob, "auditor").is(200);

    Reply login = bob.anonymous().logIn(bob.workspace(), bob.name(), bob.password()).is(200);
    assertThat(login.json()).doesNotContainKey("ranks").containsEntry("is_client_admin", false);
    String claims =
        new String(
            Base64.getUrlDecoder().decode(login.text("token").split("\\.")[1]),
            StandardCharsets.UTF_8);
    assertThat(claims).contains("\"groups\":[\"user\"]").doesNotContain("auditor");
  }
}
