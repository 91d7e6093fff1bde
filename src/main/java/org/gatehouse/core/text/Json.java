package org.gatehouse.core.text;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonMergePatch;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParserFactory;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Map;

/**
 * Jakarta JSON Processing by one provider: {@link jakarta.json.Json} looks for it in all libraries
 * of the application at each call.
 */
public final class Json {
  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final Map<String, Boolean> INDENTED = Map.of(JsonGenerator.PRETTY_PRINTING, true);
  private static final JsonWriterFactory INDENTING = PROVIDER.createWriterFactory(INDENTED);
  private static final JsonGeneratorFactory GENERATORS = PROVIDER.createGeneratorFactory(INDENTED);

  private Json() {}

  public static JsonObjectBuilder createObjectBuilder() {
    return PROVIDER.createObjectBuilder();
  }

  public static JsonObjectBuilder createObjectBuilder(Map<String, ?> members) {
    return PROVIDER.createObjectBuilder(members);
  }

  public static JsonArrayBuilder createArrayBuilder() {
    return PROVIDER.createArrayBuilder();
  }

  public static JsonArrayBuilder createArrayBuilder(Collection<?> values) {
    return PROVIDER.createArrayBuilder(values);
  }

  public static JsonString createValue(String text) {
    return PROVIDER.createValue(text);
  }

  public static JsonNumber createValue(int number) {
    return PROVIDER.createValue(number);
  }

  public static JsonReader createReader(Reader reader) {
    return PROVIDER.createReader(reader);
  }

  public static JsonParserFactory createParserFactory(Map<String, ?> config) {
    return PROVIDER.createParserFactory(config);
  }

  /** Writes JSON as people read it, with a line for each member. */
  public static JsonGenerator createGenerator(OutputStream out, Charset charset) {
    return GENERATORS.createGenerator(out, charset);
  }

  /** A patch by RFC 7396. */
  public static JsonMergePatch createMergePatch(JsonValue patch) {
    return PROVIDER.createMergePatch(patch);
  }

  /** A value as people read it, with a line for each member. */
  public static String pretty(JsonValue value) {
    StringWriter text = new StringWriter();
    INDENTING.createWriter(text).write(value);
    return text.toString().strip();
  }
}
