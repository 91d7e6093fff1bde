package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.ME;
import static org.gatehouse.contract.cloudforge.Application.isRefused;
import static org.gatehouse.contract.cloudforge.Application.logIn;
import static org.gatehouse.contract.cloudforge.Application.user;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Clients that send their credentials with every request: one session for many requests, and none
 * for the very next one after something has changed.
 */
@ExtendWith(DeployedGatehouse.class)
class RememberedLoginIT {
  private static final String OTHER_PASSWORD = "another long password";

  private Workspace works;
  private Api ann;
  private Person bob;
  private Application app;
  private Map<String, String> credentials;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator().api();
    bob = works.add("bob");
    app = Application.of(works);
    credentials = app.with(bob);
  }

  private static Reply me(Map<String, String> given) {
    return Api.anonymous().get(ME, given);
  }

  /** The session that these credentials are remembered by. */
  private static String session(Map<String, String> given) {
    return me(given).is(200).cookie("gatehouse").orElseThrow();
  }

  private static long sessions(Person person) {
    return new PageForm(person, "/account/sessions").page().select("tbody tr").size();
  }

  @Test
  void openOneSessionForManyRequests() {
    long before = sessions(bob);

    String first = session(credentials);
    for (int i = 0; i < 5; i++) {
      assertThat(session(credentials)).isEqualTo(first);
    }

    assertThat(sessions(bob)).isEqualTo(before + 1);
  }

  @Test
  void openOneSessionForManyFirstRequestsAtOnce() {
    long before = sessions(bob);

    List<Reply> replies = AtOnce.call(20, () -> me(credentials));

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(new HashSet<>(replies.stream().map(reply -> reply.cookie("gatehouse")).toList()))
        .hasSize(1);
    assertThat(sessions(bob)).isEqualTo(before + 1);
  }

  @Test
  void areRefusedAllWhereManyWrongOnesComeAtOnce() {
    Map<String, String> wrong = app.with(user(works.uid(), "bob", "wrong"));

    AtOnce.call(8, () -> me(wrong)).forEach(Application::isRefused);
  }

  @Test
  void areRefusedOnceThePasswordIsChanged() {
    session(credentials);

    bob.changePassword(OTHER_PASSWORD).is(200);

    isRefused(me(credentials));
    me(app.with(user(works.uid(), "bob", OTHER_PASSWORD))).is(200);
  }

  @Test
  void areRefusedOnceThePasswordIsChangedInTheSessionThatTheyOpened() {
    String cookie = session(credentials);

    Api.anonymous()
        .withCookie(cookie)
        .patch(bob.path(), Map.of("current_password", bob.password(), "password", OTHER_PASSWORD))
        .is(200);

    isRefused(me(credentials));
    isRefused(Api.anonymous().withCookie(cookie).get(ME, credentials));
    Api.anonymous().withCookie(cookie).get(ME).is(200);
  }

  @Test
  void areRefusedOnceAnAdministratorHasResetThePassword() {
    session(credentials);
    Map<String, String> byKey =
        app.with(
            Map.of(
                "credentials[domain]", works.uid(),
                "credentials[login]", "bob",
                "credentials[userKey]", bob.makeKey()));
    me(byKey).is(200);

    new PageForm(works.administrator(), "/admin/user?name=bob")
        .press("resetPassword", Map.of())
        .is(302);

    isRefused(me(credentials));
    isRefused(me(byKey));
  }

  @Test
  void areRefusedWhileTheUserIsInactive() {
    session(credentials);

    ann.delete(bob.path()).is(200);
    isRefused(me(credentials));

    ann.patch(bob.path(), Map.of("status", "active")).is(200);
    me(credentials).is(200);
  }

  @Test
  void areRefusedOnceASecondFactorIsOn() {
    session(credentials);

    Authenticator.enrol(bob);

    isRefused(me(credentials));
  }

  @Test
  void areRefusedOnceTheKeyIsRevoked() {
    Reply made =
        bob.api()
            .post("/api/1/user-key", Map.of("name", "Key", "current_password", bob.password()))
            .is(201);
    Map<String, String> byKey = app.with(user(works.uid(), "bob", made.text("key")));
    String cookie = session(byKey);
    session(credentials);

    bob.api().delete("/api/1/user-key/" + made.text("key_id")).is(204);

    isRefused(me(byKey));
    isRefused(Api.anonymous().withCookie(cookie).get(ME));
    me(credentials).is(200);
  }

  @Test
  void areRefusedOnceTheKeyOfAServiceAccountIsRevoked() {
    Program robot = works.addProgram("robot");
    Map<String, String> byKey = app.with(user(works.uid(), "robot", robot.key()));
    session(byKey);

    ann.delete(robot.path() + "/key/" + robot.keyId()).is(204);

    isRefused(me(byKey));
  }

  @Test
  void openAnotherSessionOnceTheirsHasEnded() {
    String first = session(credentials);

    Api.anonymous().withCookie(first).post("/api/1/logout", "").is(200);

    assertThat(session(credentials)).isNotEqualTo(first);
  }

  @Test
  void openNoOtherSessionForAnotherNameOfTheProgram() {
    String first = session(credentials);
    Reply other = Api.anonymous().with("User-Agent", "Another/1.0").get(ME, credentials).is(200);

    assertThat(other.cookie("gatehouse")).contains(first);
  }

  @Test
  void haveTheRolesOfTheMoment() {
    works.addRole("clerk");
    assertThat(me(credentials).is(200).part("user").get("roles")).isEqualTo(List.of());

    works.giveRoles("bob", "clerk");

    assertThat(me(credentials).is(200).part("user").get("roles")).isEqualTo(List.of("clerk"));
  }

  @Test
  void lockTheAccountWhereTheyAreWrong() {
    Map<String, String> wrong = app.with(user(works.uid(), "bob", "wrong"));
    for (int i = 0; i < 10; i++) {
      isRefused(logIn(wrong));
    }

    isRefused(logIn(credentials));
    Api.anonymous().logIn(works.name(), "bob", bob.password()).is(401);
  }

  @Test
  void doNotLockTheAccountWhereAKeyIsWrong() {
    String key = bob.makeKey();
    for (int i = 0; i < 12; i++) {
      isRefused(logIn(app.with(user(works.uid(), "ann", key))));
    }
    me(app.with(works.administrator())).is(200);
  }
}
