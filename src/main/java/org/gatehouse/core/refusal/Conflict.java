package org.gatehouse.core.refusal;

/**
 * Refuses a well-formed request that the present state doesn't allow: a name already taken, the
 * last administrator leaving. The message is an English sentence; the rule is a key for
 * translation.
 */
public final class Conflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  /**
   * @param rule the key of the broken rule, for example {@code userName.taken}
   * @param message what is wrong, as an English sentence
   */
  public Conflict(String rule, String message) {
    super(message, null, false, false);
    this.rule = rule;
  }

  /** The key of the broken rule. */
  public String rule() {
    return rule;
  }
}
