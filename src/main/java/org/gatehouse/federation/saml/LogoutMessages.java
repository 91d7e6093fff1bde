package org.gatehouse.federation.saml;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import net.shibboleth.shared.xml.XMLParserException;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.SessionIndex;
import org.opensaml.saml.saml2.core.Status;
import org.opensaml.saml.saml2.core.StatusCode;

/** Writes our messages about logouts (SAML Core 3.7). */
final class LogoutMessages {
  private LogoutMessages() {}

  /**
   * Asks a provider to end somebody's session.
   *
   * @param nameId whom it means, as XML it has sent us itself
   * @param index which session
   */
  static LogoutRequest request(
      IdpClient client, String address, String nameId, Optional<String> index) {
    LogoutRequest request = OpenSaml.build(LogoutRequest.class, LogoutRequest.DEFAULT_ELEMENT_NAME);
    request.setID("_" + UUID.randomUUID());
    request.setVersion(SAMLVersion.VERSION_20);
    request.setIssueInstant(Instant.now());
    request.setDestination(address);
    request.setIssuer(issuer(client));
    request.setNameID(nameId(nameId));
    index.ifPresent(
        value -> {
          SessionIndex named =
              OpenSaml.build(SessionIndex.class, SessionIndex.DEFAULT_ELEMENT_NAME);
          named.setValue(value);
          request.getSessionIndexes().add(named);
        });
    return request;
  }

  /**
   * Tells a provider that the sessions are ended that it has named.
   *
   * @param requestId its request
   */
  static LogoutResponse answer(IdpClient client, String address, String requestId) {
    LogoutResponse response =
        OpenSaml.build(LogoutResponse.class, LogoutResponse.DEFAULT_ELEMENT_NAME);
    response.setID("_" + UUID.randomUUID());
    response.setVersion(SAMLVersion.VERSION_20);
    response.setIssueInstant(Instant.now());
    response.setDestination(address);
    response.setInResponseTo(requestId);
    response.setIssuer(issuer(client));
    StatusCode code = OpenSaml.build(StatusCode.class, StatusCode.DEFAULT_ELEMENT_NAME);
    code.setValue(StatusCode.SUCCESS);
    Status status = OpenSaml.build(Status.class, Status.DEFAULT_ELEMENT_NAME);
    status.setStatusCode(code);
    response.setStatus(status);
    return response;
  }

  private static Issuer issuer(IdpClient client) {
    Issuer issuer = OpenSaml.build(Issuer.class, Issuer.DEFAULT_ELEMENT_NAME);
    issuer.setValue(client.self().entityId());
    return issuer;
  }

  private static NameID nameId(String xml) {
    try {
      return (NameID) OpenSaml.read(OpenSaml.parse(xml).getDocumentElement());
    } catch (XMLParserException | UnmarshallingException e) {
      throw new IllegalStateException("we wrote it ourselves", e);
    }
  }
}
