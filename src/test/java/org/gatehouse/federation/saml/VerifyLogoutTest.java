package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.xmlsec.signature.support.SignatureConstants;

/** Nobody but the provider logs people out: by address or by form, signed, for us, and now. */
class VerifyLogoutTest {
  private static final ServiceProvider SELF =
      ServiceProvider.of("https://gatehouse.example", "corpinc");
  private static final FakeIdp IDP = new FakeIdp("idp");
  private static final IdpClient CLIENT = client();

  private final VerifyLogout verify = new VerifyLogout(Clock.systemUTC());

  private static IdpClient client() {
    FakeIdp.Key own = FakeIdp.Key.make();
    return new IdpClient(
        UUID.randomUUID(),
        SELF,
        new ReadMetadata(Clock.systemUTC()).read(IDP.metadata(), Optional.empty()),
        List.of(
            new KeyPairWithCertificate(
                UUID.randomUUID(), Use.ACTIVE, own.certificate(), own.pair().getPrivate())),
        Duration.ofSeconds(60));
  }

  @Test
  void acceptsARequestInAnAddress() {
    LogoutMessage message = byAddress(FakeLogout.request(IDP, SELF.sls()), query -> query);
    assertThat(subject(message)).isEqualTo("kevin@example.com");
  }

  @Test
  void acceptsARequestWithRelayStateInAnAddress() {
    String query = FakeLogout.query(FakeLogout.request(IDP, SELF.sls()), "a b/c", IDP.key());
    LogoutMessage message = LogoutMessage.ofAddress(new SamlParameters(query));
    assertThat(subject(message)).isEqualTo("kevin@example.com");
    assertThat(message.relayState()).isEqualTo("a b/c");
  }

  @Test
  void acceptsARequestInAForm() {
    assertThat(subject(byForm(FakeLogout.request(IDP, SELF.sls()), IDP.key())))
        .isEqualTo("kevin@example.com");
  }

  @Test
  void whatWeSendOurselvesVerifies() {
    LogoutResponse answer = LogoutMessages.answer(CLIENT, IDP.logoutAddress(), "_request");
    URI address =
        URI.create(
            RedirectMessage.address(
                IDP.logoutAddress() + "?tenant=1", answer, "state", CLIENT.signer()));
    assertThat(address.getRawQuery()).startsWith("tenant=1&SAMLResponse=");
    SamlParameters query = new SamlParameters(address.getRawQuery());
    assertThat(RedirectSignature.of(query).isBy(List.of(CLIENT.signer().certificate()))).isTrue();
    assertThat(verify.read(LogoutMessage.ofAddress(query))).isInstanceOf(LogoutResponse.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&Signature=[^&]*", "&SigAlg=[^&]*"})
  void refusesAnAddressWithoutSignature(String part) {
    assertAddressRefused(SamlRefusal.UNSIGNED, query -> query.replaceFirst(part, ""));
  }

  @Test
  void refusesAFormWithoutSignature() {
    LogoutRequest request = FakeLogout.request(IDP, SELF.sls());
    LogoutMessage message =
        new LogoutMessage(
            OpenSaml.text(request).getBytes(StandardCharsets.UTF_8), "", Optional.empty());
    assertRefused(SamlRefusal.UNSIGNED, message);
  }

  @Test
  void refusesAnotherKey() {
    LogoutRequest request = FakeLogout.request(IDP, SELF.sls());
    String query = FakeLogout.query(request, "", IDP.otherKey());
    assertRefused(SamlRefusal.WRONG_KEY, LogoutMessage.ofAddress(new SamlParameters(query)));
    assertRefused(
        SamlRefusal.WRONG_KEY, byForm(FakeLogout.request(IDP, SELF.sls()), IDP.otherKey()));
  }

  @Test
  void refusesAnotherMessageUnderTheSignature() {
    String other =
        FakeLogout.query(FakeLogout.request(IDP, SELF.sls()), "", IDP.key())
            .replaceFirst("&.*", "");
    assertAddressRefused(
        SamlRefusal.WRONG_KEY, query -> query.replaceFirst("SAMLRequest=[^&]*", other));
  }

  @Test
  void refusesARelayStateThatWasAdded() {
    assertAddressRefused(
        SamlRefusal.WRONG_KEY, query -> query.replace("&SigAlg", "&RelayState=x&SigAlg"));
  }

  @Test
  void refusesASignatureThatIsNone() {
    assertAddressRefused(
        SamlRefusal.WRONG_KEY, query -> query.replaceFirst("Signature=[^&]*", "Signature=AAAA"));
  }

  @Test
  void refusesSha1() {
    assertAddressRefused(
        SamlRefusal.WEAK_ALGORITHM,
        query ->
            query.replaceFirst(
                "SigAlg=[^&]*",
                "SigAlg=" + SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA1.replace("#", "%23")));
  }

  @Test
  void refusesAParameterTwice() {
    assertThatThrownBy(() -> new SamlParameters("SAMLRequest=a&SAMLRequest=b"))
        .isInstanceOf(SamlRefused.class);
    assertThatThrownBy(
            () -> LogoutMessage.ofAddress(new SamlParameters("SAMLRequest=a&SAMLResponse=b")))
        .isInstanceOf(SamlRefused.class);
  }

  @Test
  void refusesAnArtifact() {
    assertThatThrownBy(() -> new SamlParameters("SAMLart=AAQA"))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.ARTIFACT));
  }

  @Test
  void refusesAMessageThatInflatesToTooMuch() {
    LogoutRequest request = FakeLogout.request(IDP, SELF.sls());
    request.getNameID().setValue("x".repeat(Encoded.LIMIT));
    String query = FakeLogout.query(request, "", IDP.key());
    assertThat(query).hasSizeLessThan(5_000);
    assertThatThrownBy(() -> LogoutMessage.ofAddress(new SamlParameters(query)))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SAMLRequest=", "SAMLRequest=%", "SAMLRequest=AAAA", "SAMLRequest=!!", "", "a=b"})
  void refusesWhatIsNoMessage(String query) {
    assertThatThrownBy(
            () ->
                verify.read(
                    LogoutMessage.ofAddress(
                        new SamlParameters(
                            query
                                + "&SigAlg="
                                + SignatureAlgorithms.SIGNATURE.replace("#", "%23")
                                + "&Signature=AAAA"))))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.MALFORMED));
  }

  @Test
  void refusesAnotherDestination() {
    assertRequestRefused(
        SamlRefusal.WRONG_DESTINATION, request -> request.setDestination("https://other.example"));
    assertRequestRefused(SamlRefusal.WRONG_DESTINATION, request -> request.setDestination(null));
  }

  @Test
  void refusesAnotherIssuer() {
    assertRequestRefused(
        SamlRefusal.WRONG_ISSUER,
        request -> request.setIssuer(FakeIdp.issuer("https://other.example")));
    assertRequestRefused(SamlRefusal.WRONG_ISSUER, request -> request.setIssuer(null));
  }

  @Test
  void refusesWhatIsOld() {
    assertRequestRefused(
        SamlRefusal.EXPIRED,
        request -> request.setIssueInstant(Instant.now().minus(Duration.ofMinutes(10))));
    assertRequestRefused(
        SamlRefusal.CLOCKS_DIFFER,
        request -> request.setIssueInstant(Instant.now().plus(Duration.ofMinutes(10))));
    assertRequestRefused(
        SamlRefusal.EXPIRED,
        request -> request.setNotOnOrAfter(Instant.now().minus(Duration.ofMinutes(2))));
    assertRequestRefused(SamlRefusal.EXPIRED, request -> request.setIssueInstant(null));
  }

  @Test
  void refusesARequestAboutNobody() {
    LogoutRequest request = FakeLogout.request(IDP, SELF.sls());
    request.setNameID(null);
    LogoutMessage message = byAddress(request, query -> query);
    assertThatThrownBy(() -> subject(message))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.NO_SUBJECT));
  }

  @Test
  void refusesARequestThatIsWrapped() {
    LogoutMessage good = byForm(FakeLogout.request(IDP, SELF.sls()), IDP.key());
    String xml = new String(good.xml(), StandardCharsets.UTF_8).replaceFirst("<\\?xml[^>]*>", "");
    String wrapped =
        "<saml2p:LogoutRequest xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_forged\""
            + " Version=\"2.0\"><saml2p:Extensions>"
            + xml
            + "</saml2p:Extensions></saml2p:LogoutRequest>";
    assertRefused(
        SamlRefusal.WRAPPED,
        new LogoutMessage(wrapped.getBytes(StandardCharsets.UTF_8), "", Optional.empty()));
  }

  private static LogoutMessage byAddress(LogoutRequest request, UnaryOperator<String> change) {
    return LogoutMessage.ofAddress(
        new SamlParameters(change.apply(FakeLogout.query(request, "", IDP.key()))));
  }

  private static LogoutMessage byForm(LogoutRequest request, FakeIdp.Key key) {
    FakeIdp.sign(request, key, SignatureAlgorithms.SIGNATURE, SignatureAlgorithms.DIGEST);
    return new LogoutMessage(
        Encoded.ofForm(
            Base64.getMimeEncoder()
                .encodeToString(OpenSaml.text(request).getBytes(StandardCharsets.UTF_8))),
        "",
        Optional.empty());
  }

  private String subject(LogoutMessage message) {
    LogoutRequest request = (LogoutRequest) verify.read(message);
    verify.verify(message, request, CLIENT);
    return verify.subjects(request, CLIENT).get(0);
  }

  private void assertRequestRefused(SamlRefusal why, Consumer<LogoutRequest> change) {
    LogoutRequest request = FakeLogout.request(IDP, SELF.sls());
    change.accept(request);
    assertRefused(why, byAddress(request, query -> query));
  }

  private void assertAddressRefused(SamlRefusal why, UnaryOperator<String> change) {
    String query =
        change.apply(FakeLogout.query(FakeLogout.request(IDP, SELF.sls()), "", IDP.key()));
    assertThatThrownBy(() -> subject(LogoutMessage.ofAddress(new SamlParameters(query))))
        .isInstanceOfSatisfying(SamlRefused.class, e -> assertThat(e.why()).isEqualTo(why));
  }

  private void assertRefused(SamlRefusal why, LogoutMessage message) {
    assertThatThrownBy(() -> subject(message))
        .isInstanceOfSatisfying(SamlRefused.class, e -> assertThat(e.why()).isEqualTo(why));
  }
}
