package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What gives power that outlasts a session wants that the caller has shown a moment ago who it is:
 * password, and second factor where one is on. Daily work doesn't.
 */
@ExtendWith(DeployedGatehouse.class)
class ReauthenticationIT {
  private static final String MISSING = "Gatehouse-Reauthentication";

  private Workspace works;
  private Person ann;
  private Person bob;

  @BeforeEach
  void found() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
  }

  /** As if the sessions of this person had been opened long ago. */
  private static void waits(Person person) {
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        UUID.fromString(person.id()));
  }

  private static void isAskedAgain(Reply reply, String missing) {
    reply.refuses(403, "Forbidden");
    assertThat(reply.header(MISSING)).contains(missing);
    assertThat(reply.header("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer error=\"insufficient_user_authentication\"");
  }

  private static Map<String, Object> newUser(String name, boolean administrator) {
    return Map.of("name", name, "email", name + "@example.com", "is_client_admin", administrator);
  }

  private static Api logIn(Person person, String code) {
    Map<String, String> login =
        Map.of(
            "client_name", person.workspace(),
            "user_name", person.name(),
            "password", person.password(),
            "otp", code);
    return Api.anonymous()
        .withToken(Api.anonymous().post("/api/1/auth", login).is(200).text("token"));
  }

  @Test
  void isWantedForWhatOutlastsTheSession() {
    works.addProgram("nightly");
    String key = works.makeDeveloperKey().text("key_id");
    waits(ann);
    Api api = ann.api();

    isAskedAgain(api.patch(bob.path(), Map.of("is_client_admin", true)), "pwd");
    isAskedAgain(api.patch(bob.path(), Map.of("email", "thief@example.com")), "pwd");
    isAskedAgain(api.post("/api/1/user", newUser("carl", true)), "pwd");
    isAskedAgain(api.post("/api/1/service-account", Map.of("name", "other")), "pwd");
    isAskedAgain(api.post("/api/1/service-account/nightly/key", Map.of("name", "k")), "pwd");
    isAskedAgain(api.post("/api/1/developer-key", Map.of("name", "k")), "pwd");
    isAskedAgain(api.post("/api/1/developer-key/" + key + "/rotation", "{}"), "pwd");

    assertThat(api.get(bob.path()).updated())
        .containsEntry("is_client_admin", false)
        .containsEntry("email", bob.email());
    api.get("/api/1/user/carl").is(404);
    api.get("/api/1/service-account/other").is(404);
  }

  @Test
  void isWantedToBringSomebodyBack() {
    Person dora = works.addAdministrator("dora");
    ann.api().delete(dora.path()).is(200);
    ann.api().delete(bob.path()).is(200);
    waits(ann);

    isAskedAgain(ann.api().patch(dora.path(), Map.of("status", "active")), "pwd");
    isAskedAgain(ann.api().patch(bob.path(), Map.of("status", "active")), "pwd");
  }

  @Test
  void isNotGotAroundByTheListOfUsers() {
    UUID id =
        GivenProvider.oidc(works, "House", URI.create("https://id.example"), "id", "s").insert();
    Database.update(
        "insert into linked_identity (provider_id, subject_hash, subject, user_id, provisioned,"
            + " linked_at) values (?, 'hash', 's', ?, false, current_timestamp)",
        id,
        UUID.fromString(ann.id()));

    new PageForm(ann, "/admin/user?name=ann").press("save", Map.of("unlink", id + "/hash"));

    assertThat(Database.count("select count(*) from linked_identity where provider_id = ?", id))
        .isOne();
  }

  @Test
  void isNotWantedForDailyWork() {
    waits(ann);
    Api api = ann.api();

    api.post("/api/1/user", newUser("carl", false)).is(201);
    api.post("/api/1/role", Map.of("name", "finance")).is(201);
    api.patch("/api/1/user/carl", Map.of("roles", List.of("finance"), "display_name", "Carl"))
        .is(200);
    api.delete("/api/1/user/carl").is(200);
  }

  @Test
  void isGivenByALoginAnew() {
    waits(ann);

    ann.logInAgain().api().patch(bob.path(), Map.of("is_client_admin", true)).is(200);
  }

  @Test
  void isGivenByThePasswordInTheRequestWhereTheRequestHasOne() {
    waits(ann);
    Map<String, String> key = Map.of("name", "k", "current_password", ann.password());

    ann.api().post("/api/1/user-key", key).is(201);

    // And it counts for what comes next in this session.
    ann.api().patch(bob.path(), Map.of("is_client_admin", true)).is(200);
  }

  @Test
  void wantsTheSecondFactorTooWhereOneIsOn() {
    Authenticator app = Authenticator.enrol(bob);
    Api api = logIn(bob, app.recoveryCodes().get(0));
    Map<String, String> key = Map.of("name", "k", "current_password", bob.password());
    api.post("/api/1/user-key", key).is(201);
    waits(bob);

    isAskedAgain(api.post("/api/1/user-key", key), "otp pwd");
    isAskedAgain(
        api.patch(
            bob.path(),
            Map.of(
                "current_password", bob.password(), "password", "a sentence that nobody has said")),
        "otp pwd");
    api.post(
            "/api/1/user-key",
            Map.of("name", "k", "current_password", bob.password(), "otp", "000000"))
        .is(400);
    api.post(
            "/api/1/user-key",
            Map.of(
                "name", "k", "current_password", bob.password(), "otp", app.recoveryCodes().get(1)))
        .is(201);
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void doesNotLetTheSecondFactorBeTurnedOffByThePasswordAlone() {
    Authenticator app = Authenticator.enrol(bob);
    waits(bob);
    PageForm page = new PageForm(bob, "/account/second-factor");

    page.press("turnOff", Map.of("currentPassword", bob.password(), "confirmationCode", "000000"))
        .is(200);
    page.press("turnOff", Map.of("currentPassword", bob.password(), "confirmationCode", ""))
        .is(200);
    assertThat(isOn(bob)).isTrue();

    page.press(
            "turnOff",
            Map.of(
                "currentPassword", bob.password(), "confirmationCode", app.recoveryCodes().get(0)))
        .is(302);
    assertThat(isOn(bob)).isFalse();
  }

  private static boolean isOn(Person person) {
    return Database.count(
            "select count(*) from totp_credential where user_id = ? and confirmed_at is not null",
            UUID.fromString(person.id()))
        == 1;
  }

  @Test
  void looksAtTheRankAgainWhenSomethingIsChanged() {
    Person dora = works.addAdministrator("dora");
    dora.api().get("/api/1/user").is(200);
    // Behind the back of the node, which remembers callers for some seconds.
    Database.update(
        "update user_account set administrator = false where id = ?", UUID.fromString(dora.id()));

    dora.api().patch(bob.path(), Map.of("display_name", "Bobby")).refuses(403, "Forbidden");
    dora.api().post("/api/1/role", Map.of("name", "finance")).refuses(403, "Forbidden");
    dora.api().post("/api/1/user", newUser("carl", false)).refuses(403, "Forbidden");
    dora.api().post("/api/1/developer-key", Map.of("name", "k")).refuses(403, "Forbidden");
  }

  // Keys

  private Api byKey(Person person, Map<String, Object> key) {
    String secret = person.api().post("/api/1/user-key", key).is(201).text("key");
    Reply login = Api.anonymous().logIn(person.workspace(), person.name(), secret).is(200);
    return Api.anonymous().withToken(login.text("token"));
  }

  @Test
  void givesASessionOfAnOrdinaryUserKeyNoRank() {
    Api api = byKey(ann, Map.of("name", "k", "current_password", ann.password()));

    api.get(bob.path()).is(200);
    api.get("/api/1/user").is(403);
    api.patch(bob.path(), Map.of("display_name", "Bobby")).is(403);
  }

  @Test
  void letsProgramsAdministerByAKeyThatWasMadeForIt() {
    Api api =
        byKey(
            ann,
            Map.of(
                "name", "k", "scopes", List.of("administer"), "current_password", ann.password()));

    api.get("/api/1/user").is(200);
    api.patch(bob.path(), Map.of("is_client_admin", true)).is(200);
    // But it makes no key of its owner's: one that was revoked must have left nothing behind.
    api.post("/api/1/user-key", Map.of("name", "another", "current_password", "guess")).is(400);
  }

  @Test
  void letsOnlyAdministratorsMakeAKeyThatAdministers() {
    Map<String, Object> key =
        Map.of("name", "k", "scopes", List.of("administer"), "current_password", bob.password());

    bob.api().post("/api/1/user-key", key).refuses(403, "Forbidden");
    ann.api()
        .post(
            "/api/1/user-key",
            Map.of("name", "k", "scopes", List.of("root"), "current_password", ann.password()))
        .refuses(400, "Bad Request");
  }

  @Test
  void keepsTheScopesOfAKeyThatIsReplaced() {
    Map<String, Object> key =
        Map.of("name", "k", "scopes", List.of("administer"), "current_password", ann.password());
    Reply made = ann.api().post("/api/1/user-key", key).is(201);
    assertThat(made.part("updated")).containsEntry("scopes", List.of("login", "administer"));

    Reply next =
        ann.api()
            .post(
                "/api/1/user-key/" + made.text("key_id") + "/rotation",
                Map.of("current_password", ann.password()));

    assertThat(next.is(201).part("updated"))
        .containsEntry("scopes", List.of("login", "administer"));
  }
}
