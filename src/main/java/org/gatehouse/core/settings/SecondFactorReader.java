package org.gatehouse.core.settings;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;

/** Reads which second factor the installation demands. */
final class SecondFactorReader {
  private static final String DEMAND = "GATEHOUSE_SECOND_FACTOR";
  private static final String ROLES = "GATEHOUSE_SECOND_FACTOR_ROLES";
  private static final String SINCE = "GATEHOUSE_SECOND_FACTOR_SINCE";
  private static final String GRACE = "GATEHOUSE_SECOND_FACTOR_GRACE";
  private static final String NOBODYS = "not-required";
  private static final String PASSKEY = "phishing-resistant";
  private static final Duration LONGEST_GRACE = Duration.ofDays(365);

  private static final List<String> RANKS =
      List.of("workspace-admin", "system-admin", "help-desk", "auditor", "key-manager");

  private SecondFactorReader() {}

  static SecondFactorSettings read(SettingTexts texts, URI publicUrl) {
    Duration grace =
        texts.duration(GRACE, Duration.ZERO, Duration.ZERO, LONGEST_GRACE, "P14D or PT0S");
    String demand = texts.choice(DEMAND, NOBODYS, NOBODYS, "required", PASSKEY);
    if (demand.equals(PASSKEY) && !PasskeySites.areAt(publicUrl)) {
      texts.mistake(
          DEMAND
              + " can't be phishing-resistant: browsers make passkeys for names with https, and for"
              + " localhost. GATEHOUSE_PUBLIC_URL is neither.");
    }
    return new SecondFactorSettings(demand, roles(texts), since(texts), grace);
  }

  /** Workspaces define others, each its own, so that none of those can be meant. */
  private static Set<String> roles(SettingTexts texts) {
    Set<String> roles =
        Arrays.stream(texts.text(ROLES, "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (!RANKS.containsAll(roles)) {
      texts.mistake(
          ROLES
              + " must name some of "
              + String.join(", ", RANKS)
              + ", parted by commas; or none.");
    }
    return roles;
  }

  private static Instant since(SettingTexts texts) {
    try {
      return LocalDate.parse(texts.text(SINCE, "1970-01-01"))
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant();
    } catch (DateTimeParseException e) {
      texts.mistake(SINCE + " must be a day, such as 2027-01-31; it begins with that of UTC.");
      return Instant.EPOCH;
    }
  }
}
