package org.gatehouse.contract.cloudomation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.AuditLog;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The users of a workspace by {@code /api/1/user}: who sees, adds and changes whom. */
@ExtendWith(DeployedGatehouse.class)
class UserIT {
  private static final String USERS = "/api/1/user";
  private static final String[] DETAILS = {
    "last_activity",
    "status",
    "name",
    "id",
    "email",
    "display_name",
    "is_client_admin",
    "is_system_admin",
    "ranks",
    "expires_at",
    "idle_since",
    "erase_at",
    "roles"
  };

  private static Workspace works;
  private static Person ann;
  private static Person bob;
  private static Person stranger;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
    stranger = Workspace.signUp().administrator();
  }

  private static Map<String, Object> newUser(String name) {
    return Map.of("name", name, "email", name + "@example.com");
  }

  // Reading

  @Test
  void showsAUserAsTheSeedDoes() {
    Map<String, Object> user = ann.api().get(ann.path()).is(200).updated();

    assertThat(user)
        .containsOnlyKeys(DETAILS)
        .containsEntry("status", "active")
        .containsEntry("name", "ann")
        .containsEntry("id", ann.id())
        .containsEntry("email", ann.email())
        .containsEntry("is_client_admin", true)
        .containsEntry("is_system_admin", false);
  }

  @Test
  void showsTheLastActivityAsATextOfEpochSecondsWithAFraction() {
    Object lastActivity = ann.api().get(ann.path()).updated().get("last_activity");

    assertThat(lastActivity).isInstanceOf(String.class);
    assertThat((String) lastActivity).matches("\\d{10,}\\.\\d+");
    assertThat(Instant.ofEpochSecond(new BigDecimal((String) lastActivity).longValue()))
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(60));
  }

  @Test
  void showsNoActivityOfAUserWhoNeverLoggedIn() {
    Reply added = ann.api().post(USERS, newUser("never")).is(201);

    assertThat(added.body()).containsPattern("\"last_activity\": ?null");
  }

  @Test
  void anAccountExpires() {
    Person eve = works.add("eve" + Workspace.unique());
    long soon = Instant.now().plusSeconds(86_400).getEpochSecond();

    assertThat(ann.api().patch(eve.path(), Map.of("expires_at", soon)).is(200).body())
        .contains("\"expires_at\":" + soon);
    assertThat(eve.isLoggedIn()).isTrue();
    ann.api().patch(eve.path(), Map.of("display_name", "Eve")).is(200);
    assertThat(ann.api().get(eve.path()).body()).contains("\"expires_at\":" + soon);
    ann.api().patch(eve.path(), Map.of("expires_at", 1)).is(400);
    ann.api().patch(eve.path(), Map.of("expires_at", "tomorrow")).is(400);
    ann.api().patch(ann.path(), Map.of("expires_at", soon)).is(409);
    assertThat(ann.api().patch(eve.path(), "{\"expires_at\": null}").is(200).body())
        .contains("\"expires_at\":null");
  }

  @Test
  void showsAUserToEverybodyOfTheWorkspaceInAnyCase() {
    assertThat(bob.api().get("/api/1/user/ANN").is(200).updated()).containsEntry("id", ann.id());
    bob.api().get("/api/latest/user/ann").is(200);
  }

  @Test
  void hidesAUserFromOtherWorkspaces() {
    Reply absent = stranger.api().get("/api/1/user/nobody").refuses(404, "Not Found");

    assertThat(stranger.api().get(bob.path()).refuses(404, "Not Found").body())
        .isEqualTo(absent.body());
    stranger.api().get("/api/1/user/" + works.uid() + "%2Fbob").refuses(404, "Not Found");
    stranger.api().patch(bob.path(), Map.of("status", "inactive")).refuses(404, "Not Found");
    stranger.api().delete(bob.path()).refuses(404, "Not Found");
    stranger
        .api()
        .patch(bob.path(), Map.of("current_password", Workspace.PASSWORD, "password", "x"))
        .refuses(404, "Not Found");
    stranger.api().with("X-Workspace", works.uid()).get(bob.path()).refuses(404, "Not Found");
    stranger.api().get(bob.path() + "?workspace=" + works.uid()).refuses(404, "Not Found");
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void asksWhoIsThereBeforeAnythingElse() {
    Api.anonymous().get(USERS).refuses(401, "Unauthorized");
    Api.anonymous().get(bob.path()).refuses(401, "Unauthorized");
    Api.anonymous().get("/api/1/user/nobody").refuses(401, "Unauthorized");
    Api.anonymous().post(USERS, newUser("anonymous")).refuses(401, "Unauthorized");
    Api.anonymous().post(USERS, "no json").refuses(401, "Unauthorized");
    Api.anonymous().patch(bob.path(), Map.of()).refuses(401, "Unauthorized");
    Api.anonymous().delete(bob.path()).refuses(401, "Unauthorized");
  }

  // Adding

  @Test
  void addsAUserWithAnInitialPasswordThatIsShownOnce() {
    Reply added = ann.api().post(USERS, newUser("carol")).is(201);

    assertThat(added.json()).containsOnlyKeys("updated", "initial_password");
    assertThat(added.text("initial_password")).hasSizeGreaterThanOrEqualTo(16);
    assertThat(added.header("Location").orElse("")).endsWith("/api/1/user/carol");
    assertThat(added.header("Cache-Control")).contains("no-store");
    Map<String, Object> carol = ann.api().get("/api/1/user/carol").is(200).updated();
    assertThat(carol)
        .containsOnlyKeys(DETAILS)
        .containsEntry("status", "active")
        .containsEntry("display_name", "carol")
        .containsEntry("is_client_admin", false);
    assertThat(UUID.fromString((String) carol.get("id"))).isNotNull();
  }

  @Test
  void addsAUserWithEverythingGiven() {
    Reply added =
        ann.api()
            .post(
                USERS,
                Map.of(
                    "name", "dora",
                    "email", "dora@example.com",
                    "display_name", "Dora D\u00f6blin",
                    "is_client_admin", true,
                    "password", Workspace.PASSWORD))
            .is(201);

    assertThat(added.updated())
        .containsEntry("display_name", "Dora D\u00f6blin")
        .containsEntry("is_client_admin", true);
    assertThat(added.body()).doesNotContain(Workspace.PASSWORD);
  }

  @Test
  void refusesANameThatIsTakenWhateverItsCase() {
    ann.api().post(USERS, newUser("BOB")).refuses(409, "Conflict");
  }

  @Test
  void addsAUserWhoseNameIsTakenInAnotherWorkspace() {
    stranger.api().post(USERS, newUser("bob")).is(201);
  }

  @Test
  void givesANameToOneOfThoseWhoAddItAtTheSameMoment() {
    String name = Workspace.unique();

    List<Reply> replies = AtOnce.call(6, () -> ann.api().post(USERS, newUser(name)));

    assertThat(replies.stream().collect(groupingBy(Reply::status, counting())))
        .isEqualTo(Map.of(201, 1L, 409, 5L));
  }

  @Test
  void refusesToAddWhatIsAgainstTheRules() {
    String fine = "\"name\": \"eve\", \"email\": \"eve@example.com\"";
    for (String body :
        List.of(
            "{}",
            "{\"name\": \"eve\"}",
            "{\"email\": \"eve@example.com\"}",
            "{\"name\": \"e/ve\", \"email\": \"eve@example.com\"}",
            "{\"name\": \"eve\", \"email\": \"eve\"}",
            "{" + fine + ", \"unknown\": 1}",
            "{" + fine + ", \"is_system_admin\": true}",
            "{" + fine + ", \"id\": \"" + UUID.randomUUID() + "\"}",
            "{" + fine + ", \"is_client_admin\": \"true\"}",
            "{" + fine + ", \"is_client_admin\": 1}",
            "{" + fine + ", \"display_name\": \"\"}",
            "{" + fine + ", \"display_name\": \"a\\u202eb\"}",
            "{" + fine + ", \"password\": \"short\"}",
            "{" + fine + ", \"password\": 123456789012}")) {
      ann.api().post(USERS, body).refuses(400, "Bad Request");
    }
    ann.api().get("/api/1/user/eve").is(404);
  }

  @Test
  void letsOnlyAdministratorsListAddAndChange() {
    bob.api().get(USERS).refuses(403, "Forbidden");
    bob.api().post(USERS, newUser("by-bob")).refuses(403, "Forbidden");
    bob.api().patch(ann.path(), Map.of("display_name", "X")).refuses(403, "Forbidden");
    bob.api().patch(ann.path(), Map.of("status", "inactive")).refuses(403, "Forbidden");
    bob.api().delete(ann.path()).refuses(403, "Forbidden");
    bob.api().patch(bob.path(), Map.of("is_client_admin", true)).refuses(403, "Forbidden");
    ann.api().get("/api/1/user/by-bob").is(404);
    assertThat(ann.isLoggedIn()).isTrue();
  }

  // Changing

  @Test
  void changesWhatAnAdministratorMayChange() {
    Person carl = works.add("carl");

    Reply reply =
        ann.api()
            .patch(
                carl.path(),
                Map.of(
                    "email", "carl.new@example.com",
                    "display_name", "Carl C.",
                    "is_client_admin", true));

    assertThat(reply.is(200).updated())
        .containsOnlyKeys(DETAILS)
        .containsEntry("email", "carl.new@example.com")
        .containsEntry("display_name", "Carl C.")
        .containsEntry("is_client_admin", true)
        .containsEntry("status", "active");
    assertThat(ann.api().get(carl.path()).updated()).isEqualTo(reply.updated());
  }

  @Test
  void refusesAnAdministratorTheOwnAddressByASessionAlone() {
    Map<String, Object> before = ann.api().get(ann.path()).updated();

    ann.api().patch(ann.path(), Map.of("email", "thief@example.com")).refuses(403, "Forbidden");
    // Nothing else of such a request is done either; the same address is no change.
    ann.api()
        .patch(ann.path(), Map.of("email", "thief@example.com", "display_name", "Thief"))
        .refuses(403, "Forbidden");
    assertThat(ann.api().get(ann.path()).updated()).isEqualTo(before);
    ann.api().patch(ann.path(), Map.of("email", ann.email())).is(200);
  }

  @Test
  void refusesTheSystemAdministratorTheOwnAddressToo() {
    Database.update(
        "update user_account set system_administrator = true where id = ?",
        UUID.fromString(ann.id()));
    try {
      ann.api().patch(ann.path(), Map.of("email", "thief@example.com")).refuses(403, "Forbidden");
    } finally {
      Database.update(
          "update user_account set system_administrator = false where id = ?",
          UUID.fromString(ann.id()));
    }
  }

  @Test
  void changesNothingWhenAskedForNothing() {
    Map<String, Object> before = ann.api().get(bob.path()).updated();

    assertThat(ann.api().patch(bob.path(), "{}").is(200).updated()).isEqualTo(before);
    assertThat(ann.api().patch(bob.path(), "{\"email\": null}").is(200).updated())
        .isEqualTo(before);
  }

  @Test
  void changesAllOrNothing() {
    Map<String, Object> before = ann.api().get(bob.path()).updated();

    ann.api()
        .patch(bob.path(), Map.of("display_name", "Changed", "email", "no address"))
        .refuses(400, "Bad Request");

    assertThat(ann.api().get(bob.path()).updated()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"bobby\"}",
        "{\"is_system_admin\": true}",
        "{\"id\": \"1\"}",
        "{\"last_activity\": \"1\"}",
        "{\"status\": \"locked\"}",
        "{\"status\": true}",
        "{\"status\": 1}",
        "{\"email\": 1}",
        "{\"email\": [\"a@example.com\"]}",
        "{\"email\": {\"a\": 1}}",
        "{\"display_name\": false}",
        "{\"is_client_admin\": \"yes\"}",
        "{\"is_client_admin\": []}",
        "{\"display_name\": \"x\", \"password\": \"another horse battery\"}",
        "[]",
        "\"status\"",
        "1",
        "null",
        ""
      })
  void refusesWhatCannotBeChangedAndWrongTypes(String body) {
    Map<String, Object> before = ann.api().get(bob.path()).updated();

    ann.api().patch(bob.path(), body).refuses(400, "Bad Request");

    assertThat(ann.api().get(bob.path()).updated()).isEqualTo(before);
  }

  @Test
  void answersNotFoundAboutWhomNobodyKnows() {
    for (String name : List.of("nobody", "%20", "a%20b", "%C3%BC", ".", "a:b", "x".repeat(300))) {
      ann.api().get(USERS + "/" + name + "%20").refuses(404, "Not Found");
      ann.api().patch(USERS + "/" + name + "%20", Map.of()).refuses(404, "Not Found");
      ann.api().delete(USERS + "/" + name + "%20").refuses(404, "Not Found");
    }
  }

  @Test
  void letsManyChangeTheSameUserAtTheSameMoment() {
    Person many = works.add("many");

    List<Reply> replies =
        AtOnce.call(
            6,
            () -> ann.api().patch(many.path(), Map.of("display_name", "D " + Workspace.unique())));

    assertThat(replies).extracting(Reply::status).containsOnly(200);
  }

  @Test
  void takesWhatADeactivatedUserHadForGood() {
    Person back = works.add("back");
    String key = back.makeKey();
    Api.anonymous().logIn(works.name(), "back", key).is(200);

    ann.api().delete(back.path()).is(200);
    ann.api().patch(back.path(), Map.of("status", "active")).is(200);

    assertThat(back.isLoggedIn()).isFalse();
    Api.anonymous().logIn(works.name(), "back", key).is(401);
    assertThat(back.logInAgain().isLoggedIn()).isTrue();
    assertThat(AuditLog.latest(works, "user-deactivate"))
        .isEqualTo("ok, by ann, of back,  {'active':['true','false'],'keys':[['#'],[]]}");
  }

  @Test
  void deactivatesInsteadOfDeletingSoThatTheNameStaysTaken() {
    works.add("gone");

    assertThat(ann.api().delete("/api/1/user/gone").is(200).updated())
        .containsEntry("status", "inactive");

    assertThat(ann.api().get("/api/1/user/gone").updated()).containsEntry("status", "inactive");
    ann.api().post(USERS, newUser("gone")).refuses(409, "Conflict");
    Api.anonymous().logIn(works.name(), "gone", Workspace.PASSWORD).is(401);
    ann.api().delete("/api/1/user/gone").is(200);
  }

  @Test
  void neverShowsAPassword() {
    assertThat(ann.api().get(bob.path()).body()).doesNotContainIgnoringCase("password");
    assertThat(ann.api().get(USERS).body())
        .doesNotContainIgnoringCase("password")
        .doesNotContain("argon2");
  }

  // The own password

  @Test
  void changesTheOwnPassword() {
    Person eva = works.add("eva");

    Reply reply = eva.changePassword("a wholly new password");

    assertThat(reply.is(200).updated()).containsOnlyKeys(DETAILS).containsEntry("name", "eva");
    assertThat(reply.body()).doesNotContain("a wholly new password");
  }

  @ParameterizedTest
  @CsvSource({
    "wrong password, another long password",
    "correct horse battery staple, short",
    "correct horse battery staple, correct horse battery staple",
    "correct horse battery staple, my name is bertram",
    "correct horse battery staple, ''",
    "'', another long password"
  })
  void refusesAChangeOfThePasswordAgainstTheRules(String current, String password) {
    Person bertram = works.add("bertram" + Workspace.unique());
    String own = password.replace("bertram", bertram.name());

    Reply reply =
        bertram.api().patch(bertram.path(), Map.of("current_password", current, "password", own));

    reply.refuses(400, "Bad Request");
    assertThat(reply.body()).doesNotContain(Workspace.PASSWORD, "another long password");
    Api.anonymous().logIn(works.name(), bertram.name(), Workspace.PASSWORD).is(200);
  }

  @Test
  void wantsBothTheCurrentPasswordAndTheNewOne() {
    bob.api()
        .patch(bob.path(), Map.of("password", "another long password"))
        .refuses(400, "Bad Request");
    bob.api()
        .patch(bob.path(), Map.of("current_password", Workspace.PASSWORD))
        .refuses(400, "Bad Request");
    bob.api().patch(bob.path(), "{\"password\": null}").refuses(400, "Bad Request");
  }

  @Test
  void letsNobodyChooseThePasswordOfSomebodyElse() {
    ann.api()
        .patch(
            bob.path(), Map.of("current_password", ann.password(), "password", "chosen by admin"))
        .refuses(403, "Forbidden");
    ann.api().patch(bob.path(), Map.of("password", "chosen by admin")).refuses(403, "Forbidden");

    Api.anonymous().logIn(works.name(), "bob", Workspace.PASSWORD).is(200);
  }

  @Test
  void endsTheSessionOfWhoeverGuessesTheCurrentPassword() {
    Person fred = works.add("fred");
    for (int i = 0; i < 10; i++) {
      fred.api()
          .patch(
              fred.path(), Map.of("current_password", "wrong", "password", "another long password"))
          .refuses(400, "Bad Request");
    }

    fred.changePassword("another long password").refuses(401, "Unauthorized");
    // Whoever has stolen a session can't keep its owner out.
    Api.anonymous().logIn(works.name(), "fred", Workspace.PASSWORD).is(200);
  }

  // The initial password

  @Test
  void allowsWhoHasAnInitialPasswordToChangeItAndNothingElse() {
    Person fresh = works.addWithInitialPassword("fresh", true);

    fresh.api().get(fresh.path()).refuses(403, "Forbidden");
    fresh.api().get(USERS).refuses(403, "Forbidden");
    fresh.api().post(USERS, newUser("by-fresh")).refuses(403, "Forbidden");
    fresh.api().delete(bob.path()).refuses(403, "Forbidden");
    fresh.api().patch(bob.path(), Map.of("display_name", "X")).refuses(403, "Forbidden");
    fresh.api().patch(fresh.path(), Map.of("display_name", "X")).refuses(403, "Forbidden");
    fresh
        .api()
        .patch(fresh.path(), Map.of("current_password", "x", "password", Workspace.PASSWORD))
        .refuses(400, "Bad Request");

    fresh.changePassword(Workspace.PASSWORD).is(200);

    assertThat(fresh.isLoggedIn()).isTrue();
    fresh.api().get(USERS).is(200);
    Api.anonymous().logIn(works.name(), "fresh", fresh.password()).is(401);
  }

  @Test
  void letsWhoHasAnInitialPasswordLogOut() {
    Person fresh = works.addWithInitialPassword("fresh-out", false);

    fresh.api().delete("/api/1/auth").is(204);
    fresh.api().get(fresh.path()).refuses(401, "Unauthorized");
  }

  // Listing

  @Test
  void listsInPages() {
    Workspace many = Workspace.signUp();
    Api admin = many.administrator().api();
    for (String name : List.of("b1", "b2", "B3", "b4")) {
      admin.post(USERS, newUser(name)).is(201);
    }

    Map<String, Object> first = admin.get(USERS + "?page_size=2").is(200).json();
    assertThat(first)
        .containsOnlyKeys("users", "total", "page", "page_size")
        .containsEntry("total", 5L)
        .containsEntry("page", 1L)
        .containsEntry("page_size", 2L);
    assertThat(names(admin, "?page_size=2")).containsExactly("ann", "b1");
    assertThat(names(admin, "?page_size=2&page=2")).containsExactly("b2", "B3");
    assertThat(names(admin, "?page_size=2&page=3")).containsExactly("b4");
    assertThat(names(admin, "?page_size=2&page=4")).isEmpty();
    assertThat(names(admin, "?page_size=200&page=1000000")).isEmpty();
    assertThat(names(admin, "")).containsExactly("ann", "b1", "b2", "B3", "b4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=0",
        "page=-1",
        "page=x",
        "page=1.5",
        "page=",
        "page=99999999999999999999",
        "page_size=0",
        "page_size=201",
        "page_size=2147483648",
        "page=%00",
        "page=%D9%A1"
      })
  void refusesAPageThatIsNone(String query) {
    ann.api().get(USERS + "?" + query).refuses(400, "Bad Request");
  }

  @Test
  void searchesInNamesDisplayNamesAndAddresses() {
    Workspace found = Workspace.signUp();
    Api admin = found.administrator().api();
    add(admin, "plain", "p@example.com", "Plain");
    add(admin, "under_score", "u@example.com", "Under");
    add(admin, "jorg", "j@example.com", "J\u00f6rg M\u00dcLLER");
    add(admin, "odd", "odd@example.com", "100% sure! \\o/");
    add(admin, "mail", "special%one@example.com", "Mail");

    assertThat(names(admin, search("plain"))).containsExactly("plain");
    assertThat(names(admin, search("PLAIN"))).containsExactly("plain");
    assertThat(names(admin, search(" lai "))).containsExactly("plain");
    assertThat(names(admin, search("_"))).containsExactly("under_score");
    assertThat(names(admin, search("%"))).containsExactly("mail", "odd");
    assertThat(names(admin, search("!"))).containsExactly("odd");
    assertThat(names(admin, search("\\"))).containsExactly("odd");
    assertThat(names(admin, search("J\u00d6RG"))).containsExactly("jorg");
    assertThat(names(admin, search("m\u00fcll"))).containsExactly("jorg");
    assertThat(names(admin, search("mu\u0308ll"))).containsExactly("jorg");
    assertThat(names(admin, search("l%one"))).containsExactly("mail");
    assertThat(names(admin, search("' or 1=1 --"))).isEmpty();
    assertThat(names(admin, search("\u0000"))).hasSize(6);
    assertThat(names(admin, search("x".repeat(2_000)))).isEmpty();
  }

  private static String search(String text) {
    return "?search=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void add(Api admin, String name, String email, String displayName) {
    admin.post(USERS, Map.of("name", name, "email", email, "display_name", displayName)).is(201);
  }

  private static List<String> names(Api admin, String query) {
    return admin.get(USERS + query).is(200).parts("users").stream()
        .map(user -> (String) user.get("name"))
        .toList();
  }
}
