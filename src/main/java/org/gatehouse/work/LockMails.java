package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.guard.AccountLocked;
import org.gatehouse.core.guard.SendLockMail;
import org.gatehouse.http.Outage;

/** Has people told of a lock outside of the request that brought it about. */
@Singleton
public class LockMails {
  private static final Logger LOG = System.getLogger(LockMails.class.getName());

  private final SendLockMail sendLockMail;

  @Resource private ManagedExecutorService executor;

  @Inject
  LockMails(SendLockMail sendLockMail) {
    this.sendLockMail = sendLockMail;
  }

  void onLock(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountLocked locked) {
    // For nobody too: handing something over takes its time.
    executor.execute(() -> send(locked.userId()));
  }

  private void send(Optional<UUID> userId) {
    try {
      userId.ifPresent(sendLockMail::send);
    } catch (RuntimeException e) {
      // The audit log knows of the lock; the e-mail is lost.
      if (!Outage.OF_DATABASE.hasBegunBy(e)) {
        LOG.log(Level.ERROR, "A mail about a lock can't be written", e);
      }
    }
  }
}
