package org.gatehouse.core.account;

import java.util.Set;
import java.util.TreeSet;

/**
 * The caller has to show again who it is before this can be done (RFC 9470 calls it step-up
 * authentication).
 */
public class ReauthenticationRequired extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TreeSet<String> missing;

  /**
   * @param missing what has to be shown: methods of RFC 8176 ({@code pwd}, {@code otp}), or {@code
   *     provider} for a login at the identity provider
   */
  ReauthenticationRequired(Set<String> missing) {
    super(
        "Show again who you are: log in anew, and do this within the next minutes.",
        null,
        false,
        false);
    this.missing = new TreeSet<>(missing);
  }

  /** What has to be shown, in the alphabet's order. */
  public Set<String> missing() {
    return missing;
  }
}
