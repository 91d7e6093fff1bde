package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What an administrator does to the people of the workspace, and what they notice of it. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class AdministrationIT {
  private static final String OWN_PASSWORD = "seven purple umbrellas dancing";

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
  void aColleagueComesInWithAOneTimePassword() throws IOException {
    kevin.opens("/admin/users").types("newName", "alice").types("newEmail", "alice@example.com");
    kevin.types("newDisplayName", "Alice Ames").presses("addButton");
    kevin.reads("The person has been added").reads("Alice Ames");
    String oneTime = kevin.textOf("#createdPassword");
    kevin.opens("/admin/users").reads("Alice Ames");
    assertThat(kevin.browser().text()).doesNotContain(oneTime);

    try (Person alice = Person.arrives()) {
      alice.logsIn(workspace, "alice", oneTime).isAt("/account/password");
      alice.reads("set by somebody else");
      for (String elsewhere : List.of("/", "/account/profile", "/admin/users", "/login")) {
        alice.opens(elsewhere).isAt("/account/password");
      }
      alice.types("currentPassword", oneTime).types("newPassword", oneTime).presses("save");
      assertThat(alice.complaint("newPassword")).contains("choose another");
      choosesPassword(alice, oneTime);
      alice.opens("/account/profile").isAt("/account/profile");
      alice.signsOut().logsIn(workspace, "alice", OWN_PASSWORD).isAt("/");
      assertThat(alice.browser().text()).doesNotContain("People");
      alice.opens("/admin/users").isAt("/admin/users").reads("Not allowed");
      assertThat(alice.browser().driver().getTitle()).isEqualTo("Not allowed · Gatehouse");
    }
  }

  @Test
  void severalPeopleAreDeactivatedAtOnceAndComeBack() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    api.add("carol", "Carol Cole");
    kevin.opens("/admin/users").confirms("deactivateChosen");
    assertThat(kevin.alert()).contains("Tick somebody");
    for (String name : List.of("bob", "carol", "kevin")) {
      kevin.browser().press("[name=chosen][value=" + name + "]");
    }
    kevin.confirms("deactivateChosen").isAt("/admin/users");
    assertThat(kevin.alert()).contains("kevin: This is you").doesNotContain("bob", "carol");
    kevin.browser().assertAccessible();
    kevin.opens("/admin/users?state=inactive").reads("bob").reads("carol");
    kevin.browser().press("[name=chosen][value=bob]");
    kevin.presses("activateChosen").reads("They can sign in again");
    kevin.opens("/admin/users?state=inactive").reads("carol");
    assertThat(kevin.browser().text()).doesNotContain("bob");
    kevin.browser().press("[name=chosen][value=carol]");
    kevin.confirms("endSessionsOfChosen").reads("All their sessions have been ended");
  }

  @Test
  void whatIsPassedOnIsCopiedAtOnce() {
    kevin.opens("/admin/users");
    assertThat(kevin.sees("#newName")).as("before it was asked for").isFalse();
    kevin.browser().press("#adding");
    assertThat(kevin.sees("#newName")).isTrue();
    kevin.types("newName", "alice").types("newEmail", "nowhere").presses("addButton");
    assertThat(kevin.sees("#newName")).as("with what is wrong").isTrue();
    kevin.types("newEmail", "alice@example.com").presses("addButton");
    assertThat(kevin.textOf("#passOn"))
        .contains("/login?workspace=" + Person.encode(workspace).replace("+", "%20"))
        .contains("Workspace: " + workspace, "User name: alice")
        .contains("One-time password: " + kevin.textOf("#createdPassword"));
    assertThat(kevin.browser().element("#copyAll").getDomAttribute("data-copy"))
        .isEqualTo("passOn");
  }

  private static void choosesPassword(Person person, String oneTime) {
    person.types("currentPassword", oneTime).types("newPassword", OWN_PASSWORD).presses("save");
    person.isAt("/").reads("Your password has been changed");
  }

  @Test
  void aColleagueIsInvitedAndChoosesThePassword() throws IOException {
    String email = "alice@" + UUID.randomUUID() + ".example";
    kevin.opens("/admin/users").types("newName", "alice").types("newEmail", email);
    kevin.types("newPassword", OWN_PASSWORD).presses("inviteButton");
    assertThat(kevin.complaint("newPassword")).contains("Leave this empty");
    kevin.types("newPassword", "").presses("inviteButton").reads("An invitation has been sent");
    kevin.reads("Open invitations").browser().assertAccessible();

    try (Person alice = Person.arrives()) {
      alice.browser().go(URI.create(invitation(email)));
      assertThat(alice.sees("#token")).as("the link has the code").isFalse();
      alice.types("password", "short").presses("choose").isAt("/invitation");
      assertThat(alice.complaint("password")).contains("at least 12");
      alice.types("password", OWN_PASSWORD).presses("choose").isAt("/");
      alice.signsOut().logsIn(workspace, "alice", OWN_PASSWORD).isAt("/");
    }
    kevin.opens("/admin/users");
    assertThat(kevin.browser().text()).doesNotContain("Open invitations");
  }

  @Test
  void aTableIsTriedAndImported() throws IOException {
    String hash = "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W";
    String table = "name,email,password_hash\nbob,bob@example.com," + hash + "\ncarol,nowhere,";
    kevin.opens("/admin/users").follows("Import many at once").isAt("/admin/import");
    kevin.pastes("table", table).presses("tryButton").reads("Nothing has been changed");
    assertThat(kevin.textOf("tbody")).contains("3", "carol", "isn’t an e-mail address");
    kevin.presses("importButton").reads("Added: 1. Here before: 0. Refused: 1.");
    kevin.presses("importButton").reads("Added: 0. Here before: 1. Refused: 1.");
    try (Person bob = Person.arrives()) {
      bob.logsIn(workspace, "bob", Person.PASSWORD).isAt("/");
    }
    kevin.pastes("table", "name,nonsense").presses("importButton");
    assertThat(kevin.complaint("table")).contains("a column that nobody would look at");
  }

  @Test
  void anInvitationIsSentAgainAndWithdrawn() throws IOException {
    String email = "alice@" + UUID.randomUUID() + ".example";
    kevin.opens("/admin/users").types("newName", "alice").types("newEmail", email);
    kevin.presses("inviteButton").follows("alice").isAt("/admin/user").reads("Waiting");
    String first = invitation(email);
    kevin.presses("invite").reads("An invitation has been sent");
    assertThat(invitation(email)).isNotEqualTo(first);
    kevin.browser().assertAccessible();
    kevin.confirms("withdraw").reads("The invitation has been withdrawn").reads("Deactivated");
    try (Person alice = Person.arrives()) {
      alice.browser().go(URI.create(invitation(email)));
      alice.types("password", OWN_PASSWORD).presses("choose").isAt("/invitation");
      assertThat(alice.alert()).contains("This link isn’t good");
    }
  }

  private static String invitation(String email) {
    List<String> links =
        Mailbox.of(email).stream()
            .map(Pattern.compile("http\\S+/invitation#[\\w-]{43}")::matcher)
            .filter(Matcher::find)
            .map(Matcher::group)
            .toList();
    return links.get(links.size() - 1);
  }

  @Test
  void whatIsWrongWithANewUserIsSaidBesideTheField() {
    kevin.opens("/admin/users").types("newName", "kevin").types("newEmail", "nowhere");
    kevin.types("newPassword", "short").presses("addButton");
    assertThat(kevin.complaint("newEmail")).contains("isn’t an e-mail address");
    kevin.types("newEmail", "other@example.com").types("newPassword", "short");
    kevin.presses("addButton");
    assertThat(kevin.complaint("newPassword")).contains("too short");
    kevin.types("newPassword", Person.PASSWORD).presses("addButton");
    assertThat(kevin.complaint("newName")).contains("taken");
    assertThat(kevin.textOf("tbody")).doesNotContain("other@example.com");
  }

  @Test
  void manyPeopleAreFoundByPageAndByName() throws IOException, InterruptedException {
    for (int i = 10; i < 34; i++) {
      api.add("person" + i, "Person " + i);
    }
    kevin.opens("/admin/users").reads("Page 1 of 2");
    assertThat(rows()).hasSize(20);
    kevin.follows("Next").reads("Page 2 of 2").reads("Previous");
    assertThat(rows()).hasSize(5);
    kevin.follows("Previous").reads("Page 1 of 2");
    kevin.types("q", "PERSON2").browser().click("form[role=search] button");
    assertThat(rows()).hasSize(10).allSatisfy(row -> assertThat(row).contains("Person 2"));
    kevin.types("q", "100%_'").browser().click("form[role=search] button");
    kevin.reads("No one found").reads("Nothing for “100%_'”");
    kevin.follows("Show all").isAt("/admin/users").reads("25 people");
    kevin.opens("/admin/users?page=99").reads("Page 2 of 2");
    assertThat(rows()).hasSize(5);
    for (String page : List.of("0", "-1", "abc", "99", "99999999999")) {
      kevin.opens("/admin/users?page=" + page).isAt("/admin/users").reads("People");
    }
    kevin.opens("/admin/users?q=person10").follows("person10").isAt("/admin/user");
    kevin.reads("Person 10");
  }

  @Test
  void peopleAreFoundByTheirWordsInAnyOrderAndWithoutMarks()
      throws IOException, InterruptedException {
    api.add("anna", "Anna Müller");
    api.add("bob", "Bob Baker");
    for (String search : List.of("Müller Anna", "muller", "ann MULLER", "anna@")) {
      kevin.opens("/admin/users?q=" + Person.encode(search)).reads("1 hit for “" + search + "”");
      assertThat(rows()).singleElement().asString().contains("Anna Müller");
    }
  }

  @Test
  void aLockedAccountIsSeenAndUnlocked() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    kevin.opens("/admin/user?name=bob");
    assertThat(kevin.browser().text()).doesNotContain("Locked until");
    for (int i = 0; i < 10; i++) {
      assertThat(Api.letsIn(workspace, "bob", "wrong " + i)).isFalse();
    }
    assertThat(Api.letsIn(workspace, "bob", Person.PASSWORD)).as("while locked").isFalse();
    kevin.reloads().reads("Locked until");
    assertThat(kevin.sees("dd time")).isTrue();
    kevin.presses("unlock").reads("The person can try to sign in again");
    assertThat(kevin.browser().text()).doesNotContain("Locked until");
    assertThat(Api.letsIn(workspace, "bob", Person.PASSWORD)).isTrue();
  }

  @Test
  void nothingDangerousHappensBeforeItWasAskedFor() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    kevin.opens("/admin/user?name=bob");
    for (String button : List.of("resetPassword", "deactivate")) {
      assertThat(kevin.sees("#" + button)).as(button).isFalse();
      kevin.browser().press("#" + button + "Ask");
      assertThat(kevin.sees("#" + button)).as(button).isTrue();
    }
    assertThat(Api.letsIn(workspace, "bob", Person.PASSWORD)).isTrue();
  }

  private List<String> rows() {
    return kevin.browser().driver().findElements(By.cssSelector("tbody tr")).stream()
        .map(WebElement::getText)
        .toList();
  }

  @Test
  void aUserIsDeactivatedAndActivated() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    try (Person bob = Person.arrives()) {
      bob.logsIn(workspace, "bob", Person.PASSWORD).isAt("/account/password");
      kevin.opens("/admin/user?name=bob").confirms("deactivate").reads("Deactivated");
      bob.opens("/").isAt("/login");
      bob.logsIn(workspace, "bob", Person.PASSWORD).isAt("/login");
      assertThat(bob.alert()).contains("Workspace, user name or password isn’t right");
      kevin.presses("activate").reads("The person can sign in again");
      bob.logsIn(workspace, "bob", Person.PASSWORD).isAt("/account/password");
    }
  }

  @Test
  void aUserIsSignedOutAndAKeyRevoked() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    try (Person bob = Person.arrives()) {
      bob.logsIn(workspace, "bob", Person.PASSWORD);
      choosesPassword(bob, Person.PASSWORD);
      bob.opens("/account/keys").types("keyName", "backup").types("currentPassword", OWN_PASSWORD);
      bob.presses("makeKey").reads("backup");

      kevin.opens("/admin/user?name=bob").reads("Where they are signed in").reads("backup");
      kevin.browser().assertAccessible();
      kevin.confirms("revokeKey0").reads("revoked");
      assertThat(kevin.browser().text()).doesNotContain("backup");
      bob.opens("/").isAt("/");
      kevin.confirms("endSessions").reads("All sessions of this person have been ended");
      assertThat(kevin.browser().text()).doesNotContain("Where they are signed in");
      bob.opens("/").isAt("/login");

      bob.logsIn(workspace, "bob", OWN_PASSWORD).isAt("/");
      kevin.opens("/admin/user?name=bob").browser().click("button[name=endSession]");
      kevin.reads("The session has been ended");
      bob.opens("/").isAt("/login");
    }
  }

  @Test
  void aUserIsChangedAndBecomesAdministrator() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    try (Person bob = Person.arrives()) {
      bob.logsIn(workspace, "bob", Person.PASSWORD);
      choosesPassword(bob, Person.PASSWORD);
      bob.opens("/admin/users").reads("Not allowed");
      kevin.opens("/admin/user?name=bob").types("displayName", "Robert Baker");
      kevin.types("email", "robert@example.com").ticks("administrator").presses("save");
      kevin.reads("The changes have been saved").reads("Robert Baker");
      bob.opens("/admin/users").isAt("/login").logsIn(workspace, "bob", OWN_PASSWORD);
      bob.opens("/admin/users").reads("robert@example.com");
      kevin.ticks("administrator").presses("save");
      bob.opens("/admin/users").reads("Not allowed");
      kevin.types("displayName", "").types("email", "nowhere").presses("save");
      assertThat(kevin.complaint("displayName")).contains("Please fill this in");
    }
  }

  /** Nobody gets a rank whose password others know. */
  private void addBobWithOwnPassword() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    Database.update(
        "update password_credential set initial = false, expires_at = null where user_id ="
            + " (select id from user_account where name = 'bob' and workspace_id ="
            + " (select id from workspace where name = ?))",
        workspace);
  }

  @Test
  void aUserIsChangedToExpire() throws IOException, InterruptedException {
    addBobWithOwnPassword();
    kevin.opens("/admin/user?name=bob").dates("expiryDate", "2199-12-31").presses("save");
    kevin.reads("The changes have been saved");
    assertThat(kevin.valueOf("expiryDate")).isEqualTo("2199-12-31");
    assertThat(api.user("bob")).contains("\"expires_at\":7258118400");
    kevin.dates("expiryDate", "2001-01-01").presses("save");
    assertThat(kevin.complaint("expiryDate")).contains("a day in the future");
    kevin.dates("expiryDate", "2199-12-31").ticks("administrator").presses("save");
    assertThat(kevin.complaint("expiryDate")).contains("can’t expire");
  }

  @Test
  void aLostPasswordAndALostPhoneAreReplaced() throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    try (Person bob = Person.arrives()) {
      bob.logsIn(workspace, "bob", Person.PASSWORD);
      choosesPassword(bob, Person.PASSWORD);
      bob.opens("/account/second-factor").types("currentPassword", OWN_PASSWORD);
      bob.presses("begin");
      AuthenticatorApp app = AuthenticatorApp.scan(bob.browser());
      bob.types("code", app.code()).presses("confirm").reads("Two-factor sign-in is on");

      kevin.opens("/admin/user?name=bob").confirms("resetPassword");
      String oneTime = kevin.reads("The password has been reset").textOf("#createdPassword");
      bob.opens("/").isAt("/login").logsIn(workspace, "bob", OWN_PASSWORD).isAt("/login");
      bob.logsIn(workspace, "bob", oneTime).isAt("/login/code");
      kevin.confirms("resetSecondFactor").reads("Two-factor sign-in has been reset");
      bob.logsIn(workspace, "bob", oneTime).isAt("/account/password");
      bob.types("currentPassword", oneTime).types("newPassword", "an entirely new sentence");
      bob.presses("save").isAt("/").reads("Off");
    }
  }

  @Test
  void aPageAsksAgainBeforeWhatOutlastsTheSessionAndGoesOn()
      throws IOException, InterruptedException {
    addBobWithOwnPassword();
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id in (select id from user_account where name = 'kevin')");
    kevin.opens("/admin/user?name=bob").types("displayName", "Bob B.").ticks("administrator");
    kevin.presses("save").reads("Confirm it’s you");
    kevin.types("stepUpPassword", "wrong").presses("stepUpButton");
    assertThat(kevin.textOf("#stepUp-error")).contains("isn’t your current password");
    assertThat(kevin.valueOf("displayName")).isEqualTo("Bob B.");
    kevin.types("stepUpPassword", Person.PASSWORD).presses("stepUpButton");
    kevin.reads("The changes have been saved").reads("Bob B.");
    assertThat(kevin.browser().element("#administrator").isSelected()).isTrue();
    kevin.opens("/admin/user?name=bob").ticks("administrator").presses("save");
    kevin.reads("The changes have been saved");
  }

  @Test
  void aSystemAdministratorMakesAnotherOne() throws IOException, InterruptedException {
    addBobWithOwnPassword();
    kevin.opens("/admin/user?name=bob");
    assertThat(kevin.sees("#systemAdministrator")).as("of lower rank").isFalse();
    Database.update(
        "update user_account set system_administrator = true where name = 'kevin'"
            + " and workspace_id = (select id from workspace where name = ?)",
        workspace);
    // Not signed out: the session that the API goes on with is the same one.
    kevin.browser().driver().manage().deleteAllCookies();
    kevin.logsIn(workspace, "kevin", Person.PASSWORD);
    kevin.opens("/admin/user?name=bob").ticks("systemAdministrator").presses("save");
    kevin.reads("The changes have been saved");
    assertThat(api.user("bob")).contains("\"is_system_admin\":true");
    kevin.ticks("systemAdministrator").presses("save").reads("The changes have been saved");
    assertThat(api.user("bob")).contains("\"is_system_admin\":false");
  }

  @Test
  void theLastAdministratorStaysOne() {
    kevin.opens("/admin/user?name=kevin").reads("This is you");
    assertThat(kevin.sees("#deactivate")).isFalse();
    kevin.ticks("administrator").presses("save");
    assertThat(kevin.complaint("administrator")).contains("last active administrator");
    kevin.opens("/admin/users").reads("Administrator");
  }

  @Test
  void whoIsInAnotherWorkspaceOrNowhereIsNotFound() throws IOException, InterruptedException {
    String other = Person.newWorkspace();
    Api.signUp(other, "mallory");
    for (String name : List.of("?name=nobody", "?name=mallory", "?name=", "")) {
      kevin.opens("/admin/user" + name).reads("Page not found");
      assertThat(kevin.browser().driver().getTitle()).isEqualTo("Page not found · Gatehouse");
    }
  }
}
