package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;

/** An administrator demands a second factor, and people set one up before they are let in. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class LoginPolicyPagesIT {
  private static final String POLICY = "/admin/login-policy";

  /** As if the grace had been over for some time. */
  static void endGrace(String workspace) {
    Database.update(
        "update authentication_policy set grace_days = 0 where workspace_id ="
            + " (select id from workspace where name = ?)",
        workspace);
  }

  @Test
  void anAppIsSetUpWithinTheLogin() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives()) {
      Browser browser = person.browser();
      person.signsUp(workspace, "kevin");
      person.opens(POLICY).chooses("secondFactor", "required");
      person.types("graceDays", "0").presses("saveSecondFactor");
      assertThat(person.complaint("secondFactor")).contains("count for you at once");
      person.types("graceDays", "two").presses("saveSecondFactor");
      assertThat(person.complaint("graceDays")).contains("0 to 365");
      browser.assertAccessible();
      person.types("graceDays", "14").presses("saveSecondFactor").isAt(POLICY).reads("is saved");
      person.reads("One person lacks it").reads("kevin");
      browser.assertAccessible();
      person.opens("/").reads("Set up a second factor by");
      browser.assertAccessible();

      // First: a session that is over by then can't be signed out of.
      person.signsOut();
      endGrace(workspace);
      person.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/enrol");
      assertThat(person.loginCookie()).as("half a login").isEmpty();
      person.opens(POLICY).isAt("/login").opens("/login/enrol");
      browser.assertAccessible();
      person.presses("begin").isAt("/login/enrol");
      browser.assertAccessible();
      AuthenticatorApp app = AuthenticatorApp.scan(browser);
      assertThat(app.account()).isEqualTo("Gatehouse:" + workspace + " / kevin");
      person.types("code", "000000").presses("confirm").isAt("/login/enrol");
      assertThat(person.complaint("code")).contains("This code isn’t right");
      person.types("code", app.code()).presses("confirm").isAt("/account/second-factor");
      person.reads("Your recovery codes").follows("I have saved them");
      person.opens(POLICY).reads("Nobody lacks it");
      person.opens("/account/second-factor").types("currentPassword", Person.PASSWORD);
      person.confirms("turnOff").reads("It is required here");
      browser.assertNoErrors();
    }
  }

  @Test
  void aBrowserIsTrustedUntilThatIsEnded() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives()) {
      person.signsUp(workspace, "kevin");
      person.opens(POLICY).types("trustedDeviceDays", "91").presses("saveSecondFactor");
      assertThat(person.complaint("trustedDeviceDays")).contains("0 to 90");
      person
          .types("trustedDeviceDays", "7")
          .presses("saveSecondFactor")
          .isAt(POLICY)
          .reads("is saved");
      person.opens("/account/second-factor").types("currentPassword", Person.PASSWORD);
      person.presses("begin");
      AuthenticatorApp app = AuthenticatorApp.scan(person.browser());
      person.types("code", app.code()).presses("confirm").reads("Your recovery codes");

      person.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/code");
      person.reads("for 7 days");
      person.browser().assertAccessible();
      person.ticks("trust").types("code", "000000").presses("confirm").isAt("/login/code");
      assertThat(person.browser().element("#trust").isSelected()).isTrue();
      person.types("code", app.code()).presses("confirm").isAt("/");
      person.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).isAt("/");

      person.opens("/account/sessions").reads("Trusted devices");
      person.browser().assertAccessible();
      person.browser().leaveBy(() -> person.browser().press("button[name=endTrust]"));
      person.isAt("/account/sessions").reads("a second factor is asked for again");
      assertThat(person.sees("button[name=endTrust]")).isFalse();
      person.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/code");
      person.presses("cancel");
    }
  }

  @Test
  void longerPasswordsAreAskedFor() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives()) {
      Browser browser = person.browser();
      person.signsUp(workspace, "kevin").opens("/account/password").reads("At least 12 characters");
      person.opens(POLICY).types("passwordMinimum", "7").presses("savePasswords");
      assertThat(person.complaint("passwordMinimum")).contains("8 to 64");
      person.types("passwordMinimum", "40").presses("savePasswords").isAt(POLICY).reads("is saved");
      browser.awaitValue("#passwordMinimum", "40");
      browser.assertAccessible();
      person.opens("/account/password").reads("At least 40 characters");
      person
          .types("currentPassword", Person.PASSWORD)
          .types("newPassword", "plaice umbrella quagmire");
      person.presses("save");
      assertThat(person.complaint("newPassword")).contains("at least 40 characters");
    }
  }

  @Test
  void eachPartIsSavedAloneAndTheContentsLeadToWhatIsWrong() throws IOException {
    try (Person person = Person.arrives(new Browser.Settings().withoutScripts())) {
      person.signsUp(Person.newWorkspace(), "kevin").opens(POLICY);
      person.types("passwordMinimum", "40").types("keyDays", "30").presses("saveKeys");
      person.reads("is saved");
      assertThat(person.valueOf("keyDays")).isEqualTo("30");
      assertThat(person.valueOf("passwordMinimum")).as("of another part").isEmpty();
      assertThat(person.sees(".contents .badge")).isFalse();
      person.types("sessionIdle", "1").presses("saveSessions");
      assertThat(person.complaint("sessionIdle")).contains("whole number of minutes");
      assertThat(person.textOf(".contents a:has(.badge)")).isEqualTo("Sessions Error");
      person.browser().press(".contents a:has(.badge)");
      assertThat(person.browser().address()).hasFragment("sessions");
      person.types("sessionIdle", "10").presses("saveSessions").reads("is saved");
      assertThat(person.valueOf("sessionIdle")).isEqualTo("10");
      assertThat(person.valueOf("keyDays")).isEqualTo("30");
    }
  }

  @Test
  void peopleComeFromNetworks() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives()) {
      person.signsUp(workspace, "kevin").opens(POLICY);
      person.types("networks", "the office").presses("saveNetworks");
      assertThat(person.complaint("networks")).contains("one network a line");
      person.types("networks", "203.0.113.0/24").presses("saveNetworks");
      assertThat(person.complaint("networks")).contains("Your own address");
      person.browser().assertAccessible();
      person
          .types("networks", "127.0.0.0/8\n::1")
          .presses("saveNetworks")
          .isAt(POLICY)
          .reads("is saved");
      person.opens("/").isAt("/");
    }
  }

  @Test
  void aPasskeyIsMadeWithinTheLoginAndLeadsOn() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives()) {
      Browser browser = person.browser();
      VirtualAuthenticator authenticator = browser.authenticator();
      try {
        person.signsUp(workspace, "kevin");
        person.opens(POLICY).chooses("secondFactor", "phishing-resistant");
        person.types("graceDays", "14").presses("saveSecondFactor").isAt(POLICY);
        person.opens("/").reads("Make a passkey by").follows("Make a passkey");
        person.isAt("/account/passkeys");
        person.signsOut();
        endGrace(workspace);
        person.opens("/account/sessions").isAt("/login");
        person.fillsIn(workspace, "kevin", Person.PASSWORD).presses("signIn");
        person.isAt("/login/enrol");
        assertThat(browser.text()).doesNotContain("authenticator app");
        browser.leaveBy(() -> browser.press("#passkeyButton"));
        person.isAt("/account/second-factor").reads("Your recovery codes");
        assertThat(authenticator.getCredentials()).hasSize(1);
        person.follows("I have saved them, go on").isAt("/account/sessions");
      } finally {
        // The browser is used again by others.
        browser.driver().removeVirtualAuthenticator(authenticator);
      }
    }
  }

  @Test
  void cancelsALoginThatLacksIt() throws IOException {
    String workspace = Person.newWorkspace();
    try (Person person = Person.arrives()) {
      person.signsUp(workspace, "kevin");
      person.opens(POLICY).chooses("secondFactor", "required");
      person.types("graceDays", "1").presses("saveSecondFactor");
      endGrace(workspace);
      person.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).presses("cancel");
      person.isAt("/login").opens("/login/enrol").isAt("/login").reads("That took too long");
    }
  }
}
