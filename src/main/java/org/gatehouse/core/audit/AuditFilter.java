package org.gatehouse.core.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Which entries of the audit log are wanted.
 *
 * @param workspaceId of which workspace; nothing for all, and what belongs to none
 * @param person about whom or by whom
 * @param type what was attempted
 * @param outcome how it ended: the word of the log, or {@link #NOT_OK}; empty for all
 * @param from not before this moment
 * @param to before this moment
 * @param address from which address of the network, as the log has it; empty for all
 */
public record AuditFilter(
    Optional<UUID> workspaceId,
    Optional<UUID> person,
    Optional<AuditType> type,
    String outcome,
    Optional<Instant> from,
    Optional<Instant> to,
    String address) {
  /** Whatever ended otherwise than well. */
  public static final String NOT_OK = "not-ok";

  private static final Pattern WORD = Pattern.compile("[a-z0-9-]{0,40}");
  private static final Pattern DAY = Pattern.compile("[12]\\d{3}-\\d\\d-\\d\\d");
  private static final Pattern TIME =
      Pattern.compile(DAY.pattern() + "T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?Z?");

  /** All that is about somebody, or was done by somebody. */
  public static AuditFilter of(UUID person) {
    return new AuditFilter(
        Optional.empty(),
        Optional.of(person),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /**
   * A moment in UTC, as ISO 8601 writes it: {@code 2030-01-31T12:00:00Z}, also without seconds or
   * {@code Z}, or a day, which is its beginning. Nothing for an empty text.
   *
   * @throws InvalidInput if it is none
   */
  public static Optional<Instant> time(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (DAY.matcher(text).matches()) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      if (TIME.matcher(text).matches()) {
        return Optional.of(LocalDateTime.parse(text.replace("Z", "")).toInstant(ZoneOffset.UTC));
      }
      throw new InvalidInput(AuditRule.TIME_INVALID);
    } catch (DateTimeException e) {
      throw new InvalidInput(AuditRule.TIME_INVALID);
    }
  }

  /**
   * The type that the log calls so; nothing for an empty text.
   *
   * @throws InvalidInput if there is none
   */
  public static Optional<AuditType> type(String word) {
    return word.isEmpty()
        ? Optional.empty()
        : Optional.of(
            AuditType.called(word).orElseThrow(() -> new InvalidInput(AuditRule.TYPE_UNKNOWN)));
  }

  /**
   * An outcome.
   *
   * @throws InvalidInput if the log has no such words
   */
  public static String outcome(String word) {
    if (!WORD.matcher(word).matches()) {
      throw new InvalidInput(AuditRule.OUTCOME_INVALID);
    }
    return word;
  }

  /**
   * An address as the log writes it; empty for an empty text.
   *
   * @throws InvalidInput if it is none
   */
  public static String address(String text) {
    return text.isEmpty()
        ? ""
        : IpAddress.parse(text)
            .map(IpAddress::toString)
            .orElseThrow(() -> new InvalidInput(AuditRule.ADDRESS_INVALID));
  }
}
