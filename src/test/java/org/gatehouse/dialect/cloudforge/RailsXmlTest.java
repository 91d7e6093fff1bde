package org.gatehouse.dialect.cloudforge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Objects in XML as Rails writes them. */
class RailsXmlTest {
  @Test
  void saysTheTypeOfWhateverIsNoText() {
    JsonObject object =
        Json.createObjectBuilder()
            .add("text", "a<b>&\"c\"")
            .add("integer", 1)
            .add("decimal", 1.5)
            .add("boolean", true)
            .addNull("nothing")
            .add("roles", Json.createArrayBuilder().add("a").add("b"))
            .add("none", Json.createArrayBuilder())
            .add("object", Json.createObjectBuilder().add("x", "y"))
            .build();

    assertThat(RailsXml.write(object))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><hash>"
                + "<text>a&lt;b&gt;&amp;\"c\"</text>"
                + "<integer type=\"integer\">1</integer>"
                + "<decimal type=\"decimal\">1.5</decimal>"
                + "<boolean type=\"boolean\">true</boolean>"
                + "<nothing nil=\"true\"/>"
                + "<roles type=\"array\"><role>a</role><role>b</role></roles>"
                + "<none type=\"array\"/>"
                + "<object><x>y</x></object></hash>");
  }

  @Property(tries = 300)
  void isWellFormedWhateverTheTextsAre(@ForAll("objects") JsonObject object) throws Exception {
    Element root = parse(RailsXml.write(object));

    assertThat(root.getTagName()).isEqualTo("hash");
    assertThat(root.getChildNodes().getLength()).isEqualTo(object.size());
  }

  @Property(tries = 300)
  void keepsEveryTextThatXmlCanHold(@ForAll("xmlTexts") String text) throws Exception {
    String xml = RailsXml.write(Json.createObjectBuilder().add("a", text).build());

    assertThat(parse(xml).getTextContent()).isEqualTo(text);
  }

  /** A carriage return would be read as a line feed. */
  @Provide
  Arbitrary<String> xmlTexts() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .map(text -> text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD]", "]]>"));
  }

  @Provide
  Arbitrary<JsonObject> objects() {
    Arbitrary<JsonValue> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20).map(Json::createValue),
            Arbitraries.integers().map(Json::createValue),
            Arbitraries.bigDecimals().map(Json::createValue),
            Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL),
            Arbitraries.strings()
                .list()
                .ofMaxSize(3)
                .map(items -> Json.createArrayBuilder(items).build()));
    return values.list().ofMaxSize(6).map(RailsXmlTest::object);
  }

  private static JsonObject object(List<JsonValue> values) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    for (int i = 0; i < values.size(); i++) {
      object.add("a" + i, values.get(i));
    }
    return object.build();
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }
}
