package org.gatehouse.web.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
import org.gatehouse.core.user.Permission;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page and every operation, asked for by one of each column: whom it lets in is what
 * docs/security/access.md says. Bodies are empty: who may is told what is wrong with that, and
 * nothing is changed.
 */
@ExtendWith(DeployedGatehouse.class)
class AccessMatrixIT {
  private static final String SECRET = "the secret of a provider";

  /** What is changed by the forms of a page; what needs more of it is refused, too. */
  private static final Map<String, Permission> FORMS =
      Map.of(
          "/admin/user", Permission.MANAGE_PEOPLE,
          "/admin/users", Permission.MANAGE_PEOPLE,
          "/admin/service-account", Permission.MANAGE_KEYS,
          "/admin/service-accounts", Permission.MANAGE_KEYS,
          "/admin/developer-keys", Permission.MANAGE_KEYS,
          "/admin/saml-keys", Permission.ADMINISTER_INSTALLATION,
          "/admin/signing-keys", Permission.ADMINISTER_INSTALLATION);

  private static Workspace works;
  private static Map<String, Person> people;
  private static String application;
  private static String provider;
  private static Map<String, String> developer;
  private static List<String> secrets;

  @BeforeAll
  static void addOneOfEachRank() {
    works = Workspace.signUp();
    Api ann = works.administrator().api();
    works.addDatasource("numbers");
    works.addRole("finance", "numbers");
    Program nightly = works.addProgram("nightly", "finance");
    Map<String, ?> wiki =
        Map.of("client_name", "Wiki", "redirect_uris", List.of("https://wiki.example/"));
    Reply client = ann.post("/api/1/client", wiki).is(201);
    application = (String) client.part("updated").get("client_id");
    provider =
        GivenProvider.oidc(works, "House", URI.create("http://localhost:1/"), "id", SECRET)
            .insert()
            .toString();
    String developerKey = works.makeDeveloperKey().text("key");
    developer =
        Map.of(
            "credentials[developerOrganization]",
            works.uid(),
            "credentials[developerKey]",
            developerKey);
    String userKey = works.administrator().makeKey();
    secrets =
        List.of(
            SECRET,
            nightly.key(),
            developerKey,
            userKey,
            client.text("client_secret"),
            Workspace.PASSWORD);
    people = new LinkedHashMap<>();
    people.put("program", byKey(nightly.name(), nightly.key()));
    people.put("key without ranks", byKey(works.administrator().name(), userKey));
    people.put("user", works.add("bob"));
    works.add("other");
    people.put("help desk", ranked("help-desk"));
    people.put("auditor", ranked("auditor"));
    people.put("key manager", ranked("key-manager"));
    people.put("workspace administrator", works.administrator());
    people.put("system administrator", works.add("operator"));
    people.put("both administrators", works.addAdministrator("root"));
    AccessMatrix.RANKS.keySet().stream()
        .map(people::get)
        .forEach(person -> works.giveRoles(person.name(), "finance"));
    people.computeIfPresent("system administrator", (column, person) -> promote(person));
    people.computeIfPresent("both administrators", (column, person) -> promote(person));
  }

  /** Whoever logs in with a key in the place of a password. */
  private static Person byKey(String name, String key) {
    Api there = Api.anonymous();
    Reply login = there.logIn(works.name(), name, key).is(200);
    return new Person(
        there, works.name(), name, "", key, login.text("user_id"), login.text("token"));
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
    administerInstallation(people.get("both administrators"), false);
  }

  private static Person promote(Person person) {
    administerInstallation(person, true);
    return person.logInAgain();
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
      case "/admin/identity-provider" -> "?id=" + provider;
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
    withCookie("both administrators").get("/admin/audit" + wide).is(200);
    withToken("both administrators").get("/api/1/audit" + wide).is(200);
  }

  @Test
  void everyOperationLetsInWhomTheTableSays() {
    Map<String, Map<String, String>> table = AccessMatrix.operations();
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : AccessMatrix.presentOperations()) {
      String name = operation.method() + " " + operation.path();
      assertThat(table).containsKey(name);
      boolean withCsrf = AccessMatrix.needs().get(name).endsWith("csrf");
      compare(
          name,
          table.get(name),
          caller -> call(operation, withCsrf ? withCsrf(caller) : withToken(caller)),
          wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static Reply call(ApiOperation operation, Api api) {
    String path =
        operation
            .path()
            .replace("datasources/{name}", "datasources/numbers")
            .replace("{uid}", works.uid())
            .replace("{extension}", "json")
            .replaceAll("\\{(id|provider)}", UUID.randomUUID().toString())
            .replaceAll("\\{\\w+}", "nobody-there");
    // CloudForge knows each program by a developer key.
    Map<String, String> credentials =
        operation.path().contains("{extension}") ? developer : Map.of();
    if (operation.method().equals("GET") && !credentials.isEmpty()) {
      return api.get(path, credentials);
    }
    Optional<String> type =
        credentials.isEmpty()
            ? operation.body().map(ApiBody::type)
            : Optional.of("application/x-www-form-urlencoded");
    BodyPublisher body =
        type.map(sent -> sent.endsWith("json") ? "{}" : Api.form(credentials))
            .map(BodyPublishers::ofString)
            .orElseGet(BodyPublishers::noBody);
    Api typed = type.map(sent -> api.with("Content-Type", sent)).orElse(api);
    return typed.send(operation.method(), path, body);
  }

  /** In a session of CloudIO's, opened for this request. */
  private static Api withCsrf(String caller) {
    Person person = people.get(caller);
    if (person == null) {
      return Api.anonymous();
    }
    Reply login =
        person
            .anonymous()
            .with("X-Workspace", person.workspace())
            .with("Authorization", "Token " + Api.pair(person.name(), person.password()))
            .post("/v1/auth", "application/json", "{}")
            .is(200);
    return person
        .anonymous()
        .with("Authorization", "Bearer " + login.text("jwt"))
        .with("X-CSRF-Token", login.text("csrf"));
  }

  /** As somebody would send it who has seen the page of another. */
  @Test
  void noFormChangesAnythingForWhoMayNot() {
    Person root = loggedIn("both administrators");
    List<String> wrong = new ArrayList<>();
    int sent = 0;
    for (String page : AccessMatrix.presentPages()) {
      if (page.startsWith("/admin/")) {
        PageForm form = new PageForm(root, page + query(page));
        Permission needed = FORMS.getOrDefault(page, Permission.ADMINISTER_WORKSPACE);
        for (String button : form.buttons()) {
          for (String caller : List.of("user", "help desk", "auditor", "key manager")) {
            if (AccessMatrix.RANKS.get(caller).stream().noneMatch(rank -> rank.grants(needed))
                && !isOfKeyManagers(page, button, caller)) {
              send(form, button, caller, wrong);
              sent++;
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(sent).isGreaterThan(100);
  }

  /** The one form of an application that isn't for administrators alone. */
  private static boolean isOfKeyManagers(String page, String button, String caller) {
    return caller.equals("key manager")
        && page.equals("/admin/application")
        && button.equals("rotateSecret");
  }

  private static void send(PageForm form, String button, String caller, List<String> wrong) {
    Person person = loggedIn(caller);
    long before = changes();
    Reply reply = form.pressAs(person, button);
    long changed = changes() - before;
    if (reply.status() >= 500 || changed != 0) {
      wrong.add(form + " " + button + " of " + caller + ": " + reply.status() + ", " + changed);
    }
  }

  /** All that the audit log tells of, but for what was refused. */
  private static long changes() {
    return Database.count(
        "select count(*) from audit_event where type <> 'access'"
            + " and workspace_id = (select id from workspace where uid = ?)",
        works.uid());
  }

  @Test
  void anAuditorSeesNoSecret() {
    List<String> seen = new ArrayList<>();
    loggedIn("auditor");
    Api auditor = withCookie("auditor").with("Accept", "text/html");
    AccessMatrix.pages().keySet().stream()
        .filter(page -> page.startsWith("/admin"))
        .forEach(page -> look(page, auditor.get(page + query(page)), seen));
    AccessMatrix.presentOperations().stream()
        .filter(operation -> operation.method().equals("GET"))
        .map(operation -> operation.path())
        .filter(path -> path.startsWith("/api/1/") && !path.contains("{extension}"))
        .map(AccessMatrixIT::existing)
        .forEach(path -> look(path, withToken("auditor").get(path), seen));
    assertThat(seen).isEmpty();
    // But it sees what there is.
    assertThat(withToken("auditor").get("/api/1/client/" + application).is(200).body())
        .contains("Wiki");
    assertThat(withToken("auditor").get("/api/1/identity-provider/House").is(200).body())
        .contains("House");
  }

  private static String existing(String path) {
    return path.replace("client/{client_id}", "client/" + application)
        .replace("identity-provider/{name}", "identity-provider/House")
        .replace("service-account/{name}", "service-account/nightly")
        .replace("role/{name}", "role/finance")
        .replace("datasource/{name}", "datasource/numbers")
        .replace("user/{name}", "user/bob")
        .replaceAll("\\{\\w+}", "nobody-there");
  }

  private static void look(String where, Reply reply, List<String> seen) {
    secrets.stream()
        .filter(secret -> reply.body().contains(secret))
        .forEach(secret -> seen.add(where + " shows " + secret));
  }

  @Test
  void everyAttributeIsReadByWhomTheTableSays() {
    List<String> shown =
        AttributesTest.shown().stream().filter(AccessMatrix.attributes()::containsKey).toList();
    AccessMatrix.RANKS.forEach(
        (caller, ranks) ->
            assertThat(
                    inASession(caller, who -> withToken(who).get("/api/1/user/other"))
                        .is(200)
                        .updated())
                .as(caller)
                .containsOnlyKeys(
                    shown.stream()
                        .filter(
                            name ->
                                AccessMatrix.isEnough(
                                    AccessMatrix.attributes().get(name).reads(), ranks))
                        .toList()));
    Person user = loggedIn("user");
    assertThat(user.api().get(user.path()).is(200).updated()).containsOnlyKeys(shown);
  }

  /** But for single steps of a login, which are cards and have a way on or back. */
  @Test
  void everyPageOfWhoIsLoggedInHasALogout() {
    Set<String> cards = Set.of("/device");
    Person root = loggedIn("both administrators");
    Map<String, String> needs = AccessMatrix.needs();
    List<String> pages =
        AccessMatrix.pages().keySet().stream()
            .filter(page -> !needs.get(page).isEmpty() && !needs.get(page).startsWith("what "))
            .filter(page -> !cards.contains(page) && !page.equals("/account"))
            .toList();
    assertThat(pages).hasSizeGreaterThan(30);
    assertThat(pages)
        .allSatisfy(
            page ->
                assertThat(new PageForm(root, page + query(page)).page().select("#signOutButton"))
                    .as(page)
                    .hasSize(1));
  }

  @Test
  void suggestsAWayBackToWhoMayNameOne() {
    String page = "/admin/identity-providers";
    assertThat(wayBack(page, "auditor")).isEmpty();
    assertThat(wayBack(page, "workspace administrator")).isEqualTo("ann");
  }

  private static String wayBack(String page, String caller) {
    return new PageForm(loggedIn(caller), page).page().getElementById("wayBack").val();
  }

  private static Api withToken(String caller) {
    Person person = people.get(caller);
    return person == null ? Api.anonymous() : person.api();
  }

  private static Api withCookie(String caller) {
    Person person = people.get(caller);
    return person == null ? Api.anonymous() : person.anonymous().withCookie(person.token());
  }

  /** Another test may have ended the session. */
  private static Person loggedIn(String caller) {
    return people.compute(
        caller, (column, person) -> person.isLoggedIn() ? person : person.logInAgain());
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
