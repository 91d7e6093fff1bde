package org.gatehouse.core.guard;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.user.User;

/**
 * Tells that an account is locked now: the audit log at once, the person by an e-mail that {@link
 * SendLockMail} writes later. So the last refusal takes as long for nobody as for somebody.
 */
@Singleton
class LockNotice {
  private final Audit audit;
  private final Event<AccountLocked> locked;

  @Inject
  LockNotice(Audit audit, Event<AccountLocked> locked) {
    this.audit = audit;
    this.locked = locked;
  }

  /** Tells of a user whose last attempt, by this client, has failed, or of nobody. */
  @Transactional
  void tell(Optional<User> user, Client client) {
    audit.record(
        user.map(known -> client.audited(AuditType.LOCK, "ok", known))
            .orElseGet(() -> client.audited(AuditType.LOCK, "unknown")));
    locked.fire(new AccountLocked(user.map(User::id)));
  }
}
