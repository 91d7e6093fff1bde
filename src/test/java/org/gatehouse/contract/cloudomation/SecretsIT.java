package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passwords, tokens and codes reach no log, no audit line and no letter, whatever goes wrong. */
@ExtendWith(DeployedGatehouse.class)
class SecretsIT {
  @Test
  void reachNeitherTheLogNorALetter() {
    String mark = "marked" + Workspace.unique();
    Workspace works = Workspace.signUp();
    Person bob = works.addWithInitialPassword("bob", false);
    List<String> secrets = new ArrayList<>(List.of(mark, bob.password(), bob.token()));

    // What works: a password chosen, a login, a logout.
    bob.changePassword(mark + " good password").is(200);
    Person again = bob.logInAgain(mark + " good password");
    secrets.add(again.token());
    again.api().delete("/api/1/auth").is(204);
    // What is refused: by the core, by JSON, by the server.
    Api.anonymous().logIn(works.name(), "bob", mark).is(401);
    Api.anonymous().logIn(mark, mark, mark).is(401);
    Api.anonymous().logIn(works.name(), "bob", mark.repeat(100)).is(401);
    Api.anonymous()
        .post(
            "/api/1/auth", Map.of("user_name", works.uid() + "/bob", "password", mark, "otp", mark))
        .is(401);
    bob.changePassword(mark).is(400);
    Api.anonymous().post("/api/1/auth", "{\"password\": \"" + mark).is(400);
    Api.anonymous().post("/api/1/auth", "{\"password\": [\"" + mark + "\"]}").is(400);
    Api.anonymous().post("/api/1/auth", "password=" + mark).is(400);
    Api.anonymous()
        .post("/api/1/signup", Map.of("workspace_name", "x", "password", mark, "setup_code", mark))
        .is(400);
    Api.anonymous()
        .post(
            "/api/1/signup",
            Map.of(
                "workspace_name",
                Workspace.unique(),
                "user_name",
                "ann",
                "email",
                "ann@example.com",
                "password",
                mark + " good password",
                "setup_code",
                mark))
        .is(403);
    Api.anonymous().withToken("eyJ" + mark).get(bob.path()).is(401);
    Api.anonymous().with("Authorization", "Basic " + mark).get(bob.path()).is(401);
    Api.anonymous().withCookie(mark).get(bob.path()).is(401);

    String log = ServerLog.text();
    assertThat(log).contains("login ok", "login wrong-password", "password-change ok");
    for (String secret : secrets) {
      assertThat(log.contains(secret)).as("the log shows a secret").isFalse();
      assertThat(Mailbox.of(bob.email())).noneMatch(letter -> letter.contains(secret));
    }
    assertThat(log).doesNotContain("argon2id", "eyJ");
  }

  @Test
  void leaveOnlyKeysAndReasonsInTheAuditLines() {
    Workspace works = Workspace.signUp();
    String user = "user" + Workspace.unique();
    Api.anonymous().logIn(works.name(), user, "wrong").is(401);
    Api.anonymous().logIn(works.name(), works.administrator().name(), "wrong").is(401);

    assertThat(ServerLog.text())
        .contains("wrong-password workspace=", " user=" + works.administrator().id() + " ")
        .doesNotContain(user);
  }
}
