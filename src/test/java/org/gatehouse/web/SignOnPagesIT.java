package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.federation.saml.FakeIdp;
import org.gatehouse.fixture.Browser;
import org.gatehouse.fixture.BrowserTest;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.FakeProvider;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** An administrator sets single sign-on up by the pages, and people use it. */
@BrowserTest
@Tag("payara") // Elsewhere PagesIT visits the same pages.
@ExtendWith(DeployedGatehouse.class)
class SignOnPagesIT {
  private static final String METADATA = metadata();

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

  static String metadata() {
    try (InputStream in = SignOnPagesIT.class.getResourceAsStream("keycloak-metadata.xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSamlProviderIsAddedByItsMetadata() throws IOException {
    kevin
        .follows("Administration")
        .follows("Single sign-on")
        .reads("There are no identity providers yet");
    kevin.presses("addSaml").reads("/v1/auth/saml/acs?workspace=").presses("fillIn");
    assertThat(kevin.complaint("preset")).contains("choose a product");
    assertThat(kevin.textOf(".contents a:has(.badge)")).isEqualTo("Where it tells what Error");
    assertThat(kevin.sees("#metadataSigner")).as("what is rarely needed").isFalse();
    kevin.types("providerName", "Our Keycloak").chooses("preset", "entra-id");
    kevin.presses("fillIn").reads("Nothing is saved yet");
    assertThat(kevin.valueOf("subjectAttribute")).endsWith("/claims/objectidentifier");
    assertThat(kevin.valueOf("providerName")).isEqualTo("Our Keycloak");
    kevin.presses("save");
    assertThat(kevin.complaint("metadata")).contains("Please give the metadata");
    saves("no XML at all", "This is not XML");
    saves("<!DOCTYPE x []>" + METADATA, "document type");
    // Much more than any other form has: some providers tell very much of themselves.
    saves(METADATA.substring(100) + " ".repeat(200_000), "This is not XML");
    saves(
        "<md:EntitiesDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata'>"
            + METADATA
            + METADATA.replace("realms/corp", "realms/other")
            + "</md:EntitiesDescriptor>",
        "more than one identity provider");
    saves(
        METADATA.replaceAll("(?s)<md:KeyDescriptor.*</md:KeyDescriptor>", ""),
        "no certificate for signing");
    kevin.types("metadataSigner", "none").pastes("metadata", METADATA).presses("save");
    assertThat(kevin.complaint("metadataSigner")).contains("This is not a certificate");
    assertThat(kevin.sees("#metadataSigner")).as("what is wrong").isTrue();
    kevin.types("metadataSigner", "").pastes("groupRoles", "staff = nothing").presses("save");
    assertThat(kevin.complaint("groupRoles")).contains("no role called nothing");
    kevin.pastes("groupRoles", "").types("emailAttribute", "").ticks("enabled").presses("save");
    assertThat(kevin.complaint("emailAttribute")).contains("something hangs on it");
    kevin.chooses("preset", "entra-id").presses("fillIn").pastes("metadata", METADATA);
    kevin.presses("save").reads("The identity provider has been added");
    kevin
        .reads("https://id.corp.example/realms/corp/protocol/saml")
        .reads("CN=corp")
        .reads("SHA-256");
    assertThat(kevin.sees("dd time")).as("in the zone of who reads it").isTrue();
    assertThat(kevin.valueOf("emailAttribute")).endsWith("/claims/emailaddress");

    kevin.types("providerName", "Keycloak").ticks("alwaysAnew").presses("save");
    kevin.reads("The changes have been saved");
    assertThat(audited("provider-change"))
        .isEqualTo(
            "{\"name\":[\"Our Keycloak\",\"Keycloak\"],\"always_anew\":[\"false\",\"true\"]}");
    assertThat(kevin.valueOf("providerName")).isEqualTo("Keycloak");
    assertThat(kevin.sees("#removeButton")).as("before it was asked for").isFalse();
    try (Person alice = Person.arrives()) {
      alice.opens("/login?then=/account/keys&workspace=" + Person.encode(workspace));
      String login = alice.browser().element(".sign-on a").getDomAttribute("href");
      assertThat(login).startsWith("/v1/auth/saml/login?provider=");
      assertThat(login).endsWith("&return_url=%2Faccount%2Fkeys");
      kevin.confirms("removeButton").reads("There are no identity providers yet");
      alice.reloads();
      assertThat(alice.sees(".sign-on")).isFalse();
    }
  }

  @Test
  void whatIsWrongWithMetadataIsShown() throws IOException {
    FakeIdp house = new FakeIdp("house");
    Instant soon = Instant.now().plus(Duration.ofDays(20));
    FakeIdp.Key weak = FakeIdp.Key.make(soon.plus(Duration.ofDays(300)), 1024);
    addsSaml(
        "The House",
        house
            .metadata(List.of(weak, house.key()))
            .replace("entityID=", "validUntil=\"" + soon + "\" entityID="));
    kevin.reads("Metadata valid until").reads("Certificate left out").reads("is too short");
    assertThat(kevin.textOf("#outdating")).contains("It is good until:");
    assertThat(kevin.sees("#outdating time")).isTrue();
    assertThat(kevin.sees("#outdated")).isFalse();
  }

  @Test
  void aFileIsReadAsItSaysThatItIsEncoded(@TempDir Path files) throws IOException {
    kevin.opens("/admin/identity-provider?protocol=saml");
    for (String encoding : List.of("UTF-16", "UTF-16LE", "ISO-8859-1", "UTF-8")) {
      for (String space : encoding.startsWith("UTF-16") ? List.of("") : List.of("", "\n \n")) {
        String xml = space + "<?xml version='1.0' encoding='" + encoding + "'?><a>K\u00F6ln</a>";
        Path file = Files.write(files.resolve(encoding + space.length()), xml.getBytes(encoding));
        kevin.browser().element("[data-into=metadata]").sendKeys(file.toString());
        kevin.browser().awaitValue("#metadata", xml);
      }
    }
  }

  /** What of this was changed last in this workspace, as the audit log has it. */
  private String audited(String type) {
    return Database.text(
        "select changes from audit_event where type = ? and workspace_id ="
            + " (select id from workspace where name = ?) order by occurred_at desc limit 1",
        type,
        workspace);
  }

  private void addsSaml(String name, String metadata) {
    kevin.opens("/admin/identity-provider?protocol=saml").chooses("preset", "keycloak");
    kevin.presses("fillIn").types("providerName", name).pastes("metadata", metadata);
    kevin.ticks("enabled").presses("save").reads("The identity provider has been added");
  }

  private void saves(String metadata, String complaint) {
    kevin.pastes("metadata", metadata).presses("save");
    assertThat(kevin.complaint("metadata")).contains(complaint);
  }

  @Test
  void whoKnowsNoSuchWorkspaceLearnsNothing() throws IOException, InterruptedException {
    try (Person alice = Person.arrives().opens("/login").follows("Single sign-on")) {
      alice.isAt("/login/sso").types("workspace", workspace).presses("goOn").isAt("/login");
      alice.reads("There is no single sign-on under this name");
    }
    String known = page("/login?sso=1&workspace=" + Person.encode(workspace), "en").body();
    String unknown = page("/login?sso=1&workspace=CorpInc+00000000", "en").body();
    assertThat(Jsoup.parse(known).text()).isEqualTo(Jsoup.parse(unknown).text());
  }

  @Test
  void eachRefusalSaysWhatToDoInBothLanguages() throws IOException, InterruptedException {
    for (SignOnRefusal refusal : SignOnRefusal.values()) {
      for (String language : List.of("en", "de")) {
        HttpResponse<String> reply = page("/login/refused?why=" + refusal.word(), language);
        Document page = Jsoup.parse(reply.body());
        assertThat(reply.statusCode()).as(refusal.word()).isEqualTo(403);
        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(page.select("main p").first().text()).hasSizeGreaterThan(60).doesNotContain("{");
        assertThat(page.select("main a[href=/login]")).hasSize(1);
      }
    }
    String other = page("/login/refused?why=%3Cb%3E&code=WRONG", "en").body();
    assertThat(Jsoup.parse(other).text()).contains("You couldn’t be signed in");
    assertThat(Jsoup.parse(other).select("#code")).isEmpty();
    String test = page("/login/refused?why=rejected&code=wrong-audience", "de").body();
    assertThat(Jsoup.parse(test).select("#code").text()).isEqualTo("wrong-audience");
  }

  @Test
  void aRequestIsBroughtToAProviderByPostWithScriptsAndWithout() throws IOException {
    HttpServer house =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // It has people log in at another address, as many do.
    house.createContext("/sso", exchange -> answer(exchange, 303, "/here?" + posted(exchange)));
    house.createContext("/here", exchange -> answer(exchange, 200, "Welcome at the house"));
    house.start();
    String address = "http://127.0.0.1:" + house.getAddress().getPort();
    try (Person alice = Person.arrives();
        Person bob = Person.arrives(new Browser.Settings().withoutScripts())) {
      String postOnly =
          METADATA
              .replaceAll("<md:SingleSignOnService[^>]*bindings:(?!HTTP-POST\")[^>]*/>", "")
              .replaceAll(
                  "(<md:SingleSignOnService[^>]*Location=\")[^\"]*", "$1" + address + "/sso");
      addsSaml("The House", postOnly);
      kevin.reads("(HTTP-POST)");
      String page = "/login?workspace=" + Person.encode(workspace);

      bob.opens(page).follows("Sign in with The House").isAt("/login/onward");
      bob.reads("You go on to The House");
      bob.browser().click("#goOn").awaitArrival(URI.create(address + "/here"));
      bob.reads("Welcome").browser().assertNoErrors();
      assertThat(bob.browser().address().getQuery()).isEqualTo("SAMLRequest&RelayState");

      alice.opens(page).browser().driver().findElement(By.partialLinkText("The House")).click();
      alice.browser().awaitArrival(URI.create(address + "/here")).assertNoErrors();
      assertThat(alice.browser().address().getQuery()).isEqualTo("SAMLRequest&RelayState");
    } finally {
      house.stop(0);
    }
  }

  private static String posted(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    return form.replaceAll("=[^&]*", "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().add("Location", text);
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    byte[] page =
        ("<!DOCTYPE html><link rel=icon href=data:,><p>" + text).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private static HttpResponse<String> page(String path, String language)
      throws IOException, InterruptedException {
    return Api.send(Api.to(path).header("Accept-Language", language).build());
  }

  @Test
  void aProviderIsTriedBeforeAnybodyUsesIt() throws IOException, InterruptedException {
    kevin.opens("/admin/roles").types("newName", "writer").presses("addButton");
    try (FakeProvider google = new FakeProvider();
        Person alice = Person.arrives(new Browser.Settings().withoutScripts())) {
      google.claims(
          token ->
              token
                  .claim("preferred_username", "alice")
                  .claim("name", "Alice Ames")
                  .claim("email", "alice@example.com")
                  .claim("email_verified", true)
                  .claim("groups", List.of("staff", "others")));
      kevin.opens("/admin/identity-providers").presses("addOidc").reads("each has one of its own");
      kevin.chooses("preset", "keycloak").presses("fillIn").types("providerName", "The House");
      kevin.types("issuer", "nowhere").types("clientId", FakeProvider.CLIENT);
      kevin.types("clientSecret", FakeProvider.SECRET).presses("save");
      assertThat(kevin.complaint("issuer")).contains("begins with https://");
      kevin.types("issuer", google.issuer()).types("clientSecret", FakeProvider.SECRET);
      kevin.pastes("groupRoles", "staff = writer").ticks("enabled");
      kevin.presses("save").reads("has been added");
      kevin.reads("/v1/auth/oidc/callback/");
      kevin.reads(google.issuer() + "/authorize").types("clientId", "a b").presses("save");
      assertThat(kevin.complaint("clientId")).contains("1 to 255 letters");

      kevin.opens(kevin.browser().element("#test").getDomAttribute("href"));
      kevin.isAt("/admin/sign-on-test").reads("Gatehouse doesn’t know you yet").reads("subject-1");
      kevin.reads("preferred_username").reads("others");

      alice.opens("/login?then=/account/keys&workspace=" + Person.encode(workspace));
      alice.follows("Sign in with The House").isAt("/login/refused");
      alice.reads("an administrator of " + workspace).reads("“Add unknown people” for The House");
      kevin.opens("/admin/identity-providers").follows("The House").ticks("creating");
      kevin.presses("save").opens("/admin/sign-on-test");
      kevin.reads("alice would be added").reads("writer").reads("Verified there");
      kevin.opens("/admin/users");
      assertThat(kevin.browser().text()).as("nothing has happened").doesNotContain("Alice");

      alice.follows("Try again").isAt("/login").follows("Sign in with The House").isAt("/");
      alice.opens("/account/password").reads("You sign in with The House");
      alice.opens("/account/sign-on").reads("subject-1").reads("the only way you can sign in");
      assertThat(alice.sees("button[name=disconnect]")).isFalse();
      alice.opens("/admin/identity-providers").reads("Not allowed");

      kevin.opens("/admin/user?name=alice").reads("None: signs in with an identity provider");
      kevin.reads("subject-1").reads("writer");
      assertThat(kevin.sees("button[name=unlink]")).as("before it was asked for").isFalse();
      kevin.confirms("unlink0").reads("The link has been removed");
      assertThat(kevin.browser().text()).doesNotContain("subject-1");

      google.subject("kevins-subject");
      kevin.opens("/account/sign-on").types("currentPassword", Person.PASSWORD);
      kevin.presses("permitConnect").follows("Connect The House").isAt("/account/sign-on");
      kevin.reads("You can sign in with it from now on").reads("kevins-subject");
      assertThat(kevin.sees("button[name=disconnect]")).as("before it was asked for").isFalse();
      kevin.confirms("disconnect0");
      kevin.reads("It has been disconnected").reads("No identity provider knows you");
    }
  }

  @Test
  void aTestSaysWhatIsOfNoUse() throws IOException {
    kevin.opens("/admin/roles").types("newName", "writer").presses("addButton");
    try (FakeProvider house = new FakeProvider()) {
      house.claims(
          token ->
              token
                  .claim("preferred_username", "alice")
                  .claim("name", "Alice ".repeat(30))
                  .claim("email", "alice@[192.0.2.1]")
                  .claim("sites", List.of(List.of("nested")))
                  .claim("groups", List.of("staff;others")));
      kevin.opens("/admin/identity-provider?protocol=oidc").chooses("preset", "keycloak");
      kevin.presses("fillIn").types("providerName", "The House").types("issuer", house.issuer());
      kevin.types("clientId", FakeProvider.CLIENT).types("clientSecret", FakeProvider.SECRET);
      kevin.pastes("groupRoles", "staff = writer").ticks("enabled").ticks("creating");
      kevin.presses("save").reads("has been added");
      String provider = kevin.browser().address().getQuery().replaceFirst("&.*", "");

      kevin.opens(kevin.browser().element("#test").getDomAttribute("href"));
      kevin.isAt("/admin/sign-on-test").reads("cut after 100 characters");
      kevin.reads("an e-mail address to which no mail can be sent");
      kevin.reads("didn’t tell an e-mail address of yours that mail can be sent to");
      kevin.reads("No text that Gatehouse could read");
      assertThat(kevin.textOf("#unusedGroups .badge")).isEqualTo("staff;others");
      assertThat(kevin.sees("#partingMissing")).isTrue();

      kevin.opens("/admin/identity-provider?" + provider).types("groupsSeparator", "and");
      kevin.presses("save");
      assertThat(kevin.complaint("groupsSeparator")).isNotEmpty();
      kevin.types("groupsSeparator", ";").presses("save").reads("The changes have been saved");
      assertThat(kevin.valueOf("groupsSeparator")).isEqualTo(";");
      assertThat(audited("provider-change")).isEqualTo("{\"groups_separator\":[\"\",\";\"]}");
      kevin.opens("/admin/sign-on-test");
      assertThat(kevin.textOf("#unusedGroups .badge")).isEqualTo("others");
      assertThat(kevin.sees("#partingMissing")).isFalse();
    }
  }

  @Test
  void whereItIsRequiredThePasswordIsPutAside() throws IOException {
    kevin.opens("/admin/identity-providers").ticks("required").presses("savePolicy");
    assertThat(kevin.complaint("required")).contains("no provider");
    addsSaml("Keycloak", METADATA);
    kevin.opens("/admin/identity-providers").ticks("required");
    kevin.types("wayBack", "nobody").pastes("returnAddresses", "javascript:alert(1)");
    kevin.presses("savePolicy");
    assertThat(kevin.complaint("returnAddresses")).contains("must look like");
    kevin.pastes("returnAddresses", "https://app.example.com/start").presses("savePolicy");
    assertThat(kevin.complaint("wayBack")).contains("administrator who has a password");
    kevin.types("wayBack", "kevin").presses("savePolicy").reads("The rules have been saved");
    assertThat(audited("sign-on-policy"))
        .contains("\"required\":[\"false\",\"true\"]")
        .contains("\"return_addresses\":[[],[\"https://app.example.com/start\"]]")
        .contains("\"way_back\":[\"\",");
    assertThat(kevin.valueOf("returnAddresses")).isEqualTo("https://app.example.com/start");
    kevin.opens("/admin/identity-providers").follows("Keycloak").ticks("enabled").presses("save");
    assertThat(kevin.alert()).contains("this is the only one");

    try (Person back = Person.arrives()) {
      back.opens("/login?workspace=" + Person.encode(workspace));
      assertThat(back.sees("#password")).isFalse();
      back.browser().press("summary");
      back.types("userName", "kevin").types("password", "wrong").presses("signIn");
      assertThat(back.sees("#password")).as("again at hand").isTrue();
      back.types("password", Person.PASSWORD).presses("signIn").isAt("/");
    }
  }

  @Test
  void whoeverHasNoBusinessThereIsRefused() throws IOException, InterruptedException {
    addsSaml("Keycloak", METADATA);
    String provider = kevin.browser().address().getQuery().replaceFirst("&.*", "");
    String other = Person.newWorkspace();
    Api.signUp(other, "mallory").add("bob", "Bob Baker");
    try (Person mallory = Person.arrives().logsIn(other, "mallory", Person.PASSWORD)) {
      mallory.opens("/admin/identity-providers").reads("There are no identity providers yet");
      for (String query : List.of("?" + provider, "?id=nonsense", "?protocol=other", "")) {
        mallory.opens("/admin/identity-provider" + query).reads("Page not found");
      }
      mallory.opens("/admin/saml-keys").reads("Not allowed");
      mallory.opens("/admin/signing-keys").reads("Not allowed");
      mallory.opens("/admin/sign-on-test").reads("Nothing to show");
    }
    api.add("bob", "Bob Baker");
    try (Person bob = Person.arrives().logsIn(workspace, "bob", Person.PASSWORD)) {
      bob.types("currentPassword", Person.PASSWORD);
      bob.types("newPassword", "seven purple umbrellas dancing").presses("save").isAt("/");
      for (String page :
          List.of("identity-providers", "identity-provider?" + provider, "sign-on-test")) {
        bob.opens("/admin/" + page).reads("Not allowed");
      }
    }
  }
}
