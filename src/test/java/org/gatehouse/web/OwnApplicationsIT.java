package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.RegisteredApplication;
import org.gatehouse.fixture.RelyingParty;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** People see which applications have access and take it away, and find those they may use. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class OwnApplicationsIT {
  private static final String HERE = "/account/applications";

  private Workspace works;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
  }

  private Person ann(Browser.Settings settings) throws IOException {
    return Person.arrives(settings).comesBack(works.administrator().token());
  }

  private static Person logsIn(Person person, RelyingParty application) {
    person.browser().go(application.base().resolve("/login"));
    return person;
  }

  @Test
  void anApplicationLosesAllThatWasAllowed() throws Exception {
    try (RelyingParty wiki = RelyingParty.start(works, Map.of("consent", "once"));
        Person ann = ann(new Browser.Settings())) {
      ann.opens(HERE).reads("No application has access");
      logsIn(ann, wiki).reads("until you take it back in your account here");
      ann.presses("allow").browser().awaitText("Hello ann");
      assertThat(wiki.refresh().indicatesSuccess()).isTrue();

      ann.opens("/").follows("Connected applications").isAt(HERE);
      assertThat(ann.textOf("tbody th")).startsWith("Wiki").contains("127.0.0.1");
      assertThat(ann.textOf("tbody td")).contains("your e-mail address", "your name");
      ann.browser().assertAccessible();
      assertThat(ann.sees("#withdraw0")).as("before it was asked for").isFalse();
      ann.confirms("withdraw0").isAt(HERE).reads("access has been withdrawn");
      ann.reads("No application has access");
      assertThat(wiki.userinfo().indicatesSuccess()).isFalse();
      assertThat(wiki.refresh().indicatesSuccess()).isFalse();
      wiki.awaitLogout();

      logsIn(ann, wiki).reads("Share with this application?").presses("deny");
      ann.browser().awaitText("Refused: access_denied");
      ann.browser().assertNoErrors();
    }
  }

  @Test
  void onlyTheOneThatWasChosenLosesItsAccess() throws Exception {
    try (RelyingParty board = RelyingParty.start(works, Map.of("client_name", "Board"));
        RelyingParty wiki = RelyingParty.start(works, Map.of());
        Person ann = ann(new Browser.Settings())) {
      logsIn(ann, wiki).browser().awaitText("Hello ann");
      logsIn(ann, board).browser().awaitText("Hello ann");
      ann.opens(HERE).confirms("withdraw1").reads("access has been withdrawn");
      assertThat(ann.textOf("tbody")).contains("Board").doesNotContain("Wiki");
      assertThat(wiki.userinfo().indicatesSuccess()).isFalse();
      assertThat(board.userinfo().indicatesSuccess()).isTrue();
      ann.reloads().reads("Board");
    }
  }

  @Test
  void oneThatGoesOnWithoutALoginSaysSo() throws Exception {
    try (RelyingParty backup = RelyingParty.start(works, Map.of("client_name", "Backup"));
        Person ann = ann(new Browser.Settings())) {
      ann.browser().go(backup.base().resolve("/login?scope=openid+offline_access"));
      ann.browser().awaitText("Hello");
      ann.opens("/").signsOut();
      assertThat(backup.refresh().indicatesSuccess()).isTrue();
      ann.logsIn(works.name(), "ann", Workspace.PASSWORD).opens(HERE);
      assertThat(ann.textOf("tbody th")).contains("Also when you’re signed out");
      assertThat(ann.textOf("tbody td")).contains("only that you are signed in here");
      ann.browser().assertAccessible();
      ann.browser().screenshot(Path.of("target", "screenshots", "own-applications-offline.png"));
      ann.confirms("withdraw0").reads("No application has access");
      assertThat(backup.refresh().indicatesSuccess()).isFalse();
    }
  }

  @Test
  void needsNoScripts() throws Exception {
    try (RelyingParty wiki = RelyingParty.start(works, Map.of());
        Person ann = ann(new Browser.Settings().withoutScripts())) {
      logsIn(ann, wiki).reads("Hello ann").opens(HERE).reads("Wiki");
      ann.confirms("withdraw0").reads("access has been withdrawn");
      assertThat(wiki.refresh().indicatesSuccess()).isFalse();
    }
  }

  @Test
  void needsNoMouse() throws Exception {
    try (RelyingParty wiki = RelyingParty.start(works, Map.of());
        Person ann = ann(new Browser.Settings())) {
      logsIn(ann, wiki).browser().awaitText("Hello ann");
      ann.opens(HERE).browser().ask("() => document.getElementById('withdraw0Ask').focus()");
      type(ann, Keys.ENTER, Keys.TAB);
      ann.browser().leaveBy(() -> type(ann, Keys.ENTER));
      ann.reads("access has been withdrawn");
      assertThat(wiki.refresh().indicatesSuccess()).isFalse();
    }
  }

  private static void type(Person person, CharSequence... keys) {
    new Actions(person.browser().driver()).sendKeys(keys).perform();
  }

  @Test
  void theStartPageLeadsToWhatOneMayUse() throws Exception {
    Api api = works.administrator().api();
    String logo = DeployedGatehouse.base() + "/resources/gatehouse/logo.svg";
    try (RelyingParty elsewhere = RelyingParty.start(works, Map.of("client_name", "Elsewhere"));
        Person ann = ann(new Browser.Settings());
        Person bob = Person.arrives().comesBack(works.add("bob").token())) {
      assertThat(ann.opens("/").sees("#applications")).isFalse();
      String there = elsewhere.base() + "/bye?from=start";
      add(api, Map.of("client_name", "Wiki", "client_uri", there, "logo_uri", logo));
      add(
          api,
          Map.of(
              "client_name", "Console", "client_uri", there, "roles", List.of("workspace-admin")));

      ann.reloads().reads("Your applications");
      assertThat(ann.textOf(".starts")).contains("Console", "Wiki").doesNotContain("Elsewhere");
      assertThat(ann.browser().askAbout(".starts img", "one => one.naturalWidth > 0"))
          .isEqualTo("true");
      ann.browser().assertAccessible();
      ann.browser().assertNoErrors();
      assertThat(bob.opens("/").textOf(".starts")).contains("Wiki").doesNotContain("Console");
      ann.follows("Wiki").reads("Bye from=start");
    }
  }

  private static void add(Api api, Map<String, Object> metadata) {
    Map<String, Object> all = new HashMap<>(metadata);
    all.put("redirect_uris", List.of("https://app.example.com/callback"));
    RegisteredApplication.add(api, all);
  }

  @Test
  void thePagesLookAsTheyShould() throws Exception {
    Path shots = Path.of("target", "screenshots");
    String logo = DeployedGatehouse.base() + "/resources/gatehouse/logo.svg";
    Map<String, Object> known =
        Map.of("consent", "once", "logo_uri", logo, "client_uri", "https://wiki.example.com/");
    Map<String, Object> shop =
        Map.of(
            "client_name",
            "Donaudampfschifffahrtsgesellschaft",
            "client_uri",
            "https://intranet.donaudampfschifffahrtsgesellschaft.example.com/shop");
    try (RelyingParty wiki = RelyingParty.start(works, known);
        RelyingParty other = RelyingParty.start(works, shop)) {
      for (String look : List.of("light-en-1280", "dark-de-1280", "light-de-320", "dark-en-420")) {
        String[] parts = look.split("-");
        Browser.Settings settings =
            new Browser.Settings().language(parts[1]).size(Integer.parseInt(parts[2]), 800);
        try (Person ann = ann(parts[0].equals("dark") ? settings.dark() : settings)) {
          logsIn(ann, wiki);
          if (ann.sees("#allow")) {
            ann.browser().screenshot(shots.resolve("own-consent-" + look + ".png"));
            ann.presses("allow");
          }
          ann.browser().awaitText("Hello ann");
          logsIn(ann, other).browser().awaitText("Hello ann");
          shows(ann.opens("/"), shots.resolve("own-start-" + look + ".png"));
          shows(ann.opens(HERE), shots.resolve("own-applications-" + look + ".png"));
          ann.browser().press("#withdraw0Ask");
          shows(ann, shots.resolve("own-applications-unsure-" + look + ".png"));
        }
      }
    }
  }

  private static void shows(Person person, Path file) throws IOException {
    person.browser().screenshot(file);
    assertThat(
            person
                .browser()
                .ask(
                    "() => document.scrollingElement.scrollWidth"
                        + " - document.documentElement.clientWidth"))
        .as("%s is so much wider than its window", file)
        .contains(0L);
    person.browser().assertAccessible();
  }
}
