package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * People read about the APIs, and try calls with their own session. On one server: it is the script
 * of the page that does all of it.
 */
@Tag("payara")
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class ApiPagesIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String USERS = "/api-docs?api=cloudomation-users";

  private static final String AWAIT_ANSWER =
      """
      const [section, done] = arguments;
      const form = document.querySelector(section + ' form');
      const look = () => form.ariaBusy ? setTimeout(look, 20) : done(form.querySelector('output').value);
      look();
      """;

  private final String workspace = Person.newWorkspace();
  private Api api;
  private Person kevin;

  @BeforeEach
  void logIn() throws IOException, InterruptedException {
    api = Api.signUp(workspace, "kevin");
    kevin =
        Person.arrives()
            .comesBack(api)
            .opens("/")
            .follows("APIs")
            .follows("All calls")
            .isAt("/api-docs");
  }

  @AfterEach
  void leave() throws IOException {
    kevin.close();
  }

  @Test
  void aCallIsTriedWithTheOwnSession() throws IOException {
    kevin.reads("/v1/auth/resetpassword").follows("GET /api/1/user/{name}").isAt("/api-docs");
    assertThat(sends("getUser", "200")).contains("application/json", "\"name\": \"kevin\"");
    kevin.browser().screenshot(SCREENSHOTS.resolve("api-docs-users-1280-light.png"));
    types("getUser-0", "nobody");
    assertThat(sends("getUser", "404")).contains("404: Not Found");
    kevin.browser().assertAccessible();
    assertThat(errors()).isEmpty();
  }

  /** By cookie, which counts for changes on pages of this server only. */
  @Test
  void aChangeIsTriedAndDone() throws IOException, InterruptedException {
    kevin.opens(USERS);
    types("changeUser-body", "{\"display_name\": \"Kevin the First\"}");
    assertThat(sends("changeUser", "200")).contains("Kevin the First");
    assertThat(api.user("kevin")).contains("Kevin the First");
    types("changeUser-body", "{\"status\": \"asleep\"}");
    assertThat(sends("changeUser", "400")).contains("status must be active or inactive.");
    assertThat(errors()).isEmpty();
  }

  @Test
  void otherCredentialsAreUsedInPlaceOfTheSession() {
    kevin.opens(USERS).types("authorization", "nonsense");
    assertThat(sends("getUser", "401")).contains("401: Unauthorized");
    kevin.types("authorization", api.token());
    types("getUser-0", "KEVIN");
    assertThat(sends("getUser", "200")).contains("\"name\": \"kevin\"");
    kevin.reloads();
    assertThat(kevin.valueOf("authorization")).isEmpty();
    assertThat(kevin.browser().ask("() => localStorage.length + sessionStorage.length"))
        .contains(0L);
  }

  /** CloudForge puts a login into the cookie; here it must not replace the person's own. */
  @Test
  void aLoginThatIsTriedLeavesTheOwnSessionAlone() {
    String cookie = kevin.loginCookie().orElseThrow().getValue();
    kevin.opens("/api-docs?api=cloudforge");
    kevin.types("authorization", "Basic " + base64(workspace + "_kevin:" + Person.PASSWORD));
    assertThat(sends("whoAmI", "200")).contains("\"login\": \"kevin\"");
    types("tryLogin-body", "credentials[login]=kevin\ncredentials[password]=wrong");
    sends("tryLogin", "401");
    assertThat(kevin.loginCookie().orElseThrow().getValue()).isEqualTo(cookie);
  }

  /** Logs in by name and secret, and goes on with the jwt and the csrf that come of it. */
  @Test
  void cloudIoWantsTheCsrfToo() {
    kevin.opens("/api-docs?api=cloudio");
    assertThat(sends("cloudioDatasources", "403")).contains("Missing or wrong csrf!");
    kevin.types("authorization", "Token " + base64(workspace + "/kevin:" + Person.PASSWORD));
    String reply = sends("cloudioLogIn", "200");
    kevin.types("authorization", "Bearer " + member(reply, "jwt"));
    kevin.types("csrfToken", member(reply, "csrf"));
    assertThat(sends("cloudioDatasources", "200")).contains("\"datasources\": []");
  }

  @Test
  void aFormIsSentAsOne() {
    kevin.opens("/api-docs?api=cloudcheckr");
    types("getToken-body", "username=" + workspace + "/kevin\npassword=wrong & more");
    assertThat(sends("getToken", "401")).contains("AuthException");
    types("getToken-body", "username=" + workspace + "/kevin\npassword=" + Person.PASSWORD);
    assertThat(sends("getToken", "200")).contains("\"account_access_type\": \"workspace-admin\"");
  }

  @Test
  void everyGroupHasAPage() throws IOException {
    List<?> groups =
        (List<?>)
            kevin
                .browser()
                .ask(
                    "() => [...document.querySelectorAll('h2 a')].map(one => one.getAttribute('href'))")
                .orElseThrow();
    assertThat(groups).hasSizeGreaterThan(10);
    for (Object group : groups) {
      kevin.opens(group.toString());
      assertThat(kevin.browser().text()).doesNotContain("Page not found");
    }
    // The last; others look through two more, and all are made by the same rows.
    kevin.browser().assertAccessible();
    kevin.opens("/api-docs?api=nothing").reads("Page not found");
  }

  @Test
  void itFitsOnAPhoneAndInTheDark() throws IOException {
    Browser.Settings phone = new Browser.Settings().size(320, 800).dark().language("de");
    try (Person other = Person.arrives(phone).comesBack(api)) {
      for (String page : List.of("/api-docs", "/api-docs?api=cloudomation-log-in", USERS)) {
        other.opens(page);
        assertThat(
                other
                    .browser()
                    .ask(
                        "() => document.scrollingElement.scrollWidth"
                            + " - document.documentElement.clientWidth"))
            .as(page)
            .contains(0L);
        other.browser().assertAccessible();
      }
      sends(other, "getUser", "200");
      other.browser().assertAccessible();
      other.browser().screenshot(SCREENSHOTS.resolve("api-docs-users-320-dark.png"));
    }
  }

  @Test
  void itIsAllThereWithoutScripts() throws IOException {
    try (Person plain = Person.arrives(new Browser.Settings().withoutScripts())) {
      plain.logsIn(workspace, "kevin", Person.PASSWORD).opens("/api-docs?api=cloudforge");
      plain.reads("/api/1/organizations.{extension}").reads("credentials[developerKey]");
      assertThat(plain.sees("#trying")).isFalse();
    }
  }

  @Test
  void whoIsNotLoggedInIsSentToTheLoginPage() throws IOException {
    try (Person stranger = Person.arrives()) {
      stranger.opens("/api-docs").isAt("/login");
    }
  }

  private String sends(String operation, String status) {
    return sends(kevin, operation, status);
  }

  /** Sends a call, and answers what the page shows of the reply. */
  private static String sends(Person person, String operation, String status) {
    String section = "#op-" + operation;
    opens(person, operation);
    person.browser().press(section + " button");
    Object answered = person.browser().driver().executeAsyncScript(AWAIT_ANSWER, section);
    String shown = person.textOf(section + " details pre");
    assertThat(answered).as(shown).isEqualTo(status);
    return shown;
  }

  /** Has a text in a field of a call. */
  private void types(String field, String text) {
    kevin.pastes("op-" + field, text);
  }

  private static void opens(Person person, String operation) {
    person
        .browser()
        .askAbout("#op-" + operation + " details", "details => { details.open = true; }");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String member(String json, String name) {
    return json.replaceFirst("(?s).*\"" + name + "\": \"([^\"]+)\".*", "$1");
  }

  /** Beside the refusals that were asked for. */
  private List<String> errors() {
    return kevin.browser().driver().manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(entry -> !entry.contains("status of 40"))
        .toList();
  }
}
