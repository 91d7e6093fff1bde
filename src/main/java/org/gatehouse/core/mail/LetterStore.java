package org.gatehouse.core.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where letters wait. Each method is a transaction of its own unless the caller has one. */
interface LetterStore {
  /** Adds a letter, in the transaction of the caller. */
  void add(WaitingLetter letter);

  /**
   * Takes the letter that is due for longest; nobody else gets it before the lease ends.
   *
   * @param until when whoever has taken it and said nothing must be gone
   */
  Optional<WaitingLetter> take(Instant now, Instant until);

  /** Removes a letter that has left, or never will. */
  void remove(UUID id);

  /** Puts a letter back until then, unless somebody else has taken it meanwhile. */
  void putBack(WaitingLetter taken, Instant until);

  /** Keeps a letter that is tried no longer, unless somebody else has taken it meanwhile. */
  void giveUp(WaitingLetter taken, Instant now);

  /** How many letters wait and since when. */
  Waiting waiting();

  /** Removes those given up before, so many at the most; answers how many. */
  int removeGivenUp(Instant before, int most);

  /**
   * What waits.
   *
   * @param waiting how many letters
   * @param failed how many were given up
   * @param oldest since when the oldest waits
   * @param due when the next may be taken, or might have been
   */
  record Waiting(long waiting, long failed, Optional<Instant> oldest, Optional<Instant> due) {}
}
