package org.gatehouse.core.login;

import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.guard.Admission;
import org.gatehouse.core.session.Client;

/**
 * An attempt to log in, while it is judged.
 *
 * @param target whom it is about
 * @param client the program at the other end
 * @param admission whether it may be made
 */
record Attempt(LoginTarget target, Client client, Admission admission) {
  /** What the audit log is told of it. */
  AuditEntry entry(String outcome) {
    return target
        .user()
        .map(user -> client.audited(AuditType.LOGIN, outcome, user))
        .orElseGet(() -> client.audited(AuditType.LOGIN, outcome));
  }
}
