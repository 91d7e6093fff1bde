package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;

/** Passkeys in a browser, with an authenticator that it has itself. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class PasskeyPagesIT {
  /** Adds a passkey by the pages; ends where recovery codes are, or the list. */
  private static void adds(Person person, String name) {
    person.opens("/account/passkeys").presses("begin").types("passkeyName", name);
    person.browser().assertAccessible();
    person.browser().leaveBy(() -> person.browser().press("#passkeyButton"));
  }

  @Test
  void isAddedUsedRenamedAndRemoved() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives()) {
      Browser browser = person.browser();
      VirtualAuthenticator authenticator = browser.authenticator();
      String proposals = "";
      try {
        person.signsUp(workspace, "kevin");
        adds(person, "Laptop");
        person.isAt("/account/second-factor").reads("Your recovery codes");
        assertThat(authenticator.getCredentials()).hasSize(1);
        assertThat(authenticator.getCredentials().get(0).isResidentCredential()).isTrue();

        person.opens("/account/passkeys").reads("Laptop").reads("Never");
        browser.assertAccessible();
        browser.assertNoErrors();

        // Without a name or a password: the browser proposes it, and this authenticator agrees.
        person.signsOut();
        browser.awaitText("Your account");

        // The same by the button.
        proposals = proposesNothing(browser);
        person.signsOut().isAt("/login");
        browser.assertAccessible();
        browser.leaveBy(() -> browser.press("#passkeyButton"));
        person.opens("/account/passkeys").reads("Laptop");

        // Beside a password.
        person.signsOut();
        authenticator.setUserVerified(false);
        person.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/code");
        browser.assertAccessible();
        browser.press("#passkeyButton");
        browser.awaitText("Your browser hasn’t given us a passkey");
        authenticator.setUserVerified(true);
        browser.leaveBy(() -> browser.press("#passkeyButton"));
        person.isAt("/");

        person.opens("/account/passkeys").follows("Change").types("passkeyName", "Old laptop");
        browser.assertAccessible();
        person.presses("rename").reads("Old laptop");
        person.follows("Change").confirms("removeButton").reads("only second factor");
      } finally {
        // The browser is used again by others.
        browser.driver().removeVirtualAuthenticator(authenticator);
        if (!proposals.isEmpty()) {
          browser
              .driver()
              .executeCdpCommand(
                  "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", proposals));
        }
      }
    }
  }

  /** From now on the browser has no passkeys in the field of the user name. */
  private static String proposesNothing(Browser browser) {
    return String.valueOf(
        browser
            .driver()
            .executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "delete PublicKeyCredential.isConditionalMediationAvailable"))
            .get("identifier"));
  }

  @Test
  void leavesThePagesAsTheyWereWithoutScripts() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives(new Browser.Settings().withoutScripts())) {
      person.signsUp(workspace, "kevin").signsOut();
      assertThat(person.browser().driver().getPageSource()).contains("passkeyButton");
      assertThat(person.browser().element("#passkeyButton").isDisplayed()).isFalse();
      person.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/");
      person.opens("/account/passkeys").presses("begin");
      assertThat(person.browser().element("#passkeyButton").isDisplayed()).isFalse();
      person.reads("only where JavaScript is on");
    }
  }
}
