package org.gatehouse.core.policy;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with what a workspace demands of logins. */
public final class PolicyRule extends Rule {
  public static final PolicyRule GRACE_INVALID =
      new PolicyRule(
          "loginPolicy.graceDaysWrong", "grace_days must be a whole number from 0 to %s.");
  public static final PolicyRule TOO_MANY_ROLES =
      new PolicyRule("loginPolicy.tooManyRoles", "There can be %s roles at the most.");
  public static final PolicyRule FACTOR_UNKNOWN =
      new PolicyRule(
          "loginPolicy.factorUnknown",
          "second_factor must be not-required, required or phishing-resistant.");
  public static final PolicyRule NO_PASSKEYS =
      new PolicyRule(
          "loginPolicy.noPasskeys",
          "There can be no passkeys at this address, so none can be demanded.");
  public static final PolicyRule PASSWORD_MINIMUM_INVALID =
      new PolicyRule(
          "loginPolicy.passwordMinimumWrong",
          "password_minimum must be a whole number from %s to %s.");
  public static final PolicyRule SESSION_IDLE_INVALID =
      new PolicyRule(
          "loginPolicy.sessionIdleWrong",
          "session_idle_minutes must be a whole number from %s to %s.");
  public static final PolicyRule SESSION_LIFETIME_INVALID =
      new PolicyRule(
          "loginPolicy.sessionLifetimeWrong",
          "session_lifetime_hours must be a whole number from %s to %s.");
  public static final PolicyRule REMEMBER_INVALID =
      new PolicyRule(
          "loginPolicy.rememberDaysWrong", "remember_days must be a whole number from %s to %s.");
  public static final PolicyRule TRUST_INVALID =
      new PolicyRule(
          "loginPolicy.trustedDeviceDaysWrong",
          "trusted_device_days must be a whole number from %s to %s.");
  public static final PolicyRule KEY_DAYS_INVALID =
      new PolicyRule("loginPolicy.keyDaysWrong", "key_days must be a whole number from %s to %s.");
  public static final PolicyRule IDLE_DAYS_INVALID =
      new PolicyRule(
          "loginPolicy.idleDaysWrong", "idle_days must be a whole number from %s to %s.");
  public static final PolicyRule NO_SELF_DELETION =
      new PolicyRule(
          "deletion.notOffered",
          "This workspace doesn't let people delete their own account. Ask an administrator.");
  public static final PolicyRule NETWORK_INVALID =
      new PolicyRule(
          "loginPolicy.networkWrong",
          "networks must be addresses or networks, such as 192.0.2.0/24 or 2001:db8::/32.");
  public static final PolicyRule TOO_MANY_NETWORKS =
      new PolicyRule("loginPolicy.tooManyNetworks", "There can be %s networks at the most.");
  public static final PolicyRule OWN_NETWORK =
      new PolicyRule(
          "loginPolicy.ownNetwork",
          "The address from which this is wanted is in none of the networks.");
  public static final PolicyRule CHANGED =
      new PolicyRule(
          "loginPolicy.changed", "The policy has been changed meanwhile. Look at it again.");
  public static final PolicyRule OWN_FIRST =
      new PolicyRule(
          "loginPolicy.ownFirst",
          "It would end this session at once. Log in with such a second factor first, or give days"
              + " of grace.");
  public static final PolicyRule REQUIRED =
      new PolicyRule(
          "secondFactor.required", "A second factor is required, so it can only be replaced.");

  private PolicyRule(String key, String sentence) {
    super(key, sentence);
  }
}
