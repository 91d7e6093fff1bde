package org.gatehouse.http;

/** Says that a body isn't what is wanted, in a sentence that repeats nothing of it. */
public final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message an English sentence for the client
   */
  public BadRequest(String message) {
    super(message, null, false, false);
  }
}
