package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.federation.saml.UnderstoodMetadata.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensaml.saml.common.SignableSAMLObject;

/** Metadata that somebody pastes is understood, or refused with what to do about it. */
class ReadMetadataTest {
  private static final FakeIdp IDP = new FakeIdp("idp");

  private final ReadMetadata reader = new ReadMetadata(Clock.systemUTC());

  @Test
  void isUnderstood() {
    UnderstoodMetadata understood = UnderstoodMetadata.of(read(IDP.metadata()));
    assertThat(understood.entityId()).isEqualTo(IDP.entityId());
    assertThat(understood.signOn()).isEqualTo(IDP.signOnAddress());
    assertThat(understood.logout()).contains(IDP.logoutAddress());
    X509Certificate certificate = IDP.key().certificate();
    assertThat(understood.certificates())
        .extracting(Certificate::subject, Certificate::until)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("CN=idp", certificate.getNotAfter().toInstant()));
    assertThat(understood.certificates().get(0).fingerprint())
        .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(understood.certificateExpiresAt()).isEqualTo(certificate.getNotAfter().toInstant());
    assertThat(understood.wantsSignedRequests()).isFalse();
    assertThat(understood.validUntil()).isEmpty();
  }

  @Test
  void isUnderstoodWithAByteOrderMarkInFront() {
    assertThat(
            read("\uFEFF\n<?xml version=\"1.0\" encoding=\"utf-16\"?>".substring(0, 1)
                    + IDP.metadata())
                .entityId())
        .isEqualTo(IDP.entityId());
  }

  @Test
  void isFoundAmongOthersThatAreNoProviders() {
    String xml =
        "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
            + "<md:EntityDescriptor entityID=\"https://sp.example\"><md:SPSSODescriptor"
            + " protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>"
            + "</md:EntityDescriptor>"
            + IDP.metadata()
            + "</md:EntitiesDescriptor>";
    assertThat(read(xml).entityId()).isEqualTo(IDP.entityId());
  }

  @Test
  void saysHowLongItIsGood() {
    Instant tomorrow = Instant.parse("2100-01-01T00:00:00Z");
    String xml = with("entityID=", "validUntil=\"" + tomorrow + "\" entityID=");
    assertThat(read(xml).validUntil()).contains(tomorrow);
  }

  @Test
  void hasTheKeyThatFollowsToo() {
    assertThat(read(IDP.metadata(List.of(IDP.key(), IDP.otherKey()))).certificates()).hasSize(2);
  }

  @Test
  void ofAProviderThatTakesNoPartInLogoutIsFine() {
    String xml = IDP.metadata().replaceFirst("<md:SingleLogoutService[^>]*>", "");
    assertThat(read(xml).logout()).isEmpty();
  }

  @Test
  void sendsAnswersAboutLogoutsWhereTheyBelong() {
    String xml =
        with(
            IDP.logoutAddress() + "\"",
            IDP.logoutAddress() + "\" ResponseLocation=\"https://idp.example/done\"");
    assertThat(read(xml).logout())
        .contains(new IdpMetadata.Logout(IDP.logoutAddress(), "https://idp.example/done"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not XML", "<a", "<!DOCTYPE a><a/>", "<a>&b;</a>"})
  void isRefusedWhereItIsNoXml(String xml) {
    assertRefused(xml, "metadata.notXml");
  }

  @Test
  void isRefusedWithADocumentType() {
    assertRefused("<!DOCTYPE a [<!ENTITY b 'c'>]>" + IDP.metadata(), "metadata.notXml");
  }

  @Test
  void isRefusedWhereItIsNestedToExhaustUs() {
    assertRefused("<a>".repeat(30_000) + "</a>".repeat(30_000), "metadata.notXml");
  }

  @Test
  void isRefusedWhereItIsTooLarge() {
    assertRefused("<" + "a".repeat(256 * 1024), "metadata.tooLarge");
    assertRefused("<" + "a".repeat(256 * 1024 - 1), "metadata.notXml");
  }

  @Test
  void isRefusedWhereItIsSomethingElse() {
    assertRefused("<html><body>Log in</body></html>", "metadata.other");
  }

  @Test
  void ofAServiceProviderIsRefused() {
    String own =
        OpenSaml.text(
            SpMetadata.of(ServiceProvider.of("https://gatehouse.example", "corpinc"), List.of()));
    assertRefused(own, "metadata.noProvider");
  }

  @Test
  void ofSeveralProvidersIsRefused() {
    String xml =
        "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
            + IDP.metadata()
            + new FakeIdp("other").metadata()
            + "</md:EntitiesDescriptor>";
    assertRefused(xml, "metadata.severalProviders");
  }

  @Test
  void ofNobodyIsRefused() {
    assertRefused(with(IDP.entityId(), ""), "metadata.noEntityId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "/sso", "https:///sso", "ftp://idp.example/", ""})
  void isRefusedWhereABrowserCanNotBeSent(String address) {
    assertRefused(with(IDP.signOnAddress(), address), "metadata.noSignOn");
  }

  @Test
  void isRefusedWithoutHttpRedirect() {
    assertRefused(with("bindings:HTTP-Redirect", "bindings:SOAP"), "metadata.noSignOn");
  }

  @Test
  void isRefusedWithoutACertificate() {
    assertRefused(IDP.metadata(List.of()), "metadata.noCertificate");
    assertRefused(with("use=\"signing\"", "use=\"encryption\""), "metadata.noCertificate");
  }

  @Test
  void isRefusedWithABrokenCertificate() {
    assertRefused(
        IDP.metadata().replaceFirst("(?s)(<ds:X509Certificate>).{200}", "$1"),
        "metadata.badCertificate");
  }

  @Test
  void isRefusedWithAKeyThatIsTooShort() {
    FakeIdp.Key weak = FakeIdp.Key.make(Instant.now().plus(Duration.ofDays(9)), 1024);
    assertRefused(IDP.metadata(List.of(weak)), "metadata.weakKey");
  }

  @Test
  void isRefusedWhereAllCertificatesHaveExpired() {
    FakeIdp.Key old = FakeIdp.Key.make(Instant.now().minus(Duration.ofDays(9)), 2048);
    assertRefused(IDP.metadata(List.of(old)), "metadata.certificateExpired");
    assertThat(read(IDP.metadata(List.of(old, IDP.key()))).certificates()).hasSize(2);
  }

  @Test
  void isRefusedWhereItIsGoodNoLonger() {
    assertRefused(
        with("entityID=", "validUntil=\"2020-01-01T00:00:00Z\" entityID="), "metadata.outdated");
    assertRefused(
        with("<md:IDPSSODescriptor ", "<md:IDPSSODescriptor validUntil=\"2020-01-01T00:00:00Z\" "),
        "metadata.outdated");
  }

  @Test
  void countsWhereItIsSignedAsTheAdministratorSays() {
    String pem = pem(IDP.otherKey());
    assertThat(reader.read(signed(IDP.otherKey()), Optional.of(pem)).entityId())
        .isEqualTo(IDP.entityId());
  }

  @Test
  void isRefusedWhereItIsNotSignedAsTheAdministratorSays() {
    assertRefused(IDP.metadata(), pem(IDP.key()), "metadata.unsigned");
    assertRefused(signed(IDP.key()), pem(IDP.otherKey()), "metadata.wrongSigner");
    assertRefused(
        signed(IDP.otherKey()).replace(IDP.signOnAddress(), "https://evil.example/sso"),
        pem(IDP.otherKey()),
        "metadata.wrongSigner");
  }

  @ParameterizedTest
  @CsvSource({"''", "nonsense", "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----"})
  void refusesWhatIsNoCertificate(String pem) {
    assertThatThrownBy(() -> PemCertificate.read(pem))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo("certificate.invalid"));
  }

  @Test
  void hasWordsForWhateverItRefuses() throws Exception {
    Properties texts = new Properties();
    texts.load(
        new StringReader(
            Files.readString(Path.of("src/main/resources/org/gatehouse/web/Messages.properties"))));
    TreeSet<String> rules = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/gatehouse/federation"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Pattern.compile("new (?:InvalidInput|Conflict)\\(\\s*\"([^\"]+)\"")
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> rules.add(match.group(1)));
      }
    }
    assertThat(rules).contains("metadata.notXml").isSubsetOf(texts.stringPropertyNames());
  }

  private static String with(String part, String other) {
    assertThat(IDP.metadata()).contains(part);
    return IDP.metadata().replace(part, other);
  }

  private String signed(FakeIdp.Key key) {
    SignableSAMLObject entity =
        (SignableSAMLObject) read(with("entityID=", "ID=\"_m\" entityID=")).descriptor();
    FakeIdp.sign(entity, key, Algorithms.SIGNATURE, Algorithms.DIGEST);
    return OpenSaml.text(entity);
  }

  private static String pem(FakeIdp.Key key) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(key.certificate().getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private IdpMetadata read(String xml) {
    return reader.read(xml, Optional.empty());
  }

  private void assertRefused(String xml, String rule) {
    assertThatThrownBy(() -> read(xml))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  private void assertRefused(String xml, String signer, String rule) {
    assertThatThrownBy(() -> reader.read(xml, Optional.of(signer)))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }
}
