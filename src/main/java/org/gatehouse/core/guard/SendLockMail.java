package org.gatehouse.core.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.mail.MailKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.mail.Recipient;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Puts the e-mail into the outbox that tells a person of a lock. */
@Singleton
public class SendLockMail {
  private final Users users;
  private final Outbox outbox;

  @Inject
  SendLockMail(Users users, Outbox outbox) {
    this.users = users;
    this.outbox = outbox;
  }

  /** Tells this user, who may have no address: a program has none, and its keys go on working. */
  @Transactional
  public void send(UUID userId) {
    users
        .withId(userId)
        .ifPresent(user -> user.asRecipient().ifPresent(recipient -> put(user, recipient)));
  }

  private void put(User user, Recipient recipient) {
    outbox.put(
        Mail.of(MailKind.ACCOUNT_LOCKED, recipient)
            .with("displayName", user.displayName())
            .with("account", user.qualifiedName())
            .with("minutes", Long.toString(LockOutRules.LOCKED_FOR.toMinutes())));
  }
}
