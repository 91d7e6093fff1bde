package org.gatehouse.contract.cloudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudio.CloudIo.AUTH;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows a CloudIO login: jwt and csrf with every request, the status, the log-out. */
@ExtendWith(DeployedGatehouse.class)
class SessionIT {
  private static final String STATUS = "/v1/auth/status";

  private static Workspace works;
  private static Person ann;

  private CloudIo session;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @BeforeEach
  void logIn() {
    session = CloudIo.open(ann);
  }

  private static void isRefused(Reply reply) {
    reply.is(403).hasBody("cloudio/wrong-csrf.json").hasSecurityHeaders();
  }

  // The csrf

  @ParameterizedTest
  @ValueSource(strings = {STATUS, "/v1/datasources"})
  void isShownAsQueryParameterOrAsHeaderOrAsBoth(String path) {
    session.withoutCsrf().get(path + "?csrf=" + session.csrf()).is(200);
    session.withoutCsrf().get(path + "?a=b&csrf=" + session.csrf() + "&c").is(200);
    session.withoutCsrf().with("X-CSRF-Token", session.csrf()).get(path).is(200);
    session.withoutCsrf().with("x-csrf-token", session.csrf()).get(path).is(200);
    session
        .withoutCsrf()
        .with("X-CSRF-Token", session.csrf())
        .get(path + "?csrf=" + session.csrf())
        .is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {STATUS, "/v1/datasources", "/v1/datasources/x"})
  void isRefusedWithoutOrWithAWrongOne(String path) {
    String another = CloudIo.open(ann).csrf();
    String upper = session.csrf().toUpperCase(Locale.ROOT);

    isRefused(session.withoutCsrf().get(path));
    for (String wrong : List.of("", "x", UUID.randomUUID().toString(), another, upper)) {
      isRefused(session.withoutCsrf().get(path + "?csrf=" + wrong));
      isRefused(session.withoutCsrf().with("X-CSRF-Token", wrong).get(path));
      isRefused(
          session
              .withoutCsrf()
              .with("X-CSRF-Token", session.csrf())
              .get(path + "?csrf=" + (wrong.isEmpty() ? "x" : wrong)));
      isRefused(
          session.withoutCsrf().with("X-CSRF-Token", wrong).get(path + "?csrf=" + session.csrf()));
    }
  }

  @Test
  void isNotWhatAnyOtherParameterOrCookieSays() {
    isRefused(session.withoutCsrf().get(STATUS + "?CSRF=" + session.csrf()));
    isRefused(session.withoutCsrf().with("Cookie", "csrf=" + session.csrf()).get(STATUS));
  }

  @Test
  void needsTheJwtToo() {
    Api.anonymous().get(STATUS + "?csrf=" + session.csrf()).is(401);
    Api.anonymous().withToken("eyJ.a.b").get(STATUS + "?csrf=" + session.csrf()).is(401);
  }

  @Test
  void takesTheJwtBareAndAsCookieToo() {
    Api.anonymous().withToken(session.jwt()).get(STATUS + "?csrf=" + session.csrf()).is(200);
    Api.anonymous().withCookie(session.jwt()).get(STATUS + "?csrf=" + session.csrf()).is(200);
    isRefused(Api.anonymous().withCookie(session.jwt()).get(STATUS));
  }

  @Test
  void refusesATokenOfAnotherDialectForWhichNobodyHasTheCsrf() {
    isRefused(ann.api().get(STATUS));
    isRefused(ann.api().get(STATUS + "?csrf=" + session.csrf()));
    isRefused(Api.anonymous().withCookie(ann.token()).get("/v1/datasources"));
  }

  @Test
  void isNotAskedForOutsideOfTheDialect() {
    Api.anonymous().withToken(session.jwt()).get(ann.path()).is(200);
    session.withoutCsrf().get(ann.path()).is(200);
    Api.anonymous().withCookie(session.jwt()).get("/account/sessions").is(200);
  }

  // The jwt

  @Test
  void holdsSessionCsrfOrganizationAndAccess() throws ParseException {
    Workspace other = Workspace.signUp();
    other.addDatasource("sales");
    other.addDatasource("hr");
    other.addRole("reader", "sales");
    other.addRole("keeper", "hr", "sales");
    Person bob = other.add("bob");
    other.giveRoles("bob", "reader", "keeper");

    JWTClaimsSet claims = CloudIo.open(bob).claims();

    assertThat(claims.getStringClaim("org_uid")).isEqualTo(other.uid());
    assertThat(claims.getStringListClaim("roles")).containsExactly("keeper", "reader");
    assertThat(claims.getStringListClaim("datasources")).containsExactly("hr", "sales");
    assertThat(claims.getStringListClaim("groups")).contains("keeper", "reader", "user");
    assertThat(claims.getSubject()).isEqualTo(bob.id());
  }

  @Test
  void namesItsOwnSessionAndCsrf() throws ParseException {
    JWTClaimsSet claims = session.claims();

    assertThat(claims.getStringClaim("session")).isEqualTo(session.id());
    assertThat(claims.getStringClaim("sid")).isEqualTo(session.id());
    assertThat(claims.getStringClaim("csrf")).isEqualTo(session.csrf());
    assertThat(CloudIo.open(ann).id()).isNotEqualTo(session.id());
    assertThat(CloudIo.open(ann).csrf()).isNotEqualTo(session.csrf());
  }

  // The status

  @Test
  void tellsTheSameAsTheLoginWithoutANewJwt() {
    Reply reply = session.get(STATUS).is(200).hasSecurityHeaders();

    reply.hasJson("cloudio/status.json", "org", works.uid(), "user", "ann", "email", ann.email());
    assertThat(reply.json())
        .containsEntry("sessionId", session.id())
        .containsEntry("csrf", session.csrf());
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  // The log-out

  @Test
  void endsAtTheLogOutAtOnce() {
    CloudIo another = CloudIo.open(ann);

    Reply reply = session.withoutCsrf().delete(AUTH + "?csrf=" + session.csrf()).is(204);

    assertThat(reply.body()).isEmpty();
    assertThat(session.isOpen()).isFalse();
    Api.anonymous().withToken(session.jwt()).get(ann.path()).is(401);
    assertThat(another.isOpen()).isTrue();
  }

  @Test
  void goesOnWhereALogOutIsRefused() {
    isRefused(session.withoutCsrf().delete(AUTH));
    isRefused(session.withoutCsrf().delete(AUTH + "?csrf=" + CloudIo.open(ann).csrf()));
    Api.anonymous().delete(AUTH + "?csrf=" + session.csrf()).is(401);

    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void doesNotEndByACookieThatAnotherSiteHasABrowserSend() {
    Api.anonymous()
        .withCookie(session.jwt())
        .with("Origin", "https://elsewhere.example")
        .delete(AUTH + "?csrf=" + session.csrf())
        .is(403)
        .hasBody(
            "cloudio/error.json",
            "code",
            "403",
            "title",
            "Access Denied",
            "message",
            "Access Denied");

    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void endsWithAChangedPasswordAndADeactivatedUser() {
    Person bob = works.add("leaver");
    CloudIo first = CloudIo.open(bob);
    bob.changePassword("another long password").is(200);
    assertThat(first.isOpen()).isFalse();

    CloudIo second = CloudIo.open(bob.logInAgain("another long password"));
    ann.api().delete(bob.path()).is(200);
    assertThat(second.isOpen()).isFalse();
  }

  // What the server itself refuses

  @Test
  void hasTheDialectsShapeForAllThatIsRefused() {
    Api api = session.withoutCsrf().with("X-CSRF-Token", session.csrf());

    isError(Api.anonymous().get(STATUS), 401, "Unauthorized");
    isError(Api.anonymous().get("/v1/datasources/x"), 401, "Unauthorized");
    isError(Api.anonymous().withToken("wrong").get(STATUS), 401, "Unauthorized");
    for (Api anybody : List.of(Api.anonymous(), api)) {
      isError(anybody.get("/v1"), 404, "Not Found");
      isError(anybody.get("/v1/"), 404, "Not Found");
      isError(anybody.get("/v1/nothing"), 404, "Not Found");
      isError(anybody.get("/v1/auth/nothing"), 404, "Not Found");
      isError(anybody.get(AUTH), 405, "Method Not Allowed");
      isError(anybody.post("/v1/datasources", ""), 405, "Method Not Allowed");
      isError(
          anybody.post(AUTH, "application/json", " ".repeat(70_000)),
          413,
          "Request Entity Too Large");
    }
    isError(api.with("Accept", "text/html").get(STATUS), 406, "Not Acceptable");
    assertThat(api.get(AUTH).header("Allow").orElse("")).contains("POST", "DELETE");
    assertThat(Api.anonymous().get(STATUS).header("WWW-Authenticate")).contains("Bearer");
  }

  private static void isError(Reply reply, int status, String title) {
    reply
        .is(status)
        .hasSecurityHeaders()
        .hasBody(
            "cloudio/error.json",
            "code",
            Integer.toString(status),
            "title",
            title,
            "message",
            title);
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
  }
}
