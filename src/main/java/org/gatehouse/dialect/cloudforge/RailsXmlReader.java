package org.gatehouse.dialect.cloudforge;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.http.BadRequest;

/**
 * Reads parameters out of XML as Rails writes it: {@code
 * <hash><credentials><login>ann</login></credentials></hash>}. There are no DTDs and no entities
 * but XML's own five, and it is nested only so deep.
 */
final class RailsXmlReader {
  private static final int DEEPEST = 16;
  private static final String ROOT = "hash";

  private final XMLStreamReader xml;
  private final BiConsumer<String, String> parameters;
  private final Deque<String> path = new ArrayDeque<>();
  private StringBuilder text = new StringBuilder();
  private boolean isLeaf;

  private RailsXmlReader(XMLStreamReader xml, BiConsumer<String, String> parameters) {
    this.xml = xml;
    this.parameters = parameters;
  }

  /**
   * Reads them.
   *
   * @param parameters told each, with its name
   * @throws BadRequest if the text isn't such XML
   */
  static void read(String text, BiConsumer<String, String> parameters) {
    try {
      new RailsXmlReader(readers().createXMLStreamReader(new StringReader(text)), parameters)
          .read();
    } catch (BadRequest e) {
      throw e;
    } catch (XMLStreamException | RuntimeException e) {
      // What the parser throws at nonsense isn't always what it says it throws.
      throw notXml();
    }
  }

  private void read() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(xml.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw notXml();
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
  }

  private void start() {
    String name = xml.getLocalName();
    if (path.isEmpty()) {
      if (!ROOT.equals(name)) {
        throw new BadRequest("The root of the XML must be hash.");
      }
      name = "";
    } else if (path.size() >= DEEPEST) {
      throw new BadRequest("The XML is nested too deeply.");
    } else if ("array".equals(xml.getAttributeValue(null, "type"))) {
      throw new BadRequest("No parameter is a list.");
    } else {
      name = Parameters.nested(path.element(), name);
    }
    path.push(name);
    text = new StringBuilder();
    isLeaf = !"true".equals(xml.getAttributeValue(null, "nil"));
  }

  private void end() {
    String name = path.pop();
    if (isLeaf && !name.isEmpty()) {
      parameters.accept(name, text.toString());
    }
    text = new StringBuilder();
    isLeaf = false;
  }

  private static BadRequest notXml() {
    return new BadRequest("The body must be XML without a document type.");
  }

  private static XMLInputFactory readers() {
    // The JDK's, whatever a server brings along: these settings were tried with it. One each time,
    // because nothing says that a factory can be shared.
    XMLInputFactory readers = XMLInputFactory.newDefaultFactory();
    readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return readers;
  }
}
