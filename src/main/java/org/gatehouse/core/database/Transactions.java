package org.gatehouse.core.database;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Runs a part of a use case in a transaction: all of it, or nothing. For use cases that do
 * something outside of it, such as to hash a password; one that is a transaction as a whole says
 * {@link Transactional} instead.
 */
@Singleton
@Transactional
public class Transactions {
  /** Does the work in a transaction, or in that of the caller where there is one. */
  public <T> T call(Supplier<T> work) {
    return work.get();
  }

  /** The same for work that has no result. */
  public void run(Runnable work) {
    work.run();
  }
}
