package org.gatehouse.federation.saml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Looks at where things stand in a response, before anybody asks what they mean. One assertion in
 * one response, each where it belongs, each ID once, and signatures of these two alone: then what
 * is verified and what is used is the same, and nothing can be wrapped (Somorovsky et al., "On
 * Breaking SAML", 2012).
 */
final class ResponseShape {
  private ResponseShape() {}

  /**
   * Looks at a response as it arrived.
   *
   * @throws SamlRefused if it looks otherwise
   */
  static void check(Document document) {
    Element root = document.getDocumentElement();
    List<Element> elements = Elements.all(document);
    if (!isNamed(root, SAMLConstants.SAML20P_NS, "Response")) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "no response");
    }
    List<Element> assertions = elements.stream().filter(ResponseShape::isAssertion).toList();
    if (assertions.stream().anyMatch(assertion -> assertion.getParentNode() != root)) {
      throw new SamlRefused(SamlRefusal.WRAPPED, "an assertion within something else");
    }
    if (assertions.size() > 1) {
      throw new SamlRefused(SamlRefusal.SECOND_ASSERTION);
    }
    boolean another =
        elements.stream()
            .anyMatch(
                element ->
                    element != root && isNamed(element, SAMLConstants.SAML20P_NS, "Response"));
    if (another) {
      throw new SamlRefused(SamlRefusal.WRAPPED, "a response within a response");
    }
    Bounds.check(elements);
    checkIds(elements);
    checkSignatures(elements, root);
  }

  /**
   * Looks at an assertion that was encrypted.
   *
   * @param decrypted what came out
   */
  static void checkDecrypted(Element decrypted) {
    List<Element> elements = Elements.all(decrypted);
    boolean wrapped =
        elements.stream()
            .anyMatch(
                element ->
                    element != decrypted
                        && (isAssertion(element)
                            || isNamed(element, SAMLConstants.SAML20P_NS, "Response")));
    if (wrapped) {
      throw new SamlRefused(SamlRefusal.WRAPPED, "an assertion within an assertion");
    }
    Bounds.check(elements);
    checkIds(elements);
    checkSignatures(elements, decrypted);
  }

  private static boolean isAssertion(Element element) {
    return isNamed(element, SAMLConstants.SAML20_NS, "Assertion")
        || isNamed(element, SAMLConstants.SAML20_NS, "EncryptedAssertion");
  }

  /** Directly in the message or in its assertion, and one in each. */
  private static void checkSignatures(List<Element> elements, Element root) {
    Set<Node> signed = new HashSet<>();
    for (Element element : elements) {
      if (isNamed(element, SignatureConstants.XMLSIG_NS, "Signature")) {
        Node parent = element.getParentNode();
        boolean placed =
            parent == root
                || (parent instanceof Element holder
                    && isAssertion(holder)
                    && holder.getParentNode() == root);
        if (!placed || !signed.add(parent)) {
          throw new SamlRefused(SamlRefusal.WRAPPED, "a signature within something else");
        }
      }
      if (isNamed(element, SignatureConstants.XMLSIG_NS, "Object")) {
        throw new SamlRefused(SamlRefusal.WRAPPED, "an object within a signature");
      }
    }
  }

  private static void checkIds(List<Element> elements) {
    Set<String> ids = new HashSet<>();
    for (Element element : elements) {
      for (String name : List.of("ID", "Id", "id")) {
        if (element.hasAttributeNS(null, name) && !ids.add(element.getAttributeNS(null, name))) {
          throw new SamlRefused(SamlRefusal.WRAPPED, "an ID twice");
        }
      }
    }
  }

  private static boolean isNamed(Element element, String namespace, String name) {
    return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }
}
