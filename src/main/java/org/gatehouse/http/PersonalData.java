package org.gatehouse.http;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.core.administration.ExportOwnData.Part;
import org.gatehouse.core.text.Json;
import org.jspecify.annotations.Nullable;

/** What is kept about a person, as one JSON object with a member for each part. */
public final class PersonalData {
  /** As which file it is saved. */
  public static final String DISPOSITION = "attachment; filename=\"gatehouse-data.json\"";

  private PersonalData() {}

  /** Writes it as it is read. */
  public static void write(Stream<Part> parts, OutputStream out) {
    try (JsonGenerator json = Json.createGenerator(out, StandardCharsets.UTF_8)) {
      json.writeStartObject();
      parts.forEach(part -> write(part, json));
      json.writeEnd();
    }
  }

  private static void write(Part part, JsonGenerator json) {
    try (Stream<Map<String, @Nullable Object>> rows = part.rows().get()) {
      if (part.single()) {
        json.writeKey(part.name());
        rows.findFirst().ifPresentOrElse(row -> write(row, json), json::writeNull);
      } else {
        json.writeStartArray(part.name());
        rows.forEach(row -> write(row, json));
        json.writeEnd();
      }
    }
  }

  private static void write(Map<String, @Nullable Object> row, JsonGenerator json) {
    json.writeStartObject();
    row.forEach((name, value) -> write(name, value, json));
    json.writeEnd();
  }

  private static void write(String name, @Nullable Object value, JsonGenerator json) {
    if (value == null) {
      json.writeNull(name);
    } else if (value instanceof JsonValue known) {
      json.write(name, known);
    } else if (value instanceof Boolean flag) {
      json.write(name, flag);
    } else if (value instanceof Number number) {
      json.write(name, number.longValue());
    } else if (value instanceof Enum<?> constant) {
      json.write(name, constant.name().toLowerCase(Locale.ROOT));
    } else {
      json.write(name, value.toString());
    }
  }
}
