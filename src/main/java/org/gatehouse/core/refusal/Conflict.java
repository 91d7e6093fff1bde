package org.gatehouse.core.refusal;

/**
 * Refuses a well-formed request that the present state doesn't allow: a name already taken, the
 * last administrator leaving.
 */
public final class Conflict extends BrokenRule {
  private static final long serialVersionUID = 1L;

  /**
   * @param rule the broken rule
   * @param arguments what its sentence mentions, in order
   */
  public Conflict(Rule rule, Object... arguments) {
    super(rule, arguments);
  }

  /**
   * @param message the sentence of an API that has words of its own
   * @param refusal what is refused
   */
  public Conflict(String message, Conflict refusal) {
    super(message, refusal);
  }
}
