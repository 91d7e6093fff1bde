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
import org.gatehouse.core.guard.SendLockLetter;
import org.gatehouse.http.Outage;

/** Has people told of a lock outside of the request that brought it about. */
@Singleton
public class LockLetters {
  private static final Logger LOG = System.getLogger(LockLetters.class.getName());

  private final SendLockLetter sendLockLetter;

  @Resource private ManagedExecutorService executor;

  @Inject
  LockLetters(SendLockLetter sendLockLetter) {
    this.sendLockLetter = sendLockLetter;
  }

  void onLock(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountLocked locked) {
    // For nobody too: handing something over takes its time.
    executor.execute(() -> send(locked.userId()));
  }

  private void send(Optional<UUID> userId) {
    try {
      userId.ifPresent(sendLockLetter::send);
    } catch (RuntimeException e) {
      // The audit log knows of the lock; the letter is lost.
      if (!Outage.OF_DATABASE.hasBegunBy(e)) {
        LOG.log(Level.ERROR, "A letter about a lock can't be written", e);
      }
    }
  }
}
