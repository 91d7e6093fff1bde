package org.gatehouse.federation.saml;

import java.time.Instant;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.EncryptedAssertion;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.saml2.core.Status;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;
import org.opensaml.saml.saml2.encryption.Decrypter;
import org.opensaml.security.trust.TrustEngine;
import org.opensaml.xmlsec.encryption.support.DecryptionException;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureTrustEngine;
import org.pac4j.saml.context.SAML2MessageContext;
import org.pac4j.saml.sso.impl.SAML2AuthnResponseValidator;

/**
 * pac4j's checks of a response, stricter: what can't be decrypted ends it, what was decrypted is
 * looked at as closely as what wasn't, and each refusal has its name. What an assertion must say is
 * in {@link AssertionRules}; the signature is verified before anybody asks that.
 */
final class StrictResponseValidator extends SAML2AuthnResponseValidator {
  /** How long a browser may take to bring an answer, seconds. */
  private static final long ON_THE_WAY = 300;

  private final AssertionRules rules;

  /**
   * @param rules for this one response
   */
  StrictResponseValidator(AssertionRules rules) {
    super(
        rules.client().getSignatureTrustEngineProvider(),
        new BoundedDecrypter(rules.client().keys()),
        rules.client().getReplayCache(),
        rules.client().getConfiguration(),
        null);
    this.rules = rules;
    setAcceptedSkew(rules.client().skew().toSeconds());
  }

  @Override
  protected void validateSuccess(Status status) {
    StatusCode code = status == null ? null : status.getStatusCode();
    if (code == null || code.getValue() == null) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "no status");
    }
    if (!StatusCode.SUCCESS.equals(code.getValue())) {
      throw new SamlRefused(SamlRefusal.IDP_SAID_NO, StatusWords.of(status));
    }
  }

  @Override
  protected boolean isIssueInstantValid(Instant issueInstant) {
    if (issueInstant != null && !isDateValid(issueInstant, ON_THE_WAY)) {
      throw rules.clocks().refusal(issueInstant);
    }
    return issueInstant != null;
  }

  /** Nothing is used up before all else is right, see {@link VerifyResponse}. */
  @Override
  protected void verifyMessageReplay(SAML2MessageContext context) {
    // Its ID is signed only sometimes; the assertion's always is.
  }

  @Override
  protected void validateAssertionReplay(Assertion assertion, SubjectConfirmationData data) {
    // Nothing is used up before all else is right.
  }

  @Override
  protected void decryptEncryptedAssertions(Response response, Decrypter decrypter) {
    for (EncryptedAssertion encrypted : response.getEncryptedAssertions()) {
      inOneWord(
          response,
          () -> {
            Assertion assertion = decrypted(encrypted, decrypter);
            ResponseShape.checkDecrypted(dom(assertion));
            SignatureAlgorithms.check(dom(assertion).getOwnerDocument());
            response.getAssertions().add(assertion);
          });
    }
  }

  private static Assertion decrypted(EncryptedAssertion encrypted, Decrypter decrypter) {
    try {
      return decrypter.decrypt(encrypted);
    } catch (DecryptionException e) {
      throw new SamlRefused(SamlRefusal.NOT_DECRYPTED);
    }
  }

  /**
   * What anybody may have encrypted, or changed, is refused in one word until it turns out who
   * wrote it: whoever learns more can decrypt CBC with it. Where the response is signed that is
   * known already.
   */
  private static void inOneWord(Response response, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (response.getEncryptedAssertions().isEmpty() || response.getSignature() != null) {
        throw e;
      }
      throw new SamlRefused(
          SamlRefusal.NOT_DECRYPTED,
          e instanceof SamlRefused refused
              ? refused.why().word() + " " + refused.detail()
              : e.getClass().getSimpleName());
    }
  }

  @Override
  protected void validateSamlSSOResponse(
      Response response,
      SAML2MessageContext context,
      SignatureTrustEngine engine,
      Decrypter decrypter) {
    inOneWord(
        response,
        () ->
            response
                .getAssertions()
                .forEach(
                    assertion ->
                        validateAssertionSignature(assertion.getSignature(), context, engine)));
    if (response.getAssertions().size() != 1
        || response.getAssertions().get(0).getAuthnStatements().isEmpty()) {
      throw new SamlRefused(SamlRefusal.NO_ASSERTION);
    }
    super.validateSamlSSOResponse(response, context, engine, decrypter);
  }

  @Override
  protected void validateAssertion(
      Assertion assertion,
      SAML2MessageContext context,
      SignatureTrustEngine engine,
      Decrypter decrypter) {
    rules.check(assertion);
    super.validateAssertion(assertion, context, engine, decrypter);
  }

  @Override
  protected void validateAssertionSignature(
      Signature signature, SAML2MessageContext context, SignatureTrustEngine engine) {
    if (signature == null) {
      boolean outside =
          context.getMessageContext().getMessage() instanceof Response response
              && response.getSignature() != null;
      throw new SamlRefused(outside ? SamlRefusal.RESPONSE_ONLY_SIGNED : SamlRefusal.UNSIGNED);
    }
    super.validateAssertionSignature(signature, context, engine);
  }

  @Override
  protected void validateSignature(
      Signature signature, String idpEntityId, TrustEngine<Signature> trustEngine) {
    if (!SignatureAlgorithms.isGoodSignature(String.valueOf(signature.getSignatureAlgorithm()))) {
      throw new SamlRefused(SamlRefusal.WEAK_ALGORITHM);
    }
    // pac4j's engine would trust keys in the metadata that have no certificate, too.
    MessageSignature.check(signature, rules.client().idp().certificates().good());
  }

  private static org.w3c.dom.Element dom(XMLObject object) {
    org.w3c.dom.Element element = object.getDOM();
    if (element == null) {
      throw new IllegalStateException("what was read has its XML");
    }
    return element;
  }
}
