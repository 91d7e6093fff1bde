package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions and keys of people by {@code /api/1/user/{name}/session} and {@code …/key}. */
@ExtendWith(DeployedGatehouse.class)
class UserLoginsIT {
  private Workspace works;
  private Person ann;
  private Person bob;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
  }

  private List<Map<String, Object>> sessions() {
    return ann.api().get("/api/1/user/bob/session").is(200).parts("sessions");
  }

  @Test
  void oneSessionEndsAndTheOthersGoOn() {
    Person again = bob.logInAgain();
    assertThat(sessions()).hasSize(2);
    assertThat(sessions().get(0))
        .containsOnlyKeys(
            "id",
            "user_agent",
            "address",
            "remembered",
            "source",
            "current",
            "created_at",
            "last_seen_at",
            "expires_at")
        .containsEntry("source", "local")
        .containsEntry("current", false);
    String newest =
        (String)
            sessions().stream()
                .max(
                    (a, b) ->
                        a.get("created_at").toString().compareTo(b.get("created_at").toString()))
                .orElseThrow()
                .get("id");

    ann.api().delete("/api/1/user/BOB/session/" + newest).is(204);

    assertThat(again.isLoggedIn()).isFalse();
    assertThat(bob.isLoggedIn()).isTrue();
    assertThat(sessions()).hasSize(1);
    ann.api().delete("/api/1/user/bob/session/" + newest).refuses(404, "Not Found");
  }

  @Test
  void allSessionsEnd() {
    Person again = bob.logInAgain();

    ann.api().delete("/api/1/user/bob/session").is(204);

    assertThat(bob.isLoggedIn()).isFalse();
    assertThat(again.isLoggedIn()).isFalse();
    assertThat(ann.isLoggedIn()).isTrue();
    assertThat(sessions()).isEmpty();
  }

  @Test
  void aKeyIsListedAndRevoked() {
    String key = bob.makeKey();
    Person program = bob.logInAgain(key);
    List<Map<String, Object>> keys = ann.api().get("/api/1/user/bob/key").is(200).parts("keys");
    assertThat(keys)
        .singleElement()
        .satisfies(one -> assertThat(key).endsWith("" + one.get("hint")));

    ann.api().delete("/api/1/user/bob/key/" + keys.get(0).get("id")).is(204);

    assertThat(program.isLoggedIn()).isFalse();
    assertThat(bob.isLoggedIn()).isTrue();
    bob.anonymous().logIn(works.name(), "bob", key).is(401);
    ann.api().delete("/api/1/user/bob/key/" + keys.get(0).get("id")).refuses(404, "Not Found");
  }

  @Test
  void nobodyElseIsLetIn() {
    Person stranger = Workspace.signUp().administrator();
    for (String path : List.of("/session", "/key")) {
      String one = "/" + UUID.randomUUID();
      bob.api().get("/api/1/user/bob" + path).is(403);
      bob.api().delete("/api/1/user/ann" + path + one).is(403);
      stranger.api().get("/api/1/user/bob" + path).refuses(404, "Not Found");
      stranger.api().delete("/api/1/user/bob" + path + one).refuses(404, "Not Found");
      ann.api().get("/api/1/user/nobody" + path).refuses(404, "Not Found");
      ann.api().delete("/api/1/user/bob" + path + "/nonsense").is(404);
      bob.anonymous().get("/api/1/user/bob" + path).is(401);
    }
    bob.api().delete("/api/1/user/ann/session").is(403);
    stranger.api().delete("/api/1/user/bob/session").refuses(404, "Not Found");
    assertThat(bob.isLoggedIn()).isTrue();
  }
}
