package org.gatehouse.core.oauth.proof;

/** A proof is none, or none of this request. */
final class BadProof extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason why, in a word for the audit log
   * @param description the same for whoever builds the client
   */
  BadProof(String reason, String description) {
    super(description, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
