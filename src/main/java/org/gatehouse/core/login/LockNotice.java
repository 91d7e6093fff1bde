package org.gatehouse.core.login;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.user.User;

/** Tells the audit log and the person that an account is locked now. */
@Singleton
public class LockNotice {
  private final Audit audit;
  private final Event<Mail> mails;

  @Inject
  LockNotice(Audit audit, Event<Mail> mails) {
    this.audit = audit;
    this.mails = mails;
  }

  /** Tells of a user whose last attempt has failed. */
  public void tell(User user) {
    audit.record(AuditEntry.of("lock", "ok").about(user.workspace().id(), user.id()));
    if (user.isServiceAccount()) {
      // Nobody reads its mail, and its keys go on working.
      return;
    }
    mails.fire(
        new Mail(
            user.email(),
            "Your account is locked for 15 minutes",
            """
            Hello %s,

            somebody tried to log in as %s and failed ten times in a row. To protect the account, nobody can
            log in to it for the next 15 minutes.

            If it was you, wait and try again. If it wasn't, your password is safe as long as it is a good
            one; tell your administrator if it goes on.
            """
                .formatted(user.displayName(), user.qualifiedName())));
  }
}
