package org.gatehouse.federation.saml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * How much work a message may make before anybody knows who wrote it: each encrypted key is tried
 * with each key of ours, and each reference is digested.
 */
final class Bounds {
  /** Providers send one. */
  private static final int MOST_KEYS = 4;

  private Bounds() {}

  /**
   * Looks at the elements of a message. How many signatures there may be, its shape says.
   *
   * @throws SamlRefused {@link SamlRefusal#MALFORMED} if it makes more work, or sends us elsewhere
   *     for it
   */
  static void check(List<Element> elements) {
    int keys = 0;
    Set<Node> referring = new HashSet<>();
    for (Element element : elements) {
      String namespace = element.getNamespaceURI();
      String name = element.getLocalName();
      if (SignatureConstants.XMLSIG_NS.equals(namespace)) {
        if (name.equals("RetrievalMethod")) {
          throw new SamlRefused(SamlRefusal.MALFORMED, "a key that is elsewhere");
        }
        if (name.equals("Reference") && !referring.add(element.getParentNode())) {
          throw new SamlRefused(SamlRefusal.MALFORMED, "a signature of several things");
        }
      } else if (EncryptionConstants.XMLENC_NS.equals(namespace)) {
        if (name.equals("CipherReference")) {
          throw new SamlRefused(SamlRefusal.MALFORMED, "something encrypted that is elsewhere");
        }
        if (name.equals("EncryptedKey") && ++keys > MOST_KEYS) {
          throw new SamlRefused(SamlRefusal.MALFORMED, "too many keys");
        }
      }
    }
  }
}
