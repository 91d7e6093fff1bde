package org.gatehouse.federation.saml;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The signature of a message that is signed itself, as a whole (SAML Core 5.4). */
final class MessageSignature {
  private MessageSignature() {}

  /**
   * Looks at where signatures stand: one, of the whole, so that what is verified is what is used.
   *
   * @throws SamlRefused if it isn't so
   */
  static void checkShape(Document document) {
    Element root = document.getDocumentElement();
    List<Element> elements = Elements.all(document);
    Bounds.check(elements);
    Set<String> ids = new HashSet<>();
    int signatures = 0;
    for (Element element : elements) {
      boolean ofSignatures = SignatureConstants.XMLSIG_NS.equals(element.getNamespaceURI());
      if (ofSignatures && "Signature".equals(element.getLocalName())) {
        signatures++;
        if (element.getParentNode() != root || signatures > 1) {
          throw new SamlRefused(SamlRefusal.WRAPPED);
        }
      }
      boolean again =
          List.of("ID", "Id", "id").stream()
              .anyMatch(
                  name ->
                      element.hasAttributeNS(null, name)
                          && !ids.add(element.getAttributeNS(null, name)));
      if (again || (ofSignatures && "Object".equals(element.getLocalName()))) {
        throw new SamlRefused(SamlRefusal.WRAPPED);
      }
    }
    SignatureAlgorithms.check(document);
  }

  /**
   * Verifies that one of these has signed it.
   *
   * @throws SamlRefused if none has
   */
  static void check(SignableSAMLObject message, List<X509Certificate> certificates) {
    Signature signature = message.getSignature();
    if (signature == null) {
      throw new SamlRefused(SamlRefusal.UNSIGNED);
    }
    check(signature, certificates);
  }

  /** The same of a signature that is there. */
  static void check(Signature signature, List<X509Certificate> certificates) {
    try {
      new SAMLSignatureProfileValidator().validate(signature);
    } catch (SignatureException e) {
      throw new SamlRefused(SamlRefusal.WRONG_KEY);
    }
    if (certificates.stream().noneMatch(certificate -> isBy(signature, certificate))) {
      throw new SamlRefused(SamlRefusal.WRONG_KEY);
    }
  }

  private static boolean isBy(Signature signature, X509Certificate certificate) {
    try {
      SignatureValidator.validate(signature, new BasicCredential(certificate.getPublicKey()));
      return true;
    } catch (SignatureException e) {
      return false;
    }
  }
}
