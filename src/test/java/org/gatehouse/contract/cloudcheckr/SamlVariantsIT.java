package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.SamlVisit.SAML;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.federation.saml.FakeIdp;
import org.gatehouse.federation.saml.FakeResponse;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.DocumentServer;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that do it in other ways, and what is told where it goes wrong. */
@ExtendWith(DeployedGatehouse.class)
class SamlVariantsIT {
  private static final URI BASE = DeployedGatehouse.base();

  private static Workspace works;

  private final String name = "v" + Workspace.unique();
  private final FakeIdp idp = new FakeIdp("idp-" + name);

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
  }

  private GivenProvider given(String metadata) {
    return GivenProvider.saml(works, "Corp " + name, metadata)
        .names("", "name", "", "mail", "groups")
        .creating();
  }

  private static String self(String endpoint) {
    return BASE + SAML + endpoint + "?workspace=" + works.uid();
  }

  private FakeResponse response(SamlVisit visit) {
    return person(idp.respond(self("metadata"), self("acs"), visit.requestId()));
  }

  private FakeResponse person(FakeResponse response) {
    response.nameId = name;
    response.attributes = Map.of("name", List.of(name), "mail", List.of(name + "@corp.example"));
    return response;
  }

  private static String location(Reply reply) {
    return reply.is(303).header("Location").orElseThrow();
  }

  /** Where a page sends the browser. */
  private static String sentTo(Reply reply) {
    return reply.is(302).header("Location").orElseThrow();
  }

  private static String path(String address) {
    return address.substring(BASE.toString().length());
  }

  private long users() {
    return Database.count("select count(*) from user_account where name = ?", name);
  }

  private static String audited(UUID provider) {
    return Database.text(
        "select outcome || ' ' || detail from audit_event where detail like ?"
            + " order by occurred_at desc limit 1",
        "saml " + provider + "%");
  }

  // By HTTP-POST

  @Test
  void asksByPostWhereTheProviderTakesNothingElse() throws Exception {
    UUID id = given(idp.metadata().replace("bindings:HTTP-Redirect", "bindings:SOAP")).insert();
    Reply begun = SamlVisit.wanting().get(SAML + "login?provider=" + id);
    String page = location(begun);
    assertThat(page).startsWith(BASE + "/login/onward?state=");
    String cookie = begun.cookie(SamlVisit.COOKIE).orElseThrow();

    Reply shown = browser(cookie).get(path(page)).is(200).hasSecurityHeaders();
    assertThat(shown.header("Content-Security-Policy").orElseThrow())
        .contains("form-action https:;", "script-src 'self';")
        .doesNotContain("unsafe");
    Element form = Jsoup.parse(shown.body()).selectFirst("form[method=post]#onward");
    assertThat(form.attr("action")).isEqualTo(idp.signOnAddress());
    assertThat(form.select("button[type=submit]")).hasSize(1);
    assertThat(page).endsWith(form.selectFirst("[name=RelayState]").val());
    String xml =
        new String(
            Base64.getDecoder().decode(form.selectFirst("[name=SAMLRequest]").val()),
            StandardCharsets.UTF_8);
    assertThat(FakeIdp.isSigned(xml, certificate())).isTrue();
    assertThat(FakeIdp.isSigned(xml, idp.key().certificate())).isFalse();
    Element request = Jsoup.parse(xml, Parser.xmlParser()).firstElementChild();
    assertThat(request.attr("Destination")).isEqualTo(idp.signOnAddress());
    assertThat(request.attr("AssertionConsumerServiceURL")).isEqualTo(self("acs"));

    SamlVisit visit = new SamlVisit(cookie, URI.create(idp.signOnAddress()), request);
    Reply end = visit.comeBack(works.uid(), response(visit).xml());
    assertThat(location(end)).isEqualTo(BASE + "/");
    assertThat(end.cookie("gatehouse")).isPresent();
    assertThat(sentTo(browser(cookie).get(path(page)))).contains("/login/refused?why=expired");
  }

  @Test
  void showsTheRequestToNoOtherBrowser() {
    UUID id = given(idp.metadata().replace("bindings:HTTP-Redirect", "bindings:SOAP")).insert();
    String page = path(location(SamlVisit.wanting().get(SAML + "login?provider=" + id)));
    assertThat(sentTo(SamlVisit.wanting().get(page))).contains("/login/refused?why=expired");
    assertThat(sentTo(browser("A".repeat(43)).get(page))).contains("why=expired");
    assertThat(sentTo(SamlVisit.wanting().get("/login/onward"))).contains("why=expired");
    assertThat(sentTo(SamlVisit.wanting().get("/login/onward?state=%00"))).contains("expired");
  }

  private static Api browser(String cookie) {
    return SamlVisit.wanting().with("Cookie", SamlVisit.COOKIE + "=" + cookie);
  }

  private static X509Certificate certificate() throws Exception {
    String xml = Api.anonymous().get(path(self("metadata"))).is(200).body();
    String base64 =
        Jsoup.parse(xml, Parser.xmlParser()).selectFirst("ds|X509Certificate").wholeText();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
  }

  @Test
  void signsItsMetadataOnce() {
    String first = Api.anonymous().get(path(self("metadata"))).is(200).body();
    assertThat(Api.anonymous().get(path(self("metadata"))).is(200).body()).isEqualTo(first);
  }

  // By themselves

  @ParameterizedTest
  @CsvSource({
    "/account/profile, /account/profile",
    "%s/account/profile, /account/profile",
    "'', /",
    "https://evil.example/, /",
    "//evil.example, /",
    "javascript:alert(1), /"
  })
  void sendsThePersonWhereTheProviderWantsIfThatIsOurs(String wanted, String end) {
    UUID id = given(idp.metadata()).insert();
    Database.update("update identity_provider set unsolicited = true where id = ?", id);
    FakeResponse response = person(idp.respond(self("metadata"), self("acs"), null));
    Reply reply =
        SamlVisit.bring(works.uid(), response.xml(), wanted.replace("%s", BASE.toString()));
    assertThat(location(reply)).isEqualTo(BASE + end);
    assertThat(reply.cookie("gatehouse")).isPresent();
  }

  @Test
  void sendsThePersonToAnAddressThatTheWorkspaceAllows() {
    Database.update(
        "insert into sign_on_policy (workspace_id, required, return_addresses)"
            + " select id, false, 'https://app.example.com/' from workspace where uid = ?",
        works.uid());
    UUID id = given(idp.metadata()).insert();
    Database.update("update identity_provider set unsolicited = true where id = ?", id);
    FakeResponse response = person(idp.respond(self("metadata"), self("acs"), null));

    Reply reply = SamlVisit.bring(works.uid(), response.xml(), "https://app.example.com/start");

    assertThat(location(reply)).isEqualTo("https://app.example.com/start");
  }

  @Test
  void acceptsAResponseThatNamesNoDestinationAndIsNotSigned() {
    SamlVisit visit = SamlVisit.leave(given(idp.metadata()).insert(), "");
    FakeResponse response = response(visit);
    response.destination = null;
    assertThat(location(visit.comeBack(works.uid(), response.xml()))).isEqualTo(BASE + "/");
  }

  @Test
  void takesAnAddressForTheSamePersonInWhateverCase() {
    UUID id = given(idp.metadata()).insert();
    for (String address : List.of("Greta@" + name, "GRETA@" + name, "greta@" + name)) {
      SamlVisit visit = SamlVisit.leave(id, "");
      FakeResponse response = response(visit);
      response.nameId = address;
      response.nameIdFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
      assertThat(location(visit.comeBack(works.uid(), response.xml()))).isEqualTo(BASE + "/");
    }
    assertThat(users()).isOne();
    assertThat(Database.count("select count(*) from linked_identity where provider_id = ?", id))
        .isOne();
  }

  @Test
  void partsGroupsThatAreToldInOneText() {
    works.addRole("writer-" + name);
    UUID id = given(idp.metadata()).role("writer-" + name, "staff").insert();
    Database.update("update identity_provider set groups_separator = ';' where id = ?", id);
    SamlVisit visit = SamlVisit.leave(id, "");
    FakeResponse response = response(visit);
    response.attributes =
        Map.of(
            "name",
            List.of(name),
            "mail",
            List.of(name + "@corp.example"),
            "groups",
            List.of("others; staff ;;"));
    assertThat(location(visit.comeBack(works.uid(), response.xml()))).isEqualTo(BASE + "/");
    assertThat(
            Database.count(
                "select count(*) from user_role g join user_account u on u.id = g.user_id"
                    + " where u.name = ?",
                name))
        .isOne();
  }

  // What goes wrong

  @Test
  void tellsTheProvidersOwnWordsToWhoTriesItAndToNobodyElse() {
    UUID id = given(idp.metadata()).insert();
    Api admin = admin();
    SamlVisit visit = SamlVisit.of(admin.get(SAML + "login?test=true&provider=" + id));
    FakeResponse response = response(visit);
    response.status = "urn:oasis:names:tc:SAML:2.0:status:Responder";
    String xml =
        response
            .xml()
            .replace(
                "</saml2p:Status>",
                "<saml2p:StatusMessage>no &lt;b&gt;context</saml2p:StatusMessage></saml2p:Status>");
    String page = path(location(SamlVisit.bring(works.uid(), xml)));
    assertThat(page).contains("why=provider-said-no", "code=idp-said-no", "words=");
    assertThat(audited(id)).isEqualTo("idp-said-no saml " + id + " Responder: no <b>context");
    assertThat(words(admin, page)).isEqualTo("Responder: no <b>context");
    assertThat(words(SamlVisit.wanting(), page)).isEmpty();
    assertThat(words(admin, page.replaceFirst("words=.", "words=x"))).isEmpty();
  }

  @Test
  void tellsByHowMuchClocksDiffer() {
    UUID id = given(idp.metadata()).insert();
    Api admin = admin();
    SamlVisit visit = SamlVisit.of(admin.get(SAML + "login?test=true&provider=" + id));
    FakeResponse response = response(visit);
    response.issuedAt = Instant.now().plus(Duration.ofMinutes(10));
    String page = path(location(SamlVisit.bring(works.uid(), response.xml())));
    assertThat(page).contains("why=clocks-differ", "code=clocks-differ");
    assertThat(words(admin, page)).matches("the provider's clock is at least \\d+ s ahead");
    assertThat(audited(id)).contains("clocks-differ").contains("s ahead");
  }

  private static Api admin() {
    return SamlVisit.wanting().with("Authorization", works.administrator().token());
  }

  private static String words(Api api, String page) {
    return Jsoup.parse(api.get(page).is(403).body()).select("#words").text();
  }

  private String outdated() {
    return idp.metadata().replace("entityID=", "validUntil=\"2020-01-01T00:00:00Z\" entityID=");
  }

  @Test
  void beginsNothingByMetadataThatIsGoodNoLonger() {
    UUID id = given(outdated()).insert();
    Reply reply = SamlVisit.wanting().get(SAML + "login?provider=" + id);
    assertThat(location(reply)).contains("why=provider-outdated").doesNotContain("code=");
    assertThat(audited(id))
        .isEqualTo("metadata-expired saml " + id + " valid until 2020-01-01T00:00:00Z");
  }

  @Test
  void tellsWhoTriesItUntilWhenMetadataWasGood() {
    UUID id = given(outdated()).insert();
    Api admin = admin();
    String page = path(location(admin.get(SAML + "login?test=true&provider=" + id)));
    assertThat(page).contains("why=provider-outdated", "code=metadata-expired");
    assertThat(words(admin, page)).isEqualTo("valid until 2020-01-01T00:00:00Z");
  }

  @Test
  void takesNothingUnaskedByMetadataThatIsGoodNoLongerUntilItIsReadAnew() throws Exception {
    UUID id = given(outdated()).insert();
    Database.update("update identity_provider set unsolicited = true where id = ?", id);
    String xml = person(idp.respond(self("metadata"), self("acs"), null)).xml();
    Reply refused = SamlVisit.bring(works.uid(), xml);
    assertThat(location(refused)).contains("why=provider-outdated");
    assertThat(refused.cookie("gatehouse")).isEmpty();

    try (DocumentServer house = DocumentServer.of(idp::metadata)) {
      Database.update(
          "update identity_provider set metadata_url = ? where id = ?",
          house.address().toString(),
          id);
      assertThat(SamlVisit.bring(works.uid(), xml).is(303).cookie("gatehouse")).isPresent();
    }
  }

  @Test
  void tellsNobodyWhichWorkspacesThereAreForTheAsking() {
    Api guesser = Api.anonymous().from(Api.newAddress());
    int guesses = 0;
    boolean told = true;
    while (told && guesses < 300) {
      guesses++;
      boolean refused =
          guesser.get(SAML + "metadata?workspace=nobody-" + guesses + name).status() == 429;
      // At once: some guesses are free again after a moment.
      told = !refused || guesser.get(path(self("metadata"))).status() != 429;
    }
    assertThat(guesses).isBetween(31, 299);
    Api.anonymous().from(Api.newAddress()).get(path(self("metadata"))).is(200);
  }
}
