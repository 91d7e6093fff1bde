package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.mail.Letter;
import org.gatehouse.core.mail.LetterKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.user.User;

/** Tells the audit log and the person that an account is locked now. */
@Singleton
public class LockNotice {
  private final Audit audit;
  private final Outbox outbox;

  @Inject
  LockNotice(Audit audit, Outbox outbox) {
    this.audit = audit;
    this.outbox = outbox;
  }

  /** Tells of a user whose last attempt has failed. */
  @Transactional
  public void tell(User user) {
    audit.record(AuditEntry.of("lock", "ok").about(user.workspace().id(), user.id()));
    if (user.isServiceAccount()) {
      // Nobody reads its mail, and its keys go on working.
      return;
    }
    outbox.put(
        Letter.of(LetterKind.ACCOUNT_LOCKED, user.asRecipient())
            .with("displayName", user.displayName())
            .with("account", user.qualifiedName())
            .with("minutes", "15"));
  }
}
