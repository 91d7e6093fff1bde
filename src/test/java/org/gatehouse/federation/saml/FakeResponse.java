package org.gatehouse.federation.saml;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.saml2.core.NameIDType;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;

/**
 * A response as a good identity provider would write it, in which a test makes one thing wrong
 * before it is written.
 */
public final class FakeResponse {
  private final FakeIdp idp;

  public String id = "_r" + UUID.randomUUID();
  public String assertionId = "_a" + UUID.randomUUID();
  public @Nullable String issuer;
  public @Nullable String assertionIssuer;
  public @Nullable String destination;
  public @Nullable String recipient;
  public @Nullable String audience;
  public @Nullable String inResponseTo;
  public @Nullable String confirmedInResponseTo;
  public Instant now = Instant.now();
  public @Nullable Instant issuedAt = now;
  public @Nullable Instant assertionIssuedAt = now;
  public @Nullable Instant notBefore = now.minusSeconds(5);
  public @Nullable Instant notOnOrAfter = now.plus(Duration.ofMinutes(5));
  public @Nullable Instant confirmedUntil = now.plus(Duration.ofMinutes(5));
  public @Nullable Instant sessionUntil;
  public @Nullable Instant authenticatedAt = now;
  public @Nullable String nameId = "kevin@example.com";
  public @Nullable String nameIdFormat = NameIDType.PERSISTENT;
  public @Nullable String nameQualifier;
  public @Nullable String spNameQualifier;
  public @Nullable String sessionIndex = "_s" + UUID.randomUUID();
  public Map<String, List<String>> attributes = new LinkedHashMap<>();
  public String status = StatusCode.SUCCESS;
  public boolean conditions = true;
  public boolean restricted = true;
  public boolean authenticated = true;
  public boolean signAssertion = true;
  public boolean signResponse;
  public FakeIdp.Key key;
  public String algorithm = SignatureAlgorithms.SIGNATURE;
  public String digest = SignatureAlgorithms.DIGEST;
  public @Nullable X509Certificate encryptFor;
  public String encryption = EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES256_GCM;
  public String keyTransport = EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP;

  /** The good one. */
  FakeResponse(FakeIdp idp, String audience, String acs, @Nullable String requestId) {
    this.idp = idp;
    this.key = idp.key();
    this.issuer = idp.entityId();
    this.assertionIssuer = idp.entityId();
    this.destination = acs;
    this.recipient = acs;
    this.audience = audience;
    this.inResponseTo = requestId;
    this.confirmedInResponseTo = requestId;
  }

  /** The response as XML. */
  public String xml() {
    return idp.write(this);
  }

  /** The response as a form has it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(xml().getBytes(StandardCharsets.UTF_8));
  }
}
