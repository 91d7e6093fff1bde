package org.gatehouse.core.state;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with the state that a client keeps here. */
public enum StateRule implements Rule {
  APP("state.app", "app must be one of: %s."),
  NUMBER("state.number", "The state holds a number that is too large."),
  TOO_LARGE("state.tooLarge", "The state must not have more than %s bytes.");

  private final String key;
  private final String sentence;

  StateRule(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
