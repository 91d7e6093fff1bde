package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each form that gives power outlasting the session asks again who it is, does nothing before, and
 * then does what was typed the first time.
 */
@ExtendWith(DeployedGatehouse.class)
class StepUpIT {
  private static final String TYPED = "seven purple umbrellas dancing";

  private Workspace works;
  private Person ann;

  @BeforeEach
  void found() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  /** As if the sessions of this person had been opened long ago. */
  private static void waits(Person person) {
    Database.update(
        "update login_session set authenticated_at = authenticated_at - interval '2' hour"
            + " where user_id = ?",
        id(person));
  }

  private static UUID id(Person person) {
    return UUID.fromString(person.id());
  }

  /** How much was changed in the workspace: the audit log has each change. */
  private long changes() {
    return audited("type not in ('access', 'reauthentication')");
  }

  private long refusals(String outcome, String request) {
    return audited(
        "type = 'access' and outcome = '" + outcome + "' and detail = '" + request + "'");
  }

  private long audited(String which) {
    return Database.count(
        "select count(*) from audit_event where workspace_id ="
            + " (select id from workspace where uid = ?) and "
            + which,
        works.uid());
  }

  /** Presses the button long after the login; answers the page that asks again. */
  private Reply isAskedAgain(Person who, PageForm page, String button, Map<String, String> input) {
    waits(who);
    long changes = changes();
    String refused = "type = 'access' and outcome = 'reauthentication-required'";
    long refusals = audited(refused);

    Reply asked = page.press(button, input).is(200);

    assertThat(hasPanel(asked)).as("%s asks: %s", button, asked.body()).isTrue();
    assertThat(changes()).as("changed by %s", button).isEqualTo(changes);
    assertThat(audited(refused)).as("told of %s", button).isEqualTo(refusals + 1);
    return asked;
  }

  private static boolean hasPanel(Reply reply) {
    return Jsoup.parse(reply.body()).getElementById("stepUpButton") != null;
  }

  /** The same, and then shows it: what was typed the first time is done. */
  private void asksAndGoesOn(String path, String button, Map<String, String> input) {
    asksAndGoesOn(ann, path, button, input, Map.of("stepUpPassword", ann.password()));
  }

  private void asksAndGoesOn(
      Person who,
      String path,
      String button,
      Map<String, String> input,
      Map<String, String> shown) {
    PageForm page = new PageForm(who, path);
    Reply asked = isAskedAgain(who, page, button, input);
    long changes = changes();

    page.confirm(asked, shown).is(302);

    assertThat(changes()).as("changed by %s and the panel", button).isGreaterThan(changes);
  }

  private void isSystemAdministrator() {
    Database.update("update user_account set system_administrator = true where id = ?", id(ann));
    ann = ann.logInAgain();
  }

  /** Has an identity provider know this person by these names. */
  private void isKnownAs(Person person, String... subjects) {
    UUID provider =
        GivenProvider.oidc(works, "The House", URI.create("https://id.example"), "us", "secret")
            .insert();
    for (String subject : subjects) {
      Database.update(
          "insert into linked_identity"
              + " (provider_id, subject_hash, subject, user_id, provisioned, linked_at)"
              + " values (?, ?, ?, ?, false, current_timestamp)",
          provider,
          subject,
          subject,
          id(person));
    }
  }

  private String providerId(String name) {
    return Database.text(
        "select id from identity_provider where name = ? and workspace_id ="
            + " (select id from workspace where uid = ?)",
        name,
        works.uid());
  }

  @Test
  void isWantedOnThePageOfAUser() {
    isSystemAdministrator();
    Person bob = works.add("bob");
    Authenticator.enrol(bob);
    isKnownAs(bob, "bobby");
    String page = "/admin/user?name=bob";

    asksAndGoesOn(page, "resetSecondFactor", Map.of());
    // Nobody gets a rank whose password others know: so that is reset afterwards.
    asksAndGoesOn(page, "save", Map.of("administrator", "on"));
    asksAndGoesOn(page, "save", Map.of("systemAdministrator", "on"));
    asksAndGoesOn(page, "resetPassword", Map.of());
    asksAndGoesOn(page, "save", Map.of("email", "bobby@example.com"));
    asksAndGoesOn(page, "unlink", Map.of());
    ann.api().patch(bob.path(), Map.of("status", "inactive")).is(200);
    asksAndGoesOn(page, "activate", Map.of());

    assertThat(ann.api().get(bob.path()).updated())
        .containsEntry("email", "bobby@example.com")
        .containsEntry("is_client_admin", true)
        .containsEntry("is_system_admin", true);
  }

  @Test
  void isWantedForWhoAndWhatIsAdded() {
    asksAndGoesOn(
        "/admin/users",
        "addButton",
        Map.of(
            "newName", "carl",
            "newEmail", "carl@example.com",
            "newPassword", TYPED,
            "newAdministrator", "on"));
    Api.anonymous().logIn(works.name(), "carl", TYPED).is(200);

    asksAndGoesOn("/admin/service-accounts", "addButton", Map.of("newName", "nightly"));
    asksAndGoesOn("/admin/service-account?name=nightly", "makeKey", Map.of("keyName", "k"));
    asksAndGoesOn("/admin/developer-keys", "makeKey", Map.of("keyName", "App"));
    String key = works.makeDeveloperKey().text("key_id");
    asksAndGoesOn("/admin/developer-keys?key=" + key, "rotateKey", Map.of());
  }

  @Test
  void isWantedForApplications() {
    asksAndGoesOn(
        "/admin/application",
        "addButton",
        Map.of(
            "preset", "grafana",
            "newName", "Dashboards",
            "address", "https://grafana.example.com"));
    Map<String, Object> added = ann.api().get("/api/1/client").is(200).parts("clients").get(0);
    String page = "/admin/application?id=" + added.get("client_id");
    asksAndGoesOn(page, "save", Map.of("client_name", "Boards"));
    asksAndGoesOn(page, "rotateSecret", Map.of());

    assertThat(ann.api().get("/api/1/client").parts("clients"))
        .singleElement(map(String.class, Object.class))
        .containsEntry("client_name", "Boards")
        .containsEntry("redirect_uris", List.of("https://grafana.example.com/login/generic_oauth"))
        .containsEntry("require_pkce", true);
    asksAndGoesOn(page, "removeButton", Map.of());
  }

  @Test
  void isWantedForIdentityProviders() {
    isSystemAdministrator();
    try (FakeProvider provider = new FakeProvider()) {
      asksAndGoesOn(
          "/admin/identity-provider?protocol=oidc",
          "save",
          Map.of(
              "providerName", "The House",
              "issuer", provider.issuer(),
              "clientId", FakeProvider.CLIENT,
              "clientSecret", "the first",
              "emailsOwned", "on",
              "incomplete", "true"));
      String id = providerId("The House");
      assertThat(GivenProvider.secretOf(id)).isEqualTo("the first");

      String page = "/admin/identity-provider?id=" + id;
      asksAndGoesOn(page, "save", Map.of("clientSecret", "the second", "incomplete", "true"));
      assertThat(GivenProvider.secretOf(id)).isEqualTo("the second");
      asksAndGoesOn(page, "trustProvider", Map.of());
      asksAndGoesOn(
          "/admin/identity-providers",
          "savePolicy",
          Map.of("returnAddresses", "https://app.example.com/start"));
      asksAndGoesOn(page, "removeButton", Map.of());
    }
  }

  @Test
  void isWantedForTheKeysOfTheInstallation() {
    isSystemAdministrator();

    // Not answered: all tests share the keys.
    isAskedAgain(ann, new PageForm(ann, "/admin/saml-keys"), "publishNext", Map.of());
    isAskedAgain(ann, new PageForm(ann, "/admin/signing-keys"), "removeButton", Map.of());
  }

  @Test
  void isWantedToDisconnectAnIdentity() {
    Person bob = works.add("bob");
    isKnownAs(bob, "bobby", "robert");

    asksAndGoesOn(
        bob, "/account/sign-on", "disconnect", Map.of(), Map.of("stepUpPassword", bob.password()));

    assertThat(new PageForm(bob, "/account/sign-on").page().select("main tbody tr")).hasSize(1);
  }

  @Test
  void isWantedToEndOnesOwnSessions() {
    Person bob = works.add("bob");
    Person phone = bob.logInAgain();
    Person tablet = bob.logInAgain();
    Map<String, String> shown = Map.of("stepUpPassword", tablet.password());

    asksAndGoesOn(tablet, "/account/sessions", "endSession", Map.of(), shown);
    assertThat(new PageForm(tablet, "/account/sessions").page().select("main tbody tr")).hasSize(2);
    asksAndGoesOn(tablet, "/account/sessions", "endOthers", Map.of(), shown);
    phone.api().get(bob.path()).is(401);
    tablet.api().get(bob.path()).is(200);
  }

  @Test
  void isWantedForTheOwnAddressAndPasswordWhereTheFormHasNoCode() {
    Person bob = works.add("bob");
    List<String> codes = Authenticator.enrol(bob).recoveryCodes();

    asksAndGoesOn(
        bob,
        "/account/profile",
        "save",
        Map.of("email", "bobby@example.com", "currentPassword", bob.password()),
        Map.of("stepUpPassword", bob.password(), "stepUpCode", codes.get(0)));
    asksAndGoesOn(
        bob,
        "/account/password",
        "save",
        Map.of("currentPassword", bob.password(), "newPassword", TYPED),
        Map.of("stepUpPassword", bob.password(), "stepUpCode", codes.get(1)));

    assertThat(bob.api().get(bob.path()).updated()).containsEntry("email", "bobby@example.com");
  }

  @Test
  void isWantedBeforeAnAppThatWasBegunLongAgoIsBelieved() {
    Person bob = works.add("bob");
    PageForm page = new PageForm(bob, "/account/second-factor");
    page.press("begin", Map.of("currentPassword", bob.password())).is(302);

    Reply asked = isAskedAgain(bob, page, "confirm", Map.of("code", "000000"));
    Reply answer = page.confirm(asked, Map.of("stepUpPassword", bob.password())).is(200);

    assertThat(hasPanel(answer)).isFalse();
    assertThat(Jsoup.parse(answer.body()).getElementById("code-error").text())
        .contains("This code isn’t right");
  }

  @Test
  void isWantedAgainWhereTheWrongPasswordIsShown() {
    Person bob = works.add("bob");
    PageForm page = new PageForm(ann, "/admin/user?name=bob");
    Reply asked = isAskedAgain(ann, page, "save", Map.of("administrator", "on"));

    Reply again = page.confirm(asked, Map.of("stepUpPassword", "wrong")).is(200);

    assertThat(hasPanel(again)).isTrue();
    page.confirm(again, Map.of("stepUpPassword", ann.password())).is(302);
    assertThat(ann.api().get(bob.path()).updated()).containsEntry("is_client_admin", true);
  }

  @Test
  void isNotWhatARefusalForLackOfRankIs() {
    works.addAdministrator("root");
    Database.update(
        "update user_account set system_administrator = true where name = 'root' and workspace_id ="
            + " (select id from workspace where uid = ?)",
        works.uid());

    Reply refused =
        new PageForm(ann, "/admin/user?name=root").press("save", Map.of("displayName", "Rooty"));

    assertThat(refused.is(200).body()).contains("Only a system administrator may change");
    assertThat(refusals("not-permitted", "POST /admin/user")).isOne();
    assertThat(refusals("reauthentication-required", "POST /admin/user")).isZero();
  }
}
