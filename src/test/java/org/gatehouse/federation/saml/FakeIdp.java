package org.gatehouse.federation.saml;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.secret.NativeCryptography;
import org.gatehouse.federation.saml.key.SelfSigned;
import org.jspecify.annotations.Nullable;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.schema.XSString;
import org.opensaml.core.xml.schema.impl.XSStringBuilder;
import org.opensaml.saml.common.SAMLObjectContentReference;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.AttributeStatement;
import org.opensaml.saml.saml2.core.AttributeValue;
import org.opensaml.saml.saml2.core.Audience;
import org.opensaml.saml.saml2.core.AudienceRestriction;
import org.opensaml.saml.saml2.core.AuthnContext;
import org.opensaml.saml.saml2.core.AuthnContextClassRef;
import org.opensaml.saml.saml2.core.AuthnStatement;
import org.opensaml.saml.saml2.core.Conditions;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.saml2.core.Status;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.Subject;
import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;
import org.opensaml.saml.saml2.encryption.Encrypter;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.encryption.support.DataEncryptionParameters;
import org.opensaml.xmlsec.encryption.support.EncryptionException;
import org.opensaml.xmlsec.encryption.support.KeyEncryptionParameters;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.Signer;

/** An identity provider of the tests' own: it writes whatever a test wants to be sent. */
public final class FakeIdp {
  private static final Key FIRST = Key.make();
  private static final Key SECOND = Key.make();

  private final String entityId;
  private final String address;
  private Key key = FIRST;

  /**
   * @param name its name; its entity id and addresses have it
   */
  public FakeIdp(String name) {
    this.entityId = "https://" + name + ".example/metadata";
    this.address = "https://" + name + ".example";
  }

  /** What it is called. */
  public String entityId() {
    return entityId;
  }

  /** Where it wants requests to log in. */
  public String signOnAddress() {
    return address + "/sso";
  }

  /** Where it wants logouts. */
  public String logoutAddress() {
    return address + "/slo";
  }

  /** With what it signs. */
  public Key key() {
    return key;
  }

  /** A key that isn't the one with which it signs. */
  public Key otherKey() {
    return key == FIRST ? SECOND : FIRST;
  }

  /** From now on it signs with another key. */
  public void changeKey() {
    key = otherKey();
  }

  /** Its metadata, with the key with which it signs. */
  public String metadata() {
    return metadata(List.of(key));
  }

  /** Its metadata, with these keys. */
  public String metadata(List<Key> keys) {
    StringBuilder descriptors = new StringBuilder();
    for (Key shown : keys) {
      descriptors.append(
          """
              <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
                <ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data>
              </ds:KeyInfo></md:KeyDescriptor>
          """
              .formatted(shown.base64()));
    }
    return """
    <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
      <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    %s
        <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%s"/>
        <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>
        <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%s"/>
      </md:IDPSSODescriptor>
    </md:EntityDescriptor>
    """
        .formatted(entityId, descriptors, logoutAddress(), signOnAddress(), signOnAddress());
  }

  /**
   * A good response.
   *
   * @param audience the entity id of the service provider
   * @param acs where it is posted
   * @param requestId what it answers; nothing to be unsolicited
   */
  public FakeResponse respond(String audience, String acs, @Nullable String requestId) {
    return new FakeResponse(this, audience, acs, requestId);
  }

  /** Whether a message is signed as a whole with the key of this certificate. */
  public static boolean isSigned(String xml, X509Certificate certificate) {
    try {
      MessageSignature.check(
          (SignableSAMLObject)
              OpenSaml.read(
                  OpenSaml.parse(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                      .getDocumentElement()),
          List.of(certificate));
      return true;
    } catch (SamlRefused e) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  String write(FakeResponse wanted) {
    Response response = OpenSaml.build(Response.class, Response.DEFAULT_ELEMENT_NAME);
    response.setID(wanted.id);
    response.setIssueInstant(wanted.issuedAt);
    response.setDestination(wanted.destination);
    response.setInResponseTo(wanted.inResponseTo);
    if (wanted.issuer != null) {
      response.setIssuer(issuer(wanted.issuer));
    }
    StatusCode code = OpenSaml.build(StatusCode.class, StatusCode.DEFAULT_ELEMENT_NAME);
    code.setValue(wanted.status);
    Status status = OpenSaml.build(Status.class, Status.DEFAULT_ELEMENT_NAME);
    status.setStatusCode(code);
    response.setStatus(status);
    Assertion assertion = assertion(wanted);
    if (wanted.signAssertion) {
      sign(assertion, wanted);
    }
    if (wanted.encryptFor == null) {
      response.getAssertions().add(assertion);
    } else {
      OpenSaml.write(assertion);
      response.getEncryptedAssertions().add(encrypt(assertion, wanted, wanted.encryptFor));
    }
    if (wanted.signResponse) {
      sign(response, wanted);
    }
    return OpenSaml.text(response);
  }

  private static Assertion assertion(FakeResponse wanted) {
    Assertion assertion = OpenSaml.build(Assertion.class, Assertion.DEFAULT_ELEMENT_NAME);
    assertion.setID(wanted.assertionId);
    assertion.setIssueInstant(wanted.assertionIssuedAt);
    if (wanted.assertionIssuer != null) {
      assertion.setIssuer(issuer(wanted.assertionIssuer));
    }
    assertion.setSubject(subject(wanted));
    if (wanted.conditions) {
      assertion.setConditions(conditions(wanted));
    }
    if (wanted.authenticated) {
      AuthnContextClassRef reference =
          OpenSaml.build(AuthnContextClassRef.class, AuthnContextClassRef.DEFAULT_ELEMENT_NAME);
      reference.setURI(AuthnContext.PPT_AUTHN_CTX);
      AuthnContext context = OpenSaml.build(AuthnContext.class, AuthnContext.DEFAULT_ELEMENT_NAME);
      context.setAuthnContextClassRef(reference);
      AuthnStatement statement =
          OpenSaml.build(AuthnStatement.class, AuthnStatement.DEFAULT_ELEMENT_NAME);
      statement.setAuthnInstant(wanted.authenticatedAt);
      statement.setSessionIndex(wanted.sessionIndex);
      statement.setSessionNotOnOrAfter(wanted.sessionUntil);
      statement.setAuthnContext(context);
      assertion.getAuthnStatements().add(statement);
    }
    if (!wanted.attributes.isEmpty()) {
      AttributeStatement attributes =
          OpenSaml.build(AttributeStatement.class, AttributeStatement.DEFAULT_ELEMENT_NAME);
      wanted.attributes.entrySet().forEach(e -> attributes.getAttributes().add(attribute(e)));
      assertion.getAttributeStatements().add(attributes);
    }
    return assertion;
  }

  private static Subject subject(FakeResponse wanted) {
    Subject subject = OpenSaml.build(Subject.class, Subject.DEFAULT_ELEMENT_NAME);
    if (wanted.nameId != null) {
      NameID name = nameId(wanted.nameId, wanted.nameIdFormat);
      name.setNameQualifier(wanted.nameQualifier);
      name.setSPNameQualifier(wanted.spNameQualifier);
      subject.setNameID(name);
    }
    SubjectConfirmationData data =
        OpenSaml.build(SubjectConfirmationData.class, SubjectConfirmationData.DEFAULT_ELEMENT_NAME);
    data.setRecipient(wanted.recipient);
    data.setNotOnOrAfter(wanted.confirmedUntil);
    data.setInResponseTo(wanted.confirmedInResponseTo);
    SubjectConfirmation confirmation =
        OpenSaml.build(SubjectConfirmation.class, SubjectConfirmation.DEFAULT_ELEMENT_NAME);
    confirmation.setMethod(SubjectConfirmation.METHOD_BEARER);
    confirmation.setSubjectConfirmationData(data);
    subject.getSubjectConfirmations().add(confirmation);
    return subject;
  }

  static NameID nameId(String value, @Nullable String format) {
    NameID name = OpenSaml.build(NameID.class, NameID.DEFAULT_ELEMENT_NAME);
    name.setValue(value);
    name.setFormat(format);
    return name;
  }

  private static Conditions conditions(FakeResponse wanted) {
    Conditions conditions = OpenSaml.build(Conditions.class, Conditions.DEFAULT_ELEMENT_NAME);
    conditions.setNotBefore(wanted.notBefore);
    conditions.setNotOnOrAfter(wanted.notOnOrAfter);
    if (wanted.restricted) {
      Audience audience = OpenSaml.build(Audience.class, Audience.DEFAULT_ELEMENT_NAME);
      audience.setURI(wanted.audience);
      AudienceRestriction restriction =
          OpenSaml.build(AudienceRestriction.class, AudienceRestriction.DEFAULT_ELEMENT_NAME);
      restriction.getAudiences().add(audience);
      conditions.getAudienceRestrictions().add(restriction);
    }
    return conditions;
  }

  private static Attribute attribute(Map.Entry<String, List<String>> wanted) {
    Attribute attribute = OpenSaml.build(Attribute.class, Attribute.DEFAULT_ELEMENT_NAME);
    attribute.setName(wanted.getKey());
    for (String text : wanted.getValue()) {
      XSString value =
          ((XSStringBuilder)
                  XMLObjectProviderRegistrySupport.getBuilderFactory()
                      .<XSString>ensureBuilder(XSString.TYPE_NAME))
              .buildObject(AttributeValue.DEFAULT_ELEMENT_NAME, XSString.TYPE_NAME);
      value.setValue(text);
      attribute.getAttributeValues().add(value);
    }
    return attribute;
  }

  static Issuer issuer(String value) {
    Issuer issuer = OpenSaml.build(Issuer.class, Issuer.DEFAULT_ELEMENT_NAME);
    issuer.setValue(value);
    return issuer;
  }

  private static void sign(SignableSAMLObject object, FakeResponse wanted) {
    sign(object, wanted.key, wanted.algorithm, wanted.digest);
  }

  static void sign(SignableSAMLObject object, Key key, String algorithm, String digest) {
    Signature signature = OpenSaml.build(Signature.class, Signature.DEFAULT_ELEMENT_NAME);
    signature.setSigningCredential(
        new BasicX509Credential(key.certificate(), key.pair().getPrivate()));
    signature.setSignatureAlgorithm(algorithm);
    signature.setCanonicalizationAlgorithm(SignatureAlgorithms.CANONICAL);
    object.setSignature(signature);
    ((SAMLObjectContentReference) signature.getContentReferences().get(0))
        .setDigestAlgorithm(digest);
    OpenSaml.write(object);
    try {
      Signer.signObject(signature);
    } catch (SignatureException e) {
      throw new IllegalStateException(e);
    }
  }

  private static org.opensaml.saml.saml2.core.EncryptedAssertion encrypt(
      Assertion assertion, FakeResponse wanted, X509Certificate certificate) {
    DataEncryptionParameters data = new DataEncryptionParameters();
    data.setAlgorithm(wanted.encryption);
    KeyEncryptionParameters key = new KeyEncryptionParameters();
    key.setAlgorithm(wanted.keyTransport);
    key.setEncryptionCredential(new BasicCredential(certificate.getPublicKey()));
    Encrypter encrypter = new Encrypter(data, new ArrayList<>(List.of(key)));
    encrypter.setKeyPlacement(Encrypter.KeyPlacement.INLINE);
    try {
      return encrypter.encrypt(assertion);
    } catch (EncryptionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * With what it signs.
   *
   * @param pair the keys
   * @param certificate with the public one
   */
  public record Key(KeyPair pair, X509Certificate certificate) {
    static Key make() {
      return make(Instant.now().plus(Duration.ofDays(365)), 2048);
    }

    /**
     * Another one.
     *
     * @param until when its certificate expires
     * @param bits how long it is
     */
    public static Key make(Instant until, int bits) {
      try {
        KeyPairGenerator generator = NativeCryptography.rsa();
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        return new Key(
            pair,
            SelfSigned.make(
                pair, "CN=idp", until.minus(Duration.ofDays(700)), until, new SecureRandom()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    String base64() {
      try {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
