package org.gatehouse.core.administration;

import org.gatehouse.core.refusal.Rule;

/** What an administrator can ask for that would leave nobody, or nothing, to go on with. */
public final class AdministrationRule extends Rule {
  public static final AdministrationRule LAST_ADMINISTRATOR =
      new AdministrationRule(
          "user.lastAdministrator",
          "The workspace would be left without an administrator. Make somebody else one first.");
  public static final AdministrationRule LAST_SYSTEM_ADMINISTRATOR =
      new AdministrationRule(
          "user.lastSystemAdministrator",
          "The installation would be left without a system administrator.");
  public static final AdministrationRule EXPIRING_ADMINISTRATOR =
      new AdministrationRule(
          "user.expiringAdministrator",
          "The account of an administrator can't expire: somebody has to be left.");
  public static final AdministrationRule EXPIRY_PAST =
      new AdministrationRule(
          "user.expiryPast", "An account can expire in the future only, before the year 10000.");
  public static final AdministrationRule IS_WAY_BACK =
      new AdministrationRule(
          "user.wayBack",
          "This is the way back in where single sign-on fails. Name somebody else for that first.");
  public static final AdministrationRule GONE =
      new AdministrationRule("user.gone", "This user was erased meanwhile.");
  public static final AdministrationRule WAY_BACK_INVALID =
      new AdministrationRule(
          "wayBack.invalid", "Name an active administrator who has a password: the way back in.");
  public static final AdministrationRule WAY_BACK_NEEDLESS =
      new AdministrationRule(
          "wayBack.needless", "There is a way back only where single sign-on is required.");
  public static final AdministrationRule NO_PROVIDER_TO_REQUIRE =
      new AdministrationRule(
          "provider.noneToRequire", "There is no provider that people could log in with.");
  public static final AdministrationRule LAST_REQUIRED_PROVIDER =
      new AdministrationRule(
          "provider.lastRequired",
          "People must log in with a provider, and this is the only one. Lift that rule first.");
  public static final AdministrationRule TOO_MANY_RETURN_ADDRESSES =
      new AdministrationRule(
          "returnAddress.tooMany", "There can be %s return addresses at the most.");
  public static final AdministrationRule RANK_INITIAL_PASSWORD =
      new AdministrationRule(
          "rank.initialPassword",
          "Somebody else may know this password still. Give a rank once the person has changed"
              + " it.");
  public static final AdministrationRule RANK_INVITED =
      new AdministrationRule(
          "rank.invited",
          "An invitation waits, and somebody else may have its link. Give a rank once the person"
              + " has come.");
  public static final AdministrationRule RANK_UNCONFIRMED_ADDRESS =
      new AdministrationRule(
          "rank.unconfirmedAddress",
          "Nobody has confirmed this e-mail address. Give a rank once the person has.");

  public static final AdministrationRule ROLE_OF_WHOM =
      new AdministrationRule(
          "role.ofWhom", "Say of which workspace a role is: corpinc/finance, by the uid.");

  private AdministrationRule(String key, String sentence) {
    super(key, sentence);
  }
}
