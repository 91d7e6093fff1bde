package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The applications that log people in here, over the wire (contract: OpenID provider, Clients). */
@ExtendWith(DeployedGatehouse.class)
class ClientIT {
  private static final String CLIENTS = "/api/1/client";
  private static final Map<String, Object> SHOP =
      Map.of(
          "client_name", "Web shop", "redirect_uris", List.of("https://shop.example.com/callback"));

  private Workspace works;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    admin = works.administrator().api();
  }

  private String add() {
    return (String) admin.post(CLIENTS, SHOP).is(201).part("updated").get("client_id");
  }

  @Test
  void areShownWithTheirSecretOnce() {
    Reply made = admin.post(CLIENTS, SHOP).is(201);
    String id = (String) made.part("updated").get("client_id");

    assertThat(made.text("client_secret")).matches("gatehouse_cls_[\\w-]{43}");
    assertThat(made.header("Location")).contains(admin.base() + CLIENTS + "/" + id);
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(made.part("updated"))
        .containsEntry("client_name", "Web shop")
        .containsEntry("token_endpoint_auth_method", "client_secret_basic")
        .containsEntry("last_used_at", null);
    Reply read = admin.get(CLIENTS + "/" + id).is(200);
    assertThat(read.part("updated")).isEqualTo(made.part("updated"));
    assertThat(read.body()).doesNotContain(made.text("client_secret"));
    assertThat(admin.get(CLIENTS).is(200).parts("clients")).containsExactly(read.part("updated"));
  }

  @Test
  void areChangedByMember() {
    String path = CLIENTS + "/" + add();
    Map<String, Object> changed =
        admin
            .patch(path, "{\"client_name\": \"Shop\", \"default_max_age\": 60, \"scope\": null}")
            .is(200)
            .part("updated");
    assertThat(changed)
        .containsEntry("client_name", "Shop")
        .containsEntry("scope", "openid profile email groups")
        .containsEntry("redirect_uris", SHOP.get("redirect_uris"));
  }

  @Test
  void getAnotherSecret() {
    String path = CLIENTS + "/" + add();
    Reply rotated = admin.post(path + "/secret", Map.of("overlap_seconds", 60)).is(201);
    assertThat(rotated.text("client_secret")).startsWith("gatehouse_cls_");
    admin.post(path + "/secret", Map.of("overlap_seconds", 2_592_001)).refuses(400, "Bad Request");
    admin.post(path + "/secret", Map.of("overlap", 1)).refuses(400, "Bad Request");
  }

  @Test
  void areRemoved() {
    String path = CLIENTS + "/" + add();
    admin.delete(path).is(204);
    admin.get(path).refuses(404, "Not Found");
    admin.delete(path).refuses(404, "Not Found");
    admin.patch(path, "{}").refuses(404, "Not Found");
    admin.post(path + "/secret", "{}").refuses(404, "Not Found");
  }

  @Test
  void areRefusedAgainstTheRules() {
    String rest = "\"redirect_uris\": [\"https://shop.example.com/callback\"]";
    for (String body :
        List.of(
            "",
            "[]",
            "{}",
            "{" + rest + "}",
            "{\"client_name\": 1, " + rest + "}",
            "{\"client_name\": \"x\", \"redirect_uris\": \"https://shop.example.com/\"}",
            "{\"client_name\": \"x\", \"redirect_uris\": [\"https://shop.example.com/#a\"]}",
            "{\"client_name\": \"x\", \"client_id\": \"mine\", " + rest + "}",
            "{\"client_name\": \"x\", \"client_secret\": \"mine\", " + rest + "}",
            "{\"client_name\": \"x\", \"roles\": [\"nobody\"], " + rest + "}",
            "{\"client_name\": \"x\", \"default_max_age\": 1e999999999, " + rest + "}",
            "{\"client_name\": \"x\", \"scope\": \"" + "a".repeat(101) + "\", " + rest + "}",
            "{\"client_name\": \"" + "x".repeat(40_000) + "\", " + rest + "}")) {
      admin.post(CLIENTS, body).refuses(400, "Bad Request");
    }
    assertThat(admin.get(CLIENTS).parts("clients")).isEmpty();
  }

  @Test
  void areForAdministratorsOfTheirWorkspace() {
    String path = CLIENTS + "/" + add();
    Api bob = works.add("bob").api();
    Api stranger = Workspace.signUp().administrator().api();

    for (String id : List.of("", path.substring(CLIENTS.length()))) {
      bob.get(CLIENTS + id).refuses(403, "Forbidden");
      Api.anonymous().get(CLIENTS + id).refuses(401, "Unauthorized");
    }
    stranger.get(path).refuses(404, "Not Found");
    stranger.delete(path).refuses(404, "Not Found");
    admin.get("/api/1/installation-client").refuses(403, "Forbidden");
    admin.post("/api/1/installation-client", SHOP).refuses(403, "Forbidden");
  }

  @Test
  void serveTheWholeInstallationBySystemAdministrators() {
    Api system = Workspace.first().administrator().api();
    String path = "/api/1/installation-client";
    String id = (String) system.post(path, SHOP).is(201).part("updated").get("client_id");
    system.get(path + "/" + id).is(200);
    system.get(CLIENTS + "/" + id).refuses(404, "Not Found");
    system.delete(path + "/" + id).is(204);
  }
}
