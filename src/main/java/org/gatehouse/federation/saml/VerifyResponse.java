package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import net.shibboleth.shared.xml.XMLParserException;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.pac4j.core.exception.TechnicalException;
import org.pac4j.saml.context.SAML2MessageContext;
import org.pac4j.saml.credentials.SAML2AuthenticationCredentials;
import org.w3c.dom.Document;

/**
 * Verifies a response (SAML Profiles 4.1.4.3): from the bytes that anybody may have sent to who
 * somebody is. That nobody sends it again is looked at last, by {@link AcceptResponse}.
 */
@Singleton
class VerifyResponse {
  private final Clock clock;

  @Inject
  VerifyResponse(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads a response, as far as that needs no trust.
   *
   * @throws SamlRefused if it isn't one, or could be misread
   */
  Response read(byte[] xml) {
    try {
      Document document = OpenSaml.parse(xml);
      ResponseShape.check(document);
      SignatureAlgorithms.check(document);
      Response response = (Response) OpenSaml.read(document.getDocumentElement());
      if (!SAMLVersion.VERSION_20.equals(response.getVersion())) {
        throw new SamlRefused(SamlRefusal.MALFORMED, "version");
      }
      return response;
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
   * Verifies it.
   *
   * @param response as {@link #read} gave it; it is changed by that, so read it anew to try again
   * @param client whose it must be
   * @param subjectAttribute which attribute says who it is; empty for the NameID
   * @param asked what it must answer; nothing if the provider may speak unasked
   * @throws SamlRefused naming what is wrong
   */
  VerifiedAssertion verify(
      Response response,
      IdpClient client,
      String subjectAttribute,
      Optional<PendingAuthnRequest> asked) {
    Instant now = clock.instant();
    client.requireCurrent(now);
    AssertionRules rules = AssertionRules.of(client, asked, now);
    String destination = response.getDestination();
    // Bindings 3.5.5.2 wants it where the message is signed; one that is there must be ours.
    boolean needless = destination == null && response.getSignature() == null;
    if (!needless && !client.self().acs().equals(destination)) {
      throw new SamlRefused(SamlRefusal.WRONG_DESTINATION);
    }
    if (response.getIssuer() != null) {
      rules.checkIssuer(response.getIssuer());
    }
    SAML2MessageContext context = PlainContext.of(client);
    context.getMessageContext().setMessage(response);
    context.getSAMLEndpointContext().setEndpoint(context.getSPAssertionConsumerService());
    SAML2AuthenticationCredentials credentials = validate(context, rules);
    Assertion assertion = context.getSubjectAssertion();
    if (!(context.getSAMLSubjectNameIdentifierContext().getSubjectNameIdentifier()
        instanceof NameID nameId)) {
      throw new SamlRefused(SamlRefusal.NO_SUBJECT);
    }
    return new VerifiedAssertion(
        ReadIdentity.of(client, subjectAttribute, assertion, nameId, credentials),
        assertionId(assertion),
        until(assertion).plus(client.skew().multipliedBy(2)));
  }

  private static SAML2AuthenticationCredentials validate(
      SAML2MessageContext context, AssertionRules rules) {
    try {
      return (SAML2AuthenticationCredentials) new StrictResponseValidator(rules).validate(context);
    } catch (TechnicalException e) {
      throw new SamlRefused(Refusals.of(e), e.getClass().getSimpleName());
    } catch (SamlRefused e) {
      throw e;
    } catch (RuntimeException e) {
      // Something is missing that every response has, and that nobody has looked for.
      throw new SamlRefused(SamlRefusal.MALFORMED, e.getClass().getSimpleName());
    }
  }

  private static String assertionId(Assertion assertion) {
    return Optional.ofNullable(assertion.getID())
        .orElseThrow(() -> new SamlRefused(SamlRefusal.MALFORMED, "no ID"));
  }

  private static Instant until(Assertion assertion) {
    return assertion.getSubject().getSubjectConfirmations().stream()
        .map(SubjectConfirmation::getSubjectConfirmationData)
        .flatMap(data -> Optional.ofNullable(data).stream())
        .flatMap(data -> Optional.ofNullable(data.getNotOnOrAfter()).stream())
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
