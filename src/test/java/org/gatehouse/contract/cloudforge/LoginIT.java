package org.gatehouse.contract.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudforge.Application.LOGIN;
import static org.gatehouse.contract.cloudforge.Application.isAccepted;
import static org.gatehouse.contract.cloudforge.Application.isError;
import static org.gatehouse.contract.cloudforge.Application.isRefused;
import static org.gatehouse.contract.cloudforge.Application.logIn;
import static org.gatehouse.contract.cloudforge.Application.plus;
import static org.gatehouse.contract.cloudforge.Application.user;
import static org.gatehouse.contract.cloudforge.Application.without;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Trying credentials out by {@code /api/1/login}: how they are given, and how it is answered. */
@ExtendWith(DeployedGatehouse.class)
class LoginIT {
  private static Workspace works;
  private static Person ann;
  private static Application app;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
    app = Application.of(works);
  }

  /** Ann's credentials with one of them under another name, or with another value. */
  private static Map<String, String> changed(String name, String newName, String value) {
    return plus(without(app.with(ann), name), Map.of(newName, value));
  }

  // Formats

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
        "application/json",
        "application/xml",
        "APPLICATION/XML; charset=utf-8",
        "text/xml"
      })
  void readsCredentialsInAForm(String type) {
    String plain =
        type.replaceAll(";.*", "").toLowerCase(Locale.ROOT).replace("text", "application");
    String body = Application.body(plain, app.with(ann));

    isAccepted(Api.anonymous().post(LOGIN + ".json", type, body));
    Reply xml = Api.anonymous().post(LOGIN + ".xml", type, body).is(200);
    assertThat(xml.header("Content-Type").orElse("")).startsWith("application/xml");
    xml.hasBody("cloudforge/accepted.xml").hasSecurityHeaders();
    assertThat(xml.header("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {Application.JSON, Application.XML})
  void readsCredentialsBehindAByteOrderMark(String type) {
    String body = "\uFEFF" + Application.body(type, app.with(ann));

    isAccepted(Api.anonymous().post(LOGIN + ".json", type, body));
  }

  @Test
  void readsCredentialsInTheQueryOfAGet() {
    Api.anonymous().get("/api/1/users/me.json", app.with(ann)).is(200);
    Api.anonymous().get("/api/1/users/me.xml", app.with(ann)).is(200);
  }

  @Test
  void readsCredentialsPartlyInTheQueryOfAPost() {
    isAccepted(
        Api.anonymous()
            .postForm(
                LOGIN + ".json?" + Api.form(app.developer()),
                user(works.uid(), "ann", ann.password())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | JSON",
        "application/xml | XML",
        "text/xml | XML",
        "*/* | JSON",
        "text/html | JSON",
        "application/xml, application/json | XML",
        "application/json, application/xml | JSON",
        "application/json;q=0.5, application/xml | XML",
        "application/xml;q=0.5, application/json;q=0.7 | JSON",
        "application/xml;q=0 | JSON",
        "application/xml;q=0.001, text/html | XML",
        "text/html, application/xml;q=0.9, */*;q=0.8 | XML",
        "APPLICATION/XML | XML"
      })
  void answersAsAcceptSaysWhereThePathDoesNot(String accept, String format) {
    Reply reply = Api.anonymous().with("Accept", accept).postForm(LOGIN, app.with(ann)).is(200);

    reply.hasBody("cloudforge/accepted." + format.toLowerCase(Locale.ROOT));
    assertThat(reply.header("Content-Type").orElse(""))
        .startsWith("application/" + format.toLowerCase(Locale.ROOT));
  }

  @Test
  void answersInJsonWhereNobodySays() {
    isAccepted(logIn(app.with(ann)));
  }

  @Test
  void answersAsThePathSaysWhateverAcceptDoes() {
    Api xml = Api.anonymous().with("Accept", "application/xml");
    Api json = Api.anonymous().with("Accept", "application/json");

    isAccepted(xml.postForm(LOGIN + ".json", app.with(ann)));
    json.postForm(LOGIN + ".xml", app.with(ann)).is(200).hasBody("cloudforge/accepted.xml");
  }

  // The user

  @Test
  void takesUsernameForLogin() {
    isAccepted(logIn(changed("credentials[login]", "credentials[username]", "ann")));
    isAccepted(logIn(plus(app.with(ann), Map.of("credentials[username]", "ann"))));
    isError(logIn(plus(app.with(ann), Map.of("credentials[username]", "bob"))), 400, "Bad Request");
  }

  @Test
  void takesTheDomainByUidOrNameInAnyCase() {
    String name = works.name();
    for (String domain :
        List.of(works.uid().toUpperCase(Locale.ROOT), name, name.toUpperCase(Locale.ROOT))) {
      isAccepted(logIn(changed("credentials[domain]", "credentials[domain]", domain)));
      isAccepted(logIn(changed("credentials[domain]", "credentials[organization]", domain)));
    }
    isError(
        logIn(plus(app.with(ann), Map.of("credentials[organization]", "other"))),
        400,
        "Bad Request");
  }

  @Test
  void findsTheWorkspaceElsewhereWhereThereIsNoDomain() {
    Map<String, String> noDomain = without(app.with(ann), "credentials[domain]");
    Map<String, String> qualified =
        plus(noDomain, Map.of("credentials[login]", works.uid() + "/ann"));

    isAccepted(logIn(qualified));
    isAccepted(Api.anonymous().with("X-Workspace", works.uid()).postForm(LOGIN, noDomain));
    isAccepted(Api.anonymous().postForm(LOGIN + "?workspace=" + works.uid(), noDomain));
    isAccepted(Api.anonymous().with("X-Workspace", "other").postForm(LOGIN, qualified));
    isRefused(logIn(noDomain));
  }

  @Test
  void prefersTheDomainToAnythingElse() {
    String other = Workspace.signUp().uid();

    isAccepted(
        Api.anonymous()
            .with("X-Workspace", other)
            .postForm(LOGIN + "?workspace=" + other, app.with(ann)));
    isRefused(logIn(changed("credentials[login]", "credentials[login]", other + "/ann")));
  }

  @Test
  void takesAUserKeyForThePassword() {
    String key = ann.makeKey();

    isAccepted(logIn(changed("credentials[password]", "credentials[userKey]", key)));
    isAccepted(logIn(changed("credentials[password]", "credentials[password]", key)));
    isRefused(logIn(changed("credentials[password]", "credentials[userKey]", key + "x")));
    isRefused(logIn(changed("credentials[password]", "credentials[userKey]", app.key())));
  }

  @Test
  void refusesTheUserKeyOfSomebodyElse() {
    String key = works.add("keyowner").makeKey();

    isRefused(logIn(changed("credentials[password]", "credentials[userKey]", key)));
  }

  @Test
  void takesTheKeyOfAServiceAccount() {
    Program robot = works.addProgram("robot");

    isAccepted(logIn(app.with(user(works.uid(), "robot", robot.key()))));
  }

  @Test
  void readsUtf8AndWhatAFormEscapes() {
    String odd = "a=b&c=d%20+\"<quoted>\" \u00fcml\u00e4ut \ud83d\ude00";
    Person bob = works.add("odd");
    bob.changePassword(odd).is(200);

    isAccepted(logIn(app.with(user(works.uid(), "odd", odd))));
    isAccepted(
        Api.anonymous()
            .post(
                LOGIN,
                Application.JSON,
                Application.body(Application.JSON, app.with(user(works.uid(), "odd", odd)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "password", "domain", "developerKey", "developerOrganization"})
  void refusesWhereOneOfThemIsMissingOrEmpty(String name) {
    String full = "credentials[" + name + "]";

    isRefused(logIn(without(app.with(ann), full)));
    isRefused(logIn(changed(full, full, "")));
  }

  @Test
  void needsTheCredentialsOfTheUserInTheRequestItself() {
    isRefused(logIn(app.developer()));
    isRefused(Api.anonymous().withCookie(ann.token()).postForm(LOGIN, Map.of()));
    isRefused(Api.anonymous().withCookie(ann.token()).postForm(LOGIN, app.developer()));
    isRefused(Api.anonymous().post(LOGIN, ""));
  }

  // The application

  @Test
  void takesTheOrganizationOfTheApplicationByName() {
    String name = "credentials[developerOrganization]";

    isAccepted(logIn(changed(name, name, works.name().toUpperCase(Locale.ROOT))));
  }

  @Test
  void letsAnApplicationOfOneOrganizationServeUsersOfAnother() {
    Workspace other = Workspace.signUp();

    isAccepted(logIn(app.with(user(other.uid(), "ann", Workspace.PASSWORD))));
  }

  @Test
  void refusesAWrongApplication() {
    Application other = Application.of(Workspace.signUp());
    String key = "credentials[developerKey]";

    isRefused(logIn(user(works.uid(), "ann", ann.password())));
    isRefused(logIn(changed(key, key, "wrong")));
    isRefused(logIn(changed(key, key, app.key().replace("_dev_", "_usr_"))));
    isRefused(logIn(changed(key, key, app.key() + " ")));
    isRefused(logIn(changed(key, key, other.key())));
    isRefused(logIn(changed(key, key, ann.makeKey())));
  }

  @Test
  void refusesAnApplicationWhoseKeyWasRevoked() {
    Application revoked = Application.of(works);

    ann.api().delete("/api/1/developer-key/" + revoked.keyId()).is(204);

    isRefused(logIn(revoked.with(ann)));
  }

  // Refusals

  @Test
  void refusesSimply() {
    Map<String, String> wrong = changed("credentials[password]", "credentials[password]", "wrong");

    for (String extension : List.of("", ".json", ".xml")) {
      isRefused(Api.anonymous().postForm(LOGIN + extension, wrong));
    }
  }

  @Test
  void refusesAPersonWithASecondFactor() {
    Person bob = works.add("factor");
    Authenticator.enrol(bob);

    isRefused(logIn(app.with(bob)));
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, ann, right",
    "WORKS, nobody, right",
    "WORKS, ann, wrong",
    "'', ann, right",
    "WORKS, '', right",
    "WORKS, ann, ''",
    "WORKS, deactivated, right",
    "WORKS, locked, right"
  })
  void refusesTheSameByteForByteWhateverTheReason(String domain, String login, String password) {
    prepare(login);
    String uid = domain.equals("WORKS") ? works.uid() : domain;
    String right = password.equals("right") ? Workspace.PASSWORD : password;

    assertThat(refusal(uid, login, right))
        .isEqualTo(refusal(works.uid(), Workspace.unique(), "wrong"))
        .startsWith("HTTP/1.1 401 ")
        .endsWith("\r\n\r\n");
  }

  /** Makes the user be what its name says. */
  private static void prepare(String user) {
    if (user.equals("deactivated")) {
      works.add(user);
      ann.api().delete("/api/1/user/" + user).is(200);
    }
    if (user.equals("locked")) {
      works.add(user);
      for (int i = 0; i < 10; i++) {
        isRefused(logIn(app.with(user(works.uid(), user, "wrong"))));
      }
    }
  }

  private static String refusal(String domain, String login, String password) {
    byte[] body =
        Api.form(app.with(user(domain, login, password))).getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /api/1/login.json HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nContent-Length: "
            + body.length
            + "\n";
    return RawHttp.refusal(head, body);
  }
}
