package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.shibboleth.shared.xml.XMLParserException;
import org.jspecify.annotations.Nullable;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.xmlsec.encryption.support.DecryptionException;
import org.w3c.dom.Document;

/**
 * Verifies messages about logouts (SAML Profiles 4.4). pac4j would let pass what isn't signed, what
 * is for somebody else, and whatever stands in an address.
 */
@Singleton
class VerifyLogout {
  /** How long a browser may take to bring a message. */
  private static final Duration ON_THE_WAY = Duration.ofMinutes(5);

  private final Clock clock;

  @Inject
  VerifyLogout(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads a message, as far as that needs no trust: a {@link LogoutRequest} or a {@link
   * LogoutResponse}.
   *
   * @throws SamlRefused if it is neither, or could be misread
   */
  SignableSAMLObject read(LogoutMessage message) {
    XMLObject read = unmarshalled(message);
    if (read instanceof LogoutRequest request
        && SAMLVersion.VERSION_20.equals(request.getVersion())) {
      return request;
    }
    if (read instanceof LogoutResponse response
        && SAMLVersion.VERSION_20.equals(response.getVersion())) {
      return response;
    }
    throw new SamlRefused(SamlRefusal.MALFORMED, "no logout");
  }

  private static XMLObject unmarshalled(LogoutMessage message) {
    try {
      Document document = OpenSaml.parse(message.xml());
      MessageSignature.checkShape(document);
      return OpenSaml.read(document.getDocumentElement());
    } catch (XMLParserException | UnmarshallingException e) {
      throw new SamlRefused(SamlRefusal.MALFORMED);
    } catch (SamlRefused e) {
      throw e;
    } catch (RuntimeException e) {
      // OpenSAML and its libraries let some of what can't be read through like this.
      throw new SamlRefused(SamlRefusal.MALFORMED, e.getClass().getSimpleName());
    }
  }

  /**
   * Verifies a request of theirs.
   *
   * @return until when it could be sent again
   * @throws SamlRefused naming what is wrong
   */
  Instant verify(LogoutMessage message, LogoutRequest request, IdpClient client) {
    checkSignature(message, request, client);
    checkSender(request.getIssuer(), request.getDestination(), client);
    if (clocks(client).isLate(request.getNotOnOrAfter())) {
      throw clocks(client).refusal(request.getIssueInstant());
    }
    if (request.getID() == null || request.getID().isEmpty()) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "no ID");
    }
    return checkIssued(request.getIssueInstant(), client);
  }

  /**
   * Verifies an answer of theirs.
   *
   * @throws SamlRefused naming what is wrong
   */
  void verify(LogoutMessage message, LogoutResponse response, IdpClient client) {
    checkSignature(message, response, client);
    checkSender(response.getIssuer(), response.getDestination(), client);
    checkIssued(response.getIssueInstant(), client);
  }

  /**
   * Whom a request is about, in each form in which that may have been noted.
   *
   * @throws SamlRefused if it doesn't say, or we can't read it
   */
  List<String> subjects(LogoutRequest request, IdpClient client) {
    NameID name = request.getNameID();
    if (name == null && request.getEncryptedID() != null) {
      try {
        name =
            new BoundedDecrypter(client.keys()).decrypt(request.getEncryptedID())
                    instanceof NameID decrypted
                ? decrypted
                : null;
      } catch (DecryptionException e) {
        throw new SamlRefused(SamlRefusal.NOT_DECRYPTED);
      }
    }
    if (name == null || name.getValue() == null) {
      throw new SamlRefused(SamlRefusal.NO_SUBJECT);
    }
    return NameIds.noted(name);
  }

  private static void checkSignature(
      LogoutMessage message, SignableSAMLObject object, IdpClient client) {
    if (message.signed().isEmpty()) {
      MessageSignature.check(object, client.idp().certificates().good());
    } else if (!message.signed().get().isBy(client.idp().certificates().good())) {
      throw new SamlRefused(SamlRefusal.WRONG_KEY);
    }
  }

  private static void checkSender(
      @Nullable Issuer issuer, @Nullable String destination, IdpClient client) {
    if (issuer == null || !client.idp().entityId().equals(issuer.getValue())) {
      throw new SamlRefused(SamlRefusal.WRONG_ISSUER);
    }
    if (!client.self().sls().equals(destination)) {
      throw new SamlRefused(SamlRefusal.WRONG_DESTINATION);
    }
  }

  private Clocks clocks(IdpClient client) {
    return new Clocks(clock.instant(), Optional.empty(), client.skew());
  }

  private Instant checkIssued(@Nullable Instant issued, IdpClient client) {
    Clocks clocks = clocks(client);
    if (issued == null
        || clocks.isEarly(issued)
        || issued.plus(ON_THE_WAY).isBefore(clocks.now())) {
      throw clocks.refusal(issued);
    }
    return issued.plus(ON_THE_WAY).plus(client.skew());
  }
}
