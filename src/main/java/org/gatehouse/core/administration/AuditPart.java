package org.gatehouse.core.administration;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.audit.AuditEvent;

/**
 * A part of the audit log, the newest entry first.
 *
 * @param entries those of it
 * @param next after which place it goes on; nothing at the end
 */
public record AuditPart(List<Named> entries, Optional<AuditCursor> next) {
  /**
   * An entry with the names of those who are in it.
   *
   * @param event the entry
   * @param user about whom; empty where it is about nobody. One of another workspace than the
   *     reader's is {@code uid/name}
   * @param actor who did it, likewise; empty if it was the user
   */
  public record Named(AuditEvent event, String user, String actor) {}
}
