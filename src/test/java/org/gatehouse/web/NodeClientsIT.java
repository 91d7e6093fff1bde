package org.gatehouse.web;

import java.io.IOException;
import java.net.URI;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.IdpTest;
import org.gatehouse.fixture.NodeApplication;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** npm's openid-client and oauth4webapi log people in and out, each by its own rules. */
@IdpTest
class NodeClientsIT {
  private static Workspace works;
  private static NodeApplication application;
  private Browser browser;

  @BeforeAll
  static void start() {
    works = Workspace.signUp();
    application = new NodeApplication(works);
  }

  @BeforeEach
  void open() throws IOException {
    browser = Browser.open();
  }

  @AfterEach
  void leave() {
    browser.close();
  }

  private void logIn(String client) {
    browser.go(application.at("/" + client + "/login"));
    browser.awaitText("Sign in to go on to Node");
    browser.type("#userName", "ann");
    browser.type("#password", works.administrator().password());
    browser.click("#signIn");
    browser.awaitText("Hello ann by " + client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid-client", "oauth4webapi"})
  void eachRefreshesAndLogsOut(String client) {
    logIn(client);
    browser.go(application.at("/" + client + "/refresh"));
    browser.awaitText("Refreshed: true, active: true");
    // It is told of its own logout, too.
    application.awaitLogoutAfter(() -> browser.go(application.at("/" + client + "/logout")));
    browser.awaitText("Bye from " + client);
    browser.go(application.at("/" + client + "/login"));
    browser.awaitText("Sign in to go on to Node");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid-client", "oauth4webapi"})
  void eachHearsOfALogoutAtGatehouse(String client) {
    logIn(client);
    browser.go(application.at("/" + client + "/"));
    browser.awaitText("Somebody is here by " + client);
    browser.go(URI.create(DeployedGatehouse.base() + "/logout"));
    application.awaitLogoutAfter(() -> browser.click("#signOut"));
    browser.go(application.at("/" + client + "/"));
    browser.awaitText("Nobody is here by " + client);
  }

  @Test
  void oneLoginServesBoth() {
    logIn("openid-client");
    browser.go(application.at("/oauth4webapi/login"));
    // The library checks the access token as a service would that is called with it (RFC 9068).
    browser.awaitText("Hello ann by oauth4webapi, " + works.uid() + "/ann");
  }

  @Test
  void tokensAreBoundToAKeyAndRevoked() {
    logIn("openid-client");
    browser.go(application.at("/openid-client/bound"));
    browser.awaitText("Bound by DPoP to 43: ann");
    browser.go(application.at("/openid-client/revoke"));
    browser.awaitText("Revoked, active: false");
  }
}
