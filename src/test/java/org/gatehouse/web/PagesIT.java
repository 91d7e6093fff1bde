package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Png;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.WebhookReceiver;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;

/** Every page in its states looks right, on a desk and on a phone, and keeps nobody out. */
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class PagesIT {
  private static final String USER =
      " (select u.id from user_account u join workspace w on w.id = u.workspace_id"
          + " where u.name = ? and w.name = ?)";

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int LARGEST_PAGE = 60 * 1024;

  private static final boolean IS_PAYARA =
      ServerProcess.Kind.ofTheseTests() == ServerProcess.Kind.PAYARA;

  private final Set<String> pages = new HashSet<>();
  private String look = "";
  private String language = "";

  /** The look of a page is the same on every server, and to see them all takes a while. */
  @Test
  void everyPageIsAccessibleAndFits() throws IOException, InterruptedException {
    switch (ServerProcess.Kind.ofTheseTests()) {
      case PAYARA -> visitEveryPage("en", "light", 1280);
      case WILDFLY -> visitEveryPage("de", "dark", 320);
    }
  }

  private void visitEveryPage(String spoken, String scheme, int width)
      throws IOException, InterruptedException {
    look = spoken + "-" + scheme + "-" + width;
    language = spoken;
    Browser.Settings settings = new Browser.Settings().language(spoken).size(width, 800);
    if (scheme.equals("dark")) {
      settings.dark();
    }
    String workspace = Person.newWorkspace();
    Api api = Api.signUp(workspace, "kevin");
    try (Person person = Person.arrives(settings)) {
      outside(person, workspace);
      account(person);
      administration(person, api, workspace);
      access(person, api);
      keys(person);
      applications(person);
      signOn(person, workspace);
      branding(person, workspace);
      ranks(person, workspace);
      loginPolicy(person, workspace);
      secondFactor(person, workspace);
      initialPassword(person, workspace);
    }
  }

  private void outside(Person person, String workspace) throws IOException {
    shows(person.opens("/login"), "login");
    shows(person.presses("signIn"), "login-empty");
    shows(person.fillsIn(workspace, "kevin", "wrong").presses("signIn"), "login-refused");
    shows(person.opens("/signup"), "signup");
    shows(person.types("email", "nowhere").presses("create"), "signup-wrong");
    shows(person.opens("/forgot"), "forgot");
    shows(person.types("email", "nowhere").presses("send"), "forgot-wrong");
    shows(person.types("email", "a@b.example").presses("send").isAt("/login"), "forgot-sent");
    shows(person.opens("/confirm-email"), "confirm-email");
    shows(person.opens("/reset"), "reset");
    shows(person.opens("/reset#" + "x".repeat(43) + ":corpinc%2Fann"), "reset-by-link");
    shows(person.types("password", "short").presses("choose"), "reset-refused");
    shows(person.opens("/invitation#" + "x".repeat(43)), "invitation-by-link");
    shows(person.types("password", "short").presses("choose"), "invitation-refused");
    shows(person.opens("/nothing"), "error-404");
    shows(person.opens("/login?jakarta.faces.ViewState=stateless"), "error-400");
    shows(person.logsIn(workspace, "kevin", Person.PASSWORD).isAt("/"), "home");
  }

  private void account(Person person) throws IOException {
    shows(person.opens("/account/profile"), "profile");
    shows(person.types("email", "kevin@example.org").presses("save"), "profile-wrong");
    shows(person.opens("/account/profile").presses("save"), "profile-saved");
    shows(person.opens("/account/password"), "password");
    shows(person.types("newPassword", "short").presses("save"), "password-wrong");
    shows(person.opens("/account/sessions"), "sessions");
    shows(person.opens("/account/command-line"), "command-line");
    shows(person.opens("/account/data"), "data");
    shows(person.opens("/account/activity"), "activity");
    shows(asks(person, "disown"), "activity-unsure");
    shows(person.opens("/device"), "device");
    shows(person.opens("/api-docs"), "api-docs");
    shows(person.opens("/api-docs?api=cloudomation-users"), "api-docs-users");
    shows(person.opens("/account/applications"), "connected-applications-none");
    drawer(person);
  }

  /** Beside the page where there is room, else behind a button that needs no script. */
  private void drawer(Person person) throws IOException {
    Browser browser = person.browser();
    WebElement button = browser.element("[popovertarget=menu]");
    WebElement navigation = browser.element("#menu");
    assertThat(navigation.isDisplayed()).isNotEqualTo(button.isDisplayed());
    if (button.isDisplayed()) {
      button.sendKeys(Keys.ENTER);
      assertThat(navigation.isDisplayed()).isTrue();
      shows(person, "menu");
      browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
      assertThat(navigation.isDisplayed()).isFalse();
    }
  }

  private void administration(Person person, Api api, String workspace)
      throws IOException, InterruptedException {
    api.add("bob", "Bob Baker");
    for (int i = 10; i < 31; i++) {
      api.add("person" + i, "Person " + i);
    }
    shows(person.opens("/admin"), "overview");
    shows(person.opens("/admin/users?state=active&factor=off&sort=idle"), "users-filtered");
    shows(person.opens("/admin/users"), "users");
    shows(asks(person, "deactivateChosen"), "users-chosen-unsure");
    shows(person.presses("deactivateChosen"), "users-none-chosen");
    person.browser().press("#adding");
    shows(person, "users-adding");
    shows(person.opens("/admin/users?page=2"), "users-last");
    shows(person.opens("/admin/users?q=nobody"), "users-none");
    shows(person.opens("/admin/users").presses("addButton"), "users-wrong");
    person.types("newName", "alice").types("newEmail", "alice@example.com").presses("addButton");
    shows(person, "users-added");
    person.types("newName", "carol").types("newEmail", "carol@example.com");
    shows(person.presses("inviteButton"), "users-invited");
    shows(person.opens("/admin/user?name=carol"), "user-invited");
    shows(person.opens("/admin/import").presses("importButton"), "import-wrong");
    person.pastes("table", "name,email\nnew,nowhere\ndora,dora@example.com");
    shows(person.presses("tryButton"), "import-tried");
    Api.letsIn(workspace, "bob", Person.PASSWORD);
    shows(person.opens("/admin/user?name=bob"), "user");
    shows(asks(person, "endSessions"), "user-sessions-unsure");
    shows(asks(person, "deactivate"), "user-unsure");
    shows(person.confirms("resetPassword"), "user-password");
    shows(person.confirms("deactivate"), "user-inactive");
    shows(asks(person, "delete"), "user-delete-unsure");
    shows(person.presses("delete"), "user-deleted");
    shows(person.opens("/admin/users?q=bob"), "users-deleted");
    person.opens("/admin/user?name=bob").presses("activate");
    shows(person.opens("/admin/audit"), "audit");
    shows(person.opens("/admin/audit?person=bob&outcome=ok&from=2000-01-01"), "audit-filtered");
    shows(person.opens("/admin/audit?type=saml-key"), "audit-none");
    shows(person.opens("/admin/audit?person=nobody"), "audit-wrong");
    webhook(person);
    shows(person.opens("/admin/user?name=kevin"), "user-self");
    shows(person.ticks("administrator").presses("save"), "user-last-administrator");
  }

  private void webhook(Person person) throws IOException {
    shows(person.opens("/admin/audit-webhook"), "webhook-none");
    shows(person.types("address", "nowhere").presses("save"), "webhook-wrong");
    try (var receiver = new WebhookReceiver()) {
      receiver.answers(500);
      person.opens("/admin/audit-webhook").types("address", receiver.address().toString());
      shows(person.picks("lock").presses("save"), "webhook-made");
      shows(person.presses("test"), "webhook-test-failed");
      Database.update(
          "update audit_delivery set stopped_at = due_at, failed_at = due_at, last_error = 'It answers"
              + " 500.' where kind = 'webhook'");
      shows(person.opens("/admin/audit-webhook"), "webhook-stopped");
      receiver.answers(204);
      shows(person.presses("test"), "webhook-tested");
      shows(person.presses("rotateSecret"), "webhook-rotated");
    }
    shows(asks(person, "removeButton"), "webhook-unsure");
    shows(person.presses("removeButton"), "webhook-removed");
  }

  private void access(Person person, Api api) throws IOException, InterruptedException {
    shows(person.opens("/admin/roles"), "roles-none");
    shows(person.opens("/admin/datasources"), "datasources-none");
    for (String name : List.of("sales", "Donaudampfschifffahrtsgesellschaftskapitänsmützenlager")) {
      person.opens("/admin/datasources").types("newName", name);
      person.types("newDescription", "What was sold, to whom and when").presses("addButton");
    }
    shows(person, "datasources-added");
    shows(person.types("newName", "Sales").presses("addButton"), "datasources-wrong");
    shows(person.opens("/admin/datasource?name=sales"), "datasource");
    shows(asks(person, "removeButton"), "datasource-unsure");
    person
        .opens("/admin/roles")
        .types("newName", "reporting")
        .types("newDescription", "Reads sales");
    person.picks("sales").presses("addButton");
    shows(person, "roles-added");
    shows(person.types("newName", "system-admin").presses("addButton"), "roles-wrong");
    shows(person.opens("/admin/roles?q=nothing"), "roles-none-found");
    for (int i = 10; i < 22; i++) {
      api.addRole("task:" + i);
    }
    shows(person.opens("/admin/role?name=reporting"), "role");
    shows(person.opens("/admin/user?name=bob").picks("reporting").presses("save"), "user-roles");
    shows(person.opens("/admin/users"), "users-roles");
  }

  private void keys(Person person) throws IOException {
    shows(person.opens("/admin/service-accounts"), "service-accounts-none");
    shows(person.presses("addButton"), "service-accounts-wrong");
    person.types("newName", "nightly-report").types("newDisplayName", "Nightly report");
    shows(person.picks("reporting").presses("addButton"), "service-accounts-added");
    shows(person.opens("/admin/service-accounts"), "service-accounts");
    shows(person.opens("/admin/service-account?name=nightly-report"), "service-account");
    shows(key(person), "service-account-key");
    shows(person.presses("rotateKey"), "service-account-rotated");
    shows(person.confirms("deactivate"), "service-account-inactive");
    shows(person.opens("/admin/developer-keys"), "developer-keys-none");
    shows(person.dates("expiryDate", "2001-01-01").presses("makeKey"), "developer-keys-wrong");
    person.types("keyName", "Billing").dates("expiryDate", "2199-12-31").presses("makeKey");
    shows(person, "developer-keys-made");
    shows(key(person), "developer-key");
    shows(asks(person, "removeButton"), "developer-key-unsure");
    shows(person.opens("/account/keys"), "user-keys-none");
    person.types("keyName", "backup").types("currentPassword", "wrong").presses("makeKey");
    shows(person, "user-keys-wrong");
    person.types("currentPassword", Person.PASSWORD).presses("makeKey");
    shows(person, "user-keys-made");
    shows(key(person), "user-key");
    shows(person.presses("rotateKey"), "user-key-wrong");
    shows(person.confirms("removeButton"), "user-keys-revoked");
  }

  private void applications(Person person) throws IOException {
    shows(person.opens("/admin/applications"), "applications-none");
    shows(person.opens("/admin/application"), "application-new");
    shows(person.presses("addButton"), "application-new-wrong");
    person.chooses("preset", "wildfly").types("newName", "Donaudampfschifffahrtsgesellschaft");
    person.types("address", "https://intranet.donaudampfschifffahrtsgesellschaft.example.com/shop");
    shows(person.presses("addButton"), "application-added");
    person.pastes("redirect_uris", "https://intranet.example.com/*").picks("reporting");
    shows(person.types("access_token_lifetime", "1").presses("save"), "application-wrong");
    shows(person.presses("rotateSecret"), "application-rotated");
    shows(asks(person, "removeButton"), "application-unsure");
    person.opens("/admin/application").chooses("preset", "program").types("newName", "Nightly job");
    shows(person.presses("addButton"), "application-program");
    shows(person.opens("/admin/applications"), "applications");
    shows(person.opens("/"), "home-applications");
  }

  private void signOn(Person person, String workspace) throws IOException {
    shows(person.opens("/admin/identity-providers"), "providers-none");
    shows(person.opens("/admin/identity-provider?protocol=oidc"), "provider-oidc");
    shows(person.presses("save"), "provider-oidc-wrong");
    person.opens("/admin/identity-provider?protocol=saml").chooses("preset", "entra-id");
    shows(person.presses("fillIn"), "provider-filled-in");
    shows(person.presses("save"), "provider-wrong");
    person.types("providerName", "Donaudampfschifffahrtsgesellschaft").ticks("enabled");
    shows(person.pastes("metadata", SignOnPagesIT.metadata()).presses("save"), "provider");
    shows(asks(person, "removeButton"), "provider-unsure");
    shows(person.opens("/admin/identity-providers"), "providers");
    shows(person.types("wayBack", "x").ticks("required").presses("savePolicy"), "providers-wrong");
    shows(person.opens("/admin/sign-on-test"), "sign-on-test-none");
    shows(person.opens("/account/sign-on"), "sign-on");
    person.signsOut();
    String named = "/login?workspace=" + Person.encode(workspace);
    shows(person.opens(named), "login-providers");
    shows(person.opens("/login?sso=1&workspace=nowhere"), "login-no-provider");
    shows(person.opens("/login/sso"), "sso");
    shows(person.opens("/logout?by=oidc"), "logout");
    shows(person.opens("/login/refused?why=unknown-person&code=a-code"), "refused");
    person.logsIn(workspace, "kevin", Person.PASSWORD).opens("/admin/identity-providers");
    person.ticks("required").presses("savePolicy").signsOut();
    shows(person.opens(named), "login-required");
    person.browser().press("summary");
    shows(person, "login-required-password");
    person.types("userName", "kevin").types("password", Person.PASSWORD).presses("signIn");
    person.opens("/admin/identity-providers").ticks("required").presses("savePolicy");
  }

  private void branding(Person person, String workspace) throws IOException {
    shows(person.opens("/admin/branding"), "branding");
    person.types("lightColor", "#74cbc1").types("darkColor", "#0c5c57");
    shows(person.pastes("logo", "no picture").presses("save"), "branding-wrong");
    person.types("shownName", "Donaudampfschifffahrtsgesellschaft");
    person.types("lightColor", "#123f7a").types("darkColor", "#9cc2f5");
    person.types("helpLink", "https://help.example.com/").pastes("logo", Png.picture(200, 50));
    shows(person.types("imprintLink", "https://example.com/").presses("save"), "branding-saved");
    person.signsOut();
    shows(person.opens("/login?workspace=" + Person.encode(workspace)), "login-branded");
    person.logsIn(workspace, "kevin", Person.PASSWORD);
    shows(person.isAt("/"), "home-branded");
    person.opens("/admin/branding").ticks("withoutLogo").types("lightColor", "");
    person.types("darkColor", "").types("shownName", "").types("helpLink", "");
    person.types("imprintLink", "").presses("save");
  }

  /** What those below administrators see: much of it can't be used. */
  private void ranks(Person person, String workspace) throws IOException {
    String user = "/admin/user?name=person12";
    shows(person.opens(user).ticks("auditor").presses("save"), "user-rank-too-early");
    knowsThePasswordAlone("person12", workspace);
    shows(person.opens(user).ticks("auditor").presses("save"), "user-ranked");
    shows(person.opens("/admin/users?q=person1"), "users-ranked");
    String application = hrefOf(person.opens("/admin/applications"), "tbody th a");
    String provider = hrefOf(person.opens("/admin/identity-providers"), "tbody th a");
    becomes(person, workspace, "help-desk");
    shows(person.opens("/admin/users"), "help-desk-users");
    shows(person.opens("/admin/user?name=person13"), "help-desk-user");
    shows(person.opens("/admin/user?name=kevin"), "help-desk-administrator");
    becomes(person, workspace, "auditor");
    shows(person.opens("/admin/user?name=person13"), "auditor-user");
    shows(person.opens("/admin/role?name=reporting"), "auditor-role");
    shows(person.opens("/admin/datasources"), "auditor-datasources");
    shows(person.opens("/admin/login-policy"), "auditor-login-policy");
    shows(person.opens("/admin/audit-webhook"), "auditor-webhook");
    shows(person.opens("/admin/branding"), "auditor-branding");
    shows(person.opens("/admin/identity-providers"), "auditor-providers");
    shows(person.opens(provider), "auditor-provider");
    shows(person.opens(application), "auditor-application");
    becomes(person, workspace, "key-manager");
    shows(person.opens("/admin"), "key-manager-overview");
    shows(person.opens("/admin/service-accounts"), "key-manager-service-accounts");
    shows(person.opens("/admin/service-account?name=nightly-report"), "key-manager-account");
    shows(person.opens(application), "key-manager-application");
    shows(person.opens("/account/profile"), "key-manager-profile");
    person.signsOut().logsIn(workspace, "kevin", Person.PASSWORD);
  }

  private static void knowsThePasswordAlone(String user, String workspace) {
    Database.update(
        "update password_credential set initial = false, expires_at = null where user_id =" + USER,
        user,
        workspace);
  }

  private static void becomes(Person person, String workspace, String rank) {
    Database.update(
        "update user_account set ranks = ? where id =" + USER, rank, "person11", workspace);
    knowsThePasswordAlone("person11", workspace);
    person.signsOut().logsIn(workspace, "person11", Person.PASSWORD);
  }

  private static String hrefOf(Person person, String link) {
    String address = person.browser().element(link).getDomAttribute("href");
    return address.substring(address.indexOf("/admin/"));
  }

  private static Person asks(Person person, String button) {
    person.browser().press("#" + button + "Ask");
    return person;
  }

  private static Person key(Person person) {
    person.browser().click("tbody .row-action a");
    return person;
  }

  private void loginPolicy(Person person, String workspace) throws IOException {
    shows(person.opens("/admin/login-policy"), "login-policy");
    shows(person.types("sessionIdle", "1").presses("saveSessions"), "login-policy-part-wrong");
    person.opens("/admin/login-policy");
    person.chooses("secondFactor", "required").types("graceDays", "0");
    shows(person.presses("saveSecondFactor"), "login-policy-wrong");
    person.types("trustedDeviceDays", "30").types("graceDays", "14");
    shows(person.presses("saveSecondFactor"), "login-policy-set");
    shows(person.opens("/"), "home-grace");
    person.signsOut();
    LoginPolicyPagesIT.endGrace(workspace);
    person.logsIn(workspace, "kevin", Person.PASSWORD);
    shows(person.isAt("/login/enrol"), "enrol");
    shows(person.presses("begin"), "enrol-app");
    shows(person.types("code", "000000").presses("confirm"), "enrol-app-wrong");
    person.presses("cancel").isAt("/login");
    Database.update(
        "update authentication_policy set second_factor = 'not-required' where workspace_id ="
            + " (select id from workspace where name = ?)",
        workspace);
    person.logsIn(workspace, "kevin", Person.PASSWORD);
  }

  private void secondFactor(Person person, String workspace) throws IOException {
    shows(person.opens("/account/second-factor"), "second-factor-off");
    shows(person.types("currentPassword", Person.PASSWORD).presses("begin"), "second-factor-enrol");
    AuthenticatorApp app = AuthenticatorApp.scan(person.browser());
    shows(person.types("code", "000000").presses("confirm"), "second-factor-wrong");
    shows(person.types("code", app.code()).presses("confirm"), "second-factor-codes");
    shows(person.opens("/account/second-factor"), "second-factor-on");
    passkeys(person);
    person.signsOut();
    shows(person, "signed-out");
    person.logsIn(workspace, "kevin", Person.PASSWORD);
    shows(person, "code");
    shows(person.types("code", "000000").presses("confirm"), "code-wrong");
    shows(person.opens("/login/code?recovery=1"), "code-recovery");
    person.opens("/login/code").ticks("trust").types("code", app.code()).presses("confirm");
    shows(person.opens("/account/sessions"), "sessions-trusted");
    person.signsOut();
  }

  private void passkeys(Person person) throws IOException {
    VirtualAuthenticator authenticator = person.browser().authenticator();
    try {
      shows(person.opens("/account/passkeys"), "passkeys-none");
      shows(person.presses("begin"), "passkey-new");
      person.types("passkeyName", "Laptop");
      person.browser().leaveBy(() -> person.browser().press("#passkeyButton"));
      shows(person.opens("/account/passkeys"), "passkeys");
      shows(key(person), "passkey");
      shows(asks(person, "removeButton"), "passkey-unsure");
      person.presses("removeButton");
    } finally {
      // The browser is used again by others.
      person.browser().driver().removeVirtualAuthenticator(authenticator);
    }
  }

  private void initialPassword(Person person, String workspace) throws IOException {
    person.logsIn(workspace, "person10", Person.PASSWORD);
    shows(person.isAt("/account/password"), "password-initial");
    person.types("currentPassword", Person.PASSWORD).types("newPassword", "an own long sentence");
    shows(person.presses("save").isAt("/"), "home-user");
    shows(person.opens("/admin/users"), "error-403");
  }

  private void shows(Person person, String name) throws IOException {
    Browser browser = person.browser();
    browser.screenshot(SCREENSHOTS.resolve(look + "-" + name + ".png"));
    assertThat(browser.askAbout("html", "one => one.lang")).as(name).isEqualTo(language);
    assertThat(browser.driver().getTitle()).as(name).matches("(?s).+ · (Gatehouse|Donaudampf.+)");
    assertThat(
            browser.ask(
                "() => document.scrollingElement.scrollWidth"
                    + " - document.documentElement.clientWidth"))
        .as("%s is so much wider than its window", name)
        .contains(0L);
    // In its other look each page once: what its states add is the same on every server.
    if (pages.add(browser.address().getPath()) || IS_PAYARA) {
      browser.assertAccessible();
    }
    List<String> errors =
        browser.driver().manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(LogEntry::getMessage)
            // That the page itself is an error page.
            .filter(entry -> !entry.contains("status of 40"))
            .toList();
    assertThat(errors).as("console of %s", name).isEmpty();
  }

  @Test
  void theLoginPageIsLight() throws IOException, InterruptedException {
    HttpResponse<String> page = Api.get("/login");
    List<String> files = new ArrayList<>();
    for (Element element : Jsoup.parse(page.body()).select("[src], link[href]")) {
      files.add(element.attr(element.hasAttr("src") ? "src" : "href"));
    }
    int size = size(page);
    for (String file : files.stream().distinct().toList()) {
      HttpResponse<String> reply = Api.get(file);
      assertThat(reply.statusCode()).as(file).isEqualTo(200);
      assertThat(reply.headers().firstValue("Cache-Control").orElse("").toLowerCase(Locale.ROOT))
          .as(file)
          .contains("immutable");
      size += size(reply);
    }
    assertThat(files).hasSizeGreaterThan(2);
    assertThat(size).isLessThan(LARGEST_PAGE);
  }

  private static int size(HttpResponse<String> reply) {
    return reply.body().getBytes(StandardCharsets.UTF_8).length;
  }
}
