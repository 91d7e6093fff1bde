package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A page that is asked for again does nothing again, and takes no secret away. */
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class ReloadIT {
  private final String workspace = Person.newWorkspace();
  private Api api;
  private Person kevin;

  @BeforeEach
  void logIn() throws IOException, InterruptedException {
    api = Api.signUp(workspace, "kevin");
    kevin = Person.arrives().comesBack(api).opens("/").isAt("/");
  }

  @AfterEach
  void leave() throws IOException {
    kevin.close();
  }

  @Test
  void addsNobodyAgainAndKeepsTheOneTimePassword() {
    kevin.opens("/admin/users").types("newName", "alice").types("newEmail", "alice@example.com");
    kevin.presses("addButton").reads("The person has been added");
    String oneTime = kevin.textOf("#createdPassword");
    kevin.reloads().reads("The person has been added");
    assertThat(kevin.browser().text()).doesNotContain("taken");
    assertThat(kevin.textOf("#createdPassword")).isEqualTo(oneTime);
    assertThat(kevin.textOf("#passOn")).contains("alice");
  }

  @Test
  void neverResetsAPasswordAgain() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    kevin.opens("/admin/user?name=bob").confirms("resetPassword");
    String oneTime = kevin.textOf("#createdPassword");
    kevin.reloads().reloads().isAt("/admin/user");
    assertThat(kevin.textOf("#createdPassword")).isEqualTo(oneTime);
    try (Person bob = Person.arrives()) {
      bob.logsIn(workspace, "bob", oneTime).isAt("/account/password");
    }
  }

  @Test
  void makesNoOtherRecoveryCodes() throws IOException {
    kevin.opens("/account/second-factor").types("currentPassword", Person.PASSWORD);
    kevin.presses("begin");
    AuthenticatorApp app = AuthenticatorApp.scan(kevin.browser());
    kevin.reloads();
    assertThat(AuthenticatorApp.scan(kevin.browser()).secret()).isEqualTo(app.secret());
    kevin.types("code", app.code()).presses("confirm").reads("Two-factor sign-in is on");
    List<String> codes = recoveryCodes();
    assertThat(codes).hasSize(10);
    kevin.reloads();
    assertThat(recoveryCodes()).isEqualTo(codes);
    kevin.follows("I have saved them").types("currentPassword", Person.PASSWORD);
    kevin.presses("renewRecoveryCodes").reads("You have new recovery codes");
    List<String> renewed = recoveryCodes();
    assertThat(renewed).hasSize(10).doesNotContainAnyElementsOf(codes);
    kevin.reloads();
    assertThat(recoveryCodes()).isEqualTo(renewed);
  }

  private List<String> recoveryCodes() {
    return kevin.browser().driver().findElements(By.cssSelector("#recoveryCodes code")).stream()
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void showsASecretToNoOtherSession() throws IOException {
    kevin.opens("/admin/service-accounts").types("newName", "robot").presses("addButton");
    String key = kevin.textOf("#madeKey");
    String address =
        kevin.browser().address().getPath() + "?" + kevin.browser().address().getQuery();
    kevin.opens(address).reads(key);
    kevin.opens(address.replace("/service-accounts", "/users"));
    assertThat(kevin.browser().text()).as("on another page").doesNotContain(key);
    try (Person elsewhere = Person.arrives().logsIn(workspace, "kevin", Person.PASSWORD)) {
      elsewhere.opens(address).reads("robot");
      assertThat(elsewhere.browser().text()).as("in another session").doesNotContain(key);
    }
    kevin.opens("/admin/service-accounts?shown=nonsense").reads("robot");
  }
}
