package org.gatehouse.core.refusal;

/** Refuses somebody who is known but may not do this. The message is an English sentence. */
public final class NotPermitted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what isn't permitted
   */
  public NotPermitted(String message) {
    super(message, null, false, false);
  }
}
