package org.gatehouse.core.credential.apikey;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with an API key that is made or rotated. */
public final class ApiKeyRule extends Rule {
  public static final ApiKeyRule EXPIRY =
      new ApiKeyRule(
          "apiKey.expiry", "A key that expires must do so in the future, before the year 10000.");
  public static final ApiKeyRule TOO_LONG =
      new ApiKeyRule("apiKey.tooLong", "A key must expire within %s days here.");
  public static final ApiKeyRule NOT_ADMINISTERING =
      new ApiKeyRule("apiKey.notAdministering", "No key may administer here.");
  public static final ApiKeyRule OVERLAP =
      new ApiKeyRule("apiKey.overlap", "The old key can go on for up to %s days.");
  public static final ApiKeyRule SCOPE =
      new ApiKeyRule("apiKey.scope", "The scopes of a key are login and administer.");
  public static final ApiKeyRule TOO_MANY =
      new ApiKeyRule("apiKey.tooMany", "There are %s keys already. Revoke some.");
  public static final ApiKeyRule NAME_INVALID =
      new ApiKeyRule(
          "apiKeyName.invalid", "The name of a key must have 1 to 100 visible characters.");

  private ApiKeyRule(String key, String sentence) {
    super(key, sentence);
  }
}
