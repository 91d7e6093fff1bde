package org.gatehouse.core.credential.apikey;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with an API key that is made or rotated. */
public enum ApiKeyRule implements Rule {
  EXPIRY("apiKey.expiry", "A key that expires must do so in the future, before the year 10000."),
  OVERLAP("apiKey.overlap", "The old key can go on for up to %s days."),
  SCOPE("apiKey.scope", "The scopes of a key are login and administer."),
  TOO_MANY("apiKey.tooMany", "There are %s keys already. Revoke some."),
  NAME_INVALID("apiKeyName.invalid", "The name of a key must have 1 to 100 visible characters.");

  private final String key;
  private final String sentence;

  ApiKeyRule(String key, String sentence) {
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
