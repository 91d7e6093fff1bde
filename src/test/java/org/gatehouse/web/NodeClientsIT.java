package org.gatehouse.web;

import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.IdpTest;
import org.gatehouse.fixture.NodeApplication;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;

/** npm's openid-client and oauth4webapi log people in, each by its own rules. */
@IdpTest
class NodeClientsIT {
  @Test
  void logPeopleInAndOut() throws Exception {
    Workspace works = Workspace.signUp();
    NodeApplication application = new NodeApplication(works);
    try (Browser browser = Browser.open()) {
      browser.go(application.at("/openid-client/login"));
      browser.awaitText("Sign in to go on to Node");
      browser.type("#userName", "ann");
      browser.type("#password", works.administrator().password());
      browser.click("#signIn");
      browser.awaitText("Hello ann by openid-client");
      browser.go(application.at("/openid-client/refresh"));
      browser.awaitText("Refreshed: true, active: true");
      browser.go(application.at("/openid-client/bound"));
      browser.awaitText("Bound by DPoP to 43: ann");

      browser.go(application.at("/oauth4webapi/login"));
      browser.awaitText("Hello ann by oauth4webapi, " + works.uid() + "/ann");

      browser.go(application.at("/openid-client/login"));
      browser.awaitText("Hello ann by openid-client");
      browser.go(application.at("/openid-client/revoke"));
      browser.awaitText("Revoked, active: false");

      browser.go(application.at("/openid-client/logout"));
      browser.awaitText("Bye s1");
      browser.go(application.at("/openid-client/login"));
      browser.awaitText("Sign in to go on to Node");
    }
  }
}
