package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Visitor;
import org.gatehouse.fixture.Workspace;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs with credentials of their own, by {@code /api/1/service-account}. */
@ExtendWith(DeployedGatehouse.class)
class ServiceAccountIT {
  private static final String ACCOUNTS = "/api/1/service-account";
  private static final String AUTH = "/api/1/auth";
  private static final String KEY = "gatehouse_svc_[0-9a-z]{57}";

  private Workspace works;
  private Person ann;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    admin = ann.api();
  }

  private Map<String, Object> account(String name) {
    return admin.get(ACCOUNTS + "/" + name).is(200).updated();
  }

  private static List<String> names(Api admin, String query) {
    return admin.get(ACCOUNTS + query).is(200).parts("service_accounts").stream()
        .map(account -> (String) account.get("name"))
        .toList();
  }

  // Adding and reading

  @Test
  void isAddedWithAKeyThatIsShownOnce() {
    Reply added = admin.post(ACCOUNTS, Map.of("name", "Nightly")).is(201);

    assertThat(added.json()).containsOnlyKeys("updated", "key", "key_id");
    assertThat(added.text("key")).matches(KEY);
    assertThat(UUID.fromString(added.text("key_id"))).isNotNull();
    assertThat(added.header("Cache-Control")).contains("no-store");
    assertThat(added.header("Location").orElse("")).endsWith("/api/1/service-account/Nightly");
    assertThat(added.part("updated"))
        .containsOnlyKeys("id", "name", "display_name", "status", "roles", "last_activity")
        .containsEntry("name", "Nightly")
        .containsEntry("display_name", "Nightly")
        .containsEntry("status", "active")
        .containsEntry("roles", List.of())
        .containsEntry("last_activity", null);
    Reply shown = admin.get("/api/latest/service-account/NIGHTLY").is(200);
    assertThat(shown.updated()).isEqualTo(added.part("updated"));
    assertThat(shown.body()).doesNotContain(added.text("key"));
    assertThat(admin.get(ACCOUNTS).body()).doesNotContain(added.text("key"));
    assertThat(admin.get(ACCOUNTS + "/nightly/key").body()).doesNotContain(added.text("key"));
  }

  @Test
  void isAddedWithEverythingGiven() {
    works.addRole("Finance");
    works.addRole("audit");

    Reply added =
        admin.post(
            ACCOUNTS,
            Map.of(
                "name", "nightly",
                "display_name", "Nightly job",
                "roles", List.of("finance", "AUDIT")));

    assertThat(added.is(201).part("updated"))
        .containsEntry("display_name", "Nightly job")
        .containsEntry("roles", List.of("audit", "Finance"));
    assertThat(account("nightly")).isEqualTo(added.part("updated"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": \"\"}",
        "{\"name\": 1}",
        "{\"name\": \"..\"}",
        "{\"name\": \"a b\"}",
        "{\"name\": \"a/b\"}",
        "{\"name\": \"nightly\", \"display_name\": \"\"}",
        "{\"name\": \"nightly\", \"display_name\": 1}",
        "{\"name\": \"nightly\", \"roles\": \"finance\"}",
        "{\"name\": \"nightly\", \"roles\": [1]}",
        "{\"name\": \"nightly\", \"roles\": [\"unknown\"]}",
        "{\"name\": \"nightly\", \"roles\": [\"finance\", \"unknown\"]}",
        "{\"name\": \"nightly\", \"roles\": [\"workspace-admin\"]}",
        "{\"name\": \"nightly\", \"email\": \"a@example.com\"}",
        "{\"name\": \"nightly\", \"password\": \"correct horse battery staple\"}",
        "{\"name\": \"nightly\", \"is_client_admin\": true}",
        "{\"name\": \"nightly\", \"status\": \"inactive\"}",
        "{\"name\": \"nightly\", \"key\": \"gatehouse_svc_1\"}",
        "[]",
        ""
      })
  void isNotAddedAgainstTheRules(String body) {
    works.addRole("finance");

    admin.post(ACCOUNTS, body).refuses(400, "Bad Request");

    assertThat(names(admin, "")).isEmpty();
    admin.post(ACCOUNTS, Map.of("name", "nightly")).is(201);
  }

  @Test
  void sharesItsNameWithNobodyOfTheWorkspace() {
    works.addProgram("nightly");

    admin.post(ACCOUNTS, Map.of("name", "NIGHTLY")).refuses(409, "Conflict");
    admin.post(ACCOUNTS, Map.of("name", "ann")).refuses(409, "Conflict");
    admin
        .post("/api/1/user", Map.of("name", "nightly", "email", "n@example.com"))
        .refuses(409, "Conflict");
    Workspace.signUp().addProgram("nightly");
  }

  @Test
  void isNoPerson() {
    Program nightly = works.addProgram("nightly");

    admin.get("/api/1/user/nightly").refuses(404, "Not Found");
    admin.patch("/api/1/user/nightly", Map.of("is_client_admin", true)).refuses(404, "Not Found");
    admin.delete("/api/1/user/nightly").refuses(404, "Not Found");
    assertThat(admin.get("/api/1/user").parts("users")).hasSize(1);
    admin.get(ACCOUNTS + "/ann").refuses(404, "Not Found");
    admin.patch(ACCOUNTS + "/ann", Map.of("status", "inactive")).refuses(404, "Not Found");
    admin.delete(ACCOUNTS + "/ann").refuses(404, "Not Found");
    admin.get(ACCOUNTS + "/ann/key").refuses(404, "Not Found");
    admin.post(ACCOUNTS + "/ann/key", Map.of("name", "x")).refuses(404, "Not Found");
    nightly.logIn().is(200);
    assertThat(ann.isLoggedIn()).isTrue();
  }

  // Changing

  @Test
  void changesInWhatIsGivenAndNothingElse() {
    works.addRole("finance");
    Program nightly = works.addProgram("nightly", "finance");

    Reply reply = admin.patch(nightly.path(), Map.of("display_name", "Nightly job")).is(200);

    assertThat(reply.updated())
        .containsEntry("display_name", "Nightly job")
        .containsEntry("roles", List.of("finance"))
        .containsEntry("status", "active")
        .isEqualTo(account("nightly"));
    assertThat(admin.patch(nightly.path(), "{}").is(200).updated()).isEqualTo(reply.updated());
    assertThat(admin.patch(nightly.path(), "{\"roles\": []}").is(200).updated())
        .containsEntry("roles", List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"display_name\": \"Changed\", \"roles\": [\"unknown\"]}",
        "{\"display_name\": \"Changed\", \"status\": \"locked\"}",
        "{\"display_name\": \"\"}",
        "{\"status\": true}",
        "{\"roles\": \"finance\"}",
        "{\"name\": \"other\"}",
        "{\"email\": \"a@example.com\"}",
        "{\"is_client_admin\": true}",
        "{\"password\": \"correct horse battery staple\"}",
        "{\"last_activity\": \"1\"}",
        "[]",
        ""
      })
  void changesAllOrNothing(String body) {
    works.addRole("finance");
    Program nightly = works.addProgram("nightly", "finance");
    Map<String, Object> before = account("nightly");

    admin.patch(nightly.path(), body).refuses(400, "Bad Request");

    assertThat(account("nightly")).isEqualTo(before);
  }

  @RepeatedTest(3)
  void isChangedByManyAtTheSameMoment() {
    Program nightly = works.addProgram("nightly");
    works.addRole("finance");

    List<Reply> replies =
        AtOnce.call(
            List.of(
                () -> admin.patch(nightly.path(), Map.of("display_name", "One")),
                () -> admin.patch(nightly.path(), Map.of("display_name", "Two")),
                () -> admin.patch(nightly.path(), Map.of("roles", List.of("finance"))),
                () -> admin.patch(nightly.path(), Map.of("roles", List.of("finance"))),
                () -> admin.delete(nightly.path())));

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(account("nightly"))
        .containsEntry("status", "inactive")
        .containsEntry("roles", List.of("finance"));
  }

  @RepeatedTest(3)
  void isAddedByOneOfThoseWhoAddItAtTheSameMoment() {
    List<Reply> replies = AtOnce.call(4, () -> admin.post(ACCOUNTS, Map.of("name", "nightly")));

    assertThat(replies.stream().map(Reply::status).sorted()).containsExactly(201, 409, 409, 409);
  }

  @RepeatedTest(3)
  void isAddedOrRefusedWhileItsRolesAreRemoved() {
    works.addRole("audit");
    works.addRole("finance");

    List<Reply> replies =
        AtOnce.call(
            List.of(
                () -> admin.delete("/api/1/role/audit"),
                () -> admin.delete("/api/1/role/finance"),
                () ->
                    admin.post(
                        ACCOUNTS, Map.of("name", "one", "roles", List.of("finance", "audit"))),
                () ->
                    admin.post(
                        ACCOUNTS, Map.of("name", "two", "roles", List.of("audit", "finance")))));

    assertThat(replies).extracting(Reply::status).allMatch(List.of(204, 201, 400)::contains);
    admin
        .get(ACCOUNTS)
        .parts("service_accounts")
        .forEach(account -> assertThat(account).containsEntry("roles", List.of()));
  }

  // Whose

  @Test
  void isHiddenFromOtherWorkspaces() {
    Program nightly = works.addProgram("nightly");
    Map<String, Object> before = account("nightly");
    Api stranger = Workspace.signUp().administrator().api();
    String key = nightly.path() + "/key/" + nightly.keyId();

    Reply absent = stranger.get(ACCOUNTS + "/unknown").refuses(404, "Not Found");
    assertThat(stranger.get(nightly.path()).refuses(404, "Not Found").body())
        .isEqualTo(absent.body());
    stranger.patch(nightly.path(), Map.of("status", "inactive")).refuses(404, "Not Found");
    stranger.delete(nightly.path()).refuses(404, "Not Found");
    stranger.get(nightly.path() + "/key").refuses(404, "Not Found");
    stranger.post(nightly.path() + "/key", Map.of("name", "x")).refuses(404, "Not Found");
    stranger.delete(key).refuses(404, "Not Found");
    stranger.post(key + "/rotation", "{}").refuses(404, "Not Found");
    assertThat(names(stranger, "")).isEmpty();
    assertThat(account("nightly")).isEqualTo(before);
    assertThat(admin.get(nightly.path() + "/key").parts("keys")).hasSize(1);
  }

  @Test
  void isForAdministratorsToSee() {
    Program nightly = works.addProgram("nightly");
    refusesAll(Api.anonymous(), nightly, 401, "Unauthorized");
    refusesAll(works.add("bob").api(), nightly, 403, "Forbidden");
    refusesAll(nightly.in(nightly.logIn()), nightly, 403, "Forbidden");
    refusesAll(works.addWithInitialPassword("fresh", true).api(), nightly, 403, "Forbidden");
    assertThat(names(admin, "")).containsExactly("nightly");
  }

  private static void refusesAll(Api api, Program program, int status, String phrase) {
    api.get(ACCOUNTS).refuses(status, phrase);
    api.get(program.path()).refuses(status, phrase);
    api.get(ACCOUNTS + "/unknown").refuses(status, phrase);
    api.post(ACCOUNTS, Map.of("name", "other")).refuses(status, phrase);
    api.post(ACCOUNTS, "no json").refuses(status, phrase);
    api.patch(program.path(), Map.of("status", "inactive")).refuses(status, phrase);
    api.delete(program.path()).refuses(status, phrase);
  }

  @Test
  void isListedInPagesApartFromPeople() {
    works.addRole("finance");
    works.addProgram("b2");
    works.addProgram("b1", "finance");
    works.addProgram("B3");

    assertThat(admin.get(ACCOUNTS + "?page_size=2").is(200).json())
        .containsOnlyKeys("service_accounts", "total", "page", "page_size")
        .containsEntry("total", 3L)
        .containsEntry("page", 1L)
        .containsEntry("page_size", 2L);
    assertThat(names(admin, "?page_size=2")).containsExactly("b1", "b2");
    assertThat(names(admin, "?page_size=2&page=2")).containsExactly("B3");
    assertThat(names(admin, "?search=b3")).containsExactly("B3");
    assertThat(admin.get(ACCOUNTS + "?search=b1").parts("service_accounts"))
        .containsExactly(account("b1"));
  }

  // Logging in

  @Test
  void logsInWithItsKeyAsThePassword() {
    Program nightly = works.addProgram("nightly");

    Reply login = nightly.logIn().is(200);

    assertThat(login.json())
        .containsEntry("client_name", works.name())
        .containsEntry("user_name", "nightly")
        .containsEntry("is_client_admin", false)
        .containsEntry("is_system_admin", false);
    nightly.in(login).get(ann.path()).is(200);
    assertThat(account("nightly").get("last_activity")).asString().matches("\\d{10,}\\.\\d+");
    nightly
        .anonymous()
        .post(AUTH, Map.of("user_name", works.uid() + "/NIGHTLY", "password", nightly.key()))
        .is(200);
  }

  @Test
  void doesNotLogInUnderAnotherName() {
    Program nightly = works.addProgram("nightly");
    works.addProgram("other");
    Workspace theirs = Workspace.signUp();
    theirs.addProgram("nightly");

    for (Reply login :
        List.of(
            Api.anonymous().logIn(works.name(), "other", nightly.key()),
            Api.anonymous().logIn(works.name(), "ann", nightly.key()),
            Api.anonymous().logIn(works.name(), "unknown", nightly.key()),
            Api.anonymous().logIn(theirs.name(), "nightly", nightly.key()),
            Api.anonymous().logIn("unknown", "nightly", nightly.key()))) {
      assertThat(login.is(401).body()).isEqualTo("401: Unauthorized");
    }
  }

  @Test
  void doesNotLogInWithAPassword() {
    Program nightly = works.addProgram("nightly");

    for (String password :
        List.of("", "nightly", Workspace.PASSWORD, nightly.keyId(), nightly.key() + " ", "null")) {
      assertThat(nightly.logIn(password).is(401).body()).isEqualTo("401: Unauthorized");
    }
  }

  @Test
  void doesNotLogInOnThePage() {
    Program nightly = works.addProgram("nightly");

    assertThat(logsInOnThePage("ann", ann.password())).isTrue();
    assertThat(logsInOnThePage("nightly", nightly.key())).isFalse();
  }

  private boolean logsInOnThePage(String user, String password) {
    Visitor visitor = new Visitor(ann.anonymous().base());
    Document form = visitor.page("/login");
    String button = form.selectFirst("form [type=submit]").id();
    visitor.press(
        form, button, Map.of("workspace", works.name(), "userName", user, "password", password));
    return visitor.get("/account/profile").uri().getPath().equals("/account/profile");
  }

  @Test
  void isLockedByGuessingItsPasswordsButNotOutOfItsKeyAndGetsNoLetter() {
    Program nightly = works.addProgram("nightly");
    int before = lettersAboutLocks();

    for (int i = 0; i < 11; i++) {
      nightly.logIn("wrong " + i).is(401);
    }

    nightly.logIn().is(200);
    assertThat(lettersAboutLocks()).isEqualTo(before);
  }

  private static int lettersAboutLocks() {
    return ServerLog.text().split("Mail \"Your account is locked", -1).length;
  }

  @Test
  void isRefusedOnceItIsDeactivated() {
    Program nightly = works.addProgram("nightly");
    Api inSession = nightly.in(nightly.logIn());

    assertThat(admin.delete(nightly.path()).is(200).updated()).containsEntry("status", "inactive");

    inSession.get(ann.path()).refuses(401, "Unauthorized");
    assertThat(nightly.logIn().is(401).body()).isEqualTo("401: Unauthorized");
    admin.delete(nightly.path()).is(200);
    admin.post(ACCOUNTS, Map.of("name", "nightly")).refuses(409, "Conflict");
    admin.patch(nightly.path(), Map.of("status", "active")).is(200);
    inSession.get(ann.path()).refuses(401, "Unauthorized");
    nightly.logIn().is(200);
  }

  @Test
  void hasNoKeysOrPasswordOfAPerson() {
    Program nightly = works.addProgram("nightly");
    Api inSession = nightly.in(nightly.logIn());

    inSession
        .post("/api/1/user-key", Map.of("name", "x", "current_password", nightly.key()))
        .refuses(400, "Bad Request");
    inSession
        .patch(
            "/api/1/user/nightly",
            Map.of("current_password", nightly.key(), "password", Workspace.PASSWORD))
        .is(404);
    assertThat(admin.get(nightly.path() + "/key").parts("keys")).hasSize(1);
  }

  @Test
  void actsWithTheRolesOfTheMomentNotOfItsToken() {
    works.addRole("finance");
    Program nightly = works.addProgram("nightly", "finance");
    Reply login = nightly.logIn();

    admin.delete("/api/1/role/finance").is(204);

    assertThat(account("nightly")).containsEntry("roles", List.of());
    nightly.in(login).get(ann.path()).is(200);
  }

  @Test
  void hasAKeyThatNobodyElseHas() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      keys.add(works.addProgram("p" + i).key());
    }
    assertThat(keys).hasSize(5);
  }
}
