package org.gatehouse.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What came of looking through the chain of the audit log.
 *
 * @param begunAt since when there is one
 * @param first the number of its first link; those before were old
 * @param last the number of its last link
 * @param hash of that
 * @param counts how many entries there were
 * @param faults what isn't as it was, of each kind the first of many
 * @param totals how many there are of each kind
 */
public record ChainReport(
    Optional<Instant> begunAt,
    long first,
    long last,
    String hash,
    Counts counts,
    List<Fault> faults,
    Map<ChainReport.Kind, Long> totals) {
  /**
   * How many entries there were.
   *
   * @param checked how many were found as they were written
   * @param unsigned how many of these were written by a version that signed none; they are as they
   *     were when they were chained
   * @param leftOut how many were too old to be chained; nothing is known of them
   * @param waiting how many have no link yet, as they were written a moment ago
   */
  public record Counts(long checked, long unsigned, long leftOut, long waiting) {
    static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  /** What somebody has done to the log. */
  public enum Kind {
    /** An entry says something else than when it was written, or its link does. */
    CHANGED,
    /** An entry is gone, or its link is. */
    REMOVED,
    /** An entry is there that Gatehouse hasn't written so, or a link that it hasn't made. */
    INSERTED,
    /** An entry should have been chained long ago. */
    UNSEALED,
    /** What is said of where the chain begins or ends isn't what Gatehouse has said. */
    END_CHANGED,
    /** An entry was signed long before the chain was begun: there was another one. */
    BEGUN_ANEW,
    /** What was written down elsewhere is there no longer, or not yet. */
    NOT_AS_NOTED,
    /** What was written down elsewhere is older than what is kept: it proves nothing. */
    NOTE_TOO_OLD;

    /** The word for programs: {@code end-changed}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A place where something was done.
   *
   * @param kind what
   * @param number of the link; nothing if there is none
   * @param eventId the key of the entry, if it is known
   */
  public record Fault(Kind kind, Optional<Long> number, Optional<UUID> eventId) {}
}
