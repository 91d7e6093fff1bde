package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys of service accounts, of applications and of people: made, used, rotated, revoked. */
@ExtendWith(DeployedGatehouse.class)
class KeysIT {
  private static final long A_MONTH = 2_592_000;

  private Workspace works;
  private Person ann;
  private Program nightly;
  private Api admin;

  /** Whose keys. */
  private enum Kind {
    SERVICE("/api/1/service-account/nightly/key", "svc"),
    DEVELOPER("/api/1/developer-key", "dev"),
    USER("/api/1/user-key", "usr");

    private final String path;
    private final String prefix;

    Kind(String path, String abbreviation) {
      this.path = path;
      this.prefix = "gatehouse_" + abbreviation + "_";
    }

    String path(Object id) {
      return path + "/" + id;
    }

    String rotation(Object id) {
      return path(id) + "/rotation";
    }

    /** A body with what this kind wants beside it. */
    Map<String, Object> body(Map<String, ?> members) {
      Map<String, Object> body = new HashMap<>(members);
      if (this == USER) {
        body.put("current_password", Workspace.PASSWORD);
      }
      return body;
    }
  }

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    admin = ann.api();
    nightly = works.addProgram("nightly");
  }

  private Reply make(Kind kind, Map<String, ?> members) {
    return admin.post(kind.path, kind.body(members));
  }

  private Reply make(Kind kind) {
    return make(kind, Map.of("name", "build")).is(201);
  }

  private Reply rotate(Kind kind, Object id, Map<String, ?> members) {
    return admin.post(kind.rotation(id), kind.body(members));
  }

  private List<Map<String, Object>> list(Kind kind) {
    return admin.get(kind.path).is(200).parts("keys");
  }

  private Map<String, Object> find(Kind kind, String id) {
    return list(kind).stream().filter(key -> key.get("id").equals(id)).findFirst().orElseThrow();
  }

  /** Logs in as whom such a key stands for. */
  private Reply logIn(Kind kind, String key) {
    return Api.anonymous().logIn(works.name(), kind == Kind.USER ? "ann" : "nightly", key);
  }

  private boolean goesOn(Reply login) {
    return Api.anonymous().withToken(login.text("token")).get(ann.path()).status() == 200;
  }

  private static Instant at(Object epochSeconds) {
    BigDecimal seconds = new BigDecimal(epochSeconds.toString());
    return Instant.ofEpochSecond(0, seconds.movePointRight(9).longValue());
  }

  private static Instant inAnHour() {
    return Instant.now().plus(Duration.ofHours(1));
  }

  // Making and listing

  @ParameterizedTest
  @EnumSource
  void areShownOnceWhenTheyAreMade(Kind kind) {
    Reply made = make(kind, Map.of("name", " Build  server \u00dc ")).is(201);

    assertThat(made.json()).containsOnlyKeys("updated", "key", "key_id");
    assertThat(made.text("key")).matches(kind.prefix + "[0-9a-z]{57}");
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(made.part("updated"))
        .containsOnlyKeys(
            "id", "name", "hint", "scopes", "created_at", "expires_at", "last_used_at")
        .containsEntry("id", made.text("key_id"))
        .containsEntry("name", "Build server \u00dc")
        .containsEntry("expires_at", null)
        .containsEntry("last_used_at", null);
    assertThat(made.text("key")).endsWith((String) made.part("updated").get("hint"));
    assertThat(at(made.part("updated").get("created_at")))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(find(kind, made.text("key_id"))).isEqualTo(made.part("updated"));
    assertThat(admin.get(kind.path).body()).doesNotContain(made.text("key"));
  }

  @ParameterizedTest
  @EnumSource
  void mayExpire(Kind kind) {
    Instant whole = Instant.ofEpochSecond(inAnHour().getEpochSecond());

    Reply made = make(kind, Map.of("name", "build", "expires_at", whole.getEpochSecond())).is(201);
    Reply withFraction =
        make(kind, Map.of("name", "b", "expires_at", new BigDecimal("4102444800.123456"))).is(201);

    assertThat(made.body()).containsPattern("\"expires_at\": ?" + whole.getEpochSecond());
    assertThat(at(made.part("updated").get("expires_at"))).isEqualTo(whole);
    assertThat(withFraction.body()).containsPattern("\"expires_at\": ?4102444800.123456");
    make(kind, Map.of("name", "b", "expires_at", 253_402_300_799L)).is(201);
  }

  @ParameterizedTest
  @EnumSource
  void areRefusedAgainstTheRules(Kind kind) {
    int before = list(kind).size();
    String rest = kind == Kind.USER ? ", \"current_password\": \"" + ann.password() + "\"" : "";

    for (String body :
        List.of(
            "",
            "\"name\": null",
            "\"name\": 1",
            "\"name\": \"\"",
            "\"name\": \"a\\u0000\"",
            "\"name\": \"a\\u202eb\"",
            "\"name\": \"" + "x".repeat(101) + "\"",
            "\"name\": \"x\", \"key\": \"gatehouse_svc_1\"",
            "\"name\": \"x\", \"overlap_seconds\": 1",
            "\"name\": \"x\", \"expires_at\": 0",
            "\"name\": \"x\", \"expires_at\": 1",
            "\"name\": \"x\", \"expires_at\": -1",
            "\"name\": \"x\", \"expires_at\": " + Instant.now().minusSeconds(1).getEpochSecond(),
            "\"name\": \"x\", \"expires_at\": 253402300800",
            "\"name\": \"x\", \"expires_at\": 4102444800.1234567",
            "\"name\": \"x\", \"expires_at\": 1e999999999",
            "\"name\": \"x\", \"expires_at\": 1e-999999999",
            "\"name\": \"x\", \"expires_at\": 1e99999999999",
            "\"name\": \"x\", \"expires_at\": " + "9".repeat(5_000),
            "\"name\": \"x\", \"expires_at\": 0." + "0".repeat(5_000) + "1",
            "\"name\": \"x\", \"expires_at\": NaN",
            "\"name\": \"x\", \"expires_at\": \"4102444800\"",
            "\"name\": \"x\", \"expires_at\": \"2100-01-01T00:00:00Z\"",
            "\"name\": \"x\", \"expires_at\": true",
            "\"name\": \"x\", \"expires_at\": [4102444800]")) {
      String members = body.isEmpty() ? rest.replaceFirst(", ", "") : body + rest;
      admin.post(kind.path, "{" + members + "}").refuses(400, "Bad Request");
    }
    admin.post(kind.path, "").refuses(400, "Bad Request");
    admin.post(kind.path, "[]").refuses(400, "Bad Request");
    assertThat(list(kind)).hasSize(before);
  }

  @ParameterizedTest
  @EnumSource
  void areListedWithTheNewestFirstAndInPages(Kind kind) {
    int before = list(kind).size();
    for (String name : List.of("one", "Two", "three")) {
      make(kind, Map.of("name", name)).is(201);
    }

    assertThat(list(kind).subList(0, 3))
        .extracting(key -> key.get("name"))
        .containsExactly("three", "Two", "one");
    Reply page = admin.get(kind.path + "?page_size=2&page=1").is(200);
    assertThat(page.json())
        .containsOnlyKeys("keys", "total", "page", "page_size")
        .containsEntry("total", 3L + before)
        .containsEntry("page", 1L)
        .containsEntry("page_size", 2L);
    assertThat(page.parts("keys")).isEqualTo(list(kind).subList(0, 2));
    assertThat(admin.get(kind.path + "?page_size=2&page=2").parts("keys"))
        .isEqualTo(list(kind).subList(2, list(kind).size()));
    assertThat(admin.get(kind.path + "?page=1000000&page_size=200").parts("keys")).isEmpty();
    assertThat(admin.get(kind.path + "?search=tWO").parts("keys"))
        .containsExactly(list(kind).get(1));
  }

  @ParameterizedTest
  @EnumSource
  void areFiftyAtTheMost(Kind kind) {
    // Asking for the password of a person takes a moment, so there several ask at once.
    int free = 50 - list(kind).size();
    List<Reply> replies = AtOnce.call(4, () -> make(kind, Map.of("name", "many")));
    for (int i = 4; i < free; i++) {
      make(kind);
    }

    assertThat(replies).extracting(Reply::status).containsOnly(201);
    assertThat(list(kind)).hasSize(50);
    make(kind, Map.of("name", "more")).refuses(409, "Conflict");
    admin.delete(kind.path(list(kind).get(7).get("id"))).is(204);
    make(kind);
  }

  // Whose

  @ParameterizedTest
  @EnumSource
  void areNobodyElses(Kind kind) {
    String id = make(kind).text("key_id");
    List<Map<String, Object>> before = list(kind);
    Workspace theirs = Workspace.signUp();
    theirs.addProgram("nightly");
    Api stranger = theirs.administrator().api();

    for (Kind way : Kind.values()) {
      stranger.delete(way.path(id)).refuses(404, "Not Found");
      stranger.post(way.rotation(id), way.body(Map.of())).refuses(404, "Not Found");
      assertThat(stranger.get(way.path).body()).doesNotContain(id);
      if (way != kind) {
        admin.delete(way.path(id)).refuses(404, "Not Found");
        rotate(way, id, Map.of()).refuses(404, "Not Found");
      }
    }
    assertThat(list(kind)).isEqualTo(before);
  }

  @Test
  void ofAnAccountAreNotThoseOfAnother() {
    Program other = works.addProgram("other");

    admin.delete(nightly.path() + "/key/" + other.keyId()).refuses(404, "Not Found");
    admin
        .post(nightly.path() + "/key/" + other.keyId() + "/rotation", "{}")
        .refuses(404, "Not Found");
    other.logIn().is(200);
  }

  @Test
  void ofAPersonAreNotThoseOfAColleague() {
    String id = make(Kind.USER).text("key_id");
    Person zoe = works.addAdministrator("zoe");

    assertThat(zoe.api().get(Kind.USER.path).is(200).parts("keys")).isEmpty();
    zoe.api().delete(Kind.USER.path(id)).refuses(404, "Not Found");
    zoe.api().post(Kind.USER.rotation(id), Kind.USER.body(Map.of())).refuses(404, "Not Found");
    assertThat(list(Kind.USER)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void areForThoseWhoMay(Kind kind) {
    String id = make(kind).text("key_id");
    refusesAll(Api.anonymous(), kind, id, 401, "Unauthorized");
    refusesAll(works.addWithInitialPassword("fresh", true).api(), kind, id, 403, "Forbidden");
    Person bob = works.add("bob");
    if (kind == Kind.USER) {
      bob.api().get(kind.path).is(200);
      bob.api().post(kind.path, kind.body(Map.of("name", "mine"))).is(201);
    } else {
      refusesAll(bob.api(), kind, id, 403, "Forbidden");
    }
    assertThat(find(kind, id)).isNotNull();
  }

  private static void refusesAll(Api api, Kind kind, String id, int status, String phrase) {
    api.get(kind.path).refuses(status, phrase);
    api.post(kind.path, kind.body(Map.of("name", "x"))).refuses(status, phrase);
    api.post(kind.path, "no json").refuses(status, phrase);
    api.delete(kind.path(id)).refuses(status, phrase);
    api.delete(kind.path(UUID.randomUUID())).refuses(status, phrase);
    api.delete(kind.path("no-id")).refuses(status, phrase);
    api.post(kind.rotation(id), kind.body(Map.of())).refuses(status, phrase);
  }

  @ParameterizedTest
  @EnumSource
  void areNotFoundUnderAnotherId(Kind kind) {
    List<Map<String, Object>> before = list(kind);

    for (Object id :
        List.of(UUID.randomUUID(), "1", "no-id", "%20", "1-1-1-1-1", "x".repeat(300))) {
      admin.delete(kind.path(id)).is(404);
      rotate(kind, id, Map.of()).is(404);
    }
    assertThat(list(kind)).isEqualTo(before);
    admin.get(kind.path(UUID.randomUUID())).is(405);
    admin.patch(kind.path(UUID.randomUUID()), "{}").is(405);
    admin.get(kind.rotation(UUID.randomUUID())).is(405);
  }

  @Test
  void ofAnUnknownAccountAreNotFound() {
    String path = "/api/1/service-account/unknown/key";

    admin.get(path).refuses(404, "Not Found");
    admin.post(path, Map.of("name", "x")).refuses(404, "Not Found");
    admin.delete(path + "/" + nightly.keyId()).refuses(404, "Not Found");
    admin.post(path + "/" + nightly.keyId() + "/rotation", "{}").refuses(404, "Not Found");
  }

  // The password that own keys want

  @Test
  void ofAPersonWantThePassword() {
    String id = make(Kind.USER).text("key_id");

    for (String body :
        List.of(
            "{\"name\": \"x\"}",
            "{\"name\": \"x\", \"current_password\": null}",
            "{\"name\": \"x\", \"current_password\": 1}",
            "{\"name\": \"x\", \"current_password\": \"\"}",
            "{\"name\": \"x\", \"current_password\": \"wrong\"}")) {
      admin.post(Kind.USER.path, body).refuses(400, "Bad Request");
      admin
          .post(Kind.USER.rotation(id), body.replace("\"name\": \"x\"", "\"overlap_seconds\": 60"))
          .refuses(400, "Bad Request");
    }

    assertThat(list(Kind.USER)).extracting(key -> key.get("id")).containsExactly(id);
    logIn(Kind.USER, make(Kind.USER).text("key")).is(200);
  }

  @Test
  void ofAPersonAreNotMadeWithAKeyInPlaceOfThePassword() {
    Reply made = make(Kind.USER);
    Api inSession = Api.anonymous().withToken(logIn(Kind.USER, made.text("key")).text("token"));

    inSession
        .post(Kind.USER.path, Map.of("name", "x", "current_password", made.text("key")))
        .refuses(400, "Bad Request");
    assertThat(list(Kind.USER)).hasSize(1);
  }

  @Test
  void ofAPersonEndTheSessionInWhichPasswordsWereWrongTenTimesAndNoOther() {
    Person elsewhere = ann.logInAgain();
    for (int i = 0; i < 10; i++) {
      admin
          .post(Kind.USER.path, Map.of("name", "x", "current_password", "wrong " + i))
          .refuses(400, "Bad Request");
    }

    make(Kind.USER, Map.of("name", "x")).refuses(401, "Unauthorized");
    assertThat(elsewhere.isLoggedIn()).isTrue();
    assertThat(ann.logInAgain().isLoggedIn()).isTrue();
  }

  @Test
  void ofAPersonAreToldByMail() {
    make(Kind.USER, Map.of("name", "backup"));

    assertThat(Mailbox.of(ann.email()))
        .anyMatch(
            mail ->
                mail.contains("Subject: You have a new user key")
                    && mail.contains("the key backup was made"));
  }

  // Logging in

  @ParameterizedTest
  @EnumSource(names = {"SERVICE", "USER"})
  void logInInPlaceOfAPassword(Kind kind) {
    Reply made = make(kind);

    assertThat(goesOn(logIn(kind, made.text("key")).is(200))).isTrue();

    Map<String, Object> key = find(kind, made.text("key_id"));
    assertThat(at(key.get("last_used_at")))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(at(key.get("last_used_at"))).isAfterOrEqualTo(at(key.get("created_at")));
  }

  @Test
  void ofAPersonLogInWithoutACode() {
    Reply made = make(Kind.USER);
    Authenticator.enrol(ann);
    assertThat(Api.anonymous().logIn(works.name(), "ann", ann.password()).is(401).headers())
        .containsKey("Gatehouse-Second-Factor");

    Reply login = logIn(Kind.USER, made.text("key")).is(200);

    assertThat(login.json()).containsEntry("is_client_admin", true);
    assertThat(goesOn(login)).isTrue();
  }

  @Test
  void ofAnApplicationLogNobodyIn() {
    String key = make(Kind.DEVELOPER).text("key");

    isRefused(logIn(Kind.USER, key));
    isRefused(logIn(Kind.SERVICE, key));
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVICE", "USER"})
  void areRefusedAsAWrongPasswordIs(Kind kind) {
    Reply made = make(kind);
    admin.delete(kind.path(made.text("key_id"))).is(204);
    String key = make(kind).text("key");
    String otherKind = make(kind == Kind.USER ? Kind.SERVICE : Kind.USER).text("key");

    for (String wrong :
        List.of(
            made.text("key"),
            otherKind,
            key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0"),
            key.substring(1),
            key + "0",
            key.toUpperCase(Locale.ROOT),
            kind.prefix)) {
      isRefused(logIn(kind, wrong));
    }
  }

  private void isRefused(Reply reply) {
    Reply wrongPassword = Api.anonymous().logIn(works.name(), "nightly", "wrong").is(401);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).isEqualTo(wrongPassword.body()).isEqualTo("401: Unauthorized");
    assertThat(comparable(reply)).isEqualTo(comparable(wrongPassword));
  }

  private static Map<String, List<String>> comparable(Reply reply) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(reply.headers());
    headers.keySet().removeAll(Set.of("Date", "X-Request-Id"));
    return headers;
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVICE", "USER"})
  void lockNobodyOutHoweverOftenTheyAreWrong(Kind kind) {
    Reply made = make(kind);
    admin.delete(kind.path(made.text("key_id"))).is(204);
    for (int i = 0; i < 12; i++) {
      logIn(kind, made.text("key")).is(401);
    }

    logIn(kind, make(kind).text("key")).is(200);
    Api.anonymous().logIn(works.name(), "ann", ann.password()).is(200);
  }

  @Test
  void ofAPersonGoOnWhileGuessesLockTheAccount() {
    String key = make(Kind.USER).text("key");
    for (int i = 0; i < 10; i++) {
      Api.anonymous().logIn(works.name(), "ann", "wrong " + i).is(401);
    }

    Api.anonymous().logIn(works.name(), "ann", ann.password()).is(401);
    logIn(Kind.USER, key).is(200);
    Api.anonymous().logIn(works.name(), "ann", ann.password()).is(401);
  }

  // Their end

  @ParameterizedTest
  @EnumSource(names = {"SERVICE", "USER"})
  void endTheirSessionsWhenTheyAreRevoked(Kind kind) {
    Reply made = make(kind);
    Reply other = make(kind);
    Reply login = logIn(kind, made.text("key")).is(200);
    Reply otherLogin = logIn(kind, other.text("key")).is(200);
    assertThat(goesOn(login)).isTrue();

    admin.delete(kind.path(made.text("key_id"))).is(204);

    assertThat(goesOn(login)).isFalse();
    isRefused(logIn(kind, made.text("key")));
    assertThat(goesOn(otherLogin)).isTrue();
    assertThat(ann.isLoggedIn()).isTrue();
    assertThat(list(kind)).extracting(key -> key.get("id")).doesNotContain(made.text("key_id"));
    admin.delete(kind.path(made.text("key_id"))).refuses(404, "Not Found");
    rotate(kind, made.text("key_id"), Map.of()).refuses(404, "Not Found");
  }

  @ParameterizedTest
  @EnumSource
  void areRevokedByOneOfThoseWhoDoItAtTheSameMoment(Kind kind) {
    String id = make(kind).text("key_id");

    List<Reply> replies = AtOnce.call(4, () -> admin.delete(kind.path(id)));

    assertThat(replies.stream().map(Reply::status).sorted()).containsExactly(204, 404, 404, 404);
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVICE", "USER"})
  void endByThemselvesAndTheirSessionsWithThem(Kind kind) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(4);
    Reply made =
        make(kind, Map.of("name", "b", "expires_at", BigDecimal.valueOf(end.toEpochMilli(), 3)))
            .is(201);
    Reply login = logIn(kind, made.text("key")).is(200);
    assertThat(at(login.json().get("token_expiry"))).isBeforeOrEqualTo(end);

    // What is answered just before the end is not the point; nor is how many sessions somebody has.
    while (Instant.now().isBefore(end)) {
      logIn(kind, made.text("key"));
      Thread.sleep(500);
    }

    isRefused(logIn(kind, made.text("key")));
    assertThat(goesOn(login)).isFalse();
    assertThat(list(kind)).extracting(key -> key.get("id")).doesNotContain(made.text("key_id"));
    admin.delete(kind.path(made.text("key_id"))).refuses(404, "Not Found");
  }

  // Rotation

  @ParameterizedTest
  @EnumSource
  void areReplacedUnderTheSameName(Kind kind) {
    Reply old = make(kind);

    Reply made =
        rotate(
            kind, old.text("key_id"), Map.of("overlap_seconds", 3_600, "expires_at", 4102444800L));

    assertThat(made.is(201).json()).containsOnlyKeys("updated", "key", "key_id");
    assertThat(made.text("key")).matches(kind.prefix + "[0-9a-z]{57}");
    assertThat(made.text("key")).isNotEqualTo(old.text("key"));
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(made.part("updated")).containsEntry("name", "build");
    assertThat(at(made.part("updated").get("expires_at"))).isEqualTo("2100-01-01T00:00:00Z");
    assertThat(at(find(kind, old.text("key_id")).get("expires_at")))
        .isBetween(inAnHour().minusSeconds(60), inAnHour());
    assertThat(find(kind, made.text("key_id"))).isEqualTo(made.part("updated"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVICE", "USER"})
  void goOnForTheOverlapWithTheirSessions(Kind kind) {
    Reply old = make(kind);
    Reply login = logIn(kind, old.text("key")).is(200);

    Reply made = rotate(kind, old.text("key_id"), Map.of("overlap_seconds", A_MONTH)).is(201);

    assertThat(goesOn(login)).isTrue();
    assertThat(goesOn(logIn(kind, old.text("key")).is(200))).isTrue();
    assertThat(goesOn(logIn(kind, made.text("key")).is(200))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVICE", "USER"})
  void stopAtOnceWithoutAnOverlap(Kind kind) {
    for (Map<String, Integer> none :
        List.of(Map.<String, Integer>of(), Map.of("overlap_seconds", 0))) {
      Reply old = make(kind);
      Reply login = logIn(kind, old.text("key")).is(200);

      Reply made = rotate(kind, old.text("key_id"), none).is(201);

      isRefused(logIn(kind, old.text("key")));
      assertThat(goesOn(login)).isFalse();
      logIn(kind, made.text("key")).is(200);
      assertThat(list(kind)).extracting(key -> key.get("id")).doesNotContain(old.text("key_id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNotKeptLongerByTheOverlapThanTheyWere(Kind kind) {
    long end = inAnHour().getEpochSecond();
    Reply old = make(kind, Map.of("name", "build", "expires_at", end)).is(201);

    rotate(kind, old.text("key_id"), Map.of("overlap_seconds", A_MONTH)).is(201);

    assertThat(at(find(kind, old.text("key_id")).get("expires_at")))
        .isEqualTo(Instant.ofEpochSecond(end));
  }

  @ParameterizedTest
  @EnumSource
  void areNotReplacedAgainstTheRules(Kind kind) {
    String id = make(kind).text("key_id");
    List<Map<String, Object>> before = list(kind);
    String rest = kind == Kind.USER ? ", \"current_password\": \"" + ann.password() + "\"" : "";

    for (String body :
        List.of(
            "\"overlap_seconds\": -1",
            "\"overlap_seconds\": 2592001",
            "\"overlap_seconds\": 0.5",
            "\"overlap_seconds\": 1e99",
            "\"overlap_seconds\": 1e-99",
            "\"overlap_seconds\": 99999999999999999999",
            "\"overlap_seconds\": \"60\"",
            "\"overlap_seconds\": true",
            "\"overlap_seconds\": []",
            "\"expires_at\": 1",
            "\"expires_at\": \"4102444800\"",
            "\"name\": \"other\"",
            "\"id\": \"" + id + "\"")) {
      admin.post(kind.rotation(id), "{" + body + rest + "}").refuses(400, "Bad Request");
    }
    admin.post(kind.rotation(id), "").refuses(400, "Bad Request");
    assertThat(list(kind)).isEqualTo(before);
  }

  // Secrets

  @Test
  void reachNoLogAndNoLetter() {
    Set<String> keys = new HashSet<>(Set.of(nightly.key()));
    for (Kind kind : Kind.values()) {
      Reply made = make(kind);
      Reply rotated = rotate(kind, made.text("key_id"), Map.of("overlap_seconds", 60)).is(201);
      for (Reply reply : List.of(made, rotated)) {
        keys.add(reply.text("key"));
        logIn(kind, reply.text("key"));
      }
      admin.delete(kind.path(made.text("key_id"))).is(204);
      logIn(kind, made.text("key")).is(401);
    }

    String log = ServerLog.text();
    assertThat(log.contains("api-key-rotate ok")).isTrue();
    for (String key : keys) {
      assertThat(log.contains(key)).as("the log shows a key").isFalse();
      assertThat(Mailbox.of(ann.email())).noneMatch(mail -> mail.contains(key));
    }
  }
}
