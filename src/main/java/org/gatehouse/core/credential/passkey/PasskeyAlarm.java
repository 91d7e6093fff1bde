package org.gatehouse.core.credential.passkey;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.mail.MailKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Tells of passkeys that were refused, and the person of one that seems to have been copied. */
@Singleton
@Transactional
class PasskeyAlarm {
  private final Users users;
  private final Outbox outbox;
  private final Audit audit;

  @Inject
  PasskeyAlarm(Users users, Outbox outbox, Audit audit) {
    this.users = users;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** Tells the audit log why a user's passkey was refused beside a password or in a session. */
  void record(UUID userId, String reason) {
    users.withId(userId).ifPresent(user -> audit.record(entry(user, reason)));
  }

  /** Tells the person that a passkey has signed less often than we have seen it sign. */
  void tellOfCopy(Passkey passkey) {
    users
        .withId(passkey.userId())
        .ifPresent(
            user ->
                user.asRecipient()
                    .ifPresent(
                        to ->
                            outbox.put(
                                Mail.of(MailKind.PASSKEY_COPIED, to)
                                    .with("displayName", user.displayName())
                                    .with("account", user.qualifiedName())
                                    .with("passkey", passkey.name()))));
  }

  private static AuditEntry entry(User user, String reason) {
    return AuditEntry.of(AuditType.PASSKEY, reason).about(user.workspace().id(), user.id());
  }
}
