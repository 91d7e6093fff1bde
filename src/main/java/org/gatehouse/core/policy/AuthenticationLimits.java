package org.gatehouse.core.policy;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.OptionalInt;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * What a workspace limits beside the second factor. What it doesn't name is as the installation has
 * it, and of the two the stricter counts.
 *
 * @param passwordMinimum the shortest new password, in characters
 * @param sessions how long sessions go on
 * @param trustedDeviceDays for how many days a browser may stand for a second factor that was shown
 *     in it; 0: not at all
 * @param keys what keys may be
 * @param networks from where people and programs may come
 * @param accounts how accounts of people end
 */
public record AuthenticationLimits(
    OptionalInt passwordMinimum,
    SessionBounds sessions,
    int trustedDeviceDays,
    KeyBounds keys,
    AllowedNetworks networks,
    AccountBounds accounts) {
  /** Nothing. */
  public static final AuthenticationLimits NONE =
      new AuthenticationLimits(
          OptionalInt.empty(),
          SessionBounds.NONE,
          0,
          KeyBounds.NONE,
          AllowedNetworks.ANYWHERE,
          AccountBounds.NONE);

  /** The least that can be asked of new passwords, in characters. */
  public static final int LEAST_MINIMUM = 8;

  /** The most that can be asked of new passwords, in characters. */
  public static final int MOST_MINIMUM = 64;

  /** The most days for which a browser may be trusted. */
  public static final int MOST_TRUST_DAYS = 90;

  /** Not in the constructor: what a later version has written must be read. */
  void requireWithinBounds() {
    require(passwordMinimum, LEAST_MINIMUM, MOST_MINIMUM, PolicyRule.PASSWORD_MINIMUM_INVALID);
    require(
        sessions.idleMinutes(),
        SessionBounds.LEAST_IDLE_MINUTES,
        SessionBounds.MOST_IDLE_MINUTES,
        PolicyRule.SESSION_IDLE_INVALID);
    require(
        sessions.lifetimeHours(),
        1,
        SessionBounds.MOST_LIFETIME_HOURS,
        PolicyRule.SESSION_LIFETIME_INVALID);
    require(
        sessions.rememberDays(), 0, SessionBounds.MOST_REMEMBER_DAYS, PolicyRule.REMEMBER_INVALID);
    require(OptionalInt.of(trustedDeviceDays), 0, MOST_TRUST_DAYS, PolicyRule.TRUST_INVALID);
    require(keys.days(), 1, KeyBounds.MOST_DAYS, PolicyRule.KEY_DAYS_INVALID);
    require(
        accounts.idleDays(),
        AccountBounds.LEAST_IDLE_DAYS,
        AccountBounds.MOST_IDLE_DAYS,
        PolicyRule.IDLE_DAYS_INVALID);
  }

  private static void require(OptionalInt number, int least, int most, PolicyRule rule) {
    if (number.isPresent() && (number.getAsInt() < least || number.getAsInt() > most)) {
      throw new InvalidInput(rule, least, most);
    }
  }

  /** All of them by name, as the audit log keeps them. */
  Map<String, Object> settings() {
    return ImmutableMap.<String, Object>builder()
        .put("password_minimum", text(passwordMinimum))
        .put("session_idle_minutes", text(sessions.idleMinutes()))
        .put("session_lifetime_hours", text(sessions.lifetimeHours()))
        .put("remember_days", text(sessions.rememberDays()))
        .put("trusted_device_days", Integer.toString(trustedDeviceDays))
        .put("key_days", text(keys.days()))
        .put("administering_keys", Boolean.toString(keys.administering()))
        .put("networks", networks.texts())
        .put("idle_days", text(accounts.idleDays()))
        .put("self_deletion", Boolean.toString(accounts.selfDeletion()))
        .build();
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }
}
