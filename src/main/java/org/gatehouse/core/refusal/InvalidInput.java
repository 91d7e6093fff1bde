package org.gatehouse.core.refusal;

import java.util.List;

/**
 * Refuses a value from outside. The message is an English sentence about the value, fit for an API
 * reply; {@link #rule()} and {@link #arguments()} let a page say the same in another language. It
 * never repeats the value.
 */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private final transient List<Object> arguments;

  /**
   * @param rule the key of the broken rule, for example {@code userName.invalid}
   * @param message what is wrong, as an English sentence
   * @param arguments numbers that the sentence mentions, in order
   */
  public InvalidInput(String rule, String message, Object... arguments) {
    super(message, null, false, false);
    this.rule = rule;
    this.arguments = List.of(arguments);
  }

  /** The key of the broken rule. */
  public String rule() {
    return rule;
  }

  /** The numbers that the sentence mentions, in order. */
  public List<Object> arguments() {
    return arguments;
  }
}
