package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** An administrator registers applications on the pages, and changes and removes them there. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class ApplicationPagesIT {
  private static final String CLIENTS = "/api/1/client";

  private Workspace works;
  private Api api;
  private Person ann;

  @BeforeEach
  void logIn() throws IOException {
    works = Workspace.signUp();
    api = works.administrator().api();
    ann = Person.arrives().comesBack(works.administrator().token()).opens("/").isAt("/");
  }

  @AfterEach
  void leave() throws IOException {
    ann.close();
  }

  @Test
  void anApplicationIsAddedByWhatItIsAndItsSecretShown() {
    ann.follows("Administration")
        .follows("Applications")
        .isAt("/admin/applications")
        .reads("There are no applications yet");
    assertThat(ann.textOf("h2#list")).isEqualTo("No applications yet");
    ann.follows("Add an application").isAt("/admin/application").chooses("preset", "grafana");
    ann.types("newName", "Dashboards").types("address", "https://grafana.example.com/");
    ann.presses("addButton").isAt("/admin/application").reads("The application has been added");

    String secret = ann.textOf("#madeSecret");
    assertThat(secret).matches("gatehouse_cls_[\\w-]{43}");
    assertThat(ann.textOf("#issuer")).isEqualTo(DeployedGatehouse.base() + "/o/" + works.uid());
    assertThat(ann.textOf("#hint")).contains("use_pkce = true");
    assertThat(ann.textOf("h1")).isEqualTo("Dashboards");
    assertThat(ann.sees("#prefixed")).isFalse();
    String id = ann.textOf("#clientId");
    assertThat(application(id))
        .containsEntry("client_name", "Dashboards")
        .containsEntry("redirect_uris", List.of("https://grafana.example.com/login/generic_oauth"))
        .containsEntry("client_uri", "https://grafana.example.com/")
        .containsEntry("token_endpoint_auth_method", "client_secret_basic")
        .containsEntry("require_pkce", true);

    ann.reloads();
    assertThat(ann.textOf("#madeSecret")).as("after a reload").isEqualTo(secret);
    assertThat(applications()).as("a reload adds nothing").hasSize(1);
    opens(id).reads("It is shown only when it is made");
    assertThat(ann.browser().text()).doesNotContain(secret);
    assertThat(ann.sees("#hint")).isFalse();
    ann.opens("/admin/applications");
    assertThat(ann.textOf("h2#list")).isEqualTo("1 application");
    assertThat(rows()).containsExactly("Dashboards Everybody Never");
  }

  @Test
  void whoSetsItUpSeesWhatItWouldBeTold() {
    works.addRole("buyers");
    adds("spring-boot", "Shop", "https://shop.example.com");
    assertThat(ann.textOf("#startUrl")).isEqualTo("Open the application");
    ann.presses("testLogin").reads("You may use it");
    assertThat(ann.textOf("#claims"))
        .contains(works.administrator().id(), "preferred_username", "user, workspace-admin");
    ann.browser().assertAccessible();
    ann.picks("buyers").presses("save").presses("testLogin").reads("you would be turned away");
  }

  @Test
  void anApplicationBehindAProxyNeedsTheClientIdOnly() {
    adds("forward-auth", "Notes", "https://notes.example.com").reads("the client id");
    assertThat(ann.sees("#madeSecret")).isFalse();
    assertThat(ann.valueOf("redirect_uris"))
        .isEqualTo("https://notes.example.com/.gatehouse/callback");
    String id = ann.textOf("#clientId");
    Api.anonymous().get("/forward-auth/" + id).is(401);
  }

  @Test
  void aProgramIsAddedThatGetsTokensUntilItsSecretIsRotated() {
    adds("program", "Nightly job", "").reads("grant_type=client_credentials");
    String first = ann.textOf("#madeSecret");
    String id = ann.textOf("#clientId");
    assertThat(ann.sees("#redirect_uris")).as("people never come back to it").isFalse();
    token(id, first).is(200);

    opens(id).chooses("overlap", "168").presses("rotateSecret");
    String second = ann.reads("The new secret has been made").textOf("#madeSecret");
    assertThat(second).startsWith("gatehouse_cls_").isNotEqualTo(first);
    token(id, first).is(200);
    ann.reloads();
    assertThat(ann.textOf("#madeSecret")).as("a reload makes no other").isEqualTo(second);
    opens(id).chooses("overlap", "0").presses("rotateSecret");
    String third = ann.textOf("#madeSecret");
    token(id, first).is(401);
    token(id, second).is(401);
    token(id, third).is(200);
    ann.opens("/admin/applications");
    assertThat(rows()).singleElement().asString().contains("Nobody: it acts for itself");
    assertThat(rows()).singleElement().asString().doesNotContain("Never");
  }

  @Test
  void aPublicApplicationHasNoSecret() {
    adds("public", "App", "example.shop:/callback").reads("PKCE takes the place of a secret");
    assertThat(ann.sees("#madeSecret")).isFalse();
    assertThat(ann.sees("#rotateSecret")).isFalse();
    String id = ann.reads("a public client can’t keep one").textOf("#clientId");
    ann.ticks("require_pkce").presses("save");
    assertThat(ann.complaint("require_pkce")).contains("can’t keep a secret needs PKCE");
    assertThat(application(id)).containsEntry("require_pkce", true);
  }

  @Test
  void whatIsBelowTheAddressOfWildFlyPassesWithAWarning() {
    adds("wildfly", "Shop", "https://example.com/shop");
    assertThat(ann.textOf("#prefixed")).contains("Make sure that all of it is yours");
    assertThat(ann.valueOf("redirect_uris")).isEqualTo("https://example.com/shop/");
    ann.pastes("redirect_uris", "https://example.com/shop/?item=1").presses("save");
    assertThat(ann.complaint("redirect_uris")).contains("has no query");
    ann.types("client_name", "The shop");
    ann.pastes("redirect_uris", "https://example.com/shop/").presses("save");
    assertThat(applications())
        .singleElement()
        .satisfies(shop -> assertThat(shop).containsEntry("redirect_prefix", true))
        .satisfies(shop -> assertThat(shop).containsEntry("claims", "elytron"))
        .satisfies(shop -> assertThat(shop).containsEntry("require_pkce", false))
        .satisfies(shop -> assertThat(shop).containsEntry("client_name", "The shop"));
  }

  @Test
  void whatIsChangedLeavesTheRestAsItIs() {
    Map<String, Object> shop = new HashMap<>();
    shop.put("client_name", "Web shop");
    shop.put("redirect_uris", List.of("https://shop.example.com/callback"));
    shop.put("scope", "openid email orders");
    shop.put("default_max_age", 3600);
    shop.put("audiences", List.of("https://reports.example.com"));
    shop.put("tos_uri", "https://shop.example.com/terms");
    shop.put("grant_types", List.of("authorization_code", "refresh_token"));
    String id = register(shop);
    Map<String, Object> expected = new HashMap<>(application(id));

    ann.opens("/admin/applications").follows("Web shop").isAt("/admin/application");
    ann.types("client_name", "Shop").types("logo_uri", "https://shop.example.com/logo.svg");
    ann.types("client_uri", "https://shop.example.com/");
    ann.pastes(
        "redirect_uris",
        "https://shop.example.com/callback\n\n  https://shop.example.com/other  \n");
    ann.pastes("post_logout_redirect_uris", "https://shop.example.com/bye");
    ann.types("backchannel_logout_uri", "https://shop.example.com/logout");
    ann.chooses("consent", "once").ticks("require_pkce").types("access_token_lifetime", "600");
    ann.presses("save").reads("The changes have been saved");

    expected.put("client_name", "Shop");
    expected.put("logo_uri", "https://shop.example.com/logo.svg");
    expected.put("client_uri", "https://shop.example.com/");
    expected.put(
        "redirect_uris",
        List.of("https://shop.example.com/callback", "https://shop.example.com/other"));
    expected.put("post_logout_redirect_uris", List.of("https://shop.example.com/bye"));
    expected.put("backchannel_logout_uri", "https://shop.example.com/logout");
    expected.put("consent", "once");
    expected.put("require_pkce", false);
    expected.put("access_token_lifetime", 600L);
    assertThat(application(id)).isEqualTo(expected);
    assertThat(ann.valueOf("redirect_uris"))
        .isEqualTo("https://shop.example.com/callback\nhttps://shop.example.com/other");

    ann.types("logo_uri", "").types("backchannel_logout_uri", "");
    ann.pastes("post_logout_redirect_uris", "").types("access_token_lifetime", "");
    ann.presses("save").reads("The changes have been saved");
    expected.put("logo_uri", null);
    expected.put("backchannel_logout_uri", null);
    expected.put("post_logout_redirect_uris", List.of());
    expected.put("access_token_lifetime", 300L);
    assertThat(application(id)).isEqualTo(expected);
  }

  @Test
  void rolesSayWhoMayUseIt() {
    String id = register(shop());
    opens(id).reads("There are no roles yet, so everybody may use it");
    works.addRole("buyers");
    works.addRole("sellers");
    opens(id).picks("buyers").presses("save").reads("The changes have been saved");
    assertThat(application(id)).containsEntry("roles", List.of("buyers"));
    api.patch(CLIENTS + "/" + id, Map.of("roles", List.of("sellers", "workspace-admin"))).is(200);
    api.delete("/api/1/role/sellers").is(204);

    opens(id);
    assertThat(texts("fieldset li:has(:checked) label"))
        .containsExactly(
            "sellers There is no such role any longer", "workspace-admin Gatehouse’s own");
    ann.types("client_name", "Shop").presses("save");
    assertThat(roles(id)).containsExactlyInAnyOrder("sellers", "workspace-admin");
    ann.picks("sellers").picks("buyers").presses("save").reads("The changes have been saved");
    assertThat(roles(id)).containsExactlyInAnyOrder("buyers", "workspace-admin");
    ann.opens("/admin/applications");
    assertThat(rows()).containsExactly("Shop buyers, workspace-admin Never");
    opens(id).picks("buyers").picks("workspace-admin").presses("save");
    assertThat(roles(id)).isEmpty();
  }

  @Test
  void aRoleThatWasRemovedMeanwhileIsNotSilentlyLeftOut() {
    works.addRole("buyers");
    String id = register(shop());
    opens(id).picks("buyers");
    api.delete("/api/1/role/buyers").is(204);
    ann.presses("save");
    assertThat(ann.complaint("roles")).contains("has been removed meanwhile");
    assertThat(roles(id)).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidBesideTheField() {
    ann.opens("/admin/application").presses("addButton");
    assertThat(ann.complaint("preset")).contains("Please fill this in");
    assertThat(ann.complaint("newName")).contains("Please fill this in");
    ann.chooses("preset", "gitea")
        .types("newName", "a\u202eb")
        .types("address", "https://git.example.com");
    ann.presses("addButton");
    assertThat(ann.complaint("newName")).contains("1 to 100 visible characters");
    ann.types("newName", "Git").types("address", "").presses("addButton");
    assertThat(ann.complaint("address")).contains("needs an address");
    ann.types("address", "https://git.example.com/?a=b").presses("addButton");
    assertThat(ann.complaint("address")).contains("with nothing after a ? or #");
    ann.chooses("preset", "other")
        .types("address", "https://*.example.com/cb")
        .presses("addButton");
    assertThat(ann.complaint("address")).contains("without fragment or wildcard");
    assertThat(applications()).isEmpty();

    String id = register(shop());
    opens(id).pastes("redirect_uris", "https://shop.example.com/callback#top");
    ann.pastes("post_logout_redirect_uris", "javascript:alert(1)");
    ann.types("backchannel_logout_uri", "nowhere").types("logo_uri", "data:image/png,x");
    ann.types("client_uri", "javascript:alert(1)");
    ann.types("access_token_lifetime", "1.5").types("client_name", "x".repeat(101)).presses("save");
    assertThat(ann.complaint("redirect_uris")).contains("without fragment");
    assertThat(ann.complaint("post_logout_redirect_uris")).contains("must look like https://");
    assertThat(ann.complaint("backchannel_logout_uri")).contains("must look like https://");
    assertThat(ann.complaint("logo_uri")).contains("must look like https://");
    assertThat(ann.complaint("client_uri")).contains("must look like https://");
    assertThat(ann.complaint("access_token_lifetime")).contains("from 30 to 86,400");
    assertThat(ann.complaint("client_name")).contains("1 to 100 visible characters");
    assertThat(ann.valueOf("redirect_uris"))
        .as("what was typed")
        .isEqualTo("https://shop.example.com/callback#top");
    assertThat(ann.textOf("h1")).as("what is saved").isEqualTo("Web shop");
    opens(id).pastes("redirect_uris", "").presses("save");
    assertThat(ann.complaint("redirect_uris")).contains("needs an address");
    ann.pastes("redirect_uris", many(51)).presses("save");
    assertThat(ann.complaint("redirect_uris")).contains("There can be 50 of these");
    ann.pastes("redirect_uris", "https://a.example/" + "x".repeat(1_000)).presses("save");
    assertThat(ann.complaint("redirect_uris")).contains("1,000 characters");
    assertThat(application(id)).containsAllEntriesOf(shop());
  }

  private static String many(int addresses) {
    return IntStream.range(0, addresses)
        .mapToObj(i -> "https://shop.example.com/" + i)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void whoRemovesOneHasToBeSure() {
    String id = register(shop());
    opens(id);
    assertThat(ann.sees("#removeButton")).as("before it was asked for").isFalse();
    ann.browser().press("#removeButtonAsk");
    ann.reads("Nobody can sign in to it");
    ann.presses("removeButton")
        .isAt("/admin/applications")
        .reads("The application has been removed");
    assertThat(applications()).isEmpty();
    opens(id).reads("Page not found");
  }

  @Test
  void oneThatWasRemovedMeanwhileIsNotFound() {
    String id = register(shop());
    opens(id);
    api.delete(CLIENTS + "/" + id).is(204);
    ann.presses("save").reads("Page not found");
  }

  @Test
  void aLongListIsSearchedPartByPart() {
    String id = "";
    for (int i = 10; i < 32; i++) {
      Map<String, Object> numbered = new HashMap<>(shop());
      numbered.put("client_name", "Shop " + i);
      id = register(numbered);
    }
    ann.opens("/admin/applications").reads("Page 1 of 2");
    assertThat(rows()).hasSize(20);
    ann.follows("Next").reads("Page 2 of 2");
    assertThat(rows()).hasSize(2);
    ann.types("q", "SHOP").browser().click("form[role=search] button");
    assertThat(ann.reads("22 hits").textOf("tbody")).contains("Shop 10");
    ann.types("q", id).browser().click("form[role=search] button");
    assertThat(rows()).containsExactly("Shop 31 Everybody Never");
    ann.types("q", "nothing").browser().click("form[role=search] button");
    ann.reads("Nothing found");
  }

  @Test
  void otherWorkspacesAndOtherPeopleAreKeptOut() throws IOException {
    String id = register(shop());
    Workspace others = Workspace.signUp();
    try (Person mallory = Person.arrives().comesBack(others.administrator().token())) {
      mallory.opens("/admin/application?id=" + id).reads("Page not found");
      mallory.opens("/admin/application?id=nonsense").reads("Page not found");
      mallory.opens("/admin/applications").reads("There are no applications yet");
    }
    try (Person bob = Person.arrives().comesBack(works.add("bob").token())) {
      assertThat(bob.opens("/").browser().text()).doesNotContain("Applications");
      for (String page : List.of("applications", "application", "application?id=" + id)) {
        bob.opens("/admin/" + page).reads("Not allowed");
      }
    }
    try (Person nobody = Person.arrives()) {
      nobody.opens("/admin/application?id=" + id).isAt("/login");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void isAccessible(String scheme) throws IOException {
    works.addRole("buyers");
    Browser.Settings settings = new Browser.Settings();
    if (scheme.equals("dark")) {
      settings.dark();
    }
    try (Person person = Person.arrives(settings).comesBack(works.administrator().token())) {
      clean(person.opens("/admin/applications"));
      clean(person.opens("/admin/application"));
      clean(person.presses("addButton"));
      person.chooses("preset", "wildfly").types("newName", "Shop");
      clean(person.types("address", "https://example.com/shop").presses("addButton"));
      clean(person.pastes("redirect_uris", "nowhere").presses("save"));
      person.browser().press("#removeButtonAsk");
      clean(person);
      clean(person.opens("/admin/applications"));
    }
  }

  private static void clean(Person person) {
    person.browser().assertAccessible();
    person.browser().assertNoErrors();
  }

  @Test
  void needsNoScripts() throws IOException {
    try (Person plain = Person.arrives(new Browser.Settings().withoutScripts())) {
      plain.comesBack(works.administrator().token()).opens("/admin/application");
      plain.chooses("preset", "jenkins").types("newName", "Builds");
      plain.types("address", "https://ci.example.com").presses("addButton");
      String secret = plain.textOf("#madeSecret");
      assertThat(plain.presses("rotateSecret").textOf("#madeSecret")).isNotEqualTo(secret);
      plain.confirms("removeButton").reads("The application has been removed");
    }
  }

  private Person adds(String preset, String name, String address) {
    ann.opens("/admin/application").chooses("preset", preset).types("newName", name);
    return ann.types("address", address).presses("addButton");
  }

  private Person opens(String id) {
    return ann.opens("/admin/application?id=" + id);
  }

  private static Map<String, Object> shop() {
    return Map.of(
        "client_name", "Web shop", "redirect_uris", List.of("https://shop.example.com/callback"));
  }

  private String register(Map<String, Object> metadata) {
    return (String) api.post(CLIENTS, metadata).is(201).part("updated").get("client_id");
  }

  private List<Map<String, Object>> applications() {
    return api.get(CLIENTS).is(200).parts("clients");
  }

  private Map<String, Object> application(String id) {
    return api.get(CLIENTS + "/" + id).is(200).updated();
  }

  private List<String> roles(String id) {
    return ((List<?>) application(id).get("roles")).stream().map(String::valueOf).toList();
  }

  private Reply token(String id, String secret) {
    return Api.anonymous()
        .withBasic(id, secret)
        .postForm(
            "/oauth2/o/" + works.uid() + "/token", Map.of("grant_type", "client_credentials"));
  }

  private List<String> rows() {
    return texts("tbody tr");
  }

  private List<String> texts(String css) {
    return ann.browser().driver().findElements(By.cssSelector(css)).stream()
        .map(WebElement::getText)
        .map(text -> text.replace('\n', ' '))
        .toList();
  }
}
