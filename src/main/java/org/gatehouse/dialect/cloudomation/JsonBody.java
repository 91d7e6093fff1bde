package org.gatehouse.dialect.cloudomation;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.container.BoundedBody;

/** A JSON object (RFC 8259) from outside, and its members by name and type. */
final class JsonBody {
  private static final int DEEPEST = 32;
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private final JsonObject object;

  private JsonBody(JsonObject object) {
    this.object = object;
  }

  /**
   * Reads a body, whatever its Content-Type says: the scripts of the seed send JSON as a form.
   *
   * @throws BadJson if it isn't a JSON object in UTF-8
   */
  static JsonBody read(InputStream body) throws IOException {
    String text = utf8(BoundedBody.read(body));
    if (isDeep(text)) {
      throw new BadJson("The JSON is nested too deeply.");
    }
    try (var reader = READERS.createReader(new StringReader(text))) {
      return new JsonBody(reader.readObject());
    } catch (JsonException
        | IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException e) {
      // The last two are about numbers longer than the parser cares for.
      throw new BadJson("The body must be a JSON object.");
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BadJson("The body must be UTF-8.");
    }
  }

  /** Counts brackets, those within texts too: nothing we read has more than a few of either. */
  private static boolean isDeep(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth > DEEPEST) {
        return true;
      }
    }
    return false;
  }

  /** A text that must be there. */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> new BadJson(name + " is missing."));
  }

  /** A text that may be there; {@code null} means it isn't. */
  Optional<String> optionalText(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    throw new BadJson(name + " must be a string.");
  }

  /** A list of texts that may be there. */
  Optional<List<String>> optionalTexts(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
      return Optional.of(array.getValuesAs(JsonString::getString));
    }
    throw new BadJson(name + " must be a list of strings.");
  }

  /** True or false, or not there. */
  Optional<Boolean> optionalFlag(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    return switch (value.getValueType()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      case NULL -> Optional.empty();
      default -> throw new BadJson(name + " must be true or false.");
    };
  }

  /**
   * Refuses members that nobody would look at.
   *
   * @throws BadJson naming the first that isn't known
   */
  void only(String... known) {
    for (String name : object.keySet()) {
      if (!List.of(known).contains(name)) {
        throw new BadJson("Unknown field. Known are: " + String.join(", ", known) + ".");
      }
    }
  }

  boolean has(String name) {
    return object.containsKey(name);
  }
}
