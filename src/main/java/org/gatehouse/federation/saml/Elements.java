package org.gatehouse.federation.saml;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The elements of a document or a part of one, found without recursion: whoever wrote it may have
 * nested them.
 */
final class Elements {
  /** Deeper than any message of SAML, and far from where reading one would exhaust a stack. */
  private static final int DEEPEST = 64;

  private Elements() {}

  /**
   * All elements, each before those in it.
   *
   * @throws SamlRefused {@link SamlRefusal#MALFORMED} if they are nested too deeply
   */
  static List<Element> all(Node root) {
    List<Element> elements = new ArrayList<>();
    Node node = root;
    int depth = 0;
    while (true) {
      if (node instanceof Element element) {
        elements.add(element);
      }
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        if (depth > DEEPEST) {
          throw new SamlRefused(SamlRefusal.MALFORMED, "nested too deeply");
        }
        continue;
      }
      while (node != root && node.getNextSibling() == null) {
        node = node.getParentNode();
        depth--;
      }
      if (node == root) {
        return elements;
      }
      node = node.getNextSibling();
    }
  }
}
