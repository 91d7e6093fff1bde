package org.gatehouse.core.administration;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.audit.AuditCursor;
import org.gatehouse.core.audit.reading.NamedEntry;

/**
 * A part of the audit log, the newest entry first.
 *
 * @param entries those of it
 * @param next after which place it goes on, also if there are few entries or none; nothing at the
 *     end of the log
 */
public record AuditPart(List<NamedEntry> entries, Optional<AuditCursor> next) {}
