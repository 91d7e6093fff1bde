package org.gatehouse.core.mail;

/** Nobody took an e-mail. */
final class NotDelivered extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String said;

  /**
   * @param said what the mail server said, or what else went wrong
   */
  NotDelivered(Reason reason, String said, Throwable cause) {
    super(said, cause);
    this.reason = reason;
    this.said = said;
  }

  Reason reason() {
    return reason;
  }

  String said() {
    return said;
  }

  /** What that means for this e-mail and for others. */
  enum Reason {
    /** The server doesn't want this e-mail, now or ever. */
    REJECTED,
    /** The server doesn't want this e-mail now. */
    NOT_NOW,
    /** No e-mail gets through. */
    UNREACHABLE
  }
}
