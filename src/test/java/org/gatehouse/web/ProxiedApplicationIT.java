package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Nginx;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.ProxiedApplication;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code samples/nginx} in a real Chromium: an application that knows nothing of logins. */
@BrowserTest
@Tag("payara") // Elsewhere SamplesIT has it.
@ExtendWith(DeployedGatehouse.class)
class ProxiedApplicationIT {
  @TempDir private Path directory;
  private Workspace works;
  private Person ann;
  private ProxiedApplication notes;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    Nginx.assumeInstalled();
    works = Workspace.signUp();
    ann = works.administrator();
    works.addRole("finance");
    works.giveRoles("ann", "finance");
    notes =
        ProxiedApplication.start(
            directory, Api.anonymous().base(), ann.api(), Map.of("roles", List.of("finance")));
    browser = Browser.open();
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (notes != null) {
      notes.close();
    }
  }

  private URI at(String path) {
    return notes.base().resolve(path);
  }

  private void logIn(Person person) {
    browser.awaitText("Sign in to go on to Notes");
    browser.type("#userName", person.name());
    browser.type("#password", person.password());
    browser.click("#signIn");
  }

  @Test
  void peopleLogInAtGatehouseAndComeBack() throws Exception {
    ann.api().patch(ann.path(), Map.of("display_name", "Änne")).is(200);
    browser.go(at("/page?id=1&to=%2Fb"));
    logIn(ann);
    browser.awaitText("You are ann (%C3%84nne, " + ann.email() + "), of finance,user");
    assertThat(browser.text()).contains("at /page?id=1&to=%2Fb.");
    assertThat(browser.address()).isEqualTo(at("/page?id=1&to=%2Fb"));

    // What a script asks for is answered to the script.
    assertThat(status("/data", Map.of())).isEqualTo(200L);
    assertThat(asked("/data", Map.of("Remote-User", "root", "Remote-Groups", "spoofed")))
        .contains("You are ann")
        .doesNotContain("root", "spoofed");

    browser.go(Api.anonymous().base().resolve("/logout"));
    browser.click("#signOut");
    browser.awaitText("Password");
    // A page of the same origin that needs no login.
    browser.go(at("/.gatehouse/check"));
    assertThat(status("/data", Map.of())).isEqualTo(401L);
    browser.go(at("/page"));
    browser.awaitText("Sign in to go on to Notes");
  }

  private Object status(String path, Map<String, String> headers) {
    return fetch(path, headers, "answer.status");
  }

  private String asked(String path, Map<String, String> headers) {
    return (String) fetch(path, headers, "answer.text()");
  }

  private Object fetch(String path, Map<String, String> headers, String what) {
    return Optional.ofNullable(
            browser
                .driver()
                .executeAsyncScript(
                    "const done = arguments[2];"
                        + "fetch(arguments[0], {headers: arguments[1]}).then(answer => "
                        + what
                        + ").then(done);",
                    path,
                    headers))
        .orElseThrow();
  }

  @Test
  void whoeverMayNotUseItIsToldSo() throws Exception {
    Person bob = works.add("bob");
    browser.go(at("/"));
    logIn(bob);
    browser.awaitText("You may not use this application");
    browser.assertAccessible();
    assertThat(browser.element("#again").getAttribute("href")).isEqualTo(at("/").toString());

    works.giveRoles("bob", "finance");
    browser.click("#again");
    browser.awaitText("You are bob");
    works.giveRoles("bob");
    awaitNoLongerIn("bob");
    browser.awaitText("You may not use this application");
  }

  @Test
  void itEndsAtOnceForWhomItWasTaken() throws Exception {
    browser.go(at("/"));
    logIn(ann);
    browser.awaitText("You are ann");
    works.addAdministrator("carol").api().delete(ann.path()).is(200);
    awaitNoLongerIn("ann");
    browser.awaitText("Sign in to go on to Notes");
  }

  private void awaitNoLongerIn(String name) {
    Instant deadline = Instant.now().plusSeconds(60);
    browser.go(at("/"));
    while (browser.text().contains("You are " + name)) {
      assertThat(Instant.now()).isBefore(deadline);
      browser.go(at("/"));
    }
  }

  @Test
  void peopleLogOutThere() throws Exception {
    browser.go(at("/"));
    logIn(ann);
    browser.awaitText("You are ann");
    browser.go(at("/.gatehouse/logout"));
    browser.click("#signOut");
    browser.awaitText("You are signed out");
    browser.go(at("/"));
    browser.awaitText("Sign in to go on to Notes");
  }

  /** As the header is written that applications are told by, and as CGI would take it for one. */
  @Test
  void nobodyIsWhoTheySayThemselves() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(at("/page"))
            .header("Remote-User", "root")
            .header("Remote_User", "root")
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    for (String path : List.of("/.gatehouse/callback/x", "/.gatehouse/logout/../../page")) {
      HttpRequest odd = HttpRequest.newBuilder(URI.create(notes.base() + path)).build();
      assertThat(client.send(odd, BodyHandlers.ofString()).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void onlyTheProxyAsks() throws Exception {
    browser.go(at("/.gatehouse/check"));
    assertThat(browser.text()).contains("404");
  }
}
