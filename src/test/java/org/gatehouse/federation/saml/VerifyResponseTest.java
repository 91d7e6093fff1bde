package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractComparableAssert;
import org.gatehouse.core.signon.Authenticated;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensaml.saml.saml2.core.NameIDType;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.signature.support.SignatureConstants;

/** Of all responses that look good, those alone that are good tell who somebody is. */
class VerifyResponseTest {
  private static final ServiceProvider SELF =
      ServiceProvider.of("https://gatehouse.example", "corpinc");
  private static final String REQUEST = "_request";
  private static final Duration A_WHILE = Duration.ofMinutes(10);
  private static final FakeIdp IDP = new FakeIdp("idp");
  private static final FakeIdp.Key OWN = FakeIdp.Key.make();
  private static final IdpClient CLIENT = client(IDP.metadata());

  private static final String KEY_METHOD =
      "(?s)<xenc:EncryptionMethod[^>]*mgf1p\"[^>]*(/>|>.*?</xenc:EncryptionMethod>)";

  private final VerifyResponse verify = new VerifyResponse(Clock.systemUTC());

  private static IdpClient client(String xml) {
    IdpMetadata metadata = new ReadMetadata(Clock.systemUTC()).readAgain(xml, Optional.empty());
    KeyPairWithCertificate key =
        new KeyPairWithCertificate(
            UUID.randomUUID(), Use.ACTIVE, OWN.certificate(), OWN.pair().getPrivate());
    return new IdpClient(UUID.randomUUID(), SELF, metadata, List.of(key), Duration.ofSeconds(60));
  }

  @Test
  void tellsWhoItIs() {
    Authenticated answer =
        verified(
            response -> {
              response.nameId = "kevin@example.com";
              response.sessionIndex = "_session";
              response.attributes = Map.of("groups", List.of("staff", "admins"));
            });
    assertThat(answer.identity().subject()).isEqualTo("kevin@example.com");
    assertThat(answer.identity().values("groups")).containsExactly("staff", "admins");
    assertThat(answer.session().index()).contains("_session");
    assertThat(answer.session().subject()).isEqualTo("kevin@example.com");
    assertThat(answer.session().credential()).contains("NameID", NameIDType.PERSISTENT);
  }

  @Test
  void readsAnEncryptedAssertion() {
    assertThat(verified(response -> response.encryptFor = OWN.certificate()).identity().subject())
        .isEqualTo("kevin@example.com");
  }

  @Test
  void readsAnEncryptedAssertionWithinASignedResponse() {
    Authenticated answer =
        verified(
            response -> {
              response.encryptFor = OWN.certificate();
              response.signResponse = true;
            });
    assertThat(answer.identity().subject()).isEqualTo("kevin@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES128,
        EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES256,
        EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES128_GCM
      })
  void decryptsWhatProvidersUse(String algorithm) {
    Authenticated answer =
        verified(
            response -> {
              response.encryptFor = OWN.certificate();
              response.encryption = algorithm;
            });
    assertThat(answer.identity().subject()).isEqualTo("kevin@example.com");
  }

  @Test
  void asksForNoCipherThatCanBeTamperedWith() {
    String metadata = SpMetadata.signed(SELF, CLIENT.keys());
    assertThat(metadata).contains("aes256-gcm").doesNotContain("-cbc");
  }

  @Test
  void trustsNoKeyWithoutCertificate() {
    java.security.interfaces.RSAPublicKey key =
        (java.security.interfaces.RSAPublicKey) IDP.otherKey().pair().getPublic();
    String bare =
        "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo"
            + " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:KeyValue><ds:RSAKeyValue>"
            + "<ds:Modulus>"
            + Base64.getEncoder().encodeToString(unsigned(key.getModulus()))
            + "</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>"
            + "</ds:KeyInfo></md:KeyDescriptor>";
    IdpMetadata metadata =
        new ReadMetadata(Clock.systemUTC())
            .read(IDP.metadata().replaceFirst("<md:KeyDescriptor", bare + "$0"), Optional.empty());
    IdpClient client =
        new IdpClient(UUID.randomUUID(), SELF, metadata, CLIENT.keys(), Duration.ofSeconds(60));
    FakeResponse response = good();
    response.key = IDP.otherKey();
    PendingAuthnRequest asked = new PendingAuthnRequest(REQUEST, Instant.now(), false);
    assertThatThrownBy(() -> verify.verify(read(response.xml()), client, "", Optional.of(asked)))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.WRONG_KEY));
  }

  private static byte[] unsigned(java.math.BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  @Test
  void acceptsAResponseThatIsSignedAsAWhole() {
    assertThat(verified(response -> response.signResponse = true).identity().subject())
        .isEqualTo("kevin@example.com");
  }

  @Test
  void takesThePersonFromAnAttribute() {
    FakeResponse response = good();
    response.nameIdFormat = NameIDType.TRANSIENT;
    response.attributes = Map.of("oid", List.of("4711"));
    assertThat(verify(response.xml(), "oid").identity().subject()).isEqualTo("4711");
  }

  @Test
  void keepsNamesOfDifferentKindsApart() {
    assertThat(subject(NameIDType.PERSISTENT, "anna")).isEqualTo("anna");
    assertThat(subject(NameIDType.EMAIL, "anna")).isEqualTo("emailAddress:anna");
    assertThat(subject(NameIDType.UNSPECIFIED, "anna")).isEqualTo("unspecified:anna");
    assertThat(subject(null, "anna")).isEqualTo("unspecified:anna");
    assertThat(subject(NameIDType.PERSISTENT, "emailAddress:anna"))
        .isEqualTo("persistent:emailAddress:anna");
  }

  @Test
  void takesALastingNameOfSomebodyElseForAnother() {
    FakeResponse response = good();
    response.nameQualifier = IDP.entityId();
    response.spNameQualifier = SELF.entityId();
    assertThat(verify(response.xml(), "").identity().subject()).isEqualTo("kevin@example.com");
    response.nameQualifier = "https://other.example";
    assertThat(verify(response.xml(), "").identity().subject())
        .isEqualTo("persistent!https%3A%2F%2Fother.example!:kevin@example.com");
    response.nameQualifier = null;
    response.spNameQualifier = "group";
    assertThat(verify(response.xml(), "").identity().subject())
        .isEqualTo("persistent!!group:kevin@example.com");
  }

  private String subject(@Nullable String format, String name) {
    return verified(
            response -> {
              response.nameIdFormat = format;
              response.nameId = name;
            })
        .identity()
        .subject();
  }

  @Test
  void readsTheWholeNameAcrossAComment() {
    FakeResponse response = good();
    response.nameId = "kevin@example.com.evil.example";
    String xml = response.xml().replace("kevin@example.com.evil", "kevin@example.com<!-- -->.evil");
    assertThat(xml).contains("<!-- -->");
    assertThat(verify(xml, "").identity().subject()).isEqualTo("kevin@example.com.evil.example");
  }

  @Test
  void refusesAnUnsignedOne() {
    assertRefused(SamlRefusal.UNSIGNED, response -> response.signAssertion = false);
  }

  @Test
  void saysNothingOfWhatWasEncryptedByWhoeverItWas() {
    for (Consumer<FakeResponse> flaw :
        List.<Consumer<FakeResponse>>of(
            response -> response.signAssertion = false,
            response -> response.key = IDP.otherKey(),
            response -> response.algorithm = SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA1,
            response -> {
              response.key = IDP.otherKey();
              response.authenticated = false;
            },
            response -> {
              response.key = IDP.otherKey();
              response.audience = "https://other.example";
            })) {
      assertRefused(SamlRefusal.NOT_DECRYPTED, flaw.andThen(r -> r.encryptFor = OWN.certificate()));
    }
  }

  @Test
  void saysWhatIsWrongWithWhatTheProviderItselfEncrypted() {
    assertRefused(
        SamlRefusal.RESPONSE_ONLY_SIGNED,
        response -> {
          response.signAssertion = false;
          response.signResponse = true;
          response.encryptFor = OWN.certificate();
        });
    assertRefused(
        SamlRefusal.WRONG_AUDIENCE,
        response -> {
          response.audience = "https://other.example";
          response.encryptFor = OWN.certificate();
        });
  }

  @Test
  void verifiesTheSignatureBeforeAnythingThatIsSaid() {
    assertRefused(
        SamlRefusal.WRONG_KEY,
        response -> {
          response.audience = "https://other.example";
          response.key = IDP.otherKey();
        });
  }

  @Test
  void refusesASignatureOfTheResponseAlone() {
    assertRefused(
        SamlRefusal.RESPONSE_ONLY_SIGNED,
        response -> {
          response.signAssertion = false;
          response.signResponse = true;
        });
  }

  @Test
  void refusesAKeyThatIsNotTheProviders() {
    assertRefused(SamlRefusal.WRONG_KEY, response -> response.key = IDP.otherKey());
  }

  @Test
  void refusesAKeyThatIsNotTheProvidersOnTheResponseToo() {
    assertRefused(
        SamlRefusal.WRONG_KEY,
        response -> {
          response.key = IDP.otherKey();
          response.signResponse = true;
        });
  }

  @Test
  void refusesWhatWasChangedAfterItWasSigned() {
    String xml = good().xml().replace("kevin@example.com", "admin@example.com");
    assertThatXml(xml).isEqualTo(SamlRefusal.WRONG_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA1,
        "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"
      })
  void refusesWeakSignatures(String algorithm) {
    String xml = good().xml().replace(SignatureAlgorithms.SIGNATURE, algorithm);
    assertThatXml(xml).isEqualTo(SamlRefusal.WEAK_ALGORITHM);
  }

  @Test
  void refusesASha1SignatureThatIsRight() {
    assertRefused(
        SamlRefusal.WEAK_ALGORITHM,
        response -> response.algorithm = SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA1);
  }

  @Test
  void refusesASha1Digest() {
    assertRefused(
        SamlRefusal.WEAK_ALGORITHM,
        response -> response.digest = SignatureConstants.ALGO_ID_DIGEST_SHA1);
  }

  @Test
  void refusesASha1SignatureWithinEncryption() {
    assertRefused(
        SamlRefusal.NOT_DECRYPTED,
        response -> {
          response.algorithm = SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA1;
          response.encryptFor = OWN.certificate();
        });
  }

  @Test
  void refusesKeysThatWereSentByPkcs1() {
    assertRefused(
        SamlRefusal.WEAK_ALGORITHM,
        response -> {
          response.encryptFor = OWN.certificate();
          response.keyTransport = EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSA15;
        });
  }

  @Test
  void refusesWhatIsEncryptedForSomebodyElse() {
    assertRefused(
        SamlRefusal.NOT_DECRYPTED, response -> response.encryptFor = IDP.otherKey().certificate());
  }

  @Test
  void refusesAnotherAudience() {
    assertRefused(
        SamlRefusal.WRONG_AUDIENCE, response -> response.audience = "https://other.example");
  }

  @Test
  void refusesAnAssertionForAnybody() {
    assertRefused(SamlRefusal.WRONG_AUDIENCE, response -> response.restricted = false);
  }

  @Test
  void refusesAnAssertionWithoutConditions() {
    assertRefused(SamlRefusal.INCOMPLETE, response -> response.conditions = false);
  }

  @Test
  void refusesAnotherRecipient() {
    assertRefused(
        SamlRefusal.WRONG_RECIPIENT, response -> response.recipient = "https://other.example/acs");
  }

  @Test
  void refusesNoRecipient() {
    assertRefused(SamlRefusal.WRONG_RECIPIENT, response -> response.recipient = null);
  }

  @Test
  void refusesAnotherDestination() {
    assertRefused(
        SamlRefusal.WRONG_DESTINATION,
        response -> response.destination = SELF.acs().replace("corpinc", "other"));
  }

  @Test
  void refusesNoDestinationWhereTheMessageIsSigned() {
    assertRefused(
        SamlRefusal.WRONG_DESTINATION,
        response -> {
          response.destination = null;
          response.signResponse = true;
        });
  }

  @Test
  void acceptsNoDestinationWhereOnlyTheAssertionIsSigned() {
    assertThat(verified(response -> response.destination = null).identity().subject())
        .isEqualTo("kevin@example.com");
    assertThat(
            verified(
                    response -> {
                      response.destination = null;
                      response.encryptFor = OWN.certificate();
                    })
                .identity()
                .subject())
        .isEqualTo("kevin@example.com");
  }

  @Test
  void refusesAResponseOfAnotherProvider() {
    assertRefused(SamlRefusal.WRONG_ISSUER, response -> response.issuer = "https://other.example");
  }

  @Test
  void refusesAnAssertionOfAnotherProvider() {
    assertRefused(
        SamlRefusal.WRONG_ISSUER, response -> response.assertionIssuer = "https://other.example");
  }

  @Test
  void refusesAnAssertionOfNobody() {
    assertRefused(SamlRefusal.WRONG_ISSUER, response -> response.assertionIssuer = null);
  }

  @Test
  void refusesAResponseThatWasIssuedLongAgo() {
    assertRefused(SamlRefusal.CLOCKS_DIFFER, response -> response.issuedAt = before());
    assertThat(wordsOf(unasked(response -> response.issuedAt = before())))
        .matches("written 60[0-9] s ago");
  }

  @Test
  void refusesAResponseFromTheFuture() {
    assertRefused(SamlRefusal.CLOCKS_DIFFER, response -> response.issuedAt = after());
  }

  @Test
  void refusesAnAssertionThatWasIssuedLongAgo() {
    assertRefused(SamlRefusal.CLOCKS_DIFFER, response -> response.assertionIssuedAt = before());
  }

  @Test
  void saysThatClocksDifferAndByHowMuch() {
    assertThat(words(response -> allAt(response, after())))
        .matches("the provider's clock is at least (599|600) s ahead");
    assertThat(words(response -> allAt(response, before())))
        .matches("the provider's clock is at least 60[0-9] s behind");
    assertThat(words(response -> response.notOnOrAfter = before())).matches("written [0-9] s ago");
  }

  @Test
  void letsClocksDifferAsMuchAsTheOperatorSays() {
    IdpClient generous =
        new IdpClient(UUID.randomUUID(), SELF, CLIENT.idp(), CLIENT.keys(), Duration.ofMinutes(5));
    FakeResponse response = good();
    allAt(response, Instant.now().plus(Duration.ofMinutes(4)));
    assertThatXml(response.xml()).isEqualTo(SamlRefusal.CLOCKS_DIFFER);
    Optional<PendingAuthnRequest> asked =
        Optional.of(new PendingAuthnRequest(REQUEST, Instant.now(), false));
    assertThat(verify.verify(read(response.xml()), generous, "", asked).answer()).isNotNull();
  }

  private static void allAt(FakeResponse response, Instant moment) {
    response.issuedAt = moment;
    response.assertionIssuedAt = moment;
    response.authenticatedAt = moment;
    response.notBefore = moment.minusSeconds(5);
    response.notOnOrAfter = moment.plus(Duration.ofMinutes(5));
    response.confirmedUntil = moment.plus(Duration.ofMinutes(5));
  }

  private SamlRefused refused(String xml, Optional<PendingAuthnRequest> asked) {
    try {
      verify.verify(read(xml), CLIENT, "", asked);
    } catch (SamlRefused e) {
      return e;
    }
    throw new AssertionError("was accepted: " + xml);
  }

  private String words(Consumer<FakeResponse> change) {
    FakeResponse response = good();
    change.accept(response);
    return wordsOf(
        refused(
            response.xml(), Optional.of(new PendingAuthnRequest(REQUEST, Instant.now(), false))));
  }

  private SamlRefused unasked(Consumer<FakeResponse> change) {
    FakeResponse response = IDP.respond(SELF.entityId(), SELF.acs(), null);
    change.accept(response);
    return refused(response.xml(), Optional.empty());
  }

  private static String wordsOf(SamlRefused refused) {
    return refused.reason().words();
  }

  @Test
  void passesOnTheProvidersOwnWords() {
    assertThat(words(response -> response.status = StatusCode.RESPONDER)).isEqualTo("Responder");
    String xml =
        with(
            response -> response.status = StatusCode.RESPONDER,
            "<saml2p:StatusCode Value=\"" + StatusCode.RESPONDER + "\"/>",
            "<saml2p:StatusCode Value=\"%s\"><saml2p:StatusCode Value=\"%s\"><saml2p:StatusCode"
                    .formatted(StatusCode.RESPONDER, StatusCode.NO_AUTHN_CONTEXT)
                + " Value=\"urn:corp:4711\"/></saml2p:StatusCode></saml2p:StatusCode>"
                + "<saml2p:StatusMessage> kein\u202E passender\n Kontext &lt;b&gt;"
                + "</saml2p:StatusMessage>");
    assertThat(wordsOf(refused(xml, Optional.empty())))
        .isEqualTo("Responder / NoAuthnContext / urn:corp:4711: kein passender Kontext <b>");
  }

  @Test
  void passesOnNoMoreWordsThanFit() {
    String xml =
        with(
            response -> response.status = StatusCode.RESPONDER,
            "</saml2p:Status>",
            "<saml2p:StatusMessage>"
                + "\uD83D\uDD11".repeat(300)
                + "</saml2p:StatusMessage></saml2p:Status>");
    String words = wordsOf(refused(xml, Optional.empty()));
    assertThat(words.codePointCount(0, words.length())).isEqualTo(200);
    assertThat(words).endsWith("\uD83D\uDD11…");
  }

  @Test
  void passesOnNothingOfWhatWasEncrypted() {
    assertThat(
            words(
                response -> {
                  response.encryptFor = OWN.certificate();
                  response.key = IDP.otherKey();
                }))
        .isEmpty();
  }

  private static String with(Consumer<FakeResponse> change, String part, String other) {
    FakeResponse response = good();
    change.accept(response);
    assertThat(response.xml()).contains(part);
    return response.xml().replace(part, other);
  }

  @Test
  void refusesASignatureThatNamesNoCanonicalForm() {
    String transform = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
    assertThatXml(with(response -> {}, transform, "")).isEqualTo(SamlRefusal.WEAK_ALGORITHM);
    assertThatXml(
            with(
                response -> {},
                transform,
                transform.replace("2001/10/xml-exc-c14n#", "TR/2001/REC-xml-c14n-20010315")))
        .isEqualTo(SamlRefusal.WEAK_ALGORITHM);
    assertThatXml(good().xml().replaceAll("(?s)<ds:Transforms>.*</ds:Transforms>", ""))
        .isEqualTo(SamlRefusal.WEAK_ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://www.w3.org/2001/04/xmldsig-more#md5", "urn:none"})
  void refusesAnyOtherDigestOfAKey(String algorithm) {
    String xml =
        encrypted()
            .replaceFirst(
                KEY_METHOD,
                "<xenc:EncryptionMethod xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\""
                    + " Algorithm=\""
                    + EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP
                    + "\"><ds:DigestMethod xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""
                    + " Algorithm=\""
                    + algorithm
                    + "\"/></xenc:EncryptionMethod>");
    assertThat(xml).contains("Algorithm=\"" + algorithm + "\"");
    assertThatXml(xml).isEqualTo(SamlRefusal.WEAK_ALGORITHM);
  }

  @Test
  void refusesWhatDoesNotSayHowItIsEncrypted() {
    String xml = encrypted();
    for (String part :
        List.of(
            "<xenc:EncryptionMethod[^>]*gcm\"[^>]*/>",
            KEY_METHOD,
            " Algorithm=\"[^\"]*gcm\"",
            " Algorithm=\"[^\"]*mgf1p\"")) {
      String without = xml.replaceFirst(part, "");
      assertThat(without).as(part).isNotEqualTo(xml);
      assertThatXml(without).as(part).isEqualTo(SamlRefusal.WEAK_ALGORITHM);
    }
    assertThatXml(xml.replaceFirst("Algorithm=\"[^\"]*gcm\"", "Algorithm=\"\""))
        .isEqualTo(SamlRefusal.WEAK_ALGORITHM);
  }

  @Test
  void refusesAKeyThatDoesNotFitItsAlgorithm() {
    String xml =
        with(response -> response.encryptFor = OWN.certificate(), "#aes256-gcm", "#aes128-gcm");
    assertThatXml(xml).isEqualTo(SamlRefusal.NOT_DECRYPTED);
  }

  @Test
  void takesAnAddressForTheSamePersonInWhateverCase() {
    assertThat(subject(NameIDType.EMAIL, "Greta.Holm@Example.com"))
        .isEqualTo("emailAddress:greta.holm@example.com");
    assertThat(subject(NameIDType.PERSISTENT, "Greta")).isEqualTo("Greta");
    assertThat(subject(NameIDType.UNSPECIFIED, "Greta")).isEqualTo("unspecified:Greta");
  }

  @Test
  void refusesConditionsThatDoNotHoldYet() {
    assertRefused(SamlRefusal.EXPIRED, response -> response.notBefore = after());
  }

  @Test
  void refusesConditionsThatHoldNoLonger() {
    assertRefused(SamlRefusal.EXPIRED, response -> response.notOnOrAfter = before());
  }

  @Test
  void refusesAConfirmationThatHoldsNoLonger() {
    assertRefused(SamlRefusal.EXPIRED, response -> response.confirmedUntil = before());
  }

  @Test
  void refusesAConfirmationWithoutEnd() {
    assertRefused(SamlRefusal.INCOMPLETE, response -> response.confirmedUntil = null);
  }

  @Test
  void refusesASessionThatHasEnded() {
    assertRefused(SamlRefusal.EXPIRED, response -> response.sessionUntil = before());
  }

  @Test
  void refusesAnAuthenticationInTheFuture() {
    assertRefused(SamlRefusal.EXPIRED, response -> response.authenticatedAt = after());
  }

  @Test
  void acceptsALongSessionOfTheProvider() {
    assertThat(
            verified(response -> response.authenticatedAt = response.now.minus(Duration.ofDays(3)))
                .identity()
                .subject())
        .isEqualTo("kevin@example.com");
  }

  @Test
  void refusesALongSessionWhereThePersonMustBeAskedAnew() {
    FakeResponse response = good();
    response.authenticatedAt = before();
    PendingAuthnRequest anew = new PendingAuthnRequest(REQUEST, Instant.now(), true);
    assertThatThrownBy(() -> verify.verify(read(response.xml()), CLIENT, "", Optional.of(anew)))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.NOT_ANEW));
  }

  @Test
  void refusesAnAssertionThatAnswersAnotherRequest() {
    assertRefused(
        SamlRefusal.OTHER_REQUEST, response -> response.confirmedInResponseTo = "_another");
  }

  @Test
  void refusesAnAssertionThatAnswersNoRequest() {
    assertRefused(SamlRefusal.OTHER_REQUEST, response -> response.confirmedInResponseTo = null);
  }

  @Test
  void acceptsAnUnsolicitedOneWhereThatIsAllowed() {
    FakeResponse response = IDP.respond(SELF.entityId(), SELF.acs(), null);
    assertThat(
            verify
                .verify(read(response.xml()), CLIENT, "", Optional.empty())
                .answer()
                .identity()
                .subject())
        .isEqualTo("kevin@example.com");
  }

  @Test
  void refusesWhateverIsSaidByAProviderWhoseMetadataHasExpired() {
    IdpClient outdated =
        client(
            IDP.metadata().replace("entityID=", "validUntil=\"2020-01-01T00:00:00Z\" entityID="));
    FakeResponse response = IDP.respond(SELF.entityId(), SELF.acs(), null);
    assertThatThrownBy(() -> verify.verify(read(response.xml()), outdated, "", Optional.empty()))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.METADATA_EXPIRED));
  }

  @Test
  void refusesAnAssertionForARequestInAnUnsolicitedResponse() {
    FakeResponse response = good();
    response.inResponseTo = null;
    assertThatThrownBy(() -> verify.verify(read(response.xml()), CLIENT, "", Optional.empty()))
        .isInstanceOfSatisfying(
            SamlRefused.class, e -> assertThat(e.why()).isEqualTo(SamlRefusal.OTHER_REQUEST));
  }

  @Test
  void refusesANameThatIsGoodForOneSessionOnly() {
    assertRefused(
        SamlRefusal.TRANSIENT_SUBJECT, response -> response.nameIdFormat = NameIDType.TRANSIENT);
  }

  @Test
  void refusesAnAssertionAboutNobody() {
    assertRefused(SamlRefusal.NO_SUBJECT, response -> response.nameId = null);
    assertRefused(SamlRefusal.NO_SUBJECT, response -> response.nameId = "  ");
    assertRefused(SamlRefusal.NO_SUBJECT, response -> response.nameId = "x".repeat(1025));
  }

  @Test
  void refusesAnAssertionThatDoesNotSayThatAnybodyLoggedIn() {
    assertRefused(SamlRefusal.NO_ASSERTION, response -> response.authenticated = false);
  }

  @Test
  void tellsThatTheProviderSaidNo() {
    assertRefused(SamlRefusal.IDP_SAID_NO, response -> response.status = StatusCode.RESPONDER);
  }

  @Test
  void refusesMoreAttributesThanAnybodyHas() {
    assertRefused(
        SamlRefusal.TOO_LARGE,
        response -> response.attributes = Map.of("photo", List.of("x".repeat(100_001))));
  }

  @ParameterizedTest
  @EnumSource(Wrapping.class)
  void refusesSignatureWrapping(Wrapping form) {
    FakeResponse response = good();
    response.signResponse = form == Wrapping.XSW1 || form == Wrapping.XSW2;
    response.signAssertion = !response.signResponse;
    assertThatXml(form.wrap(response.xml()))
        .isIn(SamlRefusal.WRAPPED, SamlRefusal.SECOND_ASSERTION);
  }

  @Test
  void refusesAnEncryptedAssertionBesideAPlainOne() {
    FakeResponse encrypted = good();
    encrypted.encryptFor = OWN.certificate();
    String second =
        encrypted
            .xml()
            .replaceFirst("(?s).*(<saml2:EncryptedAssertion.*</saml2:EncryptedAssertion>).*", "$1");
    assertThatXml(good().xml().replace("</saml2p:Response>", second + "</saml2p:Response>"))
        .isEqualTo(SamlRefusal.SECOND_ASSERTION);
  }

  @Test
  void refusesKeysThatAreElsewhere() {
    String elsewhere =
        "<ds:RetrievalMethod xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" URI=\"#k\""
            + " Type=\"http://www.w3.org/2001/04/xmlenc#EncryptedKey\"/>";
    assertThatXml(encrypted().replaceFirst("<xenc:EncryptedKey", elsewhere + "$0"))
        .isEqualTo(SamlRefusal.MALFORMED);
  }

  @Test
  void refusesMoreKeysThanAnybodySends() {
    String xml = encrypted();
    String key = xml.replaceFirst("(?s).*(<xenc:EncryptedKey.*</xenc:EncryptedKey>).*", "$1");
    String another = key.replaceFirst(" Id=\"[^\"]*\"", "");
    assertThat(verify(xml.replace(key, another.repeat(3) + key), "").identity().subject())
        .isEqualTo("kevin@example.com");
    assertThatXml(xml.replace(key, another.repeat(4) + key)).isEqualTo(SamlRefusal.MALFORMED);
  }

  @Test
  void refusesASignatureOfSeveralThings() {
    String reference = "(?s)(<ds:Reference.*</ds:Reference>)";
    assertThatXml(good().xml().replaceFirst(reference, "$1$1")).isEqualTo(SamlRefusal.MALFORMED);
  }

  private static String encrypted() {
    FakeResponse response = good();
    response.encryptFor = OWN.certificate();
    return response.xml();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
      })
  void refusesADocumentType(String type) {
    assertThatXml(good().xml().replaceFirst("(<\\?xml[^>]*>)?", type))
        .isEqualTo(SamlRefusal.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<a/>",
        "<saml2p:ArtifactResponse xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>",
        "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" Version=\"2.0\""
            + " IssueInstant=\"soon\"/>",
        "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" Version=\"two\"/>",
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:1.0:protocol\"/>"
      })
  void refusesWhatIsNoResponse(String xml) {
    assertThatXml(xml).isEqualTo(SamlRefusal.MALFORMED);
  }

  @Test
  void refusesWhatIsNestedToExhaustIt() {
    int depth = 50_000;
    assertThatXml("<a>".repeat(depth) + "</a>".repeat(depth)).isEqualTo(SamlRefusal.MALFORMED);
  }

  @Test
  void survivesWhateverIsLeftOut() {
    String xml = good().xml();
    for (String element :
        List.of(
            "saml2p:Status",
            "saml2p:StatusCode",
            "saml2:Subject",
            "saml2:NameID",
            "saml2:SubjectConfirmation",
            "saml2:SubjectConfirmationData",
            "saml2:Conditions",
            "saml2:AuthnContext",
            "saml2:AuthnStatement",
            "saml2:Assertion",
            "ds:SignedInfo",
            "ds:Reference",
            "ds:SignatureValue")) {
      String without =
          xml.replaceAll("(?s)<" + element + "( [^>]*[^/])?>.*</" + element + ">", "")
              .replaceAll("<" + element + "[^>]*/>", "");
      assertThat(without).as(element).isNotEqualTo(xml);
      assertThatXml(without).as(element).isNotNull();
    }
    for (String attribute :
        List.of(
            "ID",
            "Version",
            "IssueInstant",
            "Value",
            "Method",
            "AuthnInstant",
            "Algorithm",
            "URI")) {
      String without = xml.replaceAll(" " + attribute + "=\"[^\"]*\"", "");
      assertThat(without).as(attribute).isNotEqualTo(xml);
      assertThatXml(without).as(attribute).isNotNull();
    }
  }

  private static FakeResponse good() {
    return IDP.respond(SELF.entityId(), SELF.acs(), REQUEST);
  }

  private static Instant before() {
    return Instant.now().minus(A_WHILE);
  }

  private static Instant after() {
    return Instant.now().plus(A_WHILE);
  }

  private Authenticated verified(Consumer<FakeResponse> change) {
    FakeResponse response = good();
    change.accept(response);
    return verify(response.xml(), "");
  }

  private Authenticated verify(String xml, String subjectAttribute) {
    PendingAuthnRequest asked = new PendingAuthnRequest(REQUEST, Instant.now(), false);
    return verify.verify(read(xml), CLIENT, subjectAttribute, Optional.of(asked)).answer();
  }

  private org.opensaml.saml.saml2.core.Response read(String xml) {
    return verify.read(xml.getBytes(StandardCharsets.UTF_8));
  }

  private void assertRefused(SamlRefusal why, Consumer<FakeResponse> change) {
    FakeResponse response = good();
    change.accept(response);
    assertThatXml(response.xml()).isEqualTo(why);
  }

  private AbstractComparableAssert<?, SamlRefusal> assertThatXml(String xml) {
    try {
      verify(xml, "");
    } catch (SamlRefused e) {
      return assertThat(e.why());
    }
    throw new AssertionError("was accepted: " + xml);
  }
}
