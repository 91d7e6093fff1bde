package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.administration.AuditPart.Named;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.text.Csv;
import org.gatehouse.core.text.Json;

/** An entry of the audit log, as JSON and as a line of CSV; both have the same names. */
final class AuditDetails {
  /** The first line of CSV. */
  static final String CSV_HEADER =
      Csv.line(
          List.of(
              "id",
              "time",
              "type",
              "outcome",
              "workspace_id",
              "user_id",
              "user",
              "actor_id",
              "actor",
              "session_id",
              "address",
              "user_agent",
              "request_id",
              "changes",
              "detail"));

  private AuditDetails() {}

  /** As JSON; who or what isn't known is {@code null}. */
  static JsonObjectBuilder json(Named entry) {
    AuditEvent event = entry.event();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", event.id().toString())
            .add("time", event.occurredAt().toString())
            .add("type", event.type())
            .add("outcome", event.outcome());
    add(json, "workspace_id", id(event.workspaceId()));
    add(json, "user_id", id(event.userId()));
    add(json, "user", entry.user());
    add(json, "actor_id", id(event.actorId()));
    add(json, "actor", entry.actor());
    add(json, "session_id", id(event.sessionId()));
    return json.add("address", event.address())
        .add("user_agent", event.userAgent())
        .add("request_id", event.requestId())
        .add("changes", changes(event.changes()))
        .add("detail", event.detail());
  }

  /** As a line of CSV; the changes are JSON. */
  static String csv(Named entry) {
    AuditEvent event = entry.event();
    return Csv.line(
        List.of(
            event.id().toString(),
            event.occurredAt().toString(),
            event.type(),
            event.outcome(),
            id(event.workspaceId()),
            id(event.userId()),
            entry.user(),
            id(event.actorId()),
            entry.actor(),
            id(event.sessionId()),
            event.address(),
            event.userAgent(),
            event.requestId(),
            event.changes(),
            event.detail()));
  }

  /** An object; the text as it is where it is none, as something else than Gatehouse wrote it. */
  static JsonValue changes(String text) {
    try {
      return Json.createReader(new StringReader(text.isEmpty() ? "{}" : text)).readObject();
    } catch (JsonException e) {
      return Json.createValue(text);
    }
  }

  private static String id(Optional<UUID> id) {
    return id.map(UUID::toString).orElse("");
  }

  private static void add(JsonObjectBuilder json, String name, String value) {
    if (value.isEmpty()) {
      json.addNull(name);
    } else {
      json.add(name, value);
    }
  }
}
