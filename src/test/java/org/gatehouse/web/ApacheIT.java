package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gatehouse.fixture.Apache;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Apache httpd logs people in by mod_auth_openidc, as docs/applications/apache.md says. */
@BrowserTest
@Tag("payara") // Apache hears the same from either server.
@ExtendWith(DeployedGatehouse.class)
class ApacheIT {
  @TempDir private static Path directory;
  private static Workspace works;
  private static Person ann;
  private static Person bob;
  private static Apache apache;
  private Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Apache.assumeInstalled();
    works = Workspace.signUp();
    ann = works.administrator();
    bob = works.add("bob");
    works.addRole("finance");
    works.giveRoles("ann", "finance");
    apache = Apache.start(directory, works);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (apache != null) {
      apache.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    browser = Browser.open();
  }

  @AfterEach
  void leave() {
    browser.close();
  }

  private static URI at(String path) {
    return apache.base().resolve(path);
  }

  private void logIn(Person person) {
    browser.awaitText("Sign in to go on to Intranet");
    browser.type("#userName", person.name());
    browser.type("#password", person.password());
    browser.click("#signIn");
  }

  @Test
  void anApplicationIsToldWhoIsThere() {
    browser.go(at("/secure/"));
    logIn(ann);
    browser.awaitText("At /secure. You are ann, in ");
    assertThat(browser.text()).contains("finance", "user");
    browser.go(at("/secure/finance/"));
    browser.awaitText("At /secure/finance. You are ann");
  }

  @Test
  void whoeverHasNotTheRoleIsRefused() {
    browser.go(at("/secure/finance/"));
    logIn(bob);
    browser.awaitText("Forbidden");
    browser.go(at("/secure/"));
    browser.awaitText("At /secure. You are bob, in user.");
  }

  @Test
  void aLogoutAtTheApplicationIsOneAtGatehouse() throws Exception {
    browser.go(at("/secure/"));
    logIn(ann);
    browser.awaitText("You are ann");
    String address =
        "/secure/redirect_uri?logout="
            + URLEncoder.encode(at("/").toString(), StandardCharsets.UTF_8);
    // It is told of its own logout, too, and answers that it knows of none.
    apache.awaitLogoutAfter(() -> browser.go(at(address)));
    browser.awaitText("At /. You are (none)");
    browser.go(at("/secure/"));
    browser.awaitText("Sign in to go on to Intranet");
  }

  @Test
  void aLogoutAtGatehouseIsOneAtTheApplication() throws Exception {
    browser.go(at("/secure/"));
    logIn(ann);
    browser.awaitText("You are ann");
    browser.go(URI.create(DeployedGatehouse.base() + "/logout"));
    apache.awaitLogoutAfter(() -> browser.click("#signOut"));
    browser.go(at("/secure/"));
    browser.awaitText("Sign in to go on to Intranet");
  }

  @Test
  void anApplicationHasAnAccessTokenThatIsRefreshed() {
    browser.go(at("/secure/board/"));
    logIn(ann);
    browser.awaitText("At /secure/board. You are ann");
    String first = browser.askAbout("#token", "token => token.innerText");
    browser.go(at("/secure/board/"));
    browser.awaitText("At /secure/board. You are ann");
    String second = browser.askAbout("#token", "token => token.innerText");
    assertThat(second).isNotEqualTo(first);
    Reply person =
        Api.anonymous()
            .with("Authorization", "Bearer " + second)
            .get("/oauth2/o/" + works.uid() + "/userinfo")
            .is(200);
    assertThat(person.text("sub")).isEqualTo(ann.id());
  }
}
