package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebElement;

/** What the pages say to those who mistype, and to those who mean no good. */
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class MistakesIT {
  private final String workspace = Person.newWorkspace();
  private Person person;

  @BeforeEach
  void arrive() throws IOException {
    person = Person.arrives();
  }

  @AfterEach
  void leave() throws IOException {
    person.close();
  }

  @Test
  void aRefusedLoginDoesNotSayWhichPartWasWrong() throws IOException, InterruptedException {
    Api.signUp(workspace, "kevin");
    String said = refusal(workspace, "kevin", "not the password");
    assertThat(said).contains("Workspace, user name or password isn’t right");
    assertThat(refusal(workspace, "nobody", Person.PASSWORD)).isEqualTo(said);
    assertThat(refusal("No such workspace", "kevin", Person.PASSWORD)).isEqualTo(said);
    assertThat(person.browser().driver().getTitle()).startsWith("Error: ");
    assertThat(value("workspace")).isEqualTo("No such workspace");
    assertThat(value("password")).isEmpty();
    assertThat(person.browser().element("#login").getText()).doesNotContain("isn’t right");
  }

  private String refusal(String name, String user, String password) {
    String said = person.logsIn(name, user, password).isAt("/login").alert();
    assertThat(person.loginCookie()).isEmpty();
    return said;
  }

  private String value(String field) {
    return person.valueOf(field);
  }

  @Test
  void emptyFieldsAreNamed() {
    person.opens("/login").presses("signIn").isAt("/login");
    assertThat(person.complaint("userName")).isEqualTo("Please fill this in.");
    assertThat(person.complaint("password")).isEqualTo("Please fill this in.");
    WebElement field = person.browser().element("#userName");
    assertThat(field.getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(field.getDomAttribute("aria-describedby")).contains("userName-error");
    assertThat(person.browser().driver().switchTo().activeElement()).isEqualTo(field);
  }

  @Test
  void aSignUpSaysBesideEachFieldWhatIsWrong() throws IOException, InterruptedException {
    Api.signUp(workspace, "kevin");
    person.opens("/signup").types("workspaceName", "   ").types("userName", "a\u0430b");
    person.types("email", "nowhere").types("password", "short").presses("create");
    assertThat(person.complaint("workspaceName")).isNotEmpty();
    assertThat(person.complaint("userName")).contains("one alphabet");
    assertThat(person.complaint("email")).contains("isn’t an e-mail address");
    assertThat(person.complaint("password")).as("all at once").contains("at least 12");
    assertThat(value("password")).as("what was typed stays").isEqualTo("short");
    person.types("workspaceName", workspace.toUpperCase()).types("userName", "kevin");
    person.types("email", "kevin@example.com").types("password", "short").presses("create");
    assertThat(person.complaint("password")).contains("at least 12");
    person.types("password", "my name is kevin, so what").presses("create");
    assertThat(person.complaint("password")).contains("leave your user name");
    person.types("password", Person.PASSWORD).presses("create").isAt("/signup");
    assertThat(person.complaint("workspaceName")).contains("taken");
    person.types("workspaceName", Person.newWorkspace()).types("password", Person.PASSWORD);
    person.presses("create").isAt("/");
  }

  @Test
  void whatIsTypedIsShownAsText() throws IOException {
    String script = "<script>document.title='x'</script>\"'><b>#{currentUser}";
    person.logsIn(script, script, "x").isAt("/login");
    assertThat(value("userName")).isEqualTo(script);
    assertThat(
            person
                .browser()
                .driver()
                .findElements(By.cssSelector("main b, main script:not([src])")))
        .isEmpty();
    assertThat(person.browser().driver().getTitle()).isEqualTo("Error: Sign in · Gatehouse");
    person.opens("/login?notice=" + Person.encode("You owe us money"));
    assertThat(person.browser().text()).doesNotContain("money");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    person.opens("/login").fillsIn("x", "x", "x");
    person.browser().driver().executeScript("document.querySelector('[name=csrf]').value = 'f00d'");
    person.presses("signIn").reads("Please try again").reads("reload the page");
    person.opens("/login").fillsIn("x", "x", "x");
    person.browser().driver().executeScript("document.querySelector('[name=csrf]').remove()");
    person.presses("signIn").reads("Please try again");
    person.opens("/login").fillsIn("x", "x", "x");
    person.browser().driver().manage().deleteCookieNamed("gatehouse-form");
    person.presses("signIn").reads("Please try again").follows("To the start page").isAt("/login");
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws IOException, InterruptedException {
    var form =
        Api.to("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("a=b"));
    HttpResponse<String> reply =
        Api.send(form.copy().header("Origin", "https://evil.example").build());
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body()).contains("the page of another server");
    reply = Api.send(form.copy().header("Sec-Fetch-Site", "cross-site").build());
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void aLinkPressesNoButton() throws IOException, InterruptedException {
    assertThat(Api.get("/login?jakarta.faces.ViewState=stateless").statusCode()).isEqualTo(400);
    person.signsUp(workspace, "kevin").isAt("/");
    person.opens(
        "/account/sessions?sessions=sessions&endOthers=x&jakarta.faces.ViewState=stateless");
    person.reads("That doesn’t work here");
    person.opens("/?signout=signout&signOutButton=x&jakarta.faces.ViewState=stateless");
    person.reads("That doesn’t work here").opens("/account/profile").isAt("/account/profile");
    person.opens("/?signout=signout&signOutButton=x").isAt("/");
    person.opens("/account/profile").isAt("/account/profile");
  }

  @Test
  void anotherAddressWantsThePasswordAndSaysSo() throws IOException, InterruptedException {
    String own = Person.newWorkspace();
    Api.signUp(own, "kevin");
    person.logsIn(own, "kevin", Person.PASSWORD).opens("/account/profile");
    person.types("email", "kevin@elsewhere.example").presses("save");
    assertThat(person.complaint("currentPassword")).contains("needed to change the e-mail address");
  }

  @Test
  void aStrangeViewStateIsTheSendersMistake() {
    person.opens("/login").fillsIn("x", "x", "x");
    person
        .browser()
        .driver()
        .executeScript(
            "document.querySelector('[name=\"jakarta.faces.ViewState\"]').value = '1:2'");
    person.presses("signIn").reads("Please try again");
  }

  @Test
  void aCodePageThatWasLeftOpenLeadsBackToTheLogin() {
    person.opens("/login/code").isAt("/login").reads("That took too long");
    person.browser().driver().manage().addCookie(new Cookie("gatehouse-login", "nonsense"));
    person.opens("/login/code").isAt("/login").reads("That took too long");
  }

  @Test
  void aRedirectNamesNoHostBecauseAProxyMayHaveAnotherOne()
      throws IOException, InterruptedException {
    HttpResponse<String> reply = Api.get("/account/profile");
    assertThat(reply.statusCode()).isEqualTo(302);
    assertThat(reply.headers().firstValue("Location")).contains("/login?then=%2Faccount%2Fprofile");
    assertThat(Api.get("/login/code").headers().firstValue("Location"))
        .contains("/login?notice=login.expired");
  }

  @Test
  void whoseSessionHasEndedElsewhereIsTold() throws IOException, InterruptedException {
    Api.signUp(workspace, "kevin");
    person.opens("/account/profile").isAt("/login");
    assertThat(person.browser().text()).as("a stranger").doesNotContain("no longer signed in");
    person.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/");
    try (Person other = Person.arrives().logsIn(workspace, "kevin", Person.PASSWORD)) {
      other.opens("/account/sessions").confirms("endOthers");
    }
    person.opens("/account/keys").isAt("/login").reads("your session has ended");
    person.fillsIn(workspace, "kevin", Person.PASSWORD).presses("signIn").isAt("/account/keys");
    person.signsOut().opens("/").isAt("/login");
    assertThat(person.browser().text()).as("signed out").doesNotContain("session has ended");
  }

  @Test
  void aSetupCodeThatIsNoLongerGoodMakesNoOrdinaryWorkspace()
      throws IOException, InterruptedException {
    String code = "aaaa-bbbb-cccc-dddd";
    person.opens("/signup?code=" + code).types("workspaceName", workspace);
    assertThat(person.valueOf("setupCode")).isEqualTo(code);
    person.types("userName", "kevin").types("email", "kevin@example.com");
    person.types("password", Person.PASSWORD).presses("create").isAt("/signup");
    assertThat(person.complaint("setupCode")).contains("isn’t right, or it has been used");
    assertThat(Api.letsIn(workspace, "kevin", Person.PASSWORD)).isFalse();
    person.follows("Create an ordinary workspace").isAt("/signup");
    assertThat(person.sees("#setupCode")).isFalse();
    person.signsUp(workspace, "kevin").isAt("/");
  }

  @Test
  void theAddressOfAnAreaLeadsToItsFirstPage() throws IOException, InterruptedException {
    Api.signUp(workspace, "kevin");
    person.opens("/account").isAt("/login");
    person.fillsIn(workspace, "kevin", Person.PASSWORD).presses("signIn").isAt("/account/profile");
    for (String area : List.of("/account", "/account/")) {
      person.opens(area).isAt("/account/profile");
    }
    for (String area : List.of("/admin", "/admin/")) {
      person.opens(area).isAt("/admin");
    }
  }

  @Test
  void aPageThatIsMissingHasAWayBack() {
    person.opens("/forgot");
    person
        .browser()
        .leaveBy(() -> person.browser().driver().executeScript("location = '/nothing'"));
    person.reads("Page not found").follows("Back").isAt("/forgot");
    person.opens("/nothing").follows("To the start page").isAt("/login");
  }

  @Test
  void whatDoesNotExistIsNotFound() throws IOException, InterruptedException {
    for (String path : List.of("/nothing", "/account/nothing", "/login/", "/resources/nothing")) {
      person.opens(path);
      assertThat(person.browser().driver().getTitle())
          .as(path)
          .isIn("Page not found · Gatehouse", "Sign in · Gatehouse");
    }
    assertThat(Api.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(Api.get("/nothing").body()).contains("Page not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login.xhtml", "/index.xhtml", "/WEB-INF/web.xml", "/account/"})
  void sourcesOfPagesAreNobodysBusiness(String path) throws IOException, InterruptedException {
    HttpResponse<String> reply = Api.get(path);
    assertThat(reply.statusCode()).isNotEqualTo(200);
    assertThat(reply.body()).doesNotContain("ui:composition", "<web-app");
  }

  @Test
  void nobodyIsSentToAnotherSite() throws IOException, InterruptedException {
    Api.signUp(workspace, "kevin");
    String home = DeployedGatehouse.base() + "/";
    for (String then :
        List.of(
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\r\n/evil.example",
            "/\u0000/evil.example",
            " //evil.example",
            "evil.example")) {
      String login = "/login?then=" + Person.encode(then);
      person.opens(login).fillsIn(workspace, "kevin", Person.PASSWORD).presses("signIn");
      assertThat(person.browser().address()).as("logged in for %s", then).hasToString(home);
      person.opens(login);
      assertThat(person.browser().address()).as("logged in already, %s", then).hasToString(home);
      person.signsOut();
    }
  }
}
