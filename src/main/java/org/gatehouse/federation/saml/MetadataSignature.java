package org.gatehouse.federation.saml;

import java.security.cert.X509Certificate;
import org.gatehouse.core.refusal.InvalidInput;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Element;

/** Verifies who signed metadata, where an administrator says who must have. */
final class MetadataSignature {
  private MetadataSignature() {}

  /**
   * Verifies the signature of the whole.
   *
   * @throws InvalidInput if there is none, or it isn't this signer's
   */
  static void check(SignableSAMLObject root, X509Certificate signer) {
    Signature signature = root.getSignature();
    Element element = root.getDOM();
    if (signature == null || element == null) {
      throw new InvalidInput(MetadataRule.UNSIGNED);
    }
    try {
      SignatureAlgorithms.check(element.getOwnerDocument());
      new SAMLSignatureProfileValidator().validate(signature);
      SignatureValidator.validate(signature, new BasicCredential(signer.getPublicKey()));
    } catch (SignatureException | SamlRefused e) {
      throw new InvalidInput(MetadataRule.WRONG_SIGNER);
    }
  }
}
