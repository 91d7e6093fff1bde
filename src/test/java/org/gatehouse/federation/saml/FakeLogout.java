package org.gatehouse.federation.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.opensaml.saml.common.SAMLObject;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.saml.saml2.core.NameIDType;
import org.opensaml.saml.saml2.core.SessionIndex;
import org.opensaml.saml.saml2.core.Status;
import org.opensaml.saml.saml2.core.StatusCode;

/** What an identity provider says about logouts. */
public final class FakeLogout {
  private FakeLogout() {}

  /** A good request about kevin. */
  public static LogoutRequest request(FakeIdp idp, String sls) {
    return request(idp, sls, "kevin@example.com");
  }

  /** A good request about somebody, and these of their sessions. */
  public static LogoutRequest request(
      FakeIdp idp, String sls, String nameId, String... sessionIndexes) {
    LogoutRequest request = OpenSaml.build(LogoutRequest.class, LogoutRequest.DEFAULT_ELEMENT_NAME);
    request.setID("_l" + UUID.randomUUID());
    request.setVersion(SAMLVersion.VERSION_20);
    request.setIssueInstant(Instant.now());
    request.setDestination(sls);
    request.setIssuer(FakeIdp.issuer(idp.entityId()));
    request.setNameID(FakeIdp.nameId(nameId, NameIDType.PERSISTENT));
    for (String index : sessionIndexes) {
      SessionIndex named = OpenSaml.build(SessionIndex.class, SessionIndex.DEFAULT_ELEMENT_NAME);
      named.setValue(index);
      request.getSessionIndexes().add(named);
    }
    return request;
  }

  /** A good answer to a request of ours. */
  public static LogoutResponse answer(FakeIdp idp, String sls, String requestId) {
    LogoutResponse response =
        OpenSaml.build(LogoutResponse.class, LogoutResponse.DEFAULT_ELEMENT_NAME);
    response.setID("_l" + UUID.randomUUID());
    response.setVersion(SAMLVersion.VERSION_20);
    response.setIssueInstant(Instant.now());
    response.setDestination(sls);
    response.setInResponseTo(requestId);
    response.setIssuer(FakeIdp.issuer(idp.entityId()));
    StatusCode code = OpenSaml.build(StatusCode.class, StatusCode.DEFAULT_ELEMENT_NAME);
    code.setValue(StatusCode.SUCCESS);
    Status status = OpenSaml.build(Status.class, Status.DEFAULT_ELEMENT_NAME);
    status.setStatusCode(code);
    response.setStatus(status);
    return response;
  }

  /** A message as an address has it, signed. */
  public static String query(SAMLObject message, String relayState, FakeIdp.Key key) {
    KeyPairWithCertificate signer =
        new KeyPairWithCertificate(
            UUID.randomUUID(), Use.ACTIVE, key.certificate(), key.pair().getPrivate());
    return URI.create(RedirectMessage.address("https://x.example/", message, relayState, signer))
        .getRawQuery();
  }

  /** A request as a form has it, signed. */
  public static String form(LogoutRequest request, FakeIdp.Key key) {
    FakeIdp.sign(request, key, SignatureAlgorithms.SIGNATURE, SignatureAlgorithms.DIGEST);
    return Base64.getEncoder()
        .encodeToString(OpenSaml.text(request).getBytes(StandardCharsets.UTF_8));
  }
}
