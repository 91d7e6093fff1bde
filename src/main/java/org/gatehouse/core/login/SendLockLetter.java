package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.gatehouse.core.mail.Letter;
import org.gatehouse.core.mail.LetterKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Puts the letter into the outbox that tells a person of a lock. */
@Singleton
public class SendLockLetter {
  private final Users users;
  private final Outbox outbox;

  @Inject
  SendLockLetter(Users users, Outbox outbox) {
    this.users = users;
    this.outbox = outbox;
  }

  /** Tells this user, unless it is a program: nobody reads its mail, and its keys go on working. */
  @Transactional
  public void send(UUID userId) {
    users.withId(userId).filter(user -> !user.isServiceAccount()).ifPresent(this::put);
  }

  private void put(User user) {
    outbox.put(
        Letter.of(LetterKind.ACCOUNT_LOCKED, user.asRecipient())
            .with("displayName", user.displayName())
            .with("account", user.qualifiedName())
            .with("minutes", Long.toString(LockOutRules.LOCKED_FOR.toMinutes())));
  }
}
