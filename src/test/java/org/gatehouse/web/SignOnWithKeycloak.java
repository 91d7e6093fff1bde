package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.KeycloakRealm;
import org.gatehouse.fixture.RelyingParty;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people notice of single sign-on is the same by either protocol that Keycloak speaks. */
abstract class SignOnWithKeycloak {
  static final String PROVIDER = "Corp Keycloak";

  private static final String STAFF = "staff";
  private static final String READER = "Reader";

  private final KeycloakRealm keycloak;
  final Workspace workspace = Workspace.signUp();
  final String alice = "alice-" + Workspace.unique();

  SignOnWithKeycloak(KeycloakRealm keycloak) {
    this.keycloak = keycloak;
  }

  /** Makes Keycloak and the workspace known to each other. */
  abstract GivenProvider meet();

  /**
   * Makes the workspace known to Keycloak, and enters at the page for a new provider how that is
   * reached.
   */
  abstract void meet(Person administrator);

  @BeforeEach
  void thereIsSomebodyInAGroup() {
    workspace.addRole(READER);
    keycloak.addUser(alice, alice + "@corp.example", "Alice", "Liddell");
    keycloak.join(alice, STAFF);
  }

  @Test
  void anAdministratorSetsItUpAndTriesItAndThenPeopleLogIn() throws IOException {
    try (Person ann = Person.arrives();
        Person person = Person.arrives()) {
      ann.logsIn(workspace.name(), "ann", Workspace.PASSWORD).opens("/admin/identity-providers");
      meet(ann);
      ann.types("providerName", PROVIDER).ticks("creating").ticks("enabled");
      ann.types("groupRoles", STAFF + " = " + READER).presses("save");
      ann.reads("has been added").browser().clickIntoNewTab("#test");
      submitsPassword(ann);
      ann.browser().awaitArrival(at("/admin/sign-on-test"));
      ann.reads(alice + " would be added").reads(alice + "@corp.example").reads(READER);
      workspace.administrator().api().get("/api/1/user/" + alice).is(404);

      authenticates(person);
      person.opens("/account/profile").reads(alice);
      assertThat(user()).extracting("roles").isEqualTo(List.of(READER));
    }
  }

  @Test
  void oneClickLogsInWhoIsKnownThereAndTheGroupsSayWhatForAtEachLogin() throws IOException {
    meet().creating().role(READER, STAFF).insert();
    try (Person person = Person.arrives()) {
      authenticates(person);
      person.opens("/account/profile").reads(alice);
      Map<String, Object> user = user();
      assertThat(user).containsEntry("email", alice + "@corp.example");
      assertThat(user).extracting("roles").isEqualTo(List.of(READER));

      keycloak.leave(alice, STAFF);
      person.browser().driver().manage().deleteAllCookies();
      // Logged in at Keycloak as before: the click is all.
      offered(person).browser().awaitArrival(home());
      person.opens("/account/profile").reads(alice);
      assertThat(user()).extracting("roles").isEqualTo(List.of());
    }
  }

  @Test
  void nobodyIsAddedUnlessTheAdministratorWantsThat() throws IOException {
    meet().insert();
    try (Person person = Person.arrives()) {
      submitsPassword(offered(person));
      person.browser().awaitText("administrator");
      person.opens("/account/profile").isAt("/login");
      workspace.administrator().api().get("/api/1/user/" + alice).is(404);
    }
  }

  @Test
  void loggingOutHereEndsTheSessionThereAndComesBack() throws IOException {
    meet().creating().insert();
    try (Person person = Person.arrives()) {
      authenticates(person);
      assertThat(keycloak.sessionsOf(alice)).hasSize(1);
      person.opens("/account/profile").signsOut();
      person.browser().awaitArrival(at("/login"));
      person.reads("signed out");
      assertThat(keycloak.sessionsOf(alice)).isEmpty();
      person.opens("/account/profile").isAt("/login");
      offered(person);
      assertThat(person.sees("#password")).as("asked who it is").isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/logout", "/logout?without-hint"})
  void loggingOutAtAnApplicationEndsTheSessionThereAndComesBackToIt(String logout)
      throws Exception {
    meet().creating().insert();
    try (RelyingParty wiki = RelyingParty.start(workspace, Map.of());
        Person person = Person.arrives()) {
      authenticates(person);
      person.browser().go(wiki.base().resolve("/login"));
      person.reads("Hello Alice");
      person.browser().go(wiki.base().resolve(logout));
      if (logout.contains("without-hint")) {
        // Somebody else may have sent the person: that is asked first.
        person.reads("An application has sent you here").browser().click("#goOn");
      }
      person.browser().awaitArrival(wiki.base().resolve("/bye"));
      person.reads("Bye state=s1");
      wiki.awaitLogout();
      assertThat(keycloak.sessionsOf(alice)).isEmpty();
      person.opens("/account/profile").isAt("/login");
    }
  }

  @Test
  void loggingOutThereEndsTheSessionHereAndNoOther() throws IOException {
    meet().creating().insert();
    try (Person office = Person.arrives();
        Person home = Person.arrives()) {
      authenticates(office);
      String first = keycloak.sessionsOf(alice).get(0);
      authenticates(home);
      assertThat(keycloak.sessionsOf(alice)).hasSize(2);
      keycloak.endSession(first);
      office.opens("/account/profile").isAt("/login");
      home.opens("/account/profile").isAt("/account/profile");
    }
  }

  @Test
  void aNewKeyThereNeedsNobodyHere() throws IOException {
    meet().creating().insert();
    try (Person person = Person.arrives()) {
      authenticates(person);
      keycloak.rotateKey();
      person.browser().driver().manage().deleteAllCookies();
      offered(person).browser().awaitArrival(home());
      person.opens("/account/profile").reads(alice);
    }
  }

  @Test
  void asksForThePasswordAgainOfWhomTheBrowserRemembers() throws IOException {
    meet().creating().alwaysAnew().insert();
    try (Person person = Person.arrives()) {
      authenticates(person);
      person.browser().driver().manage().deleteAllCookies();
      offered(person).browser().awaitArrival(keycloak.issuer());
      assertThat(person.sees("#password")).as("asked again").isTrue();
      person.types("password", KeycloakRealm.PASSWORD).browser().element("#kc-login").click();
      person.browser().awaitArrival(home());
    }
  }

  /** Clicks on the button of the login page, and logs in at Keycloak. */
  void authenticates(Person person) {
    submitsPassword(offered(person));
    person.browser().awaitArrival(home());
  }

  private Person offered(Person person) {
    return offered(person, workspace);
  }

  /** Clicks on the button of a workspace's login page. */
  static Person offered(Person person, Workspace workspace) {
    return person.opens("/login?workspace=" + workspace.uid()).follows(PROVIDER);
  }

  private void submitsPassword(Person person) {
    person.browser().awaitArrival(keycloak.issuer());
    submits(person, alice, KeycloakRealm.PASSWORD);
  }

  /** Fills in Keycloak's login page and sends it. */
  static void submits(Person person, String user, String password) {
    person.types("username", user).types("password", password);
    person.browser().element("#kc-login").click();
  }

  private Map<String, Object> user() {
    return workspace.administrator().api().get("/api/1/user/" + alice).is(200).updated();
  }

  private static URI home() {
    return at("/");
  }

  private static URI at(String path) {
    return URI.create(DeployedGatehouse.base() + path);
  }
}
