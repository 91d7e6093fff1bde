package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The pages need neither JavaScript nor a mouse. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class PlainBrowserIT {
  private final String workspace = Person.newWorkspace();

  @Test
  void everythingWorksWithoutJavaScript() throws IOException {
    try (Person kevin = Person.arrives(new Browser.Settings().withoutScripts())) {
      kevin.signsUp(workspace, "kevin").isAt("/").reads(workspace);
      kevin.opens("/account/second-factor").types("currentPassword", Person.PASSWORD);
      kevin.presses("begin");
      AuthenticatorApp app = AuthenticatorApp.scan(kevin.browser());
      assertThat(kevin.sees("[data-copy]")).as("a button that does nothing").isFalse();
      kevin.types("code", app.code()).presses("confirm").reads("Your recovery codes");
      kevin.signsOut().logsIn(workspace, "kevin", "wrong").isAt("/login");
      assertThat(kevin.alert()).contains("isn’t right");
      kevin.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/code");
      kevin.types("code", app.code()).presses("confirm").isAt("/");
    }
  }

  @Test
  void aLoginByKeyboardAlone() throws IOException, InterruptedException {
    Api.signUp(workspace, "kevin");
    try (Person kevin = Person.arrives().opens("/login")) {
      assertThat(focused(kevin)).isEqualTo("workspace");
      type(kevin, workspace, Keys.TAB, "kevin", Keys.TAB, Person.PASSWORD);
      assertThat(focused(kevin)).isEqualTo("password");
      type(kevin, Keys.TAB);
      assertThat(isFocusVisible(kevin)).as("on the button that shows the password").isTrue();
      type(kevin, Keys.SPACE);
      assertThat(kevin.browser().element("#password").getDomProperty("type")).isEqualTo("text");
      type(kevin, Keys.TAB, Keys.SPACE);
      assertThat(kevin.browser().element("#remember").isSelected()).isTrue();
      type(kevin, Keys.TAB);
      assertThat(focused(kevin)).isEqualTo("signIn");
      assertThat(isFocusVisible(kevin)).isTrue();
      kevin.browser().leaveBy(() -> type(kevin, Keys.ENTER));
      kevin.isAt("/");
    }
  }

  @Test
  void theSkipLinkSkipsTheNavigation() throws IOException {
    try (Person kevin = Person.arrives().signsUp(workspace, "kevin").isAt("/")) {
      type(kevin, Keys.TAB);
      WebElement link = kevin.browser().driver().switchTo().activeElement();
      assertThat(link.getText()).isEqualTo("Skip to the content");
      assertThat(link.getRect().getY()).isNotNegative();
      assertThat(isFocusVisible(kevin)).isTrue();
      type(kevin, Keys.ENTER);
      assertThat(focused(kevin)).isEqualTo("main");
      type(kevin, Keys.TAB);
      assertThat(kevin.browser().driver().switchTo().activeElement().getText())
          .isEqualTo("Confirm it");
    }
  }

  private static void type(Person person, CharSequence... keys) {
    new Actions(person.browser().driver()).sendKeys(keys).perform();
  }

  private static String focused(Person person) {
    return String.valueOf(
        person.browser().driver().switchTo().activeElement().getDomAttribute("id"));
  }

  private static boolean isFocusVisible(Person person) {
    Object width =
        person
            .browser()
            .driver()
            .executeScript(
                "return parseFloat(getComputedStyle(document.activeElement).outlineWidth)");
    return width instanceof Number pixels && pixels.doubleValue() >= 2;
  }
}
