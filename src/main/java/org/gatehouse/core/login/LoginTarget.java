package org.gatehouse.core.login;

import java.util.Optional;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;

/**
 * Whom an attempt is about.
 *
 * @param account under which failures are counted, for nobody too
 * @param claimant who it is, if anybody
 */
record LoginTarget(String account, Optional<Claimant> claimant) {
  static LoginTarget of(Claimant claimant) {
    return new LoginTarget(GuessGuard.account(claimant.user().id()), Optional.of(claimant));
  }

  Optional<User> user() {
    return claimant.map(Claimant::user);
  }

  /** What the audit log is told of an attempt. */
  AuditEntry entry(Client client, String outcome) {
    return user()
        .map(user -> client.audited(AuditType.LOGIN, outcome, user))
        .orElseGet(() -> client.audited(AuditType.LOGIN, outcome));
  }
}
