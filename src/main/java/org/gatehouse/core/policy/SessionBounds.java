package org.gatehouse.core.policy;

import java.time.Duration;
import java.util.OptionalInt;
import org.gatehouse.core.settings.Settings.SessionLimits;

/**
 * How long a workspace lets sessions go on. What it doesn't name is as the installation has it.
 *
 * @param idleMinutes how many minutes nobody may use one that isn't remembered
 * @param lifetimeHours how many hours one lasts that isn't remembered, however much it is used
 * @param rememberDays how many days a remembered one lasts, and goes without use, at the most; with
 *     0 nobody is remembered
 */
public record SessionBounds(
    OptionalInt idleMinutes, OptionalInt lifetimeHours, OptionalInt rememberDays) {
  /** None. */
  public static final SessionBounds NONE =
      new SessionBounds(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /** That somebody uses a session is noted once a minute, so less than a few say little. */
  public static final int LEAST_IDLE_MINUTES = 5;

  /** As many minutes as an installation can have. */
  public static final int MOST_IDLE_MINUTES = 30 * 24 * 60;

  /** As many hours as an installation can have. */
  public static final int MOST_LIFETIME_HOURS = 30 * 24;

  /** As many days as an installation can have. */
  public static final int MOST_REMEMBER_DAYS = 90;

  /** Whether nothing is bounded. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Whether people may have themselves remembered. */
  public boolean offersRemembering() {
    return rememberDays.orElse(MOST_REMEMBER_DAYS) > 0;
  }

  /**
   * How long a session goes on by the stricter of these and those of the installation.
   *
   * @param remembered whether the person asked to be remembered; where that isn't offered any
   *     longer, the session is as any other
   */
  public SessionSpan span(boolean remembered, SessionLimits installation) {
    if (remembered && offersRemembering()) {
      Duration days = Duration.ofDays(rememberDays.orElse(MOST_REMEMBER_DAYS));
      return new SessionSpan(
          shorter(installation.rememberedIdle(), days),
          shorter(installation.rememberedLifetime(), days));
    }
    return new SessionSpan(
        shorter(installation.idle(), Duration.ofMinutes(idleMinutes.orElse(MOST_IDLE_MINUTES))),
        shorter(
            installation.lifetime(), Duration.ofHours(lifetimeHours.orElse(MOST_LIFETIME_HOURS))));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
