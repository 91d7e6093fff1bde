package org.gatehouse.dialect.cloudforge;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes what CloudForge's clients know from Rails' {@code Hash#to_xml}: the root is {@code hash},
 * and what isn't a text says its type.
 */
final class RailsXml {
  /** What XML 1.0 can't hold, not even escaped (2.2). */
  private static final Pattern UNWRITABLE =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private RailsXml() {}

  /** The XML of an object, without white space between elements. */
  public static String write(JsonObject object) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      write(xml, "hash", object);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text can always be written to", e);
    }
    return text.toString();
  }

  private static void write(XMLStreamWriter xml, String name, JsonValue value)
      throws XMLStreamException {
    if (value == JsonValue.NULL) {
      xml.writeEmptyElement(name);
      xml.writeAttribute("nil", "true");
      return;
    }
    if (value.equals(JsonValue.EMPTY_JSON_ARRAY)) {
      xml.writeEmptyElement(name);
      xml.writeAttribute("type", "array");
      return;
    }
    xml.writeStartElement(name);
    switch (value.getValueType()) {
      case OBJECT -> {
        for (var member : ((JsonObject) value).entrySet()) {
          write(xml, member.getKey(), member.getValue());
        }
      }
      case ARRAY -> {
        xml.writeAttribute("type", "array");
        for (JsonValue item : (JsonArray) value) {
          write(xml, singular(name), item);
        }
      }
      case NULL -> throw new IllegalStateException("has no end tag");
      case TRUE, FALSE -> {
        xml.writeAttribute("type", "boolean");
        xml.writeCharacters(value.toString());
      }
      case NUMBER -> {
        xml.writeAttribute("type", ((JsonNumber) value).isIntegral() ? "integer" : "decimal");
        xml.writeCharacters(value.toString());
      }
      case STRING ->
          xml.writeCharacters(
              UNWRITABLE.matcher(((JsonString) value).getString()).replaceAll("\uFFFD"));
    }
    xml.writeEndElement();
  }

  /** What Rails calls an item of a list: {@code roles} has each {@code role}. */
  private static String singular(String plural) {
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }
}
