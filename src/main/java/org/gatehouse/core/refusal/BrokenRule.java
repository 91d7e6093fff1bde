package org.gatehouse.core.refusal;

import java.util.List;
import java.util.Locale;

/**
 * Refuses a request because of a {@link Rule}. The message is its English sentence; {@link #rule()}
 * and {@link #arguments()} let a page say the same in another language. The sentence never repeats
 * what was sent.
 */
public abstract class BrokenRule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Rule rule;
  private final transient List<Object> arguments;

  /**
   * @param rule the broken rule
   * @param arguments what its sentence mentions, in order
   */
  protected BrokenRule(Rule rule, Object... arguments) {
    this(String.format(Locale.ROOT, rule.sentence(), arguments), rule, List.of(arguments));
  }

  /** The same refusal in the words of an API that has others. */
  BrokenRule(String message, BrokenRule refusal) {
    this(message, refusal.rule, refusal.arguments);
  }

  private BrokenRule(String message, Rule rule, List<Object> arguments) {
    super(message, null, false, false);
    this.rule = rule;
    this.arguments = arguments;
  }

  /** The broken rule. */
  public Rule rule() {
    return rule;
  }

  /** What its sentence mentions, in order. */
  public List<Object> arguments() {
    return arguments;
  }
}
