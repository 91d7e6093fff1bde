package org.gatehouse.web.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page and every operation, asked for by one person of each rank: whom it lets in is what
 * docs/security/access.md says. Bodies are empty: who may is told what is wrong with that, and
 * nothing is changed.
 */
@ExtendWith(DeployedGatehouse.class)
class AccessMatrixIT {
  private static Workspace works;
  private static Map<String, Person> people;
  private static String application;

  @BeforeAll
  static void addOneOfEachRank() {
    works = Workspace.signUp();
    Api ann = works.administrator().api();
    works.addDatasource("numbers");
    works.addRole("finance", "numbers");
    works.addProgram("nightly", "finance");
    Map<String, ?> wiki =
        Map.of("client_name", "Wiki", "redirect_uris", List.of("https://wiki.example/"));
    application = (String) ann.post("/api/1/client", wiki).is(201).part("updated").get("client_id");
    people = new LinkedHashMap<>();
    people.put("user", works.add("bob"));
    people.put("help desk", ranked("help-desk"));
    people.put("auditor", ranked("auditor"));
    people.put("key manager", ranked("key-manager"));
    people.put("workspace administrator", works.administrator());
    Person root = works.addAdministrator("root");
    administerInstallation(root, true);
    people.put("system administrator", root.logInAgain());
  }

  private static Person ranked(String rank) {
    Person person = works.add(rank);
    Reply given =
        works.administrator().api().patch(person.path(), Map.of("ranks", List.of(rank))).is(200);
    assertThat(given.updated())
        .containsEntry("ranks", List.of(rank))
        .containsEntry("is_client_admin", false);
    return person.logInAgain();
  }

  @AfterAll
  static void leaveTheInstallationAsItWas() {
    administerInstallation(people.get("system administrator"), false);
  }

  private static void administerInstallation(Person person, boolean on) {
    Database.update(
        "update user_account set system_administrator = ? where id = ?",
        on,
        UUID.fromString(person.id()));
  }

  @Test
  void everyPageLetsInWhomTheTableSays() {
    List<String> wrong = new ArrayList<>();
    AccessMatrix.pages()
        .forEach(
            (page, row) ->
                compare(
                    page,
                    row,
                    caller ->
                        withCookie(caller).with("Accept", "text/html").get(page + query(page)),
                    wrong));
    assertThat(wrong).isEmpty();
  }

  /** Pages about something are asked for that very thing, so that all of it is shown. */
  private static String query(String page) {
    return switch (page) {
      case "/admin/user" -> "?name=bob";
      case "/admin/role" -> "?name=finance";
      case "/admin/datasource" -> "?name=numbers";
      case "/admin/service-account" -> "?name=nightly";
      case "/admin/application" -> "?id=" + application;
      case "/admin/identity-provider" -> "?protocol=oidc";
      default -> "";
    };
  }

  @Test
  void theWholeAuditLogIsForSystemAdministrators() {
    String wide = "?scope=installation";
    for (String caller : List.of("auditor", "workspace administrator")) {
      withCookie(caller).get("/admin/audit" + wide).is(403);
      withToken(caller).get("/api/1/audit" + wide).is(403);
    }
    withCookie("system administrator").get("/admin/audit" + wide).is(200);
    withToken("system administrator").get("/api/1/audit" + wide).is(200);
  }

  @Test
  void everyOperationLetsInWhomTheTableSays() {
    Map<String, Map<String, String>> table = AccessMatrix.operations();
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : AccessMatrix.presentOperations()) {
      String name = operation.method() + " " + operation.path();
      assertThat(table).containsKey(name);
      compare(name, table.get(name), caller -> call(operation, withToken(caller)), wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static Reply call(ApiOperation operation, Api api) {
    String path =
        operation
            .path()
            .replace("{uid}", works.uid())
            .replace("{extension}", "json")
            .replaceAll("\\{(id|provider)}", UUID.randomUUID().toString())
            .replaceAll("\\{\\w+}", "nobody-there");
    Optional<String> type = operation.body().map(ApiBody::type);
    BodyPublisher body =
        type.map(sent -> BodyPublishers.ofString(sent.endsWith("json") ? "{}" : ""))
            .orElseGet(BodyPublishers::noBody);
    Api typed = type.map(sent -> api.with("Content-Type", sent)).orElse(api);
    return typed.send(operation.method(), path, body);
  }

  private static Api withToken(String caller) {
    Person person = people.get(caller);
    return person == null ? Api.anonymous() : person.api();
  }

  private static Api withCookie(String caller) {
    Person person = people.get(caller);
    return person == null ? Api.anonymous() : person.anonymous().withCookie(person.token());
  }

  /** Once more, if something before has ended the session. */
  private static Reply inASession(String caller, Function<String, Reply> ask) {
    Reply reply = ask.apply(caller);
    Person person = people.get(caller);
    if (reply.status() != 401 || person == null || person.isLoggedIn()) {
      return reply;
    }
    people.put(caller, person.logInAgain());
    return ask.apply(caller);
  }

  private static void compare(
      String what, Map<String, String> row, Function<String, Reply> ask, List<String> wrong) {
    Set<Integer> ofPeople = new LinkedHashSet<>();
    row.forEach(
        (caller, cell) -> {
          Reply reply = inASession(caller, ask);
          if (reply.status() >= 500) {
            wrong.add(what + " of " + caller + ": " + reply.status());
          } else if (cell.equals(AccessMatrix.ASKS)) {
            if (!caller.equals("anonymous")) {
              ofPeople.add(reply.status());
            }
          } else if (isRefused(reply) != cell.equals(AccessMatrix.NO)) {
            wrong.add(what + " of " + caller + ": " + reply.status() + ", and not " + cell);
          }
        });
    if (ofPeople.size() > 1) {
      wrong.add(what + " depends on the rank: " + ofPeople);
    }
  }

  /** Whoever isn't logged in is led to the login by pages. */
  private static boolean isRefused(Reply reply) {
    return reply.status() == 401
        || reply.status() == 403
        || reply.header("Location").filter(to -> to.matches(".*/login(\\?.*)?")).isPresent();
  }
}
