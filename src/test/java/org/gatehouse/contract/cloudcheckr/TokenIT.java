package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.FORM;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.STATE;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.TOKEN;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isError;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isUnauthorized;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.logIn;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.RawHttp;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v1/auth/token}: who gets a token by a form and who doesn't, and giving it back. */
@ExtendWith(DeployedGatehouse.class)
class TokenIT {
  private static final String ADMINISTRATOR = "[\"user\",\"workspace-admin\"]";

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private static Reply logInAnn(String query) {
    return Api.anonymous()
        .postForm(
            TOKEN + query, Map.of("username", works.uid() + "/ann", "password", ann.password()));
  }

  private static Reply withOtp(Person person, String otp) {
    Map<String, String> form = new HashMap<>();
    form.put("username", works.uid() + "/" + person.name());
    form.put("password", person.password());
    form.put("otp", otp);
    return Api.anonymous().postForm(TOKEN, form);
  }

  private static String annsForm() {
    return Api.form(Map.of("username", works.uid() + "/ann", "password", ann.password()));
  }

  // What comes back

  @ParameterizedTest
  @ValueSource(strings = {"", "?app=", "?app=&app=glass", "?a=b"})
  void isRepliedWithUserAndPermissionsAndWithoutState(String query) {
    Reply reply = logInAnn(query).is(200).hasSecurityHeaders();

    reply.hasJson(
        "cloudcheckr/token.json",
        "id",
        ann.id(),
        "user",
        "ann",
        "email",
        ann.email(),
        "name",
        "ann",
        "level",
        "workspace-admin",
        "permissions",
        ADMINISTRATOR);
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"glass", "lens"})
  void comesWithTheStateOfTheClientThatAsks(String app) {
    Person bob = CloudCheckr.add(works);
    Api api = Api.anonymous().with("X-Workspace", works.uid());
    Map<String, String> form = Map.of("username", bob.name(), "password", bob.password());

    assertThat(api.postForm(TOKEN + "?app=" + app, form).is(200).part("state")).isEmpty();
    bob.api().patch(STATE + "?app=" + app, "{\"state\": {\"tab\": 3}}").is(200);

    for (Reply reply :
        List.of(
            api.postForm(TOKEN + "?app=" + app, form),
            bob.api().patch(TOKEN + "?app=" + app, ""))) {
      reply
          .is(200)
          .hasJson(
              "cloudcheckr/token-with-state.json",
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
              "[\"user\"]",
              "state",
              "{\"tab\":3}");
    }
    String other = app.equals("glass") ? "lens" : "glass";
    assertThat(api.postForm(TOKEN + "?app=" + other, form).is(200).part("state")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "GLASS", "glass,lens", "%20glass", "%00", "%C3%A4"})
  void isRefusedToAnUnknownClientWhoeverAsks(String app) {
    for (Reply reply :
        List.of(
            logInAnn("?app=" + app),
            Api.anonymous()
                .postForm(TOKEN + "?app=" + app, Map.of("username", "nobody", "password", "x")),
            Api.anonymous().postForm(TOKEN + "?app=" + app, Map.of()),
            ann.api().patch(TOKEN + "?app=" + app, ""))) {
      isError(reply, 422, "ValidationException", "app must be one of: glass, lens.");
    }
    isUnauthorized(Api.anonymous().patch(TOKEN + "?app=" + app, ""));
  }

  @Test
  void saysWhichRolesSomebodyHas() {
    Person bob = CloudCheckr.add(works);
    works.addRole("buyer");
    works.giveRoles(bob.name(), "buyer");

    Reply reply = logIn(Api.anonymous(), works.uid() + "/" + bob.name(), bob.password()).is(200);

    assertThat(reply.json().get("permissions")).isEqualTo(List.of("buyer", "user"));
    assertThat(reply.part("user")).containsEntry("account_access_type", "user");
  }

  @Test
  void letsAPersonInWhoMustChangeThePasswordButNoFurther() {
    Person bob = works.addWithInitialPassword("initial", false);
    CloudCheckr token = CloudCheckr.open(bob);

    assertThat(token.refreshing().is(200).json().get("permissions"))
        .isEqualTo(List.of("password-change"));
    isError(token.api().get(STATE + "?app=glass"), 403, "ForbiddenException", "Forbidden");
    token.api().delete(TOKEN).is(204);
  }

  @Test
  void isGoodAtEveryDialectHoweverItIsShown() {
    String token = logInAnn("").is(200).text("token");

    for (String path :
        List.of(
            STATE + "?app=glass", ann.path(), "/api/1/users/me.json", "/.well-known/jwks.json")) {
      Api.anonymous().withToken(token).get(path).is(200);
      Api.anonymous().with("Authorization", "Bearer " + token).get(path).is(200);
      Api.anonymous().with("Authorization", "bearer  " + token).get(path).is(200);
      Api.anonymous().withCookie(token).get(path).is(200);
    }
    Api.anonymous().withCookie(token).get("/account/sessions").is(200);
    // CloudIO's want the csrf that a token of theirs has in it.
    Api.anonymous().withToken(token).get("/v1/auth/status").is(403);
  }

  @Test
  void isGoodForItsLifetimeAndOfTheFirstGeneration() {
    CloudCheckr token = CloudCheckr.open(ann);

    assertThat(token.generation()).isZero();
    assertThat(
            Duration.between(
                token.claims().getIssueTime().toInstant(),
                token.claims().getExpirationTime().toInstant()))
        .isBetween(Duration.ofHours(12).minusSeconds(1), Duration.ofHours(12));
    assertThat(token.claims().getSubject()).isEqualTo(ann.id());
    assertThat(CloudCheckr.open(ann).session()).isNotEqualTo(token.session());
  }

  // Second factor

  @Test
  void wantsTheCodeOfWhoHasASecondFactor() {
    Person bob = CloudCheckr.add(works);
    Authenticator app = Authenticator.enrol(bob);

    Reply missing =
        isUnauthorized(logIn(Api.anonymous(), works.uid() + "/" + bob.name(), bob.password()));
    assertThat(missing.header("Gatehouse-Second-Factor")).contains("totp");
    isUnauthorized(withOtp(bob, ""));
    isUnauthorized(withOtp(bob, "000000"));
    String code = app.codeAfter(1);
    withOtp(bob, code).is(200);
    isUnauthorized(withOtp(bob, code));
    withOtp(bob, app.recoveryCodes().get(0)).is(200);
    isUnauthorized(withOtp(bob, app.recoveryCodes().get(0)));
  }

  @Test
  void saysNothingOfASecondFactorToWhoDoesNotKnowThePassword() {
    Person bob = CloudCheckr.add(works);
    Authenticator.enrol(bob);

    Reply reply = isUnauthorized(logIn(Api.anonymous(), works.uid() + "/" + bob.name(), "wrong"));

    assertThat(reply.header("Gatehouse-Second-Factor")).isEmpty();
  }

  @Test
  void overlooksACodeOfWhoHasNoSecondFactor() {
    withOtp(ann, "123456").is(200);
  }

  // Which workspace

  @Test
  void findsTheWorkspaceInTheUserNameTheHeaderOrTheQuery() {
    logIn(Api.anonymous(), works.uid() + "/ann", ann.password()).is(200);
    logIn(Api.anonymous(), works.name().toUpperCase(Locale.ROOT) + "/ANN", ann.password()).is(200);
    logIn(Api.anonymous().with("X-Workspace", works.uid()), "ann", ann.password()).is(200);
    logIn(Api.anonymous().with("X-Workspace", works.name()), "ann", ann.password()).is(200);
    Map<String, String> form = Map.of("username", "ann", "password", ann.password());
    Api.anonymous().postForm(TOKEN + "?workspace=" + works.uid(), form).is(200);
    Api.anonymous().postForm(TOKEN + "?app=glass&workspace=" + works.uid(), form).is(200);
    isUnauthorized(Api.anonymous().postForm(TOKEN, form));
  }

  @Test
  void believesTheUserNameBeforeTheHeaderAndThatBeforeTheQuery() {
    Workspace other = Workspace.signUp();
    Api elsewhere = Api.anonymous().with("X-Workspace", other.uid());
    // Both have an ann, with the same password.
    assertThat(userId(logIn(elsewhere, works.uid() + "/ann", ann.password()))).isEqualTo(ann.id());
    assertThat(
            userId(
                elsewhere.postForm(
                    TOKEN + "?workspace=" + works.uid(),
                    Map.of("username", "ann", "password", ann.password()))))
        .isEqualTo(other.administrator().id());
  }

  private static Object userId(Reply reply) {
    return reply.is(200).part("user").get("id");
  }

  @Test
  void takesNoWorkspaceFromTheForm() {
    isUnauthorized(
        Api.anonymous()
            .postForm(
                TOKEN,
                Map.of("username", "ann", "password", ann.password(), "workspace", works.uid())));
  }

  // Who is refused

  @Test
  void refusesEverybodyTheSameWay() {
    Person gone = CloudCheckr.add(works);
    ann.api().delete(gone.path()).is(200);
    Person locked = CloudCheckr.add(works);
    for (int i = 0; i < 10; i++) {
      logIn(Api.anonymous(), works.uid() + "/" + locked.name(), "wrong " + i).is(401);
    }
    Program robot = works.addProgram("robot");

    List<Reply> refusals =
        List.of(
            logIn(Api.anonymous(), "nothing-" + Workspace.unique() + "/ann", ann.password()),
            logIn(Api.anonymous().with("X-Workspace", "nothing"), "ann", ann.password()),
            logIn(Api.anonymous(), works.uid() + "/nobody", ann.password()),
            logIn(Api.anonymous(), works.uid() + "/ann", "wrong"),
            logIn(Api.anonymous(), works.uid() + "/" + gone.name(), gone.password()),
            logIn(Api.anonymous(), works.uid() + "/" + locked.name(), locked.password()),
            logIn(Api.anonymous(), works.uid() + "/robot", robot.key() + "x"),
            logIn(Api.anonymous(), works.uid() + "/ann", robot.key()),
            logIn(Api.anonymous(), "/", "/"),
            logIn(Api.anonymous(), "a\u0000b", "c\u0000d"),
            logIn(Api.anonymous(), "x".repeat(10_000), "y".repeat(10_000)));

    assertThat(refusals).allSatisfy(CloudCheckr::isUnauthorized);
    assertThat(refusals)
        .extracting(reply -> reply.headers().keySet())
        .containsOnly(names(refusals));
  }

  private static Set<String> names(List<Reply> replies) {
    return replies.get(0).headers().keySet();
  }

  @Test
  void letsAServiceAccountAndAUserKeyIn() {
    Program robot = works.addProgram("worker");

    Reply reply = logIn(Api.anonymous(), works.uid() + "/worker", robot.key()).is(200);

    assertThat(reply.part("user")).containsEntry("email_address", "");
    CloudCheckr.of(Api.anonymous(), reply).refresh().refresh();
    logIn(Api.anonymous(), works.uid() + "/ann", ann.makeKey()).is(200);
  }

  // What is read

  @Test
  void takesCredentialsFromNowhereButTheForm() {
    String wrong = Api.form(Map.of("username", works.uid() + "/ann", "password", "wrong"));

    isError(
        Api.anonymous().post(TOKEN + "?" + annsForm(), FORM, ""),
        400,
        "BadRequestException",
        "username is missing.");
    isUnauthorized(Api.anonymous().post(TOKEN + "?" + annsForm(), FORM, wrong));
    Api.anonymous().post(TOKEN + "?" + wrong, FORM, annsForm()).is(200);
    // Neither from a token, a cookie or a header that another dialect reads.
    isUnauthorized(ann.api().post(TOKEN, FORM, wrong));
    isUnauthorized(Api.anonymous().withCookie(ann.token()).post(TOKEN, FORM, wrong));
    Api.anonymous()
        .with("Authorization", "Token " + Api.pair(works.uid() + "/ann", ann.password()))
        .post(TOKEN, FORM, wrong)
        .is(401);
  }

  @Test
  void readsAFormHoweverItIsWritten() {
    Person bob = works.add("j\u00fcrgen");
    String odd = "Gr\u00fc\u00dfe+an & alle=\ud83d\ude00 \u4f60\u597d";
    bob.changePassword(odd).is(200);
    String name = works.uid() + "/j\u00fcrgen";
    String raw =
        "&&username="
            + name
            + "&x&password="
            + odd.replace("+", "%2b").replace("&", "%26").replace("=", "%3D");

    logIn(Api.anonymous(), name, odd).is(200);
    Api.anonymous().post(TOKEN, FORM, raw).is(200);
    Api.anonymous().post(TOKEN, FORM + ";charset=UTF-8", raw).is(200);
    Api.anonymous().post(TOKEN, FORM.toUpperCase(Locale.ROOT), raw).is(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | username is missing.",
        "password=x | username is missing.",
        "username=&password=x | username is missing.",
        "username=x | password is missing.",
        "username=x&password | password is missing.",
        "Username=x&password=x | username is missing.",
        "username=x&password=x&password=y | A parameter is given twice.",
        "username=%zz&password=x | The parameters are not well encoded.",
        "username=%&password=x | The parameters are not well encoded.",
        "username=%ff&password=x | The body must be UTF-8.",
      })
  void refusesAFormInWhichSomethingIsWrong(String form, String detail) {
    isError(Api.anonymous().post(TOKEN, FORM, form), 400, "BadRequestException", detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/octet-stream"
      })
  void refusesOtherTypes(String type) {
    isError(
        Api.anonymous()
            .post(
                TOKEN,
                type,
                Api.json(Map.of("username", works.uid() + "/ann", "password", ann.password()))),
        415,
        "UnsupportedMediaTypeException",
        "Unsupported Media Type");
  }

  @Test
  void refusesALargeFormWhetherItsLengthIsSaidOrNot() {
    String large = annsForm() + "&x=" + "x".repeat(65_536);

    assertThat(Api.anonymous().post(TOKEN, FORM, large).is(413).body())
        .startsWith(
            "{\"errors\":[{\"status\":\"413\",\"title\":\"RequestEntityTooLargeException\"");
    Reply chunked =
        RawHttp.send(
            "POST " + TOKEN + " HTTP/1.1\nContent-Type: " + FORM + "\nTransfer-Encoding: chunked\n",
            "%x\r\n%s\r\n0\r\n\r\n"
                .formatted(large.length(), large)
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(chunked.is(413).body()).startsWith("{\"errors\":[{\"status\":\"413\"");
  }

  // Giving it back

  @Test
  void endsItsSessionAndNoOther() {
    CloudCheckr token = CloudCheckr.open(ann);
    CloudCheckr next = token.refresh();
    CloudCheckr other = CloudCheckr.open(ann);

    assertThat(next.api().delete(TOKEN).is(204).body()).isEmpty();

    isUnauthorized(token.api().get(STATE + "?app=glass"));
    isUnauthorized(next.api().get(STATE + "?app=glass"));
    isUnauthorized(next.api().delete(TOKEN));
    assertThat(other.isGood()).isTrue();
    assertThat(ann.isLoggedIn()).isTrue();
  }

  @Test
  void isGivenBackByATokenOnly() {
    isUnauthorized(Api.anonymous().delete(TOKEN));
    isUnauthorized(Api.anonymous().withToken("wrong").delete(TOKEN));
    isUnauthorized(
        Api.anonymous().send("DELETE", TOKEN + "?" + annsForm(), BodyPublishers.noBody()));
  }

  @Test
  void isGivenBackNeitherByAnotherSiteNorReplacedByIt() {
    CloudCheckr token = CloudCheckr.open(ann);
    Api foreign =
        Api.anonymous().withCookie(token.value()).with("Origin", "https://elsewhere.example");

    isError(foreign.delete(TOKEN), 403, "ForbiddenException", "Forbidden");
    isError(foreign.patch(TOKEN, ""), 403, "ForbiddenException", "Forbidden");

    assertThat(token.isGood()).isTrue();
  }
}
