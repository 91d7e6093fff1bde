package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Png;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** How a workspace looks, where people meet it and where it is said. */
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class BrandedPagesIT {
  private final String workspace = Person.newWorkspace();
  private Person kevin;

  @BeforeEach
  void signUp() throws IOException {
    kevin = Person.arrives().signsUp(workspace, "kevin");
    kevin.opens("/admin/branding").types("shownName", "Adler").types("lightColor", "#123f7a");
    kevin.presses("save").reads("The pages look so from now on");
  }

  @AfterEach
  void leave() throws IOException {
    kevin.close();
  }

  private void looksAsItWants() {
    assertThat(kevin.textOf("header .brand")).isEqualTo("Adler");
    assertThat(kevin.browser().driver().getTitle()).endsWith(" · Adler");
    assertThat(
            kevin
                .browser()
                .askAbout("html", "one => getComputedStyle(one).getPropertyValue('--accent')"))
        .contains("#123f7a");
  }

  @Test
  void isSeenWhereTheSecondFactorIsShown() throws IOException {
    kevin
        .opens("/account/second-factor")
        .types("currentPassword", Person.PASSWORD)
        .presses("begin");
    AuthenticatorApp app = AuthenticatorApp.scan(kevin.browser());
    kevin.types("code", app.code()).presses("confirm");
    kevin.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/code");

    looksAsItWants();
    kevin.types("code", "000000").presses("confirm").isAt("/login/code");
    looksAsItWants();
  }

  @Test
  void isSeenWhereASecondFactorHasToBeSetUp() throws IOException {
    kevin.opens("/admin/login-policy").chooses("secondFactor", "required");
    kevin.types("graceDays", "14").presses("saveSecondFactor").signsOut();
    LoginPolicyPagesIT.endGrace(workspace);
    kevin.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/enrol");

    looksAsItWants();
    kevin.presses("begin").isAt("/login/enrol");
    looksAsItWants();
  }

  @Test
  void leavesRoomForTheWayOutOnAPhone() throws IOException {
    kevin.opens("/admin/branding").types("shownName", "Donaudampfschifffahrtsgesellschaft");
    kevin.pastes("logo", Png.picture(200, 50)).presses("save");
    Browser.Settings phone = new Browser.Settings().size(320, 800);
    try (Person person =
        Person.arrives(phone).comesBack(kevin.loginCookie().orElseThrow().getValue())) {
      person.opens("/account/profile");
      assertThat(person.browser().askAbout("#signOutButton", "one => one.offsetHeight < 60"))
          .as("its word is on one line")
          .isEqualTo("true");
    }
  }

  @Test
  void aFileThatIsTooLargeIsToldBeforeItIsSent(@TempDir Path files) throws IOException {
    Path large = Files.write(files.resolve("large.png"), new byte[32 * 1024 + 1]);
    Path small = Files.write(files.resolve("small.png"), Png.bytes(200, 50));
    kevin.opens("/admin/branding").types("shownName", "Adler & Co");
    WebElement upload = kevin.browser().element("[data-base64-into=logo]");

    upload.sendKeys(large.toString());
    assertThat(kevin.complaint("logo")).contains("more than 32 KiB");
    kevin.browser().assertAccessible();
    upload.sendKeys(small.toString());
    kevin
        .browser()
        .awaitValue(
            "#logo",
            "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(small)));
    assertThat(kevin.complaint("logo")).isEmpty();
    kevin.presses("save").reads("The pages look so from now on");
    assertThat(kevin.textOf("header .brand")).isEqualTo("Adler & Co");
    assertThat(kevin.browser().askAbout("header .brand img", "one => one.naturalWidth"))
        .isEqualTo("200");
  }
}
