package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.SamlVisit.SAML;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatehouse.federation.saml.FakeIdp;
import org.gatehouse.federation.saml.FakeResponse;
import org.gatehouse.federation.saml.Wrapping;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.DocumentServer;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in at a SAML identity provider, and nobody does in their name. */
@Tag("smoke")
@ExtendWith(DeployedGatehouse.class)
class SamlIT {
  private static final URI BASE = DeployedGatehouse.base();

  private static Workspace works;
  private static FakeIdp idp;
  private static UUID id;

  private final String name = "p" + Workspace.unique();

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    idp = new FakeIdp("idp-" + works.uid());
    id = given(idp).insert();
  }

  private static GivenProvider given(FakeIdp provider) {
    return GivenProvider.saml(works, "Corp " + Workspace.unique(), provider.metadata())
        .names("", "name", "", "mail", "")
        .creating();
  }

  private static SamlVisit leave() {
    return SamlVisit.leave(id, "");
  }

  private static String self(String endpoint) {
    return BASE + SAML + endpoint + "?workspace=" + works.uid();
  }

  private FakeResponse response(SamlVisit visit) {
    return response(visit, idp);
  }

  private FakeResponse response(SamlVisit visit, FakeIdp provider) {
    FakeResponse response = provider.respond(self("metadata"), self("acs"), visit.requestId());
    response.nameId = name;
    response.attributes = Map.of("name", List.of(name), "mail", List.of(name + "@corp.example"));
    return response;
  }

  private Api logIn() {
    SamlVisit visit = leave();
    return loggedIn(visit.comeBack(works.uid(), response(visit).xml()));
  }

  private static Api loggedIn(Reply reply) {
    return Api.anonymous().withCookie(reply.is(303).cookie("gatehouse").orElseThrow());
  }

  private boolean isLoggedIn(Api api) {
    return api.get("/api/1/user/" + name).status() == 200;
  }

  private static void isRefused(Reply reply, String why) {
    assertThat(reply.is(303).hasSecurityHeaders().header("Location").orElseThrow())
        .startsWith(BASE + "/login/refused?why=" + why);
    assertThat(reply.cookie("gatehouse")).isEmpty();
    assertThat(reply.cookie("gatehouse-arrival").orElse("")).isEmpty();
  }

  private static long audited(String outcome) {
    return Database.count(
        "select count(*) from audit_event where type = 'sign-on' and outcome = ?", outcome);
  }

  private long sessions() {
    return Database.count(
        "select count(*) from login_session s join user_account u on u.id = s.user_id"
            + " where u.name = ? and s.ended_at is null",
        name);
  }

  // Going there

  @Test
  void asksTheProviderWhoItIs() throws Exception {
    SamlVisit visit = leave();

    assertThat(visit.address().toString()).startsWith(idp.signOnAddress() + "?SAMLRequest=");
    assertThat(visit.request().attr("AssertionConsumerServiceURL")).isEqualTo(self("acs"));
    assertThat(visit.request().attr("Destination")).isEqualTo(idp.signOnAddress());
    assertThat(visit.request().attr("ForceAuthn")).isEqualTo("false");
    assertThat(visit.request().text()).isEqualTo(self("metadata"));
    String query = visit.address().getRawQuery();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(certificates(metadata()).get(0));
    signature.update(query.replaceFirst("&Signature=.*", "").getBytes(StandardCharsets.UTF_8));
    assertThat(
            signature.verify(
                Base64.getDecoder().decode(SamlVisit.parameter(visit.address(), "Signature"))))
        .isTrue();
  }

  @Test
  void asksTheProviderToAskAnewOnRequest() {
    SamlVisit visit = SamlVisit.leave(id, "&force=true");
    assertThat(visit.request().attr("ForceAuthn")).isEqualTo("true");

    FakeResponse response = response(visit);
    response.authenticatedAt = Instant.now().minus(Duration.ofHours(1));
    isRefused(SamlVisit.bring(works.uid(), response.xml()), "rejected");
    assertThat(audited("not-anew")).isPositive();
  }

  @Test
  void takesTheFirstProviderOfTheWorkspaceIfNoneIsNamed() {
    Reply reply = SamlVisit.wanting().get(SAML + "login?workspace=" + works.uid());
    assertThat(SamlVisit.of(reply).address().toString()).contains(".example/sso?SAMLRequest=");
  }

  @Test
  void isPostedByTheSeedsCurl() {
    Reply reply =
        Api.anonymous().postForm(SAML + "login?provider=" + id, Map.of("return_url", "/account"));
    assertThat(SamlVisit.of(reply).address().toString()).startsWith(idp.signOnAddress());
  }

  @Test
  void goesNowhereWithoutAProvider() {
    isRefused(
        SamlVisit.wanting().get(SAML + "login?provider=" + UUID.randomUUID()), "provider-off");
    isRefused(SamlVisit.wanting().get(SAML + "login?provider=nonsense"), "provider-off");
    Workspace none = Workspace.signUp();
    isRefused(SamlVisit.wanting().get(SAML + "login?workspace=" + none.uid()), "provider-off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "logout", "acs", "sls"})
  void doesNothingForWhoAsksForTheHeadAlone(String endpoint) {
    long before = Database.count("select count(*) from sign_on");
    Api.anonymous()
        .send("HEAD", SAML + endpoint + "?provider=" + id, BodyPublishers.noBody())
        .is(204);
    assertThat(Database.count("select count(*) from sign_on")).isEqualTo(before);
  }

  // Coming back

  @Test
  void logsInWhomTheProviderNamesByWayOfOnePage() {
    SamlVisit visit = leave();
    Reply arrived = SamlVisit.bring(works.uid(), response(visit).xml());
    assertThat(arrived.is(303).cookie("gatehouse")).isEmpty();

    Reply end = visit.goOn(arrived);
    assertThat(end.hasSecurityHeaders().header("Location")).contains(BASE + "/");
    assertThat(isLoggedIn(loggedIn(end))).isTrue();
    assertThat(sessions()).isOne();
  }

  @Test
  void logsInAtOnceABrowserThatBringsItsCookie() {
    SamlVisit visit = leave();
    Reply end =
        SamlVisit.wanting()
            .with("Cookie", SamlVisit.COOKIE + "=" + visit.cookie())
            .postForm(
                SAML + "acs?workspace=" + works.uid(),
                Map.of("SAMLResponse", response(visit).base64()));
    assertThat(isLoggedIn(loggedIn(end))).isTrue();
  }

  @Test
  void readsAnEncryptedAssertion() {
    SamlVisit visit = leave();
    FakeResponse response = response(visit);
    response.encryptFor = certificates(metadata()).get(1);
    assertThat(isLoggedIn(loggedIn(visit.comeBack(works.uid(), response.xml())))).isTrue();
  }

  @Test
  void goesOnWhereThePersonWanted() {
    SamlVisit visit = SamlVisit.leave(id, "&return_url=%2Faccount%2Fprofile");
    Reply end = visit.comeBack(works.uid(), response(visit).xml());
    assertThat(end.header("Location")).contains(BASE + "/account/profile");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "javascript%3Aalert(1)"})
  void goesNowhereElse(String address) {
    SamlVisit visit = SamlVisit.leave(id, "&return_url=" + address);
    Reply end = visit.comeBack(works.uid(), response(visit).xml());
    assertThat(end.header("Location")).contains(BASE + "/");
  }

  @Test
  void letsInNoOtherBrowser() {
    SamlVisit victim = leave();
    SamlVisit attacker = leave();
    Reply arrived = SamlVisit.bring(works.uid(), response(attacker).xml());
    isRefused(victim.goOn(arrived), "other-browser");
    assertThat(sessions()).isZero();
  }

  @Test
  void letsInOnceOfManyAtOnce() {
    SamlVisit visit = leave();
    String xml = response(visit).xml();
    List<Reply> arrived =
        AtOnce.call(
            20,
            () -> {
              Reply reply = SamlVisit.bring(works.uid(), xml);
              return reply.cookie("gatehouse-arrival").isPresent() ? visit.goOn(reply) : reply;
            });
    assertThat(arrived).filteredOn(reply -> reply.cookie("gatehouse").isPresent()).hasSize(1);
    assertThat(sessions()).isOne();
    isRefused(SamlVisit.bring(works.uid(), xml), "expired");
    assertThat(sessions()).isOne();
  }

  // Refusing

  private record Flaw(String name, String why, String code, Consumer<FakeResponse> change) {
    static Flaw of(String code, Consumer<FakeResponse> change) {
      return new Flaw(code, "rejected", code, change);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Flaw> flaws() {
    return Stream.of(
        Flaw.of("unsigned", response -> response.signAssertion = false),
        Flaw.of(
            "response-only-signed",
            response -> {
              response.signAssertion = false;
              response.signResponse = true;
            }),
        Flaw.of("wrong-key", response -> response.key = idp.otherKey()),
        Flaw.of("wrong-audience", response -> response.audience = "https://other.example"),
        Flaw.of("wrong-recipient", response -> response.recipient = "https://other.example"),
        Flaw.of("wrong-destination", response -> response.destination = "https://other.example"),
        Flaw.of("wrong-issuer", response -> response.issuer = "https://other.example"),
        Flaw.of(
            "weak-algorithm",
            response -> response.algorithm = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        Flaw.of("not-decrypted", response -> response.encryptFor = idp.otherKey().certificate()),
        Flaw.of("other-request", response -> response.confirmedInResponseTo = "_other"),
        new Flaw(
            "expired",
            "expired",
            "expired",
            response -> response.notOnOrAfter = Instant.now().minus(Duration.ofMinutes(9))),
        new Flaw(
            "unknown-request",
            "expired",
            "unknown-request",
            response -> response.inResponseTo = "_nobody"),
        new Flaw(
            "unsolicited", "rejected", "unsolicited", response -> response.inResponseTo = null),
        new Flaw(
            "transient-subject",
            "transient-subject",
            "transient-subject",
            response ->
                response.nameIdFormat = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"),
        new Flaw(
            "idp-said-no",
            "provider-said-no",
            "idp-said-no",
            response -> response.status = "urn:oasis:names:tc:SAML:2.0:status:Responder"));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void refuses(Flaw flaw) {
    SamlVisit visit = leave();
    FakeResponse response = response(visit);
    flaw.change().accept(response);
    long before = audited(flaw.code());

    isRefused(SamlVisit.bring(works.uid(), response.xml()), flaw.why());
    assertThat(audited(flaw.code())).isEqualTo(before + 1);
    assertThat(sessions()).isZero();
    // Nothing of it is used up.
    assertThat(isLoggedIn(loggedIn(visit.comeBack(works.uid(), response(visit).xml())))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Wrapping.class)
  void refusesSignatureWrapping(Wrapping form) {
    SamlVisit visit = leave();
    FakeResponse response = response(visit);
    response.signResponse = form == Wrapping.XSW1 || form == Wrapping.XSW2;
    isRefused(SamlVisit.bring(works.uid(), form.wrap(response.xml())), "rejected");
    assertThat(sessions()).isZero();
  }

  @Test
  void refusesADocumentType() {
    SamlVisit visit = leave();
    String xml = response(visit).xml().replaceFirst("(<\\?xml[^>]*>)?", "<!DOCTYPE a>");
    isRefused(SamlVisit.bring(works.uid(), xml), "rejected");
    assertThat(audited("malformed")).isPositive();
  }

  @Test
  void refusesWhatIsTooLarge() {
    String spaces = " ".repeat(300 * 1024);
    isRefused(SamlVisit.bring(works.uid(), "<a>" + spaces + "</a>"), "rejected");
    assertThat(audited("too-large")).isPositive();
    Api.anonymous()
        .post(
            SAML + "acs?workspace=" + works.uid(),
            "application/x-www-form-urlencoded",
            "SAMLResponse=" + "A".repeat(600 * 1024))
        .is(413);
  }

  @Test
  void fetchesNoArtifact() {
    isRefused(
        SamlVisit.wanting().get(SAML + "acs?workspace=" + works.uid() + "&SAMLart=AAQA"),
        "rejected");
    isRefused(
        SamlVisit.wanting()
            .postForm(SAML + "acs?workspace=" + works.uid(), Map.of("SAMLart", "AAQA")),
        "rejected");
    assertThat(audited("artifact")).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=b",
        "SAMLResponse=",
        "SAMLResponse=%",
        "SAMLResponse=!!!",
        "SAMLResponse=AAAA",
        "SAMLResponse=a&SAMLResponse=b",
        "&&&===",
        "SAMLResponse=PGEvPg=="
      })
  void refusesNonsense(String form) {
    isRefused(
        SamlVisit.wanting()
            .post(SAML + "acs?workspace=" + works.uid(), "application/x-www-form-urlencoded", form),
        "rejected");
    isRefused(
        SamlVisit.wanting().post(SAML + "acs?workspace=" + works.uid(), "text/x", form),
        "rejected");
  }

  @Test
  void refusesAResponseToAnotherWorkspace() {
    Workspace other = Workspace.signUp();
    SamlVisit visit = leave();
    isRefused(SamlVisit.bring(other.uid(), response(visit).xml()), "expired");
    isRefused(SamlVisit.bring("nobody-" + other.uid(), response(visit).xml()), "provider-off");
  }

  @Test
  void tellsAProgramInItsOwnWords() {
    Reply reply =
        Api.anonymous()
            .with("Accept", "application/json")
            .postForm(SAML + "acs?workspace=" + works.uid(), Map.of("SAMLResponse", "AAAA"));
    assertThat(reply.is(403).json()).containsKey("errors");
  }

  @Test
  void letsAProviderBeginThatMay() {
    FakeIdp free = new FakeIdp("free-" + works.uid());
    UUID freeId = given(free).insert();
    Database.update("update identity_provider set unsolicited = true where id = ?", freeId);
    FakeResponse response = free.respond(self("metadata"), self("acs"), null);
    response.nameId = name;
    response.attributes = Map.of("name", List.of(name), "mail", List.of(name + "@corp.example"));
    String xml = response.xml();
    assertThat(isLoggedIn(loggedIn(SamlVisit.bring(works.uid(), xml)))).isTrue();

    isRefused(SamlVisit.bring(works.uid(), xml), "expired");
    assertThat(audited("replayed")).isPositive();
    assertThat(sessions()).isOne();
  }

  @Test
  void letsNoProviderBeginThatMustAskAnew() {
    FakeIdp strict = new FakeIdp("strict-" + works.uid());
    UUID strictId = given(strict).alwaysAnew().insert();
    Database.update("update identity_provider set unsolicited = true where id = ?", strictId);
    FakeResponse response = strict.respond(self("metadata"), self("acs"), null);
    isRefused(SamlVisit.bring(works.uid(), response.xml()), "rejected");
  }

  @Test
  void logsNobodyOutWhoAsksForTheHeadAlone() {
    Api api = logIn();
    api.send("HEAD", SAML + "logout", BodyPublishers.noBody()).is(204);
    assertThat(isLoggedIn(api)).isTrue();
  }

  @Test
  void leavesAloneWhatAnAdministratorChangesWhileMetadataIsRead() throws Exception {
    FakeIdp changing = new FakeIdp("meanwhile-" + works.uid());
    UUID[] changingId = new UUID[1];
    Supplier<String> metadata =
        () -> {
          Database.update(
              "update identity_provider set unsolicited = true, revision = revision + 1,"
                  + " version = version + 1 where id = ?",
              changingId[0]);
          return changing.metadata();
        };
    try (DocumentServer server = DocumentServer.of(metadata)) {
      changingId[0] = given(changing).readFrom(server.address()).insert();
      changing.changeKey();
      SamlVisit visit = SamlVisit.leave(changingId[0], "");
      isRefused(SamlVisit.bring(works.uid(), response(visit, changing).xml()), "rejected");
      assertThat(
              Database.count(
                  "select count(*) from identity_provider where id = ? and unsolicited = true"
                      + " and revision = 2",
                  changingId[0]))
          .isOne();
    }
  }

  @Test
  void followsAProviderThatChangesItsKey() throws Exception {
    FakeIdp changing = new FakeIdp("changing-" + works.uid());
    try (DocumentServer server = DocumentServer.of(changing::metadata)) {
      UUID changingId = given(changing).readFrom(server.address()).insert();
      changing.changeKey();
      SamlVisit visit = SamlVisit.leave(changingId, "");
      Reply end = visit.comeBack(works.uid(), response(visit, changing).xml());
      assertThat(isLoggedIn(loggedIn(end))).isTrue();

      // Not at once again: whoever sends forged signatures would make us ask and ask.
      changing.changeKey();
      FakeResponse tooSoon = response(SamlVisit.leave(changingId, ""), changing);
      isRefused(SamlVisit.bring(works.uid(), tooSoon.xml()), "rejected");
    }
  }

  // Our metadata

  private static Document metadata() {
    Reply reply = Api.anonymous().get(SAML + "metadata?workspace=" + works.uid()).is(200);
    assertThat(reply.hasSecurityHeaders().header("Content-Type").orElse(""))
        .startsWith("application/samlmetadata+xml");
    return Jsoup.parse(reply.body(), Parser.xmlParser());
  }

  /** In turn for signing and for encryption. */
  private static List<X509Certificate> certificates(Document metadata) {
    return metadata.select("md|KeyDescriptor ds|X509Certificate").stream()
        .map(element -> certificate(element.text()))
        .toList();
  }

  private static X509Certificate certificate(String base64) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
    } catch (java.security.cert.CertificateException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsProvidersWhatIsAccepted() {
    Document metadata = metadata();
    assertThat(metadata.selectFirst("md|EntityDescriptor").attr("entityID"))
        .isEqualTo(self("metadata"));
    assertThat(metadata.select("md|AssertionConsumerService").eachAttr("Location"))
        .containsExactly(self("acs"));
    assertThat(metadata.select("md|SingleLogoutService").eachAttr("Location"))
        .containsOnly(self("sls"));
    assertThat(metadata.select("md|EntityDescriptor > ds|Signature")).hasSize(1);
  }

  @Test
  void hasNoMetadataForNobody() {
    Api.anonymous().get(SAML + "metadata?workspace=nobody").is(404);
  }
}
