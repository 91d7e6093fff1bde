package org.gatehouse.http;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import org.gatehouse.core.text.Json;

/** Reads JSON (RFC 8259) that somebody sent: strictly UTF-8, and nested only so deep. */
public final class JsonText {
  private static final int DEEPEST = 32;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonText() {}

  /**
   * A JSON object; a byte order mark before it is overlooked (RFC 8259, 8.1).
   *
   * @throws BadRequest if the bytes aren't one
   */
  public static JsonObject object(byte[] bytes) {
    String text = unmarked(bytes);
    if (isDeep(text)) {
      throw new BadRequest("The JSON is nested too deeply.");
    }
    try (var parser = PARSERS.createParser(new StringReader(text))) {
      parser.next();
      return alone(parser.getObject(), parser);
    } catch (JsonException
        | IllegalStateException
        | UnsupportedOperationException
        | NoSuchElementException
        | NumberFormatException e) {
      // Some are about numbers longer than the parser cares for.
      throw new BadRequest("The body must be a JSON object.");
    }
  }

  /** A reader would overlook what stands behind the object. */
  private static JsonObject alone(JsonObject object, JsonParser parser) {
    if (parser.hasNext()) {
      throw new BadRequest("The body must be a JSON object.");
    }
    return object;
  }

  /**
   * A whole body in UTF-8, without the byte order mark that may be before it.
   *
   * @throws BadRequest if it is in another encoding
   */
  public static String unmarked(byte[] body) {
    if (isWide(body)) {
      throw new BadRequest("The body must be UTF-8.");
    }
    String text = utf8(body);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /**
   * A text in UTF-8.
   *
   * @throws BadRequest if it is in another encoding
   */
  public static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BadRequest("The body must be UTF-8.");
    }
  }

  /** Whether it begins as UTF-16 or UTF-32 do without a mark: half of it would be no text. */
  private static boolean isWide(byte[] bytes) {
    return bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0);
  }

  /** Counts brackets as the parser does; beyond a mistake the parser doesn't get. */
  private static boolean isDeep(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
      if (depth > DEEPEST) {
        return true;
      }
    }
    return false;
  }
}
