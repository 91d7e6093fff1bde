package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.STATE;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.TOKEN;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.forget;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isUnauthorized;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code PATCH /v1/auth/token}: the session goes on with another token, the old one is good for a
 * minute more, and whoever shows it later ends the session.
 */
@ExtendWith(DeployedGatehouse.class)
class RefreshIT {
  private static final int CROWD = 20;
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Duration IDLE = Duration.ofHours(12);

  private static Workspace works;
  private static Person ann;

  private Person bob;
  private CloudCheckr token;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @BeforeEach
  void logIn() {
    bob = CloudCheckr.add(works);
    token = CloudCheckr.open(bob);
  }

  /** Lets time pass for the session. */
  private void after(Duration time) {
    Database.age(token.session(), time);
    forget(ann, bob);
  }

  private long generation() {
    return Database.count("select generation from login_session where id = ?", token.session());
  }

  private long reuses() {
    return Database.count(
        "select count(*) from audit_event where type = 'token-reuse' and session_id = ?",
        token.session());
  }

  private static void isGood(CloudCheckr some) {
    some.api().get(STATE + "?app=glass").is(200);
  }

  private static void isGoodEverywhere(CloudCheckr some, Person person) {
    isGood(some);
    some.api().get(person.path()).is(200);
    some.api().get("/api/1/users/me.json").is(200);
    Api.anonymous().withCookie(some.value()).get("/account/sessions").is(200);
  }

  private static void isRefused(CloudCheckr some) {
    isUnauthorized(some.api().get(STATE + "?app=glass"));
    isUnauthorized(some.refreshing());
  }

  // One after another

  @Test
  void repliesAsALoginDoesWithAnotherToken() {
    Reply reply = token.refreshing().is(200).hasSecurityHeaders();

    reply.hasJson(
        "cloudcheckr/token.json",
        "id",
        bob.id(),
        "user",
        bob.name(),
        "email",
        bob.email(),
        "name",
        bob.name(),
        "level",
        "user",
        "permissions",
        "[\"user\"]");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
    assertThat(reply.text("token")).isNotEqualTo(token.value());
  }

  @Test
  void continuesTheSessionWithTheNextGeneration() {
    CloudCheckr next = token.refresh();

    assertThat(next.session()).isEqualTo(token.session());
    assertThat(next.generation()).isEqualTo(1);
    isGoodEverywhere(next, bob);
    isGoodEverywhere(token, bob);
    assertThat(next.refresh().generation()).isEqualTo(2);
  }

  @Test
  void takesWhateverBodyAndTypeOrNone() {
    for (String body : List.of("", "{}", "a=b", "{")) {
      token.api().patch(TOKEN, body).is(200);
      token.api().with("Content-Type", "application/json").patch(TOKEN, body).is(200);
      token.api().with("Content-Type", CloudCheckr.FORM).patch(TOKEN + "?app=", body).is(200);
    }
  }

  @Test
  void saysWhatTheUserHasBecomeMeanwhile() {
    ann.api().patch(bob.path(), Map.of("is_client_admin", true)).is(200);
    token = CloudCheckr.open(bob);
    ann.api().patch(bob.path(), Map.of("is_client_admin", false, "display_name", "Bob")).is(200);

    Reply reply = token.refreshing().is(200);

    assertThat(reply.part("user"))
        .containsEntry("account_access_type", "user")
        .containsEntry("display_name", "Bob");
    assertThat(CloudCheckr.of(Api.anonymous(), reply).claims().getClaim("groups"))
        .isEqualTo(List.of("user"));
  }

  @Test
  void givesTheSamePresentGenerationToWhoShowsTheOldTokenInTime() {
    CloudCheckr second = token.refresh();
    CloudCheckr again = token.refresh();

    assertThat(again.generation()).isEqualTo(1);
    assertThat(second.refresh().generation()).isEqualTo(2);
    assertThat(token.refresh().generation()).isEqualTo(2);
    assertThat(generation()).isEqualTo(2);
  }

  @Test
  void leavesTheOldTokenGoodForTheGracePeriod() {
    CloudCheckr next = token.refresh();
    after(GRACE.minusSeconds(20));

    isGood(token);
    isGood(next);
    assertThat(reuses()).isZero();
  }

  @Test
  void endsTheSessionWhereTheOldTokenIsShownLater() {
    CloudCheckr next = token.refresh();
    CloudCheckr last = next.refresh();
    after(GRACE);

    isGood(last);
    isRefused(token);
    isRefused(next);
    isRefused(last);
    assertThat(reuses()).isEqualTo(1);
    assertThat(bob.isLoggedIn()).isTrue();
  }

  @Test
  void endsTheSessionWhereTheOldTokenIsRefreshedLater() {
    CloudCheckr next = token.refresh();
    after(GRACE);

    isUnauthorized(token.refreshing());
    isRefused(next);
    assertThat(reuses()).isEqualTo(1);
  }

  @Test
  void endsTheSessionByACopyShownAnywhere() {
    for (String path : List.of(bob.path(), "/api/1/users/me.json", "/v1/auth/status")) {
      token = CloudCheckr.open(bob);
      CloudCheckr next = token.refresh();
      after(GRACE);

      token.api().get(path).is(401);
      isRefused(next);
      assertThat(reuses()).isEqualTo(1);
    }
  }

  @Test
  void isAuditedOnceHoweverManyShowTheCopyAtOnce() {
    CloudCheckr next = token.refresh();
    after(GRACE);

    var replies = AtOnce.call(CROWD, () -> token.api().get(STATE + "?app=glass"));

    assertThat(replies).allSatisfy(CloudCheckr::isUnauthorized);
    isRefused(next);
    assertThat(reuses()).isEqualTo(1);
  }

  @Test
  void isNotFooledByAGenerationThatNeverWas() {
    // A copy of an old session's row, as a restored database would have it.
    CloudCheckr next = token.refresh();
    Database.update(
        "update login_session set generation = 0, retirements = '' where id = ?", token.session());
    forget(ann, bob);

    isUnauthorized(next.api().get(STATE + "?app=glass"));
    assertThat(reuses()).isZero();
    isGood(token);
  }

  // At the same moment

  @Test
  void givesManyAtOnceTokensThatAllWork() {
    var replies = AtOnce.call(CROWD, token::refreshing);

    List<CloudCheckr> tokens =
        replies.stream().map(reply -> CloudCheckr.of(Api.anonymous(), reply)).toList();
    assertThat(tokens).extracting(CloudCheckr::generation).containsOnly(1L);
    assertThat(tokens).extracting(CloudCheckr::session).containsOnly(token.session());
    tokens.forEach(RefreshIT::isGood);
    isGood(token);
    assertThat(generation()).isEqualTo(1);
    // Also when the old one is none any longer.
    after(GRACE);
    tokens.forEach(RefreshIT::isGood);
    assertThat(reuses()).isZero();
  }

  @Test
  void letsSeveralProgramsRefreshTheirOwnWay() {
    int programs = 6;
    int turns = 8;
    List<Callable<List<CloudCheckr>>> chains =
        IntStream.range(0, programs)
            .<Callable<List<CloudCheckr>>>mapToObj(i -> () -> chain(turns))
            .toList();

    List<CloudCheckr> all = AtOnce.call(chains).stream().flatMap(List::stream).toList();

    assertThat(all).hasSize(programs * turns);
    assertThat(generation()).isBetween((long) turns, (long) programs * turns);
    all.forEach(RefreshIT::isGood);
    assertThat(reuses()).isZero();
  }

  private List<CloudCheckr> chain(int turns) {
    List<CloudCheckr> tokens = new ArrayList<>();
    CloudCheckr present = token;
    for (int i = 0; i < turns; i++) {
      present = present.refresh();
      tokens.add(present);
    }
    return tokens;
  }

  @Test
  void leavesTheDatabaseAsLargeAsItWas() {
    token.refresh();
    Map<String, Long> before = Database.rows();

    CloudCheckr present = token;
    for (int i = 0; i < 100; i++) {
      present = present.refresh();
    }

    assertThat(Database.rows())
        .allSatisfy(
            (table, rows) -> assertThat(rows).as(table).isLessThanOrEqualTo(before.get(table)));
    assertThat(present.generation()).isGreaterThanOrEqualTo(100);
    assertThat(Database.text("select retirements from login_session where id = ?", token.session()))
        .hasSizeLessThan(3_000);
    isGood(present);
  }

  // Other tokens

  @Test
  void givesAnyDialectsTokenAnother() {
    CloudCheckr cloudomation = new CloudCheckr(Api.anonymous(), bob.token());
    Api workspace = Api.anonymous().with("X-Workspace", works.uid());
    Reply cloudIo =
        workspace
            .with("Authorization", "Token " + Api.pair(bob.name(), bob.password()))
            .post("/v1/auth", "application/json", "{}")
            .is(200);
    CloudCheckr jwt = new CloudCheckr(Api.anonymous(), cloudIo.text("jwt"));

    for (CloudCheckr some : List.of(cloudomation, jwt)) {
      CloudCheckr next = some.refresh();
      assertThat(next.session()).isEqualTo(some.session());
      isGoodEverywhere(next, bob);
    }
  }

  @Test
  void givesACookieATokenAndReplacesNeither() {
    String cookie = cookie();
    Api browser = Api.anonymous().withCookie(cookie);
    // Two windows of one browser, each with a token of its own.
    CloudCheckr one = CloudCheckr.of(Api.anonymous(), browser.patch(TOKEN, ""));
    CloudCheckr other = CloudCheckr.of(Api.anonymous(), browser.patch(TOKEN, ""));

    assertThat(new CloudCheckr(Api.anonymous(), cookie).session()).isEqualTo(one.session());
    assertThat(one.claims().getClaims()).doesNotContainKey("gen");
    CloudCheckr next = CloudCheckr.of(Api.anonymous(), one.api().patch(TOKEN, ""));
    Database.age(next.session(), GRACE);
    forget(ann, bob);
    browser.get("/account/sessions").is(200);
    Stream.of(one, other, next).forEach(RefreshIT::isGood);
  }

  /** As a browser keeps it: here that of a CloudForge client. */
  private String cookie() {
    return Api.anonymous()
        .postForm(
            "/api/1/login.json",
            Map.of(
                "credentials[developerOrganization]", works.uid(),
                "credentials[developerKey]", works.makeDeveloperKey().text("key"),
                "credentials[domain]", works.uid(),
                "credentials[login]", bob.name(),
                "credentials[password]", bob.password()))
        .is(200)
        .cookie("gatehouse")
        .orElseThrow();
  }

  // Whose session has ended

  @Test
  void isRefusedWithoutATokenOrWithAWrongOne() {
    isUnauthorized(Api.anonymous().patch(TOKEN, ""));
    for (String wrong : List.of("", "x", "eyJ.eyJ.x", token.value() + "x", "Bearer")) {
      isUnauthorized(Api.anonymous().withToken(wrong).patch(TOKEN, ""));
      isUnauthorized(Api.anonymous().withCookie(wrong).patch(TOKEN, ""));
    }
  }

  @Test
  void isRefusedAfterALogout() {
    CloudCheckr next = token.refresh();
    token.api().delete("/api/1/auth").is(204);

    isRefused(token);
    isRefused(next);
    assertThat(reuses()).isZero();
  }

  @Test
  void isRefusedAfterADeactivation() {
    CloudCheckr next = token.refresh();
    ann.api().delete(bob.path()).is(200);

    isRefused(token);
    isRefused(next);
  }

  @Test
  void isRefusedAfterTheKeyHasEndedThatOpenedTheSession() {
    Program robot = works.addProgram("robot" + Workspace.unique());
    CloudCheckr session =
        CloudCheckr.of(
            Api.anonymous(),
            CloudCheckr.logIn(Api.anonymous(), works.uid() + "/" + robot.name(), robot.key()));
    CloudCheckr next = session.refresh();

    ann.api().delete(robot.path() + "/key/" + robot.keyId()).is(204);

    isRefused(session);
    isRefused(next);
  }

  @Test
  void endsAtTheAbsoluteLimitHoweverOftenItIsRefreshed() {
    CloudCheckr next = token.refresh();
    Instant end =
        Database.moment("select expires_at from login_session where id = ?", token.session());
    // The last hour: the token must not outlive it.
    Database.age("login_session", "expires_at", "id", token.session(), LIFETIME.minusHours(1));
    forget(ann, bob);
    CloudCheckr last = next.refresh();

    assertThat(last.claims().getExpirationTime().toInstant())
        .isBetween(end.minus(LIFETIME).plusSeconds(3598), end.minus(LIFETIME).plusSeconds(3600));
    assertThat(
            Database.moment("select expires_at from login_session where id = ?", token.session()))
        .isEqualTo(end.minus(LIFETIME.minusHours(1)));
    Database.age("login_session", "expires_at", "id", token.session(), Duration.ofHours(1));
    forget(ann, bob);
    isRefused(last);
    assertThat(reuses()).isZero();
  }

  @Test
  void endsWhereNobodyUsesIt() {
    after(IDLE.minusMinutes(5));
    isGood(token);
    // That was a use.
    after(IDLE.minusMinutes(5));
    CloudCheckr next = token.refresh();
    after(IDLE.plusMinutes(1));

    isRefused(next);
    assertThat(reuses()).isZero();
  }

  @Test
  void givesTokensTheFullLifetimeAnewWhileTheSessionIsLongEnough() {
    after(Duration.ofHours(11));

    CloudCheckr next = token.refresh();

    Instant now = Instant.now();
    assertThat(next.claims().getExpirationTime().toInstant())
        .isBetween(now.plus(Duration.ofHours(12)).minusSeconds(30), now.plus(Duration.ofHours(12)));
  }
}
