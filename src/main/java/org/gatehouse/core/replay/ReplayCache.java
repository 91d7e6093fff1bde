package org.gatehouse.core.replay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.EachHundredth;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.secret.RandomToken;

/** Which messages of others were accepted: none is a second time, on whatever node. */
@Singleton
public class ReplayCache {
  private static final int MOST_AT_ONCE = 1_000;

  private final UsedMessages store;
  private final Clock clock;
  private final EachHundredth<ReplayCache> uses = new EachHundredth<>();

  @Inject
  ReplayCache(UsedMessages store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Uses a message up, whatever becomes of the caller's transaction: of several at once, one
   * succeeds.
   *
   * @param context what kind of message, and whose: ids are unique within it
   * @param id the id that its sender gave it
   * @param until how long it would be good
   * @return whether it hadn't been used
   */
  public boolean use(String context, String id, Instant until) {
    if (uses.isNow(this)) {
      // The hourly task is for what is left: proofs of keys may come faster than it removes them.
      store.removeExpired(clock.instant(), MOST_AT_ONCE);
    }
    UsedMessage message = new UsedMessage(RandomToken.hash(context + "\n" + id), until);
    return Duplicates.tryToAdd(() -> store.add(message), () -> store.has(message.hash()));
  }

  /**
   * Does what a message asks for, and uses it up after that: if it fails, the message may be sent
   * again.
   *
   * @param work what harms nobody if it is done twice, by messages that arrive at once
   * @return whether it hadn't been used
   */
  public boolean use(String context, String id, Instant until, Runnable work) {
    if (store.has(RandomToken.hash(context + "\n" + id))) {
      return false;
    }
    work.run();
    return use(context, id, until);
  }

  /** Forgets those that are too old to be good. */
  public int removeExpired() {
    return OldRows.inBatches(most -> store.removeExpired(clock.instant(), most));
  }
}
