package org.gatehouse.federation.saml;

import org.pac4j.core.exception.TechnicalException;
import org.pac4j.saml.exceptions.SAMLAssertionAudienceException;
import org.pac4j.saml.exceptions.SAMLAssertionConditionException;
import org.pac4j.saml.exceptions.SAMLAuthnInstantException;
import org.pac4j.saml.exceptions.SAMLAuthnSessionCriteriaException;
import org.pac4j.saml.exceptions.SAMLEndpointMismatchException;
import org.pac4j.saml.exceptions.SAMLIssueInstantException;
import org.pac4j.saml.exceptions.SAMLIssuerException;
import org.pac4j.saml.exceptions.SAMLNameIdDecryptionException;
import org.pac4j.saml.exceptions.SAMLSignatureRequiredException;
import org.pac4j.saml.exceptions.SAMLSignatureValidationException;
import org.pac4j.saml.exceptions.SAMLSubjectConfirmationException;

/** Says why pac4j refuses. Most of it was looked at before; its checks stand behind ours. */
final class Refusals {
  private Refusals() {}

  static SamlRefusal of(TechnicalException refusal) {
    if (refusal instanceof SAMLSignatureValidationException) {
      return SamlRefusal.WRONG_KEY;
    }
    if (refusal instanceof SAMLSignatureRequiredException) {
      return SamlRefusal.UNSIGNED;
    }
    if (refusal instanceof SAMLIssueInstantException
        || refusal instanceof SAMLAssertionConditionException
        || refusal instanceof SAMLAuthnInstantException
        || refusal instanceof SAMLAuthnSessionCriteriaException) {
      return SamlRefusal.EXPIRED;
    }
    if (refusal instanceof SAMLIssuerException) {
      return SamlRefusal.WRONG_ISSUER;
    }
    if (refusal instanceof SAMLAssertionAudienceException) {
      return SamlRefusal.WRONG_AUDIENCE;
    }
    if (refusal instanceof SAMLEndpointMismatchException) {
      return SamlRefusal.WRONG_DESTINATION;
    }
    if (refusal instanceof SAMLSubjectConfirmationException) {
      return SamlRefusal.WRONG_RECIPIENT;
    }
    return refusal instanceof SAMLNameIdDecryptionException
        ? SamlRefusal.NOT_DECRYPTED
        : SamlRefusal.MALFORMED;
  }
}
