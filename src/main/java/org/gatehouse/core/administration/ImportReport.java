package org.gatehouse.core.administration;

import java.util.List;
import java.util.Locale;
import org.gatehouse.core.refusal.BrokenRule;

/**
 * What has become of an import.
 *
 * @param added how many people were added, or would be
 * @param present how many were there before, and stay as they are
 * @param refused the rows that were refused, in order
 */
public record ImportReport(int added, int present, List<RefusedRow> refused) {
  /** The same in numbers, for the audit log. */
  String summary() {
    return String.format(
        Locale.ROOT, "added %d, present %d, refused %d", added, present, refused.size());
  }

  /**
   * A row that was refused.
   *
   * @param row its number
   * @param name the user name that stands in it, as it was sent
   * @param why the rule that it breaks
   */
  public record RefusedRow(long row, String name, BrokenRule why) {}
}
