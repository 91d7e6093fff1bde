package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Point;

/** Pages say how good a new password is while it is typed, and the same when it is sent. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class PasswordPagesIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @Test
  void theMeterFollowsTypingAtSignUp() throws IOException {
    try (Person kevin = Person.arrives().opens("/signup")) {
      Browser browser =
          kevin.types("workspaceName", "Werkstatt").types("password", "short").browser();
      Point button = browser.element("#create").getLocation();
      browser.awaitText("Please use at least 12 characters.");
      kevin.types("password", "dragonmonkey12");
      browser.awaitText("much like a password that many people use");
      assertThat(score(kevin)).isEqualTo("1");
      assertThat(browser.element("#create").getLocation())
          .as("the button moves under the pointer")
          .isEqualTo(button);
      browser.assertAccessible();
      kevin.types("password", "welcome to the werkstatt");
      browser.awaitText("leave your user name and the workspace’s name out");
      kevin.types("password", Person.PASSWORD);
      browser.awaitText("Strong.");
      assertThat(score(kevin)).isEqualTo("4");
      kevin.types("workspaceName", "Battery");
      browser.awaitText("leave your user name and the workspace’s name out");
    }
  }

  @Test
  void theMeterSpeaksGermanOnADarkPhone() throws IOException, InterruptedException {
    Api kevins = Api.signUp(Person.newWorkspace(), "kevin");
    Browser.Settings phone = new Browser.Settings().language("de").size(320, 800).dark();
    try (Person kevin = Person.arrives(phone).comesBack(kevins)) {
      Browser browser =
          kevin.opens("/account/password").types("newPassword", "13.05.1987 a").browser();
      browser.awaitText("weil ein Datum früh probiert wird");
      browser.assertAccessible();
      browser.screenshot(SCREENSHOTS.resolve("de-dark-320-password-strength.png"));
      kevin.types("newPassword", "lila Schirme tanzen").browser().awaitText("Stark.");
      browser.screenshot(SCREENSHOTS.resolve("de-dark-320-password-strong.png"));
      kevin.opens("/admin/users").types("newName", "bobthebuilder");
      kevin.types("newPassword", "bobthebuilder was here").browser().awaitText("Benutzernamen");
    }
  }

  @Test
  void theServerSaysTheSameWithoutScripts() throws IOException {
    Browser.Settings plain = new Browser.Settings().withoutScripts();
    try (Person kevin = Person.arrives(plain).opens("/signup")) {
      kevin.types("workspaceName", Person.newWorkspace()).types("userName", "kevin");
      kevin.types("email", "kevin@example.com").types("password", "dragonmonkey12");
      kevin.presses("create").isAt("/signup");
      assertThat(kevin.complaint("password"))
          .isEqualTo(
              "This is easy to guess because it is much like a password that many people use. Add an"
                  + " uncommon word or two.");
      assertThat(kevin.sees(".strength span")).isFalse();
    }
  }

  private static String score(Person person) {
    return String.valueOf(person.browser().element(".strength span").getDomAttribute("data-score"));
  }
}
