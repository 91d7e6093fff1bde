package org.gatehouse.web;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gatehouse.core.administration.AuditPart;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.text.Json;

/**
 * An entry of the audit log, as a page tells it.
 *
 * @param entry the entry
 */
public record AuditRow(AuditPart.Named entry, Texts texts) {
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
    if (event().changes().isEmpty()) {
      return List.of();
    }
    JsonObject changes = Json.createReader(new StringReader(event().changes())).readObject();
    return changes.keySet().stream()
        .map(
            field -> {
              JsonArray sides = changes.getJsonArray(field);
              return field + ": " + side(sides.get(0)) + " → " + side(sides.get(1));
            })
        .toList();
  }

  private static String side(JsonValue value) {
    String text =
        value instanceof JsonArray list
            ? list.getValuesAs(JsonString::getString).stream().collect(Collectors.joining(", "))
            : ((JsonString) value).getString();
    return text.isEmpty() ? "–" : text;
  }
}
