package org.gatehouse.core.audit;

import java.util.List;
import java.util.Optional;

/**
 * What was found in a part of the audit log, the newest first.
 *
 * @param events which; few or none don't mean that there are no more
 * @param next after which place it goes on; nothing at the end of the log
 */
public record AuditSlice(List<AuditEvent> events, Optional<AuditCursor> next) {}
