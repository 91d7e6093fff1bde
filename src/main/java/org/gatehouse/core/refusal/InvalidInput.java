package org.gatehouse.core.refusal;

/** Refuses a value from outside. */
public final class InvalidInput extends BrokenRule {
  private static final long serialVersionUID = 1L;

  /**
   * @param rule the broken rule
   * @param arguments what its sentence mentions, in order
   */
  public InvalidInput(Rule rule, Object... arguments) {
    super(rule, arguments);
  }

  /**
   * @param message the sentence of an API that has words of its own
   * @param refusal what is refused
   */
  public InvalidInput(String message, InvalidInput refusal) {
    super(message, refusal);
  }
}
