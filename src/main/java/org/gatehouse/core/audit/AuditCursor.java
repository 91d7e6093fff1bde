package org.gatehouse.core.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * A place in the audit log: the entry after which reading goes on. It stays where it is, whatever
 * is written meanwhile.
 *
 * @param at when that entry was recorded
 * @param id its key
 */
public record AuditCursor(Instant at, UUID id) {
  /** As the databases order them: by the bytes of the key, not by two signed numbers. */
  static final Comparator<AuditCursor> NEWEST_FIRST =
      Comparator.comparing(AuditCursor::at)
          .thenComparing(cursor -> cursor.id().toString())
          .reversed();

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,17})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /**
   * Reads it from an address that may have none: nothing for an empty text.
   *
   * @throws InvalidInput as {@link #read}
   */
  public static Optional<AuditCursor> find(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(read(text));
  }

  /**
   * Reads what {@link #text} has written.
   *
   * @throws InvalidInput if it is anything else
   */
  public static AuditCursor read(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new InvalidInput(AuditRule.CURSOR_INVALID);
    }
    Instant at = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
    return new AuditCursor(at, UUID.fromString(parts.group(2)));
  }

  /** It as a text without characters that an address would have to hide. */
  public String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
  }
}
