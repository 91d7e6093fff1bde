package org.gatehouse.core.administration;

import org.gatehouse.core.refusal.Rule;

/** What an administrator can ask for that would leave nobody, or nothing, to go on with. */
public enum AdministrationRule implements Rule {
  LAST_ADMINISTRATOR(
      "user.lastAdministrator",
      "The workspace would be left without an administrator. Make somebody else one first."),
  LAST_SYSTEM_ADMINISTRATOR(
      "user.lastSystemAdministrator",
      "The installation would be left without a system administrator."),
  IS_WAY_BACK(
      "user.wayBack",
      "This is the way back in where single sign-on fails. Name somebody else for that first."),
  WAY_BACK_INVALID(
      "wayBack.invalid", "Name an active administrator who has a password: the way back in."),
  NO_PROVIDER_TO_REQUIRE(
      "provider.noneToRequire", "There is no provider that people could log in with."),
  LAST_REQUIRED_PROVIDER(
      "provider.lastRequired",
      "People must log in with a provider, and this is the only one. Lift that rule first."),
  TOO_MANY_RETURN_ADDRESSES(
      "returnAddress.tooMany", "There can be %s return addresses at the most.");

  private final String key;
  private final String sentence;

  AdministrationRule(String key, String sentence) {
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
