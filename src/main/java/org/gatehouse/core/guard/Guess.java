package org.gatehouse.core.guard;

/** An attempt under way, which counts as a failure of its account until it has succeeded. */
public final class Guess {
  private final Admission admission;
  private final Runnable forgetting;
  private boolean forgotten;

  Guess(Admission admission, Runnable forgetting) {
    this.admission = admission;
    this.forgetting = forgetting;
  }

  /** Whether it may be made. */
  public Admission admission() {
    return admission;
  }

  /**
   * Forgets the failures of the account, this one too, in the transaction of the caller: the secret
   * was right, and what follows from that is one with it. Who doesn't call this has it done
   * afterwards.
   */
  public void forgetFailures() {
    if (!forgotten) {
      forgetting.run();
      forgotten = true;
    }
  }
}
