package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.federation.saml.UnderstoodMetadata.Certificate;
import org.gatehouse.federation.saml.UnderstoodMetadata.LeftOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensaml.saml.common.SignableSAMLObject;

/** Metadata that somebody pastes is understood, or refused with what to do about it. */
class ReadMetadataTest {
  private static final FakeIdp IDP = new FakeIdp("idp");

  /** Certificates with keys that our list of algorithms has no use for. */
  private static final String ED25519 =
      "MIIBMDCB46ADAgECAhQn5EG6KK0tPWS5kba3wntLIUctszAFBgMrZXAwDTELMAkGA1UEAwwCZWQwIBcNMjYxMTI3"
          + "MTgyMTU5WhgPMjEyNjExMDMxODIxNTlaMA0xCzAJBgNVBAMMAmVkMCowBQYDK2VwAyEAyW2/BA84R4G0YzzjdevD"
          + "fKlwdtmgsmASa/HV7ojj5hijUzBRMB0GA1UdDgQWBBT7T2OiHCjDrS3iKtB2zNNzXfvFojAfBgNVHSMEGDAWgBT7"
          + "T2OiHCjDrS3iKtB2zNNzXfvFojAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANBANAQp2TBrt02j9Byc19Fut1Pmhte"
          + "EN1xFQN5AgB4O8DpbsSW0w2OzY4B4w2CdGE0xsndgwfx1DqIq+ic6CfcrgE=";

  private static final String DSA =
      "MIIEWDCCBAagAwIBAgIUHoawvTZBJvYKSicoBgw8rqHqnKQwCwYJYIZIAWUDBAMCMA4xDDAKBgNVBAMMA2RzYTAg"
          + "Fw0yNjExMjcxODIyMDBaGA8yMTI2MTEwMzE4MjIwMFowDjEMMAoGA1UEAwwDZHNhMIIDQzCCAjUGByqGSM44BAEw"
          + "ggIoAoIBAQC9OpNHWh8WGsisah7MgcV4wlN6v58lWOGrd2nNmSvkqD6bt4deNiG7Y03FDRpjkp9uxHJ7rDAfw0Tz"
          + "8GZmxCNac4g4/HJfj4pOSTtW81attqjcUMN+DLdM8/O+Jexq+xxMbWCnXBQVSDSHzlKHfW3vzTwVgiQ5NpJcPsiF"
          + "hJ7d1U6wCiml/fdkpC9YcnjKdBCj9cBczZcbuX6/As6RwRXpWSACzu4sMLNYG9o1VucpK01mRDJET+cVwux9qj7z"
          + "mQtB1DVt4105RVUcaaCgicCnI4r36aY/vr2bR9hnaXEzw97x/FsPq6zRreGSmt2WBykqXZ+KSLIpJoRchU5rTT8x"
          + "Ah0A1BGxsbyht7Gtztd4DEwQWKOpb+y2AVIFYqRJRQKCAQB6U2J5cyXd0oresZJq1AJwQaRGFk47OX8Yx6Rnhcwg"
          + "X0Jt72WE5x6+Bk9x2YIsbX0QV35o0k4V7ev1aOnXywCJZEg9fXRg7WihV00tBx/4nelYqp3wXVqRXSfhto90QB8E"
          + "LQT3kmrp3KkOcU1cIYc73Wd9ZogiQt50BIP+jAenlHaxi8uQWQYT8hhM/DLHNl4ijF0acJ8Do0JkVnXDc3/e1aq9"
          + "WRZh3Xs8BFq7ui7C326iSVU1t0mkkvx6ItH5yJy3VgOwHMjC6jAdXMDeAC2I7YYmEBSjCwn1ADrEb5t8TxI5r/4e"
          + "Vb3M08ke70HOtnm90QxOfbwf0oSQDU4qXjF7A4IBBgACggEBAKVNB9uGXc6M4Lvfs3wJ1ZvHlfc6icLijPTJBHYp"
          + "O4h0yB2wSKRO3DaefLxB7o3IV/edA3u/ZzZuH2aj+xRxyan1hRYryhG0ptUBxwMCh6LC+gsHE0C1zwSyrwnL3qJX"
          + "Ktp9DoH8KqwSaMmuNpKdYzrg8ccCHEZlWuvUdThmqjND33frGI9uVdttONGhkUJSFijI9GFqFmE7U5rhbtZh2ZCp"
          + "A7S2xkEGOkvxepNQLtsFI2uCF0df1QXy07zl+JLRkw11SHZJjRe7H3s7/vNop8N+WXLUl/EykBjNnpLon/I4+g91"
          + "+BHbna4tr8oaJVHQXjQDmbVXch3/cVtZYx01BKCjUzBRMB0GA1UdDgQWBBRvKpMPb6HDYi+/nOuzTvjviG2IlzAf"
          + "BgNVHSMEGDAWgBRvKpMPb6HDYi+/nOuzTvjviG2IlzAPBgNVHRMBAf8EBTADAQH/MAsGCWCGSAFlAwQDAgM/ADA8"
          + "AhwNaNcj2q4J0/IvDK7/AHo9iMgn70vs2afvwf2jAhwYc48wdrOT07rPcxPkJdMJEb6I9E2BBThCk0SL";

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
        .containsExactly(tuple("CN=idp", certificate.getNotAfter().toInstant()));
    assertThat(understood.certificates().get(0).fingerprint())
        .matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(understood.dates().certificateExpiresAt())
        .isEqualTo(certificate.getNotAfter().toInstant());
    assertThat(understood.wantsSignedRequests()).isFalse();
    assertThat(understood.dates().validUntil()).isEmpty();
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
    assertThat(read(IDP.metadata(List.of(IDP.key(), IDP.otherKey()))).certificates().good())
        .hasSize(2);
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
    assertRefused(xml, MetadataRule.NOT_XML);
  }

  @Test
  void isRefusedWithADocumentType() {
    assertRefused("<!DOCTYPE a [<!ENTITY b 'c'>]>" + IDP.metadata(), MetadataRule.NOT_XML);
  }

  @Test
  void isRefusedWhereItIsNestedToExhaustUs() {
    assertRefused("<a>".repeat(30_000) + "</a>".repeat(30_000), MetadataRule.NOT_XML);
  }

  @Test
  void isRefusedWhereItIsTooLarge() {
    assertRefused("<" + "a".repeat(256 * 1024), MetadataRule.TOO_LARGE);
    assertRefused("<" + "a".repeat(256 * 1024 - 1), MetadataRule.NOT_XML);
  }

  @Test
  void isRefusedWhereItIsSomethingElse() {
    assertRefused("<html><body>Log in</body></html>", MetadataRule.OTHER);
  }

  @Test
  void ofAServiceProviderIsRefused() {
    String own =
        OpenSaml.text(
            SpMetadata.of(ServiceProvider.of("https://gatehouse.example", "corpinc"), List.of()));
    assertRefused(own, MetadataRule.NO_PROVIDER);
  }

  @Test
  void ofSeveralProvidersIsRefused() {
    String xml =
        "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
            + IDP.metadata()
            + new FakeIdp("other").metadata()
            + "</md:EntitiesDescriptor>";
    assertRefused(xml, MetadataRule.SEVERAL_PROVIDERS);
  }

  @Test
  void ofNobodyIsRefused() {
    assertRefused(with(IDP.entityId(), ""), MetadataRule.NO_ENTITY_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "/sso", "https:///sso", "ftp://idp.example/", ""})
  void isRefusedWhereABrowserCanNotBeSent(String address) {
    assertRefused(with(IDP.signOnAddress(), address), MetadataRule.NO_SIGN_ON);
  }

  @Test
  void hasPeopleLogInByPostWhereThereIsNothingElse() {
    assertThat(read(IDP.metadata()).signOn().isByPost()).isFalse();
    IdpMetadata read = read(with("bindings:HTTP-Redirect", "bindings:SOAP"));
    assertThat(read.signOn().isByPost()).isTrue();
    assertThat(read.signOn().address()).isEqualTo(IDP.signOnAddress());
    assertThat(read.logout()).isEmpty();
  }

  @Test
  void isRefusedWithoutRedirectAndPost() {
    assertRefused(
        IDP.metadata().replaceAll("bindings:HTTP-(Redirect|POST)", "bindings:SOAP"),
        MetadataRule.NO_SIGN_ON);
  }

  @ParameterizedTest
  @CsvSource({
    "https://idp_test.example/sso, https://idp_test.example/sso",
    "https://anmeldung.hafen-k\u00F6ln.example/sso,"
        + " https://anmeldung.xn--hafen-kln-67a.example/sso",
    "https://idp.example/anmeldung/f\u00FCr, https://idp.example/anmeldung/f%C3%BCr",
    "'  https://idp.example/sso ', https://idp.example/sso"
  })
  void readsAddressesAsBrowsersDo(String written, String meant) {
    assertThat(read(with(IDP.signOnAddress(), written)).signOn().address()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8",
        "UTF-16",
        "UTF-16BE",
        "UTF-16LE",
        "ISO-8859-1",
        "windows-1252",
        "US-ASCII"
      })
  void isReadInWhateverEncoding(String encoding) throws Exception {
    String entity =
        encoding.equals("US-ASCII") ? "https://idp.example" : "https://idp.example/\u00FC";
    String declared = encoding.startsWith("UTF-16") ? "UTF-16" : encoding;
    String xml =
        "<?xml version='1.0' encoding='" + declared + "'?>\n" + with(IDP.entityId(), entity);
    String mark = encoding.equals("UTF-16LE") || encoding.equals("UTF-16BE") ? "\uFEFF" : "";
    byte[] bytes = (mark + xml).getBytes(encoding);
    assertThat(read(MetadataText.of(bytes)).entityId()).isEqualTo(entity);
  }

  @Test
  void isReadInUtf16ThatDeclaresNothing() {
    String xml = "<?xml version='1.0'?>" + IDP.metadata();
    for (java.nio.charset.Charset charset :
        List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(read(MetadataText.of(("\uFEFF" + xml).getBytes(charset))).entityId())
          .isEqualTo(IDP.entityId());
    }
  }

  @Test
  void isReadInUtf8WhateverItDeclares() {
    String entity = "https://idp.example/\u00FC";
    for (String xml :
        List.of(
            "<?xml version='1.0' encoding='utf-16'?>" + with(IDP.entityId(), entity),
            "\uFEFF<?xml version='1.0' encoding='utf-8'?>" + with(IDP.entityId(), entity),
            "\n \n<?xml version='1.0'?>" + with(IDP.entityId(), entity))) {
      assertThat(read(MetadataText.of(xml.getBytes(StandardCharsets.UTF_8))).entityId())
          .isEqualTo(entity);
      assertThat(read(xml).entityId()).isEqualTo(entity);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "\r\n\t"})
  void isReadAsItDeclaresBehindSpace(String space) {
    String entity = "https://idp.example/\u00FC";
    String xml = "<?xml version='1.0' encoding='ISO-8859-1'?>" + with(IDP.entityId(), entity);
    byte[] bytes = (space + xml).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(MetadataText.of(bytes)).entityId()).isEqualTo(entity);
  }

  @Test
  void isReadWhateverStandsAroundIt() {
    assertThat(read(" \uFEFF\r\n" + IDP.metadata() + "\u001A\u0000").entityId())
        .isEqualTo(IDP.entityId());
    assertThat(read("<!-- of 2026 -->" + IDP.metadata() + "<!-- end -->\n").entityId())
        .isEqualTo(IDP.entityId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u00FF\u00FE<", "<a", "<?xml version='1.0' encoding='utf-99'?><a"})
  void isRefusedWhereTheBytesAreNoXml(String text) {
    assertThatThrownBy(() -> MetadataText.of(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(MetadataRule.NOT_XML));
  }

  @Test
  void saysTheEarliestOfAllItsDates() {
    String nested =
        "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\""
            + " validUntil=\"2105-01-01T00:00:00Z\"><md:EntitiesDescriptor"
            + " validUntil=\"2101-01-01T00:00:00Z\" cacheDuration=\"PT1H\">"
            + with("entityID=", "validUntil=\"2103-01-01T00:00:00Z\" entityID=")
            + "</md:EntitiesDescriptor></md:EntitiesDescriptor>";
    assertThat(read(nested).validUntil()).contains(Instant.parse("2101-01-01T00:00:00Z"));
    assertRefused(nested.replace("2101", "2021"), MetadataRule.OUTDATED);
  }

  @Test
  void isGoodForLongerThanItMayBeKept() {
    assertThat(read(with("entityID=", "cacheDuration=\"PT1S\" entityID=")).validUntil()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n      ", "\u00A0", "<!-- here -->"})
  void readsACertificateThatIsWrapped(String space) {
    String base64 = IDP.key().base64().replaceAll(".{64}", "$0" + space);
    assertThat(certificates(space + base64 + space)).containsExactly(IDP.key().certificate());
  }

  @Test
  void readsCertificatesInEveryForm() throws Exception {
    String one = pem(IDP.key());
    X509Certificate first = IDP.key().certificate();
    X509Certificate second = IDP.otherKey().certificate();
    assertThat(certificates(one)).containsExactly(first);
    assertThat(certificates(one.replace("\n", "\r\n"))).containsExactly(first);
    assertThat(certificates(one.replace("\n", " "))).containsExactly(first);
    assertThat(certificates("subject=CN = idp\n\n" + one)).containsExactly(first);
    assertThat(certificates(one.replace("CERTIFICATE", "X509 CERTIFICATE"))).containsExactly(first);
    assertThat(certificates(one + pem(IDP.otherKey()))).containsExactly(first, second);
    assertThat(certificates(base64(first.getEncoded(), second.getEncoded())))
        .containsExactly(first, second);
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(first));
    assertThat(certificates(base64(path.getEncoded("PKCS7")))).containsExactly(first);
    assertThat(certificates(base64(one.getBytes(StandardCharsets.US_ASCII))))
        .containsExactly(first);
    String again = IDP.key().base64() + "</ds:X509Certificate><ds:X509Certificate>";
    assertThat(certificates(again + IDP.key().base64())).containsExactly(first);
  }

  @Test
  void readsACertificateBesideWhatIsNone() throws Exception {
    String good = pem(IDP.key());
    String begin = "-----BEGIN CERTIFICATE-----\n";
    byte[] bytes = IDP.key().certificate().getEncoded();
    byte[] broken = bytes.clone();
    broken[4] = 0;
    for (String text :
        List.of(
            good + begin + "no*base64\n-----END CERTIFICATE-----\n",
            begin + base64(broken) + "\n-----END CERTIFICATE-----\n" + good,
            good + begin + base64(bytes).substring(0, 400),
            begin + base64(bytes).substring(0, 400) + "\n" + good,
            base64(bytes, broken),
            base64(bytes, new byte[] {0x30, 5}))) {
      IdpCertificates read = read(with(IDP.key().base64(), text)).certificates();
      assertThat(read.good()).as(text).containsExactly(IDP.key().certificate());
      assertThat(read.leftOut())
          .extracting(left -> left.why().rule())
          .as(text)
          .containsExactly(MetadataRule.BAD_CERTIFICATE);
    }
  }

  private static String base64(byte[]... parts) {
    return Base64.getEncoder().encodeToString(Bytes.concat(parts));
  }

  private List<X509Certificate> certificates(String text) {
    IdpCertificates read = read(with(IDP.key().base64(), text)).certificates();
    assertThat(read.leftOut()).isEmpty();
    return read.good();
  }

  @Test
  void leavesOutCertificatesThatAreOfNoUse() throws Exception {
    FakeIdp.Key weak = FakeIdp.Key.make(Instant.now().plus(Duration.ofDays(9)), 1024);
    String xml =
        IDP.metadata(List.of(weak, IDP.key()))
            .replaceFirst("<md:KeyDescriptor", descriptor("bm9uZQ==") + "$0")
            .replaceFirst("<md:KeyDescriptor", descriptor("no*base64") + "$0")
            .replaceFirst("<md:KeyDescriptor", descriptor("") + "$0")
            .replaceFirst("<md:KeyDescriptor", descriptor(DSA) + "$0")
            .replaceFirst("<md:KeyDescriptor", descriptor(ED25519) + "$0");
    UnderstoodMetadata understood = UnderstoodMetadata.of(read(xml));
    assertThat(understood.certificates()).hasSize(1);
    assertThat(understood.leftOut())
        .extracting(LeftOut::subject, LeftOut::rule)
        .containsExactlyInAnyOrder(
            tuple("CN=idp", MetadataRule.WEAK_KEY),
            tuple("CN=ed", MetadataRule.OTHER_KEY),
            tuple("CN=dsa", MetadataRule.OTHER_KEY),
            tuple("", MetadataRule.BAD_CERTIFICATE),
            tuple("", MetadataRule.BAD_CERTIFICATE),
            tuple("", MetadataRule.BAD_CERTIFICATE));
  }

  private static String descriptor(String base64) {
    return "<md:KeyDescriptor><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"
        + "<ds:X509Data><ds:X509Certificate>"
        + base64
        + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
  }

  @Test
  void isRefusedWithoutACertificate() {
    assertRefused(IDP.metadata(List.of()), MetadataRule.NO_CERTIFICATE);
    assertRefused(with("use=\"signing\"", "use=\"encryption\""), MetadataRule.NO_CERTIFICATE);
  }

  @Test
  void isRefusedWithABrokenCertificate() {
    assertRefused(
        IDP.metadata().replaceFirst("(?s)(<ds:X509Certificate>).{200}", "$1"),
        MetadataRule.BAD_CERTIFICATE);
  }

  @Test
  void isRefusedWithAKeyThatIsTooShort() {
    FakeIdp.Key weak = FakeIdp.Key.make(Instant.now().plus(Duration.ofDays(9)), 1024);
    assertRefused(IDP.metadata(List.of(weak)), MetadataRule.WEAK_KEY);
  }

  @Test
  void isRefusedWhereAllCertificatesHaveExpired() {
    FakeIdp.Key old = FakeIdp.Key.make(Instant.now().minus(Duration.ofDays(9)), 2048);
    assertRefused(IDP.metadata(List.of(old)), MetadataRule.CERTIFICATE_EXPIRED);
    assertThat(read(IDP.metadata(List.of(old, IDP.key()))).certificates().good()).hasSize(2);
  }

  @Test
  void isRefusedWhereItIsGoodNoLonger() {
    assertRefused(
        with("entityID=", "validUntil=\"2020-01-01T00:00:00Z\" entityID="), MetadataRule.OUTDATED);
    assertRefused(
        with("<md:IDPSSODescriptor ", "<md:IDPSSODescriptor validUntil=\"2020-01-01T00:00:00Z\" "),
        MetadataRule.OUTDATED);
  }

  @Test
  void countsWhereItIsSignedAsTheAdministratorSays() {
    String pem = pem(IDP.otherKey());
    assertThat(reader.read(signed(IDP.otherKey()), Optional.of(pem)).entityId())
        .isEqualTo(IDP.entityId());
  }

  @Test
  void isRefusedWhereItIsNotSignedAsTheAdministratorSays() {
    assertRefused(IDP.metadata(), pem(IDP.key()), MetadataRule.UNSIGNED);
    assertRefused(signed(IDP.key()), pem(IDP.otherKey()), MetadataRule.WRONG_SIGNER);
    assertRefused(
        signed(IDP.otherKey()).replace(IDP.signOnAddress(), "https://evil.example/sso"),
        pem(IDP.otherKey()),
        MetadataRule.WRONG_SIGNER);
  }

  @ParameterizedTest
  @CsvSource({"''", "nonsense", "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----"})
  void refusesWhatIsNoCertificate(String pem) {
    assertThatThrownBy(() -> PemCertificate.read(pem))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(MetadataRule.SIGNER_INVALID));
  }

  @Test
  void refusesACertificateBesideWhatNoDatabaseStores() {
    assertThatThrownBy(() -> PemCertificate.read(pem(IDP.key()) + "\0"))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(MetadataRule.SIGNER_INVALID));
  }

  private static String with(String part, String other) {
    assertThat(IDP.metadata()).contains(part);
    return IDP.metadata().replace(part, other);
  }

  private String signed(FakeIdp.Key key) {
    SignableSAMLObject entity =
        (SignableSAMLObject) read(with("entityID=", "ID=\"_m\" entityID=")).descriptor();
    FakeIdp.sign(entity, key, SignatureAlgorithms.SIGNATURE, SignatureAlgorithms.DIGEST);
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

  private void assertRefused(String xml, Rule rule) {
    assertThatThrownBy(() -> read(xml))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  private void assertRefused(String xml, String signer, Rule rule) {
    assertThatThrownBy(() -> reader.read(xml, Optional.of(signer)))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }
}
