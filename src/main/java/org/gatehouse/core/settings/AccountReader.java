package org.gatehouse.core.settings;

import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.settings.Settings.AccountSettings;

/** Reads how accounts of people end. */
final class AccountReader {
  private static final String IDLE = "GATEHOUSE_ACCOUNT_IDLE";
  private static final String GRACE = "GATEHOUSE_DELETION_GRACE";
  private static final Duration LEAST_IDLE = Duration.ofDays(14);
  private static final Duration MOST_IDLE = Duration.ofDays(3650);
  private static final Duration USUAL_GRACE = Duration.ofDays(30);
  private static final Duration LEAST_GRACE = Duration.ofDays(1);
  private static final Duration MOST_GRACE = Duration.ofDays(90);

  private AccountReader() {}

  static AccountSettings read(SettingTexts texts) {
    Optional<Duration> idle =
        texts
            .optional(IDLE)
            .map(set -> texts.duration(IDLE, LEAST_IDLE, LEAST_IDLE, MOST_IDLE, "P90D or P365D"));
    return new AccountSettings(
        idle, texts.duration(GRACE, USUAL_GRACE, LEAST_GRACE, MOST_GRACE, "P7D or P30D"));
  }
}
