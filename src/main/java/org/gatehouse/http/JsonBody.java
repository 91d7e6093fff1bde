package org.gatehouse.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A JSON object (RFC 8259) from outside, and its members by name and type. */
public final class JsonBody {
  private final JsonObject object;

  private JsonBody(JsonObject object) {
    this.object = object;
  }

  /**
   * Reads a body, whatever its Content-Type says: the scripts of the seed send JSON as a form.
   *
   * @throws BadRequest if it isn't a JSON object in UTF-8
   */
  public static JsonBody read(InputStream body) {
    return read(body, BoundedBody.LIMIT);
  }

  /**
   * The same of one that may be longer than others.
   *
   * @param limit bytes
   */
  public static JsonBody read(InputStream body, int limit) {
    return new JsonBody(JsonText.object(BoundedBody.read(body, limit)));
  }

  /** A text that must be there. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> new BadRequest(name + " is missing."));
  }

  /** A text that may be there; {@code null} means it isn't. */
  public Optional<String> optionalText(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    throw new BadRequest(name + " must be a string.");
  }

  /** A list of texts that may be there. */
  public Optional<List<String>> optionalTexts(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
      return Optional.of(array.getValuesAs(JsonString::getString));
    }
    throw new BadRequest(name + " must be a list of strings.");
  }

  /** A list of objects that may be there. */
  public Optional<List<JsonBody>> optionalObjects(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(JsonObject.class::isInstance)) {
      return Optional.of(array.getValuesAs(JsonObject.class).stream().map(JsonBody::new).toList());
    }
    throw new BadRequest(name + " must be a list of objects.");
  }

  /**
   * A number that may be there.
   *
   * @param maximum the largest; the smallest is 0
   * @param digits how many there may be after the point
   */
  public Optional<BigDecimal> optionalNumber(String name, long maximum, int digits) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return Optional.empty();
    }
    // Compared before it is calculated with: 1e999999999 is a number too.
    if (value instanceof JsonNumber json
        && json.bigDecimalValue().signum() >= 0
        && json.bigDecimalValue().compareTo(BigDecimal.valueOf(maximum)) <= 0
        && json.bigDecimalValue().stripTrailingZeros().scale() <= digits) {
      return Optional.of(json.bigDecimalValue());
    }
    String number = digits == 0 ? "a whole number" : "a number";
    throw new BadRequest(name + " must be " + number + " from 0 to " + maximum + ".");
  }

  /** True or false, or not there. */
  public Optional<Boolean> optionalFlag(String name) {
    JsonValue value = object.getOrDefault(name, JsonValue.NULL);
    return switch (value.getValueType()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      case NULL -> Optional.empty();
      default -> throw new BadRequest(name + " must be true or false.");
    };
  }

  /** An object that must be there. */
  public JsonObject object(String name) {
    if (object.get(name) instanceof JsonObject member) {
      return member;
    }
    throw new BadRequest(name + " must be an object.");
  }

  /**
   * Refuses members that nobody would look at.
   *
   * @throws BadRequest naming the first that isn't known
   */
  public void only(String... known) {
    only(List.of(known));
  }

  /** The same. */
  public void only(List<String> known) {
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        throw new BadRequest("Unknown field. Known are: " + String.join(", ", known) + ".");
      }
    }
  }

  public boolean has(String name) {
    return object.containsKey(name);
  }
}
