package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Programs get keys on the pages, and lose them there. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class KeyPagesIT {
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
  void aServiceAccountIsAddedAndItsKeyShownOnce() throws IOException, InterruptedException {
    kevin.opens("/admin/roles").types("newName", "reporting").presses("addButton");
    kevin
        .follows("Administration")
        .follows("Service accounts")
        .reads("There are no service accounts yet");
    kevin.types("newName", "robot").types("newDisplayName", "The Robot").picks("reporting");
    kevin.presses("addButton").reads("The service account has been added");
    String key = madeKey("gatehouse_svc_");
    kevin.reads("/v1/auth").reads("/robot:KEY)");
    assertThat(Api.letsIn(workspace, "robot", key)).isTrue();
    kevin.reloads().isAt("/admin/service-accounts");
    assertThat(madeKey("gatehouse_svc_")).as("after a reload").isEqualTo(key);
    assertThat(rows()).hasSize(1);
    kevin.opens("/admin/service-accounts");
    assertThat(kevin.browser().text()).contains("The Robot").doesNotContain(key);

    kevin.follows("robot").isAt("/admin/service-account").reads("The Robot");
    assertThat(kevin.browser().text()).doesNotContain(key);
    assertThat(rows()).singleElement().asString().contains("…" + key.substring(key.length() - 4));
    assertThat(rows()).singleElement().asString().as("last use").contains(" Never");
    assertThat(kevin.browser().element("fieldset input[type=checkbox]").isSelected()).isTrue();
    kevin.types("displayName", "R. Obot").presses("save").reads("The changes have been saved");
    assertThat(kevin.textOf("#data")).contains("R. Obot");
    assertThat(kevin.browser().element("fieldset input[type=checkbox]").isSelected()).isTrue();
  }

  @Test
  void aServiceAccountIsDeactivatedAndActivated() throws IOException, InterruptedException {
    String key = addsRobot();
    kevin.opens("/admin/service-account?name=robot").confirms("deactivate").reads("Deactivated");
    assertThat(Api.letsIn(workspace, "robot", key)).isFalse();
    kevin.presses("activate").reads("can sign in again");
    assertThat(Api.letsIn(workspace, "robot", key)).isTrue();
  }

  @Test
  void aKeyIsRotatedAndTheOldOneRevokedLater() throws IOException, InterruptedException {
    String first = addsRobot();
    kevin.opens("/admin/service-account?name=robot");
    selectsKey(first).reads("Rotate this key").chooses("overlap", "168").presses("rotateKey");
    String second = madeKey("gatehouse_svc_");
    assertThat(Api.letsIn(workspace, "robot", first)).as("during the overlap").isTrue();
    assertThat(Api.letsIn(workspace, "robot", second)).isTrue();
    kevin.reloads().isAt("/admin/service-account");
    assertThat(rows()).as("a reload makes no other").hasSize(2);
    assertThat(madeKey("gatehouse_svc_")).isEqualTo(second);

    selectsKey(first);
    assertThat(kevin.browser().text()).doesNotContain(second);
    assertThat(kevin.sees("#removeButton")).as("before it was asked for").isFalse();
    kevin.confirms("removeButton").reads("The key has been revoked");
    assertThat(rows()).hasSize(1);
    assertThat(Api.letsIn(workspace, "robot", first)).isFalse();

    selectsKey(second).chooses("overlap", "0").presses("rotateKey");
    String third = madeKey("gatehouse_svc_");
    assertThat(Api.letsIn(workspace, "robot", second)).as("ended at once").isFalse();
    assertThat(Api.letsIn(workspace, "robot", third)).isTrue();
    kevin.opens("/admin/service-account?name=robot").types("keyName", "second host");
    kevin.dates("expiryDate", "2199-12-31").presses("makeKey");
    assertThat(Api.letsIn(workspace, "robot", madeKey("gatehouse_svc_"))).isTrue();
    assertThat(rows()).hasSize(2).anyMatch(row -> row.contains("Dec 31, 2199"));
  }

  @Test
  void developerKeysNameApplications() throws IOException, InterruptedException {
    kevin
        .follows("Administration")
        .follows("Developer keys")
        .reads("There are no developer keys yet");
    kevin.reads("credentials[developerOrganization]").types("keyName", "Billing");
    kevin.dates("expiryDate", "2001-01-01").presses("makeKey");
    assertThat(kevin.complaint("expiryDate")).contains("Choose a day in the future");
    assertThat(kevin.sees("tbody")).isFalse();
    kevin.dates("expiryDate", "").presses("makeKey").reads("The key has been made");
    String key = madeKey("gatehouse_dev_");
    kevin.opens("/admin/developer-keys");
    assertThat(kevin.browser().text()).contains("Billing").doesNotContain(key);
    assertThat(Api.letsIn(workspace, "kevin", key)).as("it is no password").isFalse();
    selectsKey(key).presses("rotateKey");
    String other = madeKey("gatehouse_dev_");
    assertThat(rows()).hasSize(2).allMatch(row -> row.startsWith("Billing"));
    selectsKey(other).confirms("removeButton").reads("The key has been revoked");
    assertThat(rows()).hasSize(1);
  }

  @Test
  void aUserKeyTakesThePassword() throws IOException, InterruptedException {
    kevin.follows("User keys").isAt("/account/keys").reads("You have no keys");
    kevin.types("keyName", "backup").types("currentPassword", "wrong").presses("makeKey");
    assertThat(kevin.complaint("currentPassword")).contains("isn’t your current password");
    assertThat(kevin.sees("#madeKey")).isFalse();
    kevin.types("currentPassword", Person.PASSWORD).dates("expiryDate", "2001-01-01");
    kevin.presses("makeKey");
    assertThat(kevin.complaint("expiryDate")).contains("Choose a day in the future");
    kevin.types("currentPassword", Person.PASSWORD).dates("expiryDate", "2199-12-31");
    kevin.presses("makeKey").reads("/kevin:KEY)");
    String key = madeKey("gatehouse_usr_");
    assertThat(rows()).singleElement().asString().doesNotContain("may administer");
    assertThat(Api.letsIn(workspace, "kevin", key)).isTrue();
    assertThat(rows()).singleElement().asString().doesNotEndWith("Never Change");
    kevin.opens("/account/keys");
    assertThat(kevin.browser().text()).doesNotContain(key);

    selectsKey(key).types("currentPassword", "wrong").presses("rotateKey");
    assertThat(kevin.complaint("currentPassword")).contains("isn’t your current password");
    kevin.types("currentPassword", Person.PASSWORD).chooses("overlap", "0").presses("rotateKey");
    String second = madeKey("gatehouse_usr_");
    assertThat(Api.letsIn(workspace, "kevin", key)).isFalse();
    assertThat(Api.letsIn(workspace, "kevin", second)).isTrue();
    selectsKey(second).confirms("removeButton").reads("You have no keys");
    assertThat(Api.letsIn(workspace, "kevin", second)).isFalse();
    kevin.types("keyName", "program").types("currentPassword", Person.PASSWORD);
    kevin.ticks("administering").presses("makeKey");
    assertThat(rows()).singleElement().asString().contains("may administer");
  }

  @Test
  void aKeyWorksWhereThereIsASecondFactor() throws IOException, InterruptedException {
    kevin.opens("/account/second-factor").types("currentPassword", Person.PASSWORD);
    kevin.presses("begin");
    AuthenticatorApp app = AuthenticatorApp.scan(kevin.browser());
    kevin.types("code", app.code()).presses("confirm").reads("Two-factor sign-in is on");
    kevin.opens("/account/keys").types("keyName", "backup");
    kevin.types("currentPassword", Person.PASSWORD).presses("makeKey");
    assertThat(Api.letsIn(workspace, "kevin", madeKey("gatehouse_usr_"))).isTrue();
    kevin.signsOut().logsIn(workspace, "kevin", Person.PASSWORD).isAt("/login/code");
  }

  @Test
  void whatIsWrongIsSaidBesideTheField() throws IOException, InterruptedException {
    addsRobot();
    kevin.opens("/admin/service-accounts").types("newName", "ROBOT").presses("addButton");
    assertThat(kevin.complaint("newName")).contains("This user name is taken");
    kevin.types("newName", "kevin").presses("addButton");
    assertThat(kevin.complaint("newName")).contains("This user name is taken");
    kevin.types("newName", "a/b").types("newDisplayName", "a\u0430b").presses("addButton");
    assertThat(kevin.complaint("newName")).isNotEmpty();
    assertThat(kevin.complaint("newDisplayName")).contains("one alphabet");
    kevin.opens("/admin/service-account?name=robot").types("displayName", "").presses("save");
    assertThat(kevin.complaint("displayName")).contains("Please fill this in");
    kevin.presses("makeKey");
    assertThat(kevin.complaint("keyName")).contains("Please fill this in");
    kevin.types("keyName", "x".repeat(101)).presses("makeKey");
    assertThat(kevin.complaint("keyName")).contains("1 to 100 visible characters");
  }

  @Test
  void whoeverHasNoBusinessThereIsRefused() throws IOException, InterruptedException {
    String key = addsRobot();
    kevin.opens("/admin/service-account?name=robot");
    selectsKey(key);
    String address = kevin.browser().address().getQuery();
    String other = Person.newWorkspace();
    Api.signUp(other, "mallory").add("bob", "Bob Baker");
    try (Person mallory = Person.arrives().logsIn(other, "mallory", Person.PASSWORD)) {
      String id = address.substring(address.indexOf("&"));
      for (String page :
          List.of(
              "/admin/service-account?name=robot",
              "/admin/service-account?" + address,
              "/admin/service-account?name=mallory",
              "/admin/service-account",
              "/admin/developer-keys?" + id,
              "/account/keys?" + id,
              "/account/keys?key=nonsense")) {
        mallory.opens(page).reads("Page not found");
      }
      mallory.opens("/admin/user?name=robot").reads("Page not found");
      mallory.opens("/").signsOut().logsIn(other, "bob", Person.PASSWORD);
      mallory.types("currentPassword", Person.PASSWORD);
      mallory.types("newPassword", "seven purple umbrellas dancing").presses("save").isAt("/");
      assertThat(mallory.browser().text()).contains("User keys").doesNotContain("Developer keys");
      for (String page :
          List.of(
              "roles",
              "role",
              "datasources",
              "datasource",
              "service-accounts",
              "service-account",
              "developer-keys")) {
        mallory.opens("/admin/" + page).reads("Not allowed");
      }
      mallory.opens("/account/keys").reads("You have no keys");
    }
    kevin.opens("/admin/user?name=robot").reads("Page not found");
  }

  @Test
  void keysNeedNoScripts() throws IOException, InterruptedException {
    try (Person plain = Person.arrives(new Browser.Settings().withoutScripts())) {
      plain.logsIn(workspace, "kevin", Person.PASSWORD).opens("/account/keys");
      plain.types("keyName", "backup").types("currentPassword", Person.PASSWORD);
      String key = plain.presses("makeKey").textOf("#madeKey");
      plain.browser().click("tbody .row-action a");
      plain.types("currentPassword", Person.PASSWORD).presses("rotateKey");
      plain.browser().click("tbody .row-action a");
      plain.confirms("removeButton").reads("The key has been revoked");
      assertThat(Api.letsIn(workspace, "kevin", key)).as("goes on for a day").isTrue();
    }
  }

  private String addsRobot() {
    kevin.opens("/admin/service-accounts").types("newName", "robot").presses("addButton");
    return madeKey("gatehouse_svc_");
  }

  private String madeKey(String prefix) {
    String key = kevin.textOf("#madeKey");
    assertThat(key).startsWith(prefix).hasSizeGreaterThan(60);
    return key;
  }

  private Person selectsKey(String key) {
    String row = "//tbody/tr[contains(., '…" + key.substring(key.length() - 4) + "')]";
    kevin
        .browser()
        .leaveBy(() -> kevin.browser().driver().findElement(By.xpath(row + "//a[text()]")).click());
    return kevin;
  }

  private List<String> rows() {
    return kevin.browser().driver().findElements(By.cssSelector("tbody tr")).stream()
        .map(WebElement::getText)
        .map(text -> text.replace('\n', ' '))
        .toList();
  }
}
