package org.gatehouse.core.state;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with the state that a client keeps here. */
public final class StateRule extends Rule {
  public static final StateRule APP = new StateRule("state.app", "app must be one of: %s.");
  public static final StateRule NUMBER =
      new StateRule("state.number", "The state holds a number that is too large.");
  public static final StateRule TOO_LARGE =
      new StateRule("state.tooLarge", "The state must not have more than %s bytes.");

  private StateRule(String key, String sentence) {
    super(key, sentence);
  }
}
