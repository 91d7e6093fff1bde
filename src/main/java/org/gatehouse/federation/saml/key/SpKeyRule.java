package org.gatehouse.federation.saml.key;

import org.gatehouse.core.refusal.Rule;

/** What can keep the key of the service provider from being replaced. */
public final class SpKeyRule extends Rule {
  public static final SpKeyRule NEXT_EXISTS =
      new SpKeyRule("samlKey.next", "There is a next key already.");
  public static final SpKeyRule NO_NEXT = new SpKeyRule("samlKey.noNext", "There is no next key.");

  private SpKeyRule(String key, String sentence) {
    super(key, sentence);
  }
}
