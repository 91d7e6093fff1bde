package org.gatehouse.core.limit;

import java.util.concurrent.atomic.AtomicBoolean;

/** That something may be done, once; whoever finds that it doesn't count gives it back. */
public final class Permit {
  /** For what needs none. */
  public static final Permit NONE = new Permit(() -> {});

  private final Runnable back;
  private final AtomicBoolean given = new AtomicBoolean();

  /**
   * @param back makes it possible once more
   */
  public Permit(Runnable back) {
    this.back = back;
  }

  /** Makes it possible once more; a second time this does nothing. */
  public void giveBack() {
    if (given.compareAndSet(false, true)) {
      back.run();
    }
  }
}
