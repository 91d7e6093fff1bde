package org.gatehouse.dialect.cloudomation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.reading.EntryJson;
import org.gatehouse.core.audit.reading.NamedEntry;
import org.gatehouse.core.text.Csv;

/** An entry of the audit log as a line of CSV, with the names that {@link EntryJson} has. */
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

  /** As a line of CSV; the changes are JSON. */
  static String csv(NamedEntry entry) {
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

  private static String id(Optional<UUID> id) {
    return id.map(UUID::toString).orElse("");
  }
}
