package org.gatehouse.federation.saml;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import net.shibboleth.shared.component.ComponentInitializationException;
import net.shibboleth.shared.xml.ParserPool;
import net.shibboleth.shared.xml.SerializeSupport;
import net.shibboleth.shared.xml.XMLParserException;
import net.shibboleth.shared.xml.impl.BasicParserPool;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.core.xml.util.XMLObjectSupport;
import org.pac4j.saml.util.Configuration;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** OpenSAML, set up once: it reads what others send, safely, and writes what we send. */
final class OpenSaml {
  /**
   * pac4j tells names and attributes of people (INFO) and what anybody sent (ERROR); what matters
   * of a refusal is in the audit log. Held here, since java.util.logging forgets loggers that
   * nobody holds.
   */
  private static final List<Logger> QUIET =
      Stream.of(
              "org.pac4j",
              "PROTOCOL_MESSAGE",
              "org.opensaml",
              "net.shibboleth",
              "org.apache.xml.security",
              // Its superclass logs by this name.
              StrictResponseValidator.class.getName())
          .map(Logger::getLogger)
          .toList();

  private static final ParserPool PARSERS = setUp();

  private OpenSaml() {}

  /**
   * Reads XML: no document type, so no entities (OWASP, XXE), and no comments, which are no part of
   * a text.
   *
   * @throws XMLParserException if it isn't XML, or has a document type
   */
  static Document parse(byte[] xml) throws XMLParserException {
    return PARSERS.parse(new ByteArrayInputStream(xml));
  }

  /**
   * Reads a text as XML in the same way, whatever encoding it says it had.
   *
   * @throws XMLParserException if it isn't XML, or has a document type
   */
  static Document parse(String xml) throws XMLParserException {
    return PARSERS.parse(new StringReader(xml));
  }

  /**
   * The object that an element stands for.
   *
   * @throws UnmarshallingException if it can't be understood
   */
  static XMLObject read(Element element) throws UnmarshallingException {
    return XMLObjectSupport.getUnmarshaller(element).unmarshall(element);
  }

  /** A new, empty object. */
  static <T extends XMLObject> T build(Class<T> type, QName name) {
    return type.cast(
        XMLObjectProviderRegistrySupport.getBuilderFactory().ensureBuilder(name).buildObject(name));
  }

  /** The object as XML. */
  static Element write(XMLObject object) {
    try {
      return XMLObjectSupport.marshall(object);
    } catch (MarshallingException e) {
      throw new IllegalStateException("what we built ourselves can be written", e);
    }
  }

  /** The object as a text. */
  static String text(XMLObject object) {
    return SerializeSupport.nodeToString(write(object));
  }

  private static ParserPool setUp() {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // OpenSAML finds its parts by the context class loader, which not every thread has.
    thread.setContextClassLoader(OpenSaml.class.getClassLoader());
    try {
      Configuration.getParserPool();
      return safeParsers();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ParserPool safeParsers() {
    BasicParserPool pool = new BasicParserPool();
    pool.setNamespaceAware(true);
    pool.setCoalescing(true);
    pool.setIgnoreComments(true);
    pool.setExpandEntityReferences(false);
    pool.setXincludeAware(false);
    pool.setBuilderFeatures(
        Map.of(
            "http://apache.org/xml/features/disallow-doctype-decl",
            true,
            "http://xml.org/sax/features/external-general-entities",
            false,
            "http://xml.org/sax/features/external-parameter-entities",
            false,
            javax.xml.XMLConstants.FEATURE_SECURE_PROCESSING,
            true));
    try {
      pool.initialize();
    } catch (ComponentInitializationException e) {
      throw new IllegalStateException("this JVM has no safe XML parser", e);
    }
    XMLObjectProviderRegistrySupport.setParserPool(pool);
    return pool;
  }
}
