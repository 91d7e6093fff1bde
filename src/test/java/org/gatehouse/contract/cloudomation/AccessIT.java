package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles and datasources by {@code /api/1/role} and {@code /api/1/datasource}. */
@ExtendWith(DeployedGatehouse.class)
class AccessIT {
  private static final String ROLES = "/api/1/role";
  private static final String DATASOURCES = "/api/1/datasource";
  private static final List<String> BOTH = List.of(ROLES, DATASOURCES);

  private Workspace works;
  private Person ann;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    admin = ann.api();
  }

  private static Map<String, String> named(String name) {
    return Map.of("name", name);
  }

  private static Map<String, List<String>> may(String... datasources) {
    return Map.of("datasources", List.of(datasources));
  }

  private Map<String, Object> role(String name) {
    return admin.get(ROLES + "/" + name).is(200).updated();
  }

  private static List<String> names(Api admin, String path, String query) {
    String list = path.substring(path.lastIndexOf('/') + 1) + "s";
    return admin.get(path + query).is(200).parts(list).stream()
        .map(item -> (String) item.get("name"))
        .toList();
  }

  // Adding and reading

  @Test
  void addsADatasource() {
    Reply added =
        admin.post(DATASOURCES, Map.of("name", "ledger", "description", "The books")).is(201);

    assertThat(added.updated())
        .containsOnlyKeys("id", "name", "description")
        .containsEntry("name", "ledger")
        .containsEntry("description", "The books");
    assertThat(UUID.fromString((String) added.updated().get("id"))).isNotNull();
    assertThat(added.header("Location").orElse("")).endsWith("/api/1/datasource/ledger");
    assertThat(admin.get("/api/latest/datasource/ledger").is(200).updated())
        .isEqualTo(added.updated());
  }

  @Test
  void addsARoleWithItsDatasources() {
    works.addDatasource("Orders");
    works.addDatasource("ledger");
    Reply added =
        admin
            .post(
                ROLES,
                Map.of(
                    "name", "Finance: EU",
                    "description", "Who keeps the books",
                    "datasources", List.of("ORDERS", "ledger", "Ledger")))
            .is(201);

    assertThat(added.updated())
        .containsOnlyKeys("id", "name", "description", "datasources")
        .containsEntry("name", "Finance: EU")
        .containsEntry("description", "Who keeps the books");
    assertThat(added.updated()).containsEntry("datasources", List.of("ledger", "Orders"));
    assertThat(added.header("Location").orElse("")).contains("/api/1/role/Finance");
    assertThat(role("Finance:%20EU")).isEqualTo(added.updated());
  }

  @Test
  void wantsNothingButAName() {
    assertThat(admin.post(DATASOURCES, named("ledger")).is(201).updated())
        .containsEntry("description", "");
    assertThat(admin.post(ROLES, named("finance")).is(201).updated())
        .containsEntry("description", "")
        .containsEntry("datasources", List.of());
  }

  @Test
  void findsANameInAnyCase() {
    for (String path : BOTH) {
      admin.post(path, named("B\u00fccher.EU")).is(201);

      String other = path + "/" + URLEncoder.encode("b\u00dcCHER.eu", StandardCharsets.UTF_8);
      assertThat(admin.get(other).is(200).updated()).containsEntry("name", "B\u00fccher.EU");
      admin.patch(other, Map.of("description", "d")).is(200);
      admin.delete(other).is(204);
      admin.get(other).refuses(404, "Not Found");
    }
  }

  @Test
  void refusesANameThatIsTakenWhateverItsCase() {
    for (String path : BOTH) {
      admin.post(path, named("Ledger")).is(201);

      admin.post(path, named("ledger")).refuses(409, "Conflict");
      admin.post(path, named(" LEDGER ")).refuses(409, "Conflict");
      // That the database has refused it is no mishap.
      assertThat(ServerLog.text()).doesNotContain("SqlExceptionHelper", "primary key violation");
    }
  }

  @Test
  void leavesTheNamesOfRolesAndOfDatasourcesAndOfWorkspacesApart() {
    Api stranger = Workspace.signUp().administrator().api();
    for (Api somebody : List.of(admin, stranger)) {
      for (String path : BOTH) {
        somebody.post(path, named("finance")).is(201);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "workspace-admin",
        "system-admin",
        "password-change",
        "self-check",
        "USER",
        "Workspace-Admin",
        " user "
      })
  void refusesTheNamesOfRolesThatGatehouseItselfGives(String name) {
    admin.post(ROLES, named(name)).refuses(400, "Bad Request");
    assertThat(names(admin, ROLES, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": null}",
        "{\"name\": 1}",
        "{\"name\": [\"finance\"]}",
        "{\"name\": \"\"}",
        "{\"name\": \" \"}",
        "{\"name\": \".\"}",
        "{\"name\": \"..\"}",
        "{\"name\": \"a/b\"}",
        "{\"name\": \"a\\\\b\"}",
        "{\"name\": \"a,b\"}",
        "{\"name\": \"a\\u0000\"}",
        "{\"name\": \"a\\u202eb\"}",
        "{\"name\": \"\\u0430dmin\"}",
        "{\"name\": \"x1234567890123456789012345678901234567890123456789012345678901234\"}",
        "{\"name\": \"finance\", \"id\": \"1\"}",
        "{\"name\": \"finance\", \"description\": 1}",
        "{\"name\": \"finance\", \"description\": \"a\\u0007\"}",
        "[]",
        "\"finance\"",
        "name=finance",
        ""
      })
  void refusesToAddWhatIsAgainstTheRules(String body) {
    for (String path : BOTH) {
      admin.post(path, body).refuses(400, "Bad Request");
      assertThat(names(admin, path, "")).isEmpty();
    }
  }

  @Test
  void refusesADescriptionThatIsTooLong() {
    for (String path : BOTH) {
      admin.post(path, Map.of("name", "long", "description", "x".repeat(255))).is(201);
      admin
          .post(path, Map.of("name", "longer", "description", "x".repeat(256)))
          .refuses(400, "Bad Request");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"ledger\"", "1", "{}", "[1]", "[null]", "[[\"ledger\"]]", "[\"ledger\", true]"})
  void refusesDatasourcesThatAreNoListOfNames(String datasources) {
    works.addDatasource("ledger");
    works.addRole("finance");

    admin
        .post(ROLES, "{\"name\": \"audit\", \"datasources\": " + datasources + "}")
        .refuses(400, "Bad Request");
    admin
        .patch(ROLES + "/finance", "{\"datasources\": " + datasources + "}")
        .refuses(400, "Bad Request");
    assertThat(names(admin, ROLES, "")).containsExactly("finance");
  }

  @Test
  void addsNothingWithADatasourceThatTheWorkspaceLacks() {
    works.addDatasource("ledger");
    Workspace.signUp().addDatasource("theirs");

    for (String unknown : List.of("unknown", "theirs", "", "a/b", "x".repeat(500), "\u0000")) {
      admin
          .post(ROLES, Map.of("name", "finance", "datasources", List.of("ledger", unknown)))
          .refuses(400, "Bad Request");
    }
    assertThat(names(admin, ROLES, "")).isEmpty();
  }

  // Changing

  @Test
  void changesWhatIsGivenAndNothingElse() {
    works.addDatasource("ledger");
    works.addDatasource("orders");
    works.addRole("finance", "ledger");
    String path = ROLES + "/finance";

    assertThat(admin.patch(path, Map.of("description", "Books")).is(200).updated())
        .containsEntry("description", "Books")
        .containsEntry("datasources", List.of("ledger"));
    assertThat(admin.patch(path, may("orders")).is(200).updated())
        .containsEntry("description", "Books")
        .containsEntry("datasources", List.of("orders"));
    assertThat(admin.patch(path, "{\"description\": null, \"datasources\": null}").updated())
        .containsEntry("description", "Books")
        .containsEntry("datasources", List.of("orders"));
    assertThat(admin.patch(path, "{}").is(200).updated()).containsEntry("description", "Books");
    assertThat(admin.patch(path, "{\"description\": \"\", \"datasources\": []}").is(200).updated())
        .containsEntry("description", "")
        .containsEntry("datasources", List.of())
        .isEqualTo(role("finance"));
  }

  @Test
  void changesTheDescriptionOfADatasource() {
    works.addDatasource("ledger");
    String path = DATASOURCES + "/ledger";

    Reply reply = admin.patch(path, Map.of("description", "Books")).is(200);

    assertThat(reply.updated()).containsEntry("description", "Books");
    assertThat(admin.patch(path, "{}").is(200).updated()).isEqualTo(reply.updated());
    assertThat(admin.get(path).updated()).isEqualTo(reply.updated());
    assertThat(admin.patch(path, Map.of("description", "")).is(200).updated())
        .containsEntry("description", "");
  }

  @Test
  void changesAllOrNothing() {
    works.addDatasource("ledger");
    works.addRole("finance", "ledger");
    Map<String, Object> before = role("finance");

    for (Map<String, ?> change :
        List.of(
            Map.of("description", "Changed", "datasources", List.of("unknown")),
            Map.of("description", "x".repeat(256), "datasources", List.of()),
            Map.of("name", "treasury"),
            Map.of("id", "1"),
            Map.of("description", 1))) {
      admin.patch(ROLES + "/finance", change).refuses(400, "Bad Request");
    }
    admin.patch(DATASOURCES + "/ledger", may("ledger")).refuses(400, "Bad Request");
    admin.patch(DATASOURCES + "/ledger", named("books")).refuses(400, "Bad Request");

    assertThat(role("finance")).isEqualTo(before);
  }

  // Removing

  @Test
  void removesADatasourceFromItsRolesToo() {
    works.addDatasource("ledger");
    works.addDatasource("orders");
    works.addRole("finance", "ledger", "orders");

    assertThat(admin.delete(DATASOURCES + "/ledger").is(204).body()).isEmpty();

    assertThat(role("finance")).containsEntry("datasources", List.of("orders"));
    admin.delete(DATASOURCES + "/ledger").refuses(404, "Not Found");
    works.addDatasource("ledger");
    assertThat(role("finance")).containsEntry("datasources", List.of("orders"));
  }

  @Test
  void removesARoleFromItsUsersToo() {
    works.addDatasource("ledger");
    works.addRole("finance", "ledger");
    works.addRole("audit");
    Person bob = works.add("bob");
    admin.patch(bob.path(), Map.of("roles", List.of("finance", "audit"))).is(200);

    assertThat(admin.delete(ROLES + "/finance").is(204).body()).isEmpty();

    assertThat(admin.get(bob.path()).updated()).containsEntry("roles", List.of("audit"));
    admin.delete(ROLES + "/finance").refuses(404, "Not Found");
    works.addRole("finance");
    assertThat(admin.get(bob.path()).updated()).containsEntry("roles", List.of("audit"));
    admin.get(DATASOURCES + "/ledger").is(200);
  }

  // Whose

  @Test
  void hidesThoseOfOtherWorkspaces() {
    works.addDatasource("ledger");
    works.addRole("finance", "ledger");
    Map<String, Object> before = role("finance");
    Api stranger = Workspace.signUp().administrator().api();

    for (String path : List.of(ROLES + "/finance", DATASOURCES + "/ledger")) {
      Reply absent = stranger.get(path + "-unknown").refuses(404, "Not Found");
      assertThat(stranger.get(path).refuses(404, "Not Found").body()).isEqualTo(absent.body());
      stranger.patch(path, Map.of("description", "Theirs")).refuses(404, "Not Found");
      stranger.patch(path, Map.of()).refuses(404, "Not Found");
      stranger.delete(path).refuses(404, "Not Found");
      stranger.with("X-Workspace", works.uid()).get(path).refuses(404, "Not Found");
      stranger.get(path + "?workspace=" + works.uid()).refuses(404, "Not Found");
    }
    stranger.get(ROLES + "/" + before.get("id")).refuses(404, "Not Found");
    stranger.post(ROLES, Map.of("name", "r", "datasources", List.of("ledger"))).is(400);
    BOTH.forEach(path -> assertThat(names(stranger, path, "")).isEmpty());
    assertThat(role("finance")).isEqualTo(before);
  }

  @Test
  void asksWhoIsThereBeforeAnythingElse() {
    works.addRole("finance");
    works.addDatasource("finance");
    Person bob = works.add("bob");
    Person fresh = works.addWithInitialPassword("fresh", true);

    for (String path : BOTH) {
      refusesAll(Api.anonymous(), path, 401, "Unauthorized");
      refusesAll(bob.api(), path, 403, "Forbidden");
      refusesAll(fresh.api(), path, 403, "Forbidden");
    }
    assertThat(names(admin, ROLES, "")).containsExactly("finance");
    assertThat(names(admin, DATASOURCES, "")).containsExactly("finance");
  }

  private static void refusesAll(Api api, String path, int status, String phrase) {
    api.get(path).refuses(status, phrase);
    api.get(path + "?page=0").refuses(status, phrase);
    api.get(path + "/finance").refuses(status, phrase);
    api.get(path + "/unknown").refuses(status, phrase);
    api.post(path, named("other")).refuses(status, phrase);
    api.post(path, "no json").refuses(status, phrase);
    api.patch(path + "/finance", Map.of("description", "Theirs")).refuses(status, phrase);
    api.delete(path + "/finance").refuses(status, phrase);
  }

  @Test
  void answersNotFoundAboutWhatTheWorkspaceLacks() {
    for (String name : List.of("unknown", "%20", "%C3%BC", "a%2Fb", "..%20", "x".repeat(300))) {
      for (String path : BOTH) {
        admin.get(path + "/" + name).is(404);
        admin.patch(path + "/" + name, "{}").is(404);
        admin.delete(path + "/" + name).is(404);
      }
    }
  }

  @Test
  void knowsNoOtherWayToAskForIt() {
    works.addRole("finance");
    for (String path : BOTH) {
      admin.delete(path).refuses(405, "Method Not Allowed");
      admin.patch(path, "{}").refuses(405, "Method Not Allowed");
      admin.post(path + "/finance", "{}").refuses(405, "Method Not Allowed");
      admin.get(path.replace("/1/", "/2/")).refuses(404, "Not Found");
      admin.get(path + "/finance/more").refuses(404, "Not Found");
      admin.get(path + "s").refuses(404, "Not Found");
    }
  }

  // Listing

  @Test
  void listsInPages() {
    for (String path : BOTH) {
      for (String name : List.of("b2", "b1", "B3")) {
        admin.post(path, named(name)).is(201);
      }

      assertThat(admin.get(path + "?page_size=2").is(200).json())
          .containsEntry("total", 3L)
          .containsEntry("page", 1L)
          .containsEntry("page_size", 2L)
          .hasSize(4);
      assertThat(names(admin, path, "")).containsExactly("b1", "b2", "B3");
      assertThat(names(admin, path, "?page_size=2")).containsExactly("b1", "b2");
      assertThat(names(admin, path, "?page_size=2&page=2")).containsExactly("B3");
      assertThat(names(admin, path, "?page_size=200&page=1000000")).isEmpty();
    }
  }

  @Test
  void listsRolesWithTheirDatasources() {
    works.addDatasource("ledger");
    works.addDatasource("orders");
    works.addRole("finance", "ledger");
    works.addRole("sales", "ledger", "orders");

    assertThat(admin.get(ROLES).is(200).parts("roles"))
        .containsExactly(role("finance"), role("sales"));
  }

  @Test
  void searchesInNamesAndDescriptions() {
    for (String path : BOTH) {
      admin.post(path, Map.of("name", "ledger", "description", "The B\u00fccher")).is(201);
      admin.post(path, Map.of("name", "under_score", "description", "100%")).is(201);

      assertThat(names(admin, path, "?search=EDG")).containsExactly("ledger");
      assertThat(names(admin, path, "?search=b%C3%BCch")).containsExactly("ledger");
      assertThat(names(admin, path, "?search=_")).containsExactly("under_score");
      assertThat(names(admin, path, "?search=%25")).containsExactly("under_score");
      assertThat(names(admin, path, "?search=%27%20or%201=1%20--")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"page=0", "page=x", "page=", "page=99999999999", "page_size=0", "page_size=201"})
  void refusesAPageThatIsNone(String query) {
    for (String path :
        List.of(
            ROLES,
            DATASOURCES,
            "/api/1/service-account",
            "/api/1/developer-key",
            "/api/1/user-key")) {
      admin.get(path + "?" + query).refuses(400, "Bad Request");
    }
  }

  // Users and their roles

  @Test
  void givesAUserRolesUnderTheNamesTheyHave() {
    works.addRole("Finance");
    works.addRole("audit");

    Reply added =
        admin
            .post(
                "/api/1/user",
                Map.of(
                    "name", "carol",
                    "email", "carol@example.com",
                    "roles", List.of("FINANCE", "finance", "audit")))
            .is(201);

    assertThat(added.part("updated")).containsEntry("roles", List.of("audit", "Finance"));
    assertThat(admin.get("/api/1/user?search=carol").parts("users"))
        .singleElement()
        .isEqualTo(added.part("updated"));
    assertThat(admin.patch("/api/1/user/carol", "{\"roles\": []}").is(200).updated())
        .containsEntry("roles", List.of());
  }

  @Test
  void writesNothingOfAUserWhoseRolesTheWorkspaceLacks() {
    works.addRole("finance");
    Workspace.signUp().addRole("theirs");
    admin.patch(ann.path(), Map.of("roles", List.of("finance"))).is(200);
    Map<String, Object> before = admin.get(ann.path()).updated();

    for (List<?> roles :
        List.of(List.of("finance", "unknown"), List.of("theirs"), List.of("user"), List.of(1))) {
      admin
          .post("/api/1/user", Map.of("name", "dora", "email", "d@example.com", "roles", roles))
          .refuses(400, "Bad Request");
      admin
          .patch(ann.path(), Map.of("display_name", "Changed", "roles", roles))
          .refuses(400, "Bad Request");
    }

    admin.get("/api/1/user/dora").is(404);
    assertThat(admin.get(ann.path()).updated()).isEqualTo(before);
  }

  @Test
  void letsNobodyTakeARole() {
    works.addRole("finance");
    Person bob = works.add("bob");

    bob.api().patch(bob.path(), Map.of("roles", List.of("finance"))).refuses(403, "Forbidden");

    assertThat(admin.get(bob.path()).updated()).containsEntry("roles", List.of());
  }

  @Test
  void givesAUserTwoHundredRolesAndNoMore() {
    List<String> many = IntStream.range(100, 301).mapToObj(number -> "role-" + number).toList();
    many.forEach(works::addRole);
    List<String> allowed = many.subList(0, 200);

    assertThat(admin.patch(ann.path(), Map.of("roles", allowed)).is(200).updated())
        .containsEntry("roles", allowed);
    admin.patch(ann.path(), Map.of("roles", many)).refuses(400, "Bad Request");

    assertThat(admin.get(ann.path()).updated()).containsEntry("roles", allowed);
    assertThat(ann.isLoggedIn()).isTrue();
  }

  // At once

  @RepeatedTest(3)
  void givesANameToOneOfThoseWhoAddItAtTheSameMoment() {
    Person zoe = works.addAdministrator("zoe");
    for (String path : BOTH) {
      List<Reply> replies =
          AtOnce.call(
              List.of(
                  () -> admin.post(path, named("finance")),
                  () -> zoe.api().post(path, named("Finance")),
                  () -> admin.post(path, named("FINANCE")),
                  () -> zoe.api().post(path, named("finance"))));

      assertThat(statuses(replies)).containsExactly(201, 409, 409, 409);
      assertThat(names(admin, path, "")).hasSize(1);
    }
  }

  @RepeatedTest(3)
  void letsManyChangeTheSameAtTheSameMoment() {
    for (String datasource : List.of("a", "b", "c", "d")) {
      works.addDatasource(datasource);
    }
    works.addRole("finance", "a", "b");

    List<Reply> replies =
        AtOnce.call(
            List.of(
                () -> admin.patch(ROLES + "/finance", may("c", "d")),
                () -> admin.patch(ROLES + "/finance", may("d", "c")),
                () -> admin.patch(ROLES + "/finance", may("b", "c")),
                () -> admin.patch(ROLES + "/finance", may()),
                () -> admin.patch(DATASOURCES + "/a", Map.of("description", "x")),
                () -> admin.patch(DATASOURCES + "/a", Map.of("description", "y"))));

    assertThat(statuses(replies)).containsOnly(200);
    assertThat(replies.subList(0, 4)).extracting(Reply::updated).contains(role("finance"));
  }

  @RepeatedTest(3)
  void removesOnceWhatManyRemoveAtTheSameMoment() {
    works.addDatasource("ledger");
    works.addRole("finance", "ledger");
    for (String path : List.of(ROLES + "/finance", DATASOURCES + "/ledger")) {
      List<Reply> replies = AtOnce.call(4, () -> admin.delete(path));

      assertThat(statuses(replies)).containsExactly(204, 404, 404, 404);
    }
  }

  @RepeatedTest(3)
  void leavesNothingHalfDoneWhereOneRemovesWhatAnotherGives() {
    works.addDatasource("ledger");
    works.addDatasource("orders");
    works.addRole("finance", "ledger");
    works.addRole("audit");
    Person bob = works.add("bob");

    List<Reply> replies =
        AtOnce.call(
            List.of(
                () -> admin.delete(DATASOURCES + "/ledger"),
                () -> admin.patch(ROLES + "/finance", may("orders")),
                () -> admin.patch(ROLES + "/audit", may("ledger", "orders")),
                () -> admin.delete(ROLES + "/audit"),
                () -> admin.patch(bob.path(), Map.of("roles", List.of("audit", "finance")))));

    assertThat(replies).extracting(Reply::status).allMatch(List.of(200, 204, 400, 404)::contains);
    assertThat(names(admin, DATASOURCES, "")).containsExactly("orders");
    assertThat(names(admin, ROLES, "")).containsExactly("finance");
    assertThat(role("finance")).containsEntry("datasources", List.of("orders"));
    assertThat(admin.get(bob.path()).updated().get("roles")).isIn(List.of(), List.of("finance"));
  }

  private static List<Integer> statuses(List<Reply> replies) {
    return replies.stream().map(Reply::status).sorted().toList();
  }
}
