package org.gatehouse.core.signon;

import org.gatehouse.core.refusal.Rule;

/** What can keep an identity from being linked to a user, or unlinked. */
public enum IdentityRule implements Rule {
  LAST("identity.last", "Without it you could log in no longer."),
  LINKED("identity.linked", "This identity is another user's already.");

  private final String key;
  private final String sentence;

  IdentityRule(String key, String sentence) {
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
