package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RegisteredApplication;
import org.gatehouse.fixture.RelyingParty;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ResetMail;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People log in at applications in a real Chromium, which lets forms lead where they may only. */
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class ApplicationLoginIT {
  private Workspace works;
  private Person ann;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    works = Workspace.signUp();
    ann = works.administrator();
    browser = Browser.open();
  }

  @AfterEach
  void leave() {
    browser.close();
  }

  private void logIn() {
    browser.type("#userName", "ann");
    browser.type("#password", ann.password());
    browser.click("#signIn");
  }

  private URI at(RelyingParty application, String path) {
    return application.base().resolve(path);
  }

  @Test
  void oneLoginIsForAllApplications() throws Exception {
    try (RelyingParty wiki = RelyingParty.start(works, Map.of());
        RelyingParty board = RelyingParty.start(works, Map.of("client_name", "Board"))) {
      browser.go(at(wiki, "/login"));
      browser.awaitText("Sign in to go on to Wiki");
      browser.assertAccessible();
      logIn();
      browser.awaitText("Hello ann, you are " + ann.id());

      browser.go(at(board, "/login"));
      browser.awaitText("Hello ann");
      browser.go(at(board, "/login?response_mode=form_post"));
      browser.awaitText("Hello ann");

      browser.go(at(wiki, "/logout"));
      browser.awaitText("Bye state=s1");
      wiki.awaitLogout();
      board.awaitLogout();
      assertThat(board.userinfo().indicatesSuccess()).isFalse();
      assertThat(wiki.refresh().indicatesSuccess()).isFalse();
      browser.go(at(board, "/login?prompt=none"));
      browser.awaitText("Refused: login_required");
      browser.assertNoErrors();
    }
  }

  @Test
  void aPersonShowsAgainWhoItIs() throws Exception {
    Authenticator authenticator = Authenticator.enrol(ann);
    try (RelyingParty wiki = RelyingParty.start(works, Map.of())) {
      browser.go(at(wiki, "/login?login_hint=ann"));
      browser.awaitValue("#userName", "ann");
      browser.type("#password", ann.password());
      browser.click("#signIn");
      browser.awaitText("Confirm it’s you");
      browser.type("#code", authenticator.codeAfter(1));
      browser.click("#confirm");
      browser.awaitText("Hello ann");
      IDTokenClaimsSet first = wiki.validate(null);

      browser.go(at(wiki, "/login?prompt=login"));
      browser.awaitText("Wiki wants to be sure that it is still you");
      browser.assertAccessible();
      browser.type("#password", "wrong");
      browser.type("#code", authenticator.recoveryCodes().get(0));
      browser.click("#confirm");
      browser.awaitText("This isn’t your current password");
      browser.type("#password", ann.password());
      browser.type("#code", authenticator.recoveryCodes().get(0));
      browser.click("#confirm");
      browser.awaitText("Hello ann");
      IDTokenClaimsSet second = wiki.validate(null);
      assertThat(second.getSessionID()).as("the same login").isEqualTo(first.getSessionID());
      assertThat(second.getAuthenticationTime()).isAfterOrEqualTo(first.getAuthenticationTime());
      assertThat(second.getACR().getValue()).isEqualTo("aal2");
    }
  }

  @Test
  void aPersonChoosesAnAccount() throws Exception {
    Person bob = works.add("bob");
    try (RelyingParty wiki = RelyingParty.start(works, Map.of())) {
      browser.go(at(wiki, "/login"));
      logIn();
      browser.awaitText("Hello ann");
      browser.go(at(wiki, "/login?prompt=select_account"));
      browser.awaitText("With which account do you want to go on to Wiki?");
      browser.assertAccessible();
      browser.click("#choose");
      browser.awaitText("Hello ann");
      browser.go(at(wiki, "/login?prompt=select_account"));
      browser.click("#useAnother");
      browser.awaitText("Sign in to go on to Wiki");
      browser.type("#userName", "bob");
      browser.type("#password", bob.password());
      browser.click("#signIn");
      browser.awaitText("Hello bob");
    }
  }

  @Test
  void aPersonIsAskedWhatTheApplicationMayKnow() throws Exception {
    try (RelyingParty wiki =
        RelyingParty.start(
            works, Map.of("consent", "once", "policy_uri", "https://wiki.example.com/privacy"))) {
      browser.go(at(wiki, "/login"));
      logIn();
      browser.awaitText("your e-mail address");
      assertThat(browser.text()).contains("Wiki (127.0.0.1)");
      browser.assertAccessible();
      browser.click("#deny");
      browser.awaitText("Refused: access_denied");
      browser.go(at(wiki, "/login"));
      browser.click("#allow");
      browser.awaitText("Hello ann");
      browser.go(at(wiki, "/login?prompt=none"));
      browser.awaitText("Hello ann");
    }
  }

  @Test
  void aPersonComesBackWithANewPassword() throws Exception {
    ann.confirmEmail();
    try (RelyingParty wiki = RelyingParty.start(works, Map.of())) {
      browser.go(at(wiki, "/login"));
      browser.awaitText("Sign in to go on to Wiki");
      browser.click("[href$='/forgot']");
      browser.type("#email", ann.email());
      ResetMail mail = ResetMail.after(ann.email(), () -> browser.click("#send"));
      browser.go(URI.create(ann.api().base() + "/reset#" + mail.token()));
      browser.type("#userName", "ann");
      browser.type("#password", "a new password for the wiki");
      browser.click("#choose");
      browser.awaitText("Sign in to go on to Wiki");
      browser.type("#workspace", works.uid());
      browser.type("#userName", "ann");
      browser.type("#password", "a new password for the wiki");
      browser.click("#signIn");
      browser.awaitText("Hello ann");
    }
  }

  @Test
  void aPersonWithAnInitialPasswordChangesItFirst() throws Exception {
    Person eve = works.addWithInitialPassword("eve", false);
    try (RelyingParty wiki = RelyingParty.start(works, Map.of())) {
      browser.go(at(wiki, "/login"));
      browser.type("#userName", "eve");
      browser.type("#password", eve.password());
      browser.click("#signIn");
      browser.type("#currentPassword", eve.password());
      browser.type("#newPassword", "a password of her own choice");
      browser.click("#save");
      browser.awaitText("Hello eve");
    }
  }

  @Test
  void aPersonIsAskedBeforeALogoutThatShowsNoIdToken() throws Exception {
    try (RelyingParty wiki = RelyingParty.start(works, Map.of())) {
      browser.go(at(wiki, "/login"));
      logIn();
      browser.awaitText("Hello ann");
      browser.go(at(wiki, "/logout?without-hint"));
      browser.awaitText("An application has sent you here to sign out");
      browser.assertAccessible();
      assertThat(wiki.userinfo().indicatesSuccess()).isTrue();
      browser.click("#signOut");
      browser.awaitText("Bye state=s1");
      assertThat(wiki.userinfo().indicatesSuccess()).isFalse();
    }
  }

  @Test
  void aPersonLetsADeviceIn() throws Exception {
    String type = "urn:ietf:params:oauth:grant-type:device_code";
    RegisteredApplication tool =
        RegisteredApplication.add(
            ann.api(),
            Map.of(
                "client_name", "Command line",
                "token_endpoint_auth_method", "none",
                "grant_types", List.of(type, "refresh_token")));
    String endpoints = "/oauth2/o/" + works.uid() + "/";
    Map<String, String> client =
        Map.of("client_id", tool.id(), "scope", "openid email profile groups");
    Reply waiting = Api.anonymous().postForm(endpoints + "device_authorization", client).is(200);
    Map<String, String> question =
        Map.of(
            "grant_type", type,
            "client_id", tool.id(),
            "device_code", waiting.text("device_code"));
    Reply pending = Api.anonymous().postForm(endpoints + "token", question).is(400);
    assertThat(pending.text("error")).isEqualTo("authorization_pending");

    browser.go(URI.create(waiting.text("verification_uri")));
    browser.type("#workspace", works.uid());
    logIn();
    browser.type("#userCode", "wrong");
    browser.click("#find");
    browser.awaitText("No device waits with this code");
    browser.type("#userCode", waiting.text("user_code").toLowerCase(Locale.ROOT));
    browser.click("#find");
    browser.awaitText("Command line wants to be signed in with your account");
    assertThat(browser.text()).as("profile has what groups has").containsOnlyOnce("your roles");
    browser.assertAccessible();
    browser.screenshot(Path.of("target", "screenshots", "device.png"));
    browser.click("#allow");
    browser.awaitText("The device is signed in");

    Reply tokens = Api.anonymous().postForm(endpoints + "token", question).is(200);
    assertThat(tokens.json()).containsKeys("id_token", "refresh_token");
    Reply told =
        Api.anonymous()
            .with("Authorization", "Bearer " + tokens.text("access_token"))
            .get(endpoints + "userinfo")
            .is(200);
    assertThat(told.text("sub")).isEqualTo(ann.id());
    browser.go(URI.create(waiting.text("verification_uri_complete")));
    browser.awaitText("No device waits with this code");
    browser.assertNoErrors();
  }

  @Test
  void thePagesLookAsTheyShould() throws Exception {
    Path shots = Path.of("target", "screenshots");
    String logo = works.administrator().api().base() + "/resources/gatehouse/logo.svg";
    try (RelyingParty wiki =
        RelyingParty.start(works, Map.of("consent", "once", "logo_uri", logo))) {
      for (String look : List.of("light", "dark")) {
        Browser.Settings settings = new Browser.Settings().size(420, 800);
        try (Browser narrow = look.equals("dark") ? settings.dark().open() : settings.open()) {
          narrow.go(at(wiki, "/login"));
          narrow.screenshot(shots.resolve("application-login-" + look + ".png"));
          narrow.type("#userName", "ann");
          narrow.type("#password", ann.password());
          narrow.click("#signIn");
          narrow.awaitText("Share with this application?");
          narrow.screenshot(shots.resolve("application-consent-" + look + ".png"));
          narrow.go(at(wiki, "/login?prompt=login"));
          narrow.screenshot(shots.resolve("application-again-" + look + ".png"));
          narrow.go(at(wiki, "/login?prompt=select_account"));
          narrow.screenshot(shots.resolve("application-account-" + look + ".png"));
          narrow.assertAccessible();
        }
      }
    }
  }
}
