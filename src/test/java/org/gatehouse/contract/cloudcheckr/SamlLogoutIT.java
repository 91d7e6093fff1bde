package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.SamlVisit.SAML;

import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gatehouse.federation.saml.FakeIdp;
import org.gatehouse.federation.saml.FakeLogout;
import org.gatehouse.federation.saml.FakeResponse;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.RelyingParty;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensaml.saml.saml2.core.LogoutRequest;

/** Who logs out here is logged out at the provider, and the other way round; and nobody else is. */
@ExtendWith(DeployedGatehouse.class)
class SamlLogoutIT {
  private static final URI BASE = DeployedGatehouse.base();

  private static Workspace works;
  private static FakeIdp idp;
  private static UUID id;

  private final String name = "p" + Workspace.unique();

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    idp = new FakeIdp("idp-" + works.uid());
    id =
        GivenProvider.saml(works, "Corp", idp.metadata())
            .names("", "name", "", "mail", "")
            .creating()
            .insert();
  }

  private static String self(String endpoint) {
    return BASE + SAML + endpoint + "?workspace=" + works.uid();
  }

  private Api logIn(String sessionIndex) {
    SamlVisit visit = SamlVisit.leave(id, "");
    FakeResponse response = idp.respond(self("metadata"), self("acs"), visit.requestId());
    response.nameId = name;
    response.sessionIndex = sessionIndex;
    response.attributes = Map.of("name", List.of(name), "mail", List.of(name + "@corp.example"));
    Reply end = visit.comeBack(works.uid(), response.xml());
    return Api.anonymous().withCookie(end.cookie("gatehouse").orElseThrow());
  }

  private boolean isLoggedIn(Api api) {
    return api.get("/api/1/user/" + name).status() == 200;
  }

  private static URI location(Reply reply) {
    return URI.create(reply.is(303).hasSecurityHeaders().header("Location").orElseThrow());
  }

  private static void isRefused(Reply reply) {
    assertThat(location(reply).toString()).startsWith(BASE + "/login/refused?why=");
  }

  private static long audited(String outcome) {
    return Database.count(
        "select count(*) from audit_event where type = 'sign-on' and outcome = ?", outcome);
  }

  private static Reply byAddress(String query) {
    return SamlVisit.wanting().get(SAML + "sls?workspace=" + works.uid() + "&" + query);
  }

  // From here to there

  @Test
  void asksTheProviderToLogOutAndComesBack() {
    Api browser = logIn("_one");
    Reply left = browser.get(SAML + "logout?return_url=%2Flogin%3Fnotice%3DsignedOut");

    assertThat(left.cookie("gatehouse")).contains("");
    assertThat(isLoggedIn(browser)).isFalse();
    URI address = location(left);
    assertThat(address.toString()).startsWith(idp.logoutAddress() + "?SAMLRequest=");
    assertThat(address.toString()).contains("&Signature=");
    Element request = SamlVisit.message(address, "SAMLRequest");
    assertThat(request.text()).contains(self("metadata"), name, "_one");
    assertThat(request.select("saml2|NameID").attr("Format")).endsWith("persistent");

    String answer = answer(request.attr("ID"));
    assertThat(location(byAddress(answer))).hasToString(BASE + "/login?notice=signedOut");
    isRefused(byAddress(answer));
  }

  @Test
  void asksTheProviderToLogOutWhomAnApplicationLogsOut() throws Exception {
    Api browser = logIn("_one");
    try (RelyingParty wiki = RelyingParty.start(works, Map.of())) {
      URI begin = wiki.request().build().toURI();
      URI allowed = location(browser.get(begin.getRawPath() + "?" + begin.getRawQuery()));
      wiki.redeem(
          AuthenticationResponseParser.parse(allowed).toSuccessResponse().getAuthorizationCode(),
          wiki.verifier());

      URI left =
          location(
              browser.get(
                  "/end-session/o/" + works.uid(),
                  Map.of(
                      "id_token_hint",
                      wiki.tokens().getOIDCTokens().getIDTokenString(),
                      "post_logout_redirect_uri",
                      wiki.base() + "/bye")));

      assertThat(left.toString()).startsWith(idp.logoutAddress() + "?SAMLRequest=");
      assertThat(isLoggedIn(browser)).isFalse();
      String requestId = SamlVisit.message(left, "SAMLRequest").attr("ID");
      assertThat(location(byAddress(answer(requestId)))).hasToString(wiki.base() + "/bye");
    }
  }

  private static String answer(String requestId) {
    return FakeLogout.query(FakeLogout.answer(idp, self("sls"), requestId), "", idp.key());
  }

  @Test
  void refusesAnAnswerToNoRequestOfOurs() {
    isRefused(byAddress(answer("_nobody")));
    assertThat(audited("unknown-request")).isPositive();
  }

  @Test
  void refusesAnAnswerOfSomebodyElse() {
    URI address = location(logIn("_one").get(SAML + "logout"));
    String requestId = SamlVisit.message(address, "SAMLRequest").attr("ID");
    isRefused(
        byAddress(
            FakeLogout.query(FakeLogout.answer(idp, self("sls"), requestId), "", idp.otherKey())));
    assertThat(location(byAddress(answer(requestId))))
        .hasToString(BASE + "/login?notice=signedOut");
  }

  @Test
  void goesBackWhereThePersonCameFromIfThatIsHere() {
    URI address =
        location(logIn("_one").with("Referer", BASE + "/account/profile").get(SAML + "logout"));
    String requestId = SamlVisit.message(address, "SAMLRequest").attr("ID");
    assertThat(location(byAddress(answer(requestId)))).hasToString(BASE + "/account/profile");
  }

  @Test
  void goesToNoForeignSite() {
    URI address =
        location(
            logIn("_one")
                .with("Referer", "https://evil.example/")
                .get(SAML + "logout?return_url=https%3A%2F%2Fevil.example"));
    String requestId = SamlVisit.message(address, "SAMLRequest").attr("ID");
    assertThat(location(byAddress(answer(requestId))))
        .hasToString(BASE + "/login?notice=signedOut");
  }

  @Test
  void logsOutWhomNoProviderHasLoggedIn() {
    Api ann = Api.anonymous().withCookie(works.administrator().logInAgain().token());
    assertThat(location(ann.get(SAML + "logout"))).hasToString(BASE + "/login?notice=signedOut");
    assertThat(ann.get("/api/1/user/ann").status()).isEqualTo(401);
    assertThat(location(SamlVisit.wanting().get(SAML + "logout")))
        .hasToString(BASE + "/login?notice=signedOut");
  }

  // From there to here

  @Test
  void endsTheSessionThatTheProviderNamesAndNoOther() {
    Api one = logIn("_one");
    Api two = logIn("_two");
    LogoutRequest request = FakeLogout.request(idp, self("sls"), name, "_one");

    URI address = location(byAddress(FakeLogout.query(request, "their state", idp.key())));
    assertThat(isLoggedIn(one)).isFalse();
    assertThat(isLoggedIn(two)).isTrue();
    assertThat(address.toString()).startsWith(idp.logoutAddress() + "?SAMLResponse=");
    assertThat(SamlVisit.parameter(address, "RelayState")).isIn("their state", "their+state");
    Element answer = SamlVisit.message(address, "SAMLResponse");
    assertThat(answer.attr("InResponseTo")).isEqualTo(request.getID());
    assertThat(answer.select("saml2p|StatusCode").attr("Value")).endsWith("status:Success");
    assertThat(address.toString()).contains("&Signature=");
  }

  @Test
  void endsAllSessionsOfAPersonWhereTheProviderNamesNone() {
    Api one = logIn("_one");
    Api two = logIn("_two");
    byAddress(FakeLogout.query(FakeLogout.request(idp, self("sls"), name), "", idp.key())).is(303);
    assertThat(isLoggedIn(one)).isFalse();
    assertThat(isLoggedIn(two)).isFalse();
  }

  @Test
  void takesARequestByPost() {
    Api one = logIn("_one");
    String form = FakeLogout.form(FakeLogout.request(idp, self("sls"), name, "_one"), idp.key());
    Reply reply =
        SamlVisit.wanting()
            .with("Origin", "https://idp.example")
            .with("Sec-Fetch-Site", "cross-site")
            .postForm(SAML + "sls?workspace=" + works.uid(), Map.of("SAMLRequest", form));
    assertThat(location(reply).toString()).startsWith(idp.logoutAddress());
    assertThat(isLoggedIn(one)).isFalse();
  }

  @Test
  void refusesARequestTwice() {
    Api one = logIn("_one");
    String query =
        FakeLogout.query(FakeLogout.request(idp, self("sls"), name, "_one"), "", idp.key());
    byAddress(query).is(303);
    assertThat(isLoggedIn(one)).isFalse();
    Api again = logIn("_one");
    isRefused(byAddress(query));
    assertThat(isLoggedIn(again)).isTrue();
    assertThat(audited("replayed")).isPositive();
  }

  private void refusesAndEndsNothing(String code, String query) {
    Api one = logIn("_one");
    long before = audited(code);
    isRefused(byAddress(query));
    assertThat(audited(code)).isEqualTo(before + 1);
    assertThat(isLoggedIn(one)).isTrue();
  }

  private String query(UnaryOperator<LogoutRequest> change) {
    LogoutRequest request = FakeLogout.request(idp, self("sls"), name, "_one");
    return FakeLogout.query(change.apply(request), "", idp.key());
  }

  @Test
  void refusesAnUnsignedRequest() {
    refusesAndEndsNothing("unsigned", query(request -> request).replaceFirst("&SigAlg=.*", ""));
  }

  @Test
  void refusesAForgedRequest() {
    LogoutRequest request = FakeLogout.request(idp, self("sls"), name, "_one");
    refusesAndEndsNothing("wrong-key", FakeLogout.query(request, "", idp.otherKey()));
  }

  @Test
  void refusesAStaleRequest() {
    refusesAndEndsNothing(
        "expired",
        query(
            request -> {
              request.setIssueInstant(Instant.now().minus(Duration.ofDays(1)));
              return request;
            }));
  }

  @Test
  void refusesARequestForSomebodyElse() {
    refusesAndEndsNothing(
        "wrong-destination",
        query(
            request -> {
              request.setDestination("https://other.example");
              return request;
            }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SAMLRequest=",
        "SAMLResponse=AAAA",
        "SAMLRequest=%ZZ",
        "SAMLRequest=AAAA&SigAlg=x&Signature=y",
        "SAMLart=AAQA"
      })
  void refusesNonsense(String query) {
    if (!query.contains("%ZZ")) {
      // No client of ours can send that in an address.
      isRefused(byAddress(query));
    }
    isRefused(
        SamlVisit.wanting()
            .post(
                SAML + "sls?workspace=" + works.uid(), "application/x-www-form-urlencoded", query));
    isRefused(
        SamlVisit.wanting()
            .post(
                SAML + "sls",
                "application/x-www-form-urlencoded",
                "SAMLRequest=" + Base64.getEncoder().encodeToString("<a/>".getBytes())));
  }
}
