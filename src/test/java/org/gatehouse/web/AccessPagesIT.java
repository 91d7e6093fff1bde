package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** An administrator defines datasources and roles on the pages, and gives roles to people. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class AccessPagesIT {
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
  void aRoleIsDefinedAndGivenToSomebody() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    kevin
        .follows("Administration")
        .follows("Datasources")
        .isAt("/admin/datasources")
        .reads("There are no datasources yet");
    addDatasource("sales", "What was sold").reads("The datasource has been added");
    addDatasource("stock", "");
    kevin.follows("Roles").isAt("/admin/roles").reads("There are no roles yet");
    assertThat(kevin.textOf("h2#list")).isEqualTo("No roles yet");
    addRole("reporting", "sales").reads("The role has been added");
    assertThat(rows()).containsExactly("reporting Reads 1");

    kevin.opens("/admin/user?name=bob").picks("reporting").presses("save");
    kevin.reads("The changes have been saved");
    assertThat(ticked()).containsExactly("reporting");
    assertThat(api.user("bob")).contains("\"roles\":[\"reporting\"]");
    kevin.types("displayName", "Robert").presses("save");
    assertThat(api.user("bob")).contains("\"roles\":[\"reporting\"]", "Robert");
    kevin.confirms("resetPassword");
    assertThat(ticked()).as("after another form of the page").containsExactly("reporting");
    kevin.picks("reporting").types("email", "nowhere").presses("save");
    assertThat(kevin.complaint("email")).isNotEmpty();
    assertThat(ticked()).as("as it was sent").isEmpty();
    kevin.types("email", "bob@example.com").presses("save");
    assertThat(api.user("bob")).contains("\"roles\":[]");
  }

  @Test
  void whatARoleAllowsIsChanged() throws IOException, InterruptedException {
    api.addDatasource("sales", "");
    api.addDatasource("stock", "");
    api.addRole("reporting", "sales");
    kevin
        .opens("/admin/roles")
        .follows("reporting")
        .isAt("/admin/role")
        .types("description", "Reads the stock");
    kevin.picks("stock").picks("sales").presses("save").reads("The role has been saved");
    assertThat(ticked()).containsExactly("stock");
    kevin.picks("stock").presses("save");
    assertThat(ticked()).isEmpty();
    kevin.opens("/admin/roles");
    assertThat(rows()).containsExactly("reporting Reads the stock 0");
    kevin.opens("/admin/datasource?name=STOCK").types("description", "Shelves").presses("save");
    kevin.reads("The datasource has been saved").opens("/admin/datasources?q=shelves");
    assertThat(rows()).containsExactly("stock Shelves");
  }

  @Test
  void aNewUserCanHaveARoleFromTheBeginning() throws IOException, InterruptedException {
    kevin.opens("/admin/users");
    assertThat(kevin.sees("fieldset")).as("a list without roles").isFalse();
    api.addRole("reporting");
    kevin.opens("/admin/users").types("newName", "alice").types("newEmail", "alice@example.com");
    kevin.picks("reporting").presses("addButton").reads("The person has been added");
    assertThat(ticked()).as("for the next person").isEmpty();
    assertThat(api.user("alice")).contains("\"roles\":[\"reporting\"]");
  }

  @Test
  void whoRemovesSomethingHasToBeSure() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    api.addDatasource("sales", "");
    api.addRole("reporting", "sales");
    kevin.opens("/admin/user?name=bob").picks("reporting").presses("save");

    kevin.opens("/admin/datasource?name=sales");
    assertThat(kevin.sees("#removeButton")).as("before it was asked for").isFalse();
    kevin.confirms("removeButton").isAt("/admin/datasources");
    kevin.reads("The datasource has been removed").reads("There are no datasources yet");
    kevin.opens("/admin/roles");
    assertThat(rows()).containsExactly("reporting Reads 0");

    kevin.opens("/admin/role?name=reporting").browser().press("#removeButtonAsk");
    kevin.reads("Everybody who has this role loses it");
    assertThat(api.user("bob")).contains("\"roles\":[\"reporting\"]");
    kevin.presses("removeButton").isAt("/admin/roles");
    kevin.reads("The role has been removed");
    assertThat(api.user("bob")).contains("\"roles\":[]");
    kevin.opens("/admin/role?name=reporting").reads("Page not found");
  }

  @Test
  void whatIsWrongIsSaidBesideTheField() {
    addDatasource("sales", "");
    addRole("reporting", "sales");
    addRole("Reporting", "sales").isAt("/admin/roles");
    assertThat(kevin.complaint("newName")).contains("This name is taken");
    assertThat(ticked()).as("what was ticked before").containsExactly("sales");
    addRole("Workspace-Admin", "");
    assertThat(kevin.complaint("newName")).contains("Gatehouse itself has a role of this name");
    addRole("a/b", "");
    assertThat(kevin.complaint("newName")).contains("1 to 64 letters");
    addRole("", "");
    assertThat(kevin.complaint("newName")).contains("Please fill this in");
    kevin.opens("/admin/roles").types("newName", "long");
    kevin.types("newDescription", "x".repeat(256)).presses("addButton");
    assertThat(kevin.complaint("newDescription")).contains("At most 255");
    addDatasource("SALES", "");
    assertThat(kevin.complaint("newName")).contains("This name is taken");
    addDatasource("a\u0430b", "");
    assertThat(kevin.complaint("newName")).contains("1 to 64 letters");
    kevin.opens("/admin/role?name=reporting").types("description", "x".repeat(256));
    kevin.presses("save");
    assertThat(kevin.complaint("description")).contains("At most 255");
  }

  @Test
  void whatWasRemovedMeanwhileIsNotSilentlyLeftOut() throws IOException, InterruptedException {
    api.addDatasource("sales", "");
    api.addRole("reporting");
    kevin.opens("/admin/role?name=reporting").picks("sales");
    try (Person other = Person.arrives().logsIn(workspace, "kevin", Person.PASSWORD)) {
      other.opens("/admin/datasource?name=sales").confirms("removeButton");
    }
    kevin.presses("save");
    assertThat(kevin.alert() + kevin.browser().text()).contains("has been removed meanwhile");
  }

  @Test
  void aLongListIsFilteredAndSearched() throws IOException, InterruptedException {
    for (int i = 10; i < 34; i++) {
      api.addDatasource("store" + i, "Store " + i);
    }
    kevin.opens("/admin/datasources").reads("Page 1 of 2");
    assertThat(rows()).hasSize(20);
    kevin.follows("Next").reads("Page 2 of 2");
    assertThat(rows()).hasSize(4);
    kevin.types("q", "STORE 2").browser().click("form[role=search] button");
    // Words, so that the second may stand anywhere: 12, 20 to 29, 32.
    assertThat(rows()).hasSize(12);

    kevin.opens("/admin/roles").types("newName", "keeper").picks("store33");
    WebElement filter = kevin.browser().element("fieldset input[type=search]");
    filter.sendKeys("STORE 12");
    assertThat(kevin.textOf("fieldset ul")).isEqualTo("store12 Store 12");
    kevin.picks("store12").presses("addButton").opens("/admin/role?name=keeper");
    assertThat(ticked()).containsExactly("store12", "store33");
    assertThat(kevin.textOf("fieldset li")).as("what is ticked comes first").contains("store12");
    assertThat(kevin.browser().element("fieldset ul").getRect().getHeight()).isLessThan(400);
  }

  @Test
  void otherWorkspacesAndOtherPeopleAreKeptOut() throws IOException, InterruptedException {
    api.addDatasource("sales", "");
    api.addRole("reporting", "sales");
    String other = Person.newWorkspace();
    Api.signUp(other, "mallory");
    try (Person mallory = Person.arrives().logsIn(other, "mallory", Person.PASSWORD)) {
      for (String page :
          List.of("role?name=reporting", "datasource?name=sales", "role", "datasource")) {
        mallory.opens("/admin/" + page).reads("Page not found");
      }
      mallory.opens("/admin/roles").reads("There are no roles yet");
    }
  }

  private Person addDatasource(String name, String description) {
    kevin.opens("/admin/datasources").types("newName", name).types("newDescription", description);
    return kevin.presses("addButton");
  }

  private Person addRole(String name, String datasource) {
    kevin.opens("/admin/roles").types("newName", name).types("newDescription", "Reads");
    if (!datasource.isEmpty()) {
      kevin.picks(datasource);
    }
    return kevin.presses("addButton");
  }

  private List<String> rows() {
    return texts("tbody tr");
  }

  private List<String> ticked() {
    return texts("fieldset li:has(:checked) label").stream().map(s -> s.split(" ")[0]).toList();
  }

  private List<String> texts(String css) {
    return kevin.browser().driver().findElements(By.cssSelector(css)).stream()
        .map(WebElement::getText)
        .toList();
  }
}
