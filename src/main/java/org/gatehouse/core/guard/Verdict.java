package org.gatehouse.core.guard;

/**
 * What came of an attempt.
 *
 * @param outcome the answer to whoever made it
 * @param effect what it does to the counts
 */
public record Verdict<T>(T outcome, Effect effect) {
  /** What an attempt does to the counts of failures. */
  public enum Effect {
    /** The secret was right: earlier failures of the account are forgotten. */
    RIGHT,
    /** It was wrong, and counts. */
    WRONG,
    /** Neither: there is more to show, or it couldn't be judged. */
    NEITHER
  }

  /** The secret was right. */
  public static <T> Verdict<T> right(T outcome) {
    return new Verdict<>(outcome, Effect.RIGHT);
  }

  /** A wrong guess, which counts. */
  public static <T> Verdict<T> wrong(T outcome) {
    return new Verdict<>(outcome, Effect.WRONG);
  }

  /** An outcome that counts as neither. */
  public static <T> Verdict<T> neither(T outcome) {
    return new Verdict<>(outcome, Effect.NEITHER);
  }
}
