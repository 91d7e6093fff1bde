package org.gatehouse.core.guard;

/** Whether an attempt may be made. It counts as a failure from then on, until it has succeeded. */
public enum Admission {
  /** It may. */
  ADMITTED,
  /** It may; if it fails, the account is locked. */
  LAST,
  /** It may not: it comes too soon after the one before. */
  TOO_EARLY,
  /** Refused: the account is locked. */
  LOCKED;

  /** Whether it may be made, and hence counts. */
  public boolean isOpen() {
    return this == ADMITTED || this == LAST;
  }

  /** What the audit log calls a refusal, where nothing else is a reason to refuse. */
  public String refusal(String otherwise) {
    return switch (this) {
      case ADMITTED, LAST -> otherwise;
      case TOO_EARLY -> "too-early";
      case LOCKED -> "locked";
    };
  }
}
