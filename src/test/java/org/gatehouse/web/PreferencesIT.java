package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Language and colours are chosen at the foot of every page. */
@BrowserTest
@ExtendWith(DeployedGatehouse.class)
class PreferencesIT {
  private static final String DARK_GROUND = "rgb(19, 22, 24)";
  private static final String LIGHT_GROUND = "rgb(245, 244, 240)";

  private static Reply choose(Api api, String name, String value, String page) {
    return api.postForm("/preferences", Map.of(name, value, "page", page));
  }

  private static String kept(Reply reply, String cookie) {
    return reply.cookie(cookie).orElse("");
  }

  private static Document page(Api api, String path) {
    return Jsoup.parse(api.get(path).is(200).body());
  }

  private static Element html(Api api, String path) {
    return page(api, path).selectFirst("html");
  }

  @Test
  void theBrowserKeepsWhatWasChosenAndComesBack() {
    Reply chosen = choose(Api.anonymous(), "language", "de", "/login?workspace=x").is(303);

    assertThat(chosen.header("Location")).contains("/login?workspace=x");
    assertThat(kept(chosen, "gatehouse-language")).isEqualTo("de");
    // Servers differ in how they write the names of attributes.
    assertThat(chosen.headers().get("Set-Cookie").get(0).toLowerCase(Locale.ROOT))
        .contains("httponly", "samesite=lax", "path=/", "max-age=31536000");
    Api browser =
        Api.anonymous()
            .with("Cookie", "gatehouse-language=de; gatehouse-scheme=dark")
            .with("Accept-Language", "en");
    for (String path : List.of("/login", "/login?anew", "/forgot")) {
      assertThat(html(browser, path).attr("lang")).as(path).isEqualTo("de");
      assertThat(html(browser, path).attr("data-scheme")).as(path).isEqualTo("dark");
    }
    assertThat(html(Api.anonymous(), "/login").hasAttr("data-scheme")).isFalse();
    assertThat(page(browser, "/login").selectFirst("meta[name=color-scheme]").attr("content"))
        .isEqualTo("dark");
  }

  @Test
  void nothingElseIsChosenAndNobodyIsSentAway() {
    Reply unknown = choose(Api.anonymous(), "language", "tlh", "https://evil.example/").is(303);

    assertThat(unknown.header("Location")).contains("/");
    assertThat(unknown.headers()).doesNotContainKey("Set-Cookie");
    assertThat(
            choose(Api.anonymous(), "scheme", "blue", "//evil.example").is(303).header("Location"))
        .contains("/");
    choose(Api.anonymous().with("Sec-Fetch-Site", "cross-site"), "language", "de", "/").is(403);
    choose(Api.anonymous().with("Origin", "https://evil.example"), "language", "de", "/").is(403);
    Api.anonymous().get("/preferences?language=de").is(405);
    Api.anonymous().postForm("/preferences", Map.of("page", "x".repeat(70_000))).is(413);
  }

  @Test
  void whatABrowserHasChosenComesFirstThenTheApplicationThenTheAccount() {
    Workspace works = Workspace.signUp();
    Api ann =
        Api.anonymous().withCookie(works.administrator().token()).with("Accept-Language", "en");
    assertThat(html(ann, "/account/profile").attr("lang")).isEqualTo("en");

    choose(ann, "language", "de", "/account/profile").is(303);
    choose(ann, "scheme", "dark", "/account/profile").is(303);
    assertThat(html(ann, "/account/profile").attr("lang")).isEqualTo("de");
    assertThat(html(ann, "/account/profile").attr("data-scheme")).isEqualTo("dark");
    assertThat(html(ann, "/account/profile?ui_locales=en").attr("lang")).isEqualTo("en");
    Api inEnglish =
        Api.anonymous()
            .with(
                "Cookie",
                "gatehouse="
                    + works.administrator().token()
                    + "; gatehouse-language=en;"
                    + " gatehouse-scheme=system")
            .with("Accept-Language", "de");
    assertThat(html(inEnglish, "/account/profile?ui_locales=de").attr("lang")).isEqualTo("en");
    assertThat(html(inEnglish, "/account/profile").hasAttr("data-scheme")).isFalse();
  }

  @Test
  void everyPageOffersTheChoice() {
    for (String path : List.of("/login", "/signup", "/forgot", "/reset", "/login/sso")) {
      Element form = page(Api.anonymous(), path).selectFirst("footer form");
      assertThat(form.select("[name=language]").eachAttr("lang")).containsExactly("de", "en");
      assertThat(form.select("[name=language][aria-pressed=true]").eachText())
          .containsExactly("English");
      assertThat(form.select("[name=scheme]").eachAttr("value"))
          .containsExactly("system", "light", "dark");
      assertThat(form.selectFirst("[name=page]").val()).isEqualTo(path);
    }
    assertThat(Jsoup.parse(Api.anonymous().get("/nothing").is(404).body()).select("footer form"))
        .hasSize(1);
  }

  @Test
  void worksWithoutAScriptAndWithoutAFlash() throws IOException {
    try (Person person = Person.arrives(new Browser.Settings().withoutScripts())) {
      person.opens("/login?workspace=corp");
      person.browser().click("footer [lang=de]");
      person.isAt("/login").reads("Anmelden");
      assertThat(person.browser().element("#workspace").getDomAttribute("value")).isEqualTo("corp");
      person.browser().click("footer [value=dark]");
      assertThat(ground(person)).isEqualTo(DARK_GROUND);
      person.opens("/forgot").reads("Passwort");
      assertThat(ground(person)).isEqualTo(DARK_GROUND);
      person.browser().click("footer [value=light]");
      assertThat(ground(person)).isEqualTo(LIGHT_GROUND);
    }
  }

  @Test
  void lightStaysLightOnADarkDevice() throws IOException {
    try (Person person = Person.arrives(new Browser.Settings().dark()).opens("/login")) {
      assertThat(ground(person)).isEqualTo(DARK_GROUND);
      person.browser().click("footer [value=light]");
      assertThat(ground(person)).isEqualTo(LIGHT_GROUND);
      person.browser().click("footer [value=system]");
      assertThat(ground(person)).isEqualTo(DARK_GROUND);
    }
  }

  @Test
  void theTokenOfAMailIsStillThere() throws IOException {
    try (Person person = Person.arrives().opens("/reset#" + "x".repeat(43) + ":corp%2Fann")) {
      person.browser().click("footer [lang=de]");
      person.isAt("/reset").reads("Passwort");
      assertThat(person.browser().driver().getCurrentUrl())
          .endsWith("#" + "x".repeat(43) + ":corp%2Fann");
    }
  }

  private static String ground(Person person) {
    return person
        .browser()
        .element("body")
        .getCssValue("background-color")
        .replace("rgba", "rgb")
        .replace(", 1)", ")");
  }
}
