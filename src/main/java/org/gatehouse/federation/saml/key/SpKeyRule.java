package org.gatehouse.federation.saml.key;

import org.gatehouse.core.refusal.Rule;

/** What can keep the key of the service provider from being replaced. */
public enum SpKeyRule implements Rule {
  NEXT_EXISTS("samlKey.next", "There is a next key already."),
  NO_NEXT("samlKey.noNext", "There is no next key.");

  private final String key;
  private final String sentence;

  SpKeyRule(String key, String sentence) {
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
