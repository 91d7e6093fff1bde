package org.gatehouse.web;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.core.session.DeviceName;
import org.gatehouse.core.text.Json;

/**
 * An entry of the audit log, as a page tells it.
 *
 * @param entry the entry
 */
public record AuditRow(NamedEntry entry, Texts texts) {
  /** The entry itself. */
  public AuditEvent event() {
    return entry.event();
  }

  /** About whom, by name; empty if it is about nobody. */
  public String user() {
    return entry.user();
  }

  /** What happened, in a sentence. */
  public String sentence() {
    // A version after this one may have types of its own.
    return AuditType.called(event().type())
        .map(type -> texts.get(key(type)))
        .orElseGet(() -> event().type());
  }

  /** The key of the sentence of a type. */
  public static String key(AuditType type) {
    return "audit.type." + type.word();
  }

  /** Whether it ended well. */
  public boolean ok() {
    return event().outcome().equals("ok");
  }

  /** When it happened. */
  public Moment at() {
    return texts.moment(Optional.of(event().occurredAt()));
  }

  /** Who did it, as an addition to about whom it is; empty if it was the user. */
  public String by() {
    return entry
        .unnamed()
        .map(who -> texts.get("audit.by." + who))
        .orElseGet(() -> entry.actor().isEmpty() ? "" : texts.get("audit.by", entry.actor()));
  }

  /** With which program, in words that people know. */
  public String device() {
    return DeviceName.of(event().userAgent());
  }

  /** What was changed, each in a line: {@code administrator: false → true}. */
  public List<String> changes() {
    return changes(event().changes());
  }

  /** Those of such a text; as it is where it isn't what Gatehouse writes. */
  static List<String> changes(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      return Json.createReader(new StringReader(text)).readObject().entrySet().stream()
          .map(field -> field.getKey() + ": " + change(field.getValue()))
          .toList();
    } catch (JsonException e) {
      return List.of(text);
    }
  }

  private static String change(JsonValue value) {
    return value instanceof JsonArray sides && sides.size() == 2
        ? side(sides.get(0)) + " → " + side(sides.get(1))
        : value.toString();
  }

  private static String side(JsonValue value) {
    String text =
        value instanceof JsonArray list
            ? list.stream().map(AuditRow::text).collect(Collectors.joining(", "))
            : text(value);
    return text.isEmpty() ? "–" : text;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
