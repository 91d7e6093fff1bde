package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Workspace;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.support.ui.Select;

/** Somebody in front of a browser, who does with our pages what people do. */
final class Person implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple";

  private final Browser browser;

  private Person(Browser browser) {
    this.browser = browser;
  }

  /** With a desktop browser in English. */
  static Person arrives() throws IOException {
    return arrives(new Browser.Settings());
  }

  static Person arrives(Browser.Settings settings) throws IOException {
    return new Person(settings.open());
  }

  /** A workspace name that no other test has. */
  static String newWorkspace() {
    return "CorpInc " + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A text as a part of an address. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Browser browser() {
    return browser;
  }

  Person opens(String path) {
    browser.go(URI.create(DeployedGatehouse.base() + path));
    return this;
  }

  /** Replaces what a field holds. */
  Person types(String field, String text) {
    browser.type("#" + field, text);
    return this;
  }

  /** Ticks or unticks a box. */
  Person ticks(String box) {
    browser.press("#" + box);
    return this;
  }

  /** Ticks or unticks the box of a list that says so. */
  Person picks(String words) {
    browser.pressOn(
        "words => [...document.querySelectorAll('fieldset label')]"
            + ".find(label => label.textContent.includes(words))",
        words);
    return this;
  }

  /** Chooses what a menu sends under this value. */
  Person chooses(String menu, String value) {
    browser.unfold("#" + menu);
    new Select(browser.element("#" + menu)).selectByValue(value);
    return this;
  }

  /** Picks a day; how one types it depends on the browser's language. */
  Person dates(String field, String day) {
    return pastes(field, day);
  }

  /** Has a text in a field at once. */
  Person pastes(String field, String text) {
    browser.ask("(id, text) => { document.getElementById(id).value = text; }", field, text);
    return this;
  }

  /** Asks for the page again. */
  Person reloads() {
    browser.leaveBy(() -> browser.driver().navigate().refresh());
    return this;
  }

  /** Presses a button that leads to another page, or to the same one again. */
  Person presses(String button) {
    browser.click("#" + button);
    return this;
  }

  /** Opens a button that asks, and presses the one that does it. */
  Person confirms(String button) {
    browser.press("#" + button + "Ask");
    return presses(button);
  }

  /** Follows a link by what it says. */
  Person follows(String words) {
    browser.leaveBy(
        () ->
            browser.pressOn(
                "words => [...document.links].find(link => link.innerText.includes(words))",
                words));
    return this;
  }

  /** Signs up; the person is logged in then. */
  Person signsUp(String workspace, String user) {
    return signsUp(workspace, user, "kevin@example.com");
  }

  /** The same with an address where the person gets mail. */
  Person signsUp(String workspace, String user, String email) {
    Workspace.claim();
    return opens("/signup")
        .types("workspaceName", workspace)
        .types("userName", user)
        .types("email", email)
        .types("password", PASSWORD)
        .presses("create");
  }

  /** Has the login cookie of a session that is open already. */
  Person comesBack(Api session) {
    return comesBack(session.token());
  }

  /** The same by the token of the session. */
  Person comesBack(String token) {
    browser
        .driver()
        .executeCdpCommand(
            "Network.setCookie",
            Map.of(
                "url",
                DeployedGatehouse.base().toString(),
                "name",
                "gatehouse",
                "value",
                token,
                "httpOnly",
                true));
    return this;
  }

  /** Fills the login page in and sends it. */
  Person logsIn(String workspace, String user, String password) {
    return opens("/login").fillsIn(workspace, user, password).presses("signIn");
  }

  /** Fills the login page in. */
  Person fillsIn(String workspace, String user, String password) {
    return types("workspace", workspace).types("userName", user).types("password", password);
  }

  Person signsOut() {
    return presses("signOutButton");
  }

  /** Where the browser is, without host and query. */
  String path() {
    return browser.address().getPath();
  }

  /** Fails if the browser isn't there. */
  Person isAt(String path) {
    assertThat(path()).as("%s says: %s", browser.address(), browser.text()).isEqualTo(path);
    return this;
  }

  /** Fails if the page doesn't say that. */
  Person reads(String words) {
    assertThat(browser.text()).as("%s", browser.address()).contains(words);
    return this;
  }

  /** What a screen reader says at once. */
  String alert() {
    return textOf("main [role=alert]");
  }

  /** What is said beside a field. */
  String complaint(String field) {
    return textOf("#" + field + "-error");
  }

  /** What a field holds. */
  String valueOf(String field) {
    return browser.askAbout("#" + field, "one => one.value");
  }

  String textOf(String css) {
    return browser.askAbout(css, "one => one.innerText").replace('\u00a0', ' ').strip();
  }

  boolean sees(String css) {
    return browser
        .ask("css => document.querySelector(css)?.checkVisibility({visibilityProperty: true})", css)
        .filter(Boolean.TRUE::equals)
        .isPresent();
  }

  /** The cookie that logs the browser in. */
  Optional<Cookie> loginCookie() {
    return Optional.ofNullable(browser.driver().manage().getCookieNamed("gatehouse"));
  }

  @Override
  public void close() throws IOException {
    browser.close();
  }
}
