package org.gatehouse.core.audit.reading;

import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.text.Json;

/** An entry of the audit log as programs get it, whether they ask for it or it is sent to them. */
public final class EntryJson {
  private EntryJson() {}

  /** As JSON; who or what isn't known is {@code null}. */
  public static JsonObjectBuilder of(NamedEntry entry) {
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
