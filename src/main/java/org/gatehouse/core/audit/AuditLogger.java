package org.gatehouse.core.audit;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Repeats the audit log in the server's. */
@Singleton
class AuditLogger {
  private static final Logger LOG = System.getLogger("org.gatehouse.audit");

  private final ChangeFormat changeFormat;

  @Inject
  AuditLogger(ChangeFormat changeFormat) {
    this.changeFormat = changeFormat;
  }

  /** Only what has happened: of what was taken back nobody is told. */
  void log(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditEntry entry) {
    LOG.log(
        Level.INFO,
        "{0} {1} workspace={2} user={3} actor={4} session={5} address={6} {7} {8} request={9} agent=\"{10}\"",
        entry.type().word(),
        entry.outcome(),
        entry.subject().workspaceId(),
        entry.subject().userId(),
        entry.subject().actorId(),
        entry.subject().sessionId(),
        entry.origin().address(),
        entry.detail(),
        changeFormat.format(entry.changes()),
        entry.origin().requestId(),
        entry.origin().userAgent());
  }
}
