package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebElement;

/** What a person does with the own account, from signing up to the last session. */
@BrowserTest
@Tag("smoke")
@ExtendWith(DeployedGatehouse.class)
class TourIT {
  private static final String NEW_PASSWORD = "seven purple umbrellas dancing";

  private final String workspace = Person.newWorkspace();
  private Person kevin;

  @BeforeEach
  void signUp() throws IOException {
    kevin = Person.arrives().signsUp(workspace, "kevin").isAt("/");
  }

  @AfterEach
  void leave() throws IOException {
    kevin.close();
  }

  @Test
  void signingUpEndsOnAPageThatSaysWhoOneIs() {
    kevin.reads("Your account").reads("kevin").reads(workspace).reads("kevin@example.com");
    assertThat(kevin.textOf("section[aria-labelledby=recent]")).contains("signed up");
    kevin.reads("administrator").follows("Administration").isAt("/admin");
  }

  @Test
  void whoSeesAStrangerAmongTheOwnActivityChoosesAnotherPasswordAndEndsAllSessions()
      throws IOException {
    try (Person stranger = Person.arrives().logsIn(workspace, "kevin", Person.PASSWORD)) {
      kevin.follows("Activity").isAt("/account/activity").reads("Login").reads("signed up");
      kevin.types("currentPassword", "not my password").types("newPassword", NEW_PASSWORD);
      kevin.confirms("disown").isAt("/account/activity");
      assertThat(kevin.complaint("currentPassword")).contains("isn’t your current password");
      stranger.opens("/account/profile").isAt("/account/profile");
      kevin.types("currentPassword", Person.PASSWORD).types("newPassword", NEW_PASSWORD);
      kevin.confirms("disown").isAt("/login").reads("All your sessions have ended");
      stranger.opens("/account/profile").isAt("/login");
    }
    kevin.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login");
    kevin.logsIn(workspace, "kevin", NEW_PASSWORD).isAt("/");
  }

  @Test
  void secondFactorFromTheQrCodeToTheLastRecoveryCode() throws IOException {
    kevin.follows("Switch it on").isAt("/account/second-factor");
    kevin.types("currentPassword", "not my password").presses("begin");
    assertThat(kevin.complaint("currentPassword")).contains("isn’t your current password");
    kevin.types("currentPassword", Person.PASSWORD).presses("begin");
    AuthenticatorApp app = AuthenticatorApp.scan(kevin.browser());
    assertThat(app.account()).isEqualTo("Gatehouse:" + workspace + " / kevin");
    kevin.types("code", "000000").presses("confirm");
    assertThat(kevin.complaint("code")).contains("This code isn’t right");
    kevin.types("code", app.code()).presses("confirm").reads("Two-factor sign-in is on");
    List<String> recoveryCodes = recoveryCodes();
    kevin.follows("I have saved them").isAt("/account/second-factor").reads("Recovery codes left");
    assertThat(kevin.textOf("dl")).contains("10");
    assertThat(kevin.browser().text()).doesNotContain(recoveryCodes.get(0));

    kevin.signsOut().isAt("/login").reads("You are signed out");
    String code = app.code();
    kevin.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/code");
    assertThat(kevin.loginCookie()).as("half a login").isEmpty();
    kevin.types("code", code).presses("confirm").isAt("/").reads("On");

    kevin.signsOut().logsIn(workspace, "kevin", Person.PASSWORD);
    kevin.types("code", code).presses("confirm").isAt("/login/code");
    assertThat(kevin.complaint("code")).contains("used already");
    kevin.follows("Use a recovery code").reads("One of the codes you saved");
    kevin.types("code", recoveryCodes.get(0)).presses("confirm").isAt("/");

    kevin.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).follows("Use a recovery code");
    kevin.types("code", recoveryCodes.get(0)).presses("confirm").isAt("/login/code");
    assertThat(kevin.complaint("code")).contains("recovery code", "used already");
    String asPeopleType = recoveryCodes.get(1).toUpperCase().replace("-", " ");
    kevin.types("code", asPeopleType).presses("confirm").isAt("/");

    kevin.opens("/account/second-factor");
    assertThat(kevin.textOf("dl")).contains("8");
    kevin.types("currentPassword", Person.PASSWORD).presses("renewRecoveryCodes");
    assertThat(recoveryCodes()).doesNotContainAnyElementsOf(recoveryCodes);

    kevin.opens("/account/second-factor").types("currentPassword", Person.PASSWORD);
    kevin.confirms("turnOff").reads("Two-factor sign-in is off").reads("Status Off");
    kevin.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).isAt("/");
  }

  private List<String> recoveryCodes() {
    List<String> codes =
        kevin.browser().driver().findElements(By.cssSelector("#recoveryCodes code")).stream()
            .map(WebElement::getText)
            .toList();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    return codes;
  }

  @Test
  void anEnrolmentCanBeGivenUp() {
    kevin.opens("/account/second-factor").types("currentPassword", Person.PASSWORD);
    kevin.presses("begin").presses("cancel").isAt("/account/second-factor").reads("Status Off");
    kevin.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).isAt("/");
  }

  @Test
  void aBrowserKeepsTheLoginOnlyIfAskedTo() {
    Cookie fleeting = kevin.loginCookie().orElseThrow();
    assertThat(fleeting.getExpiry()).isNull();
    assertThat(fleeting.isHttpOnly()).isTrue();
    assertThat(fleeting.getSameSite()).isEqualTo("Lax");
    kevin.signsOut();
    assertThat(kevin.loginCookie()).isEmpty();

    kevin.fillsIn(workspace, "kevin", Person.PASSWORD).ticks("remember").presses("signIn");
    Cookie lasting = kevin.isAt("/").loginCookie().orElseThrow();
    assertThat(lasting.isHttpOnly()).isTrue();
    assertThat(lasting.getSameSite()).isEqualTo("Lax");
    assertThat(Duration.between(Instant.now(), lasting.getExpiry().toInstant()).toDays())
        .isCloseTo(90L, within(1L));
    kevin.opens("/account/sessions").reads("Remembered");

    kevin.signsOut();
    assertThat(kevin.valueOf("workspace")).as("who wanted to be remembered").isEqualTo(workspace);
    assertThat(kevin.valueOf("userName")).isEqualTo("kevin");
    assertThat(kevin.valueOf("password")).isEmpty();
    assertThat(kevin.browser().element("#remember").isSelected()).isTrue();
    kevin.ticks("remember").types("password", Person.PASSWORD).presses("signIn").isAt("/");
    kevin.signsOut();
    assertThat(kevin.valueOf("userName")).as("who wants it no longer").isEmpty();
  }

  @Test
  void theLoginPageLeadsToWhereOneWantedToGo() {
    kevin.signsOut().opens("/admin/users?q=kev").isAt("/login");
    kevin.fillsIn(workspace, "kevin", "wrong").presses("signIn").isAt("/login");
    kevin.types("password", Person.PASSWORD).presses("signIn").isAt("/admin/users");
    assertThat(kevin.browser().address()).hasQuery("q=kev");
    kevin.opens("/login").isAt("/");
    kevin.opens("/login?then=/account/profile").isAt("/account/profile");
  }

  @Test
  void sessionsAreEndedOneByOneAndAllAtOnce() throws IOException {
    try (Person phone = Person.arrives();
        Person laptop = Person.arrives()) {
      phone.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/");
      kevin.opens("/account/sessions");
      assertThat(rows()).hasSize(2).anySatisfy(row -> assertThat(row).contains("This device"));
      kevin.browser().click("button[name=endSession]");
      kevin.reads("The session has been ended");
      assertThat(rows()).hasSize(1);
      phone.opens("/account/profile").isAt("/login");

      phone.fillsIn(workspace, "kevin", Person.PASSWORD).presses("signIn");
      phone.isAt("/account/profile");
      laptop.logsIn(workspace, "kevin", Person.PASSWORD).opens("/account/profile");
      kevin.opens("/account/sessions").confirms("endOthers");
      kevin.reads("All your other sessions have been ended");
      assertThat(rows()).hasSize(1);
      phone.opens("/").isAt("/login");
      laptop.types("displayName", "Mallory").presses("save").isAt("/login");
      laptop.reads("no longer signed in, so nothing was changed");
      laptop.fillsIn(workspace, "kevin", Person.PASSWORD).presses("signIn");
      laptop.isAt("/account/profile");
      assertThat(laptop.browser().element("#displayName").getDomProperty("value"))
          .isEqualTo("kevin");
    }
  }

  private List<String> rows() {
    return kevin.browser().driver().findElements(By.cssSelector("tbody tr")).stream()
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() throws IOException {
    try (Person phone = Person.arrives()) {
      phone.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/");
      kevin.opens("/account/password").types("currentPassword", "wrong");
      kevin.types("newPassword", NEW_PASSWORD).presses("save");
      assertThat(kevin.complaint("currentPassword")).contains("isn’t your current password");
      kevin.types("currentPassword", Person.PASSWORD).types("newPassword", "short");
      kevin.presses("save");
      assertThat(kevin.complaint("newPassword")).contains("too short");
      assertThat(kevin.complaint("currentPassword")).isEmpty();
      kevin.types("currentPassword", Person.PASSWORD).types("newPassword", NEW_PASSWORD);
      kevin.presses("save").isAt("/account/password").reads("Your password has been changed");
      phone.opens("/").isAt("/login");
      phone.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login");
      phone.logsIn(workspace, "kevin", NEW_PASSWORD).isAt("/");
    }
  }

  @Test
  void theDisplayNameIsChangedFreelyTheAddressWithThePassword() {
    kevin.opens("/account/profile").types("displayName", "Kevin Käfer").presses("save");
    kevin.reads("Your changes have been saved");
    assertThat(kevin.textOf(".who")).contains("Kevin Käfer", workspace);
    kevin.types("email", "kevin@example.org").presses("save");
    assertThat(kevin.complaint("currentPassword")).contains("Please type your current password");
    kevin.types("email", "kevin@example.org").types("currentPassword", Person.PASSWORD);
    kevin.presses("save").reads("Your changes have been saved");
    kevin.opens("/").reads("kevin@example.org");
    kevin.opens("/account/profile").types("email", "nowhere").presses("save");
    assertThat(kevin.complaint("email")).contains("isn’t an e-mail address");
  }
}
