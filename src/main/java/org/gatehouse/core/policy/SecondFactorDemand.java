package org.gatehouse.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.credential.AuthenticationMethod;

/**
 * Which second factor is demanded, from the weakest to the strictest; and so, what a login has
 * shown.
 */
public enum SecondFactorDemand {
  /** One factor is enough: AAL1 of NIST SP 800-63B. */
  NOT_REQUIRED("not-required"),
  /**
   * One factor, and another some days ago in a browser that is trusted since. Nobody demands it: it
   * is what {@link #REQUIRED} comes to where browsers may be trusted. It is written nowhere: the
   * version before wouldn't know the word.
   */
  TRUSTED_DEVICE("trusted-device"),
  /** Two factors, of whatever kind: AAL2. */
  REQUIRED("required"),
  /**
   * Two factors, of which one can't be had by a page that only looks like ours (SP 800-63B-4,
   * 3.2.5): a passkey. It is what AAL2 has to offer to everybody, and AAL3 asks for.
   */
  PHISHING_RESISTANT("phishing-resistant");

  /** Those that can be demanded. */
  public static final List<SecondFactorDemand> CHOICES =
      List.of(NOT_REQUIRED, REQUIRED, PHISHING_RESISTANT);

  private final String word;

  SecondFactorDemand(String word) {
    this.word = word;
  }

  /** How settings, programs and the database call it. */
  public String word() {
    return word;
  }

  /** The one that is called so, if any is. */
  public static Optional<SecondFactorDemand> of(String word) {
    return Arrays.stream(values()).filter(demand -> demand.word.equals(word)).findFirst();
  }

  /** The strictest that is met by who has shown all of these. */
  public static SecondFactorDemand metBy(Set<AuthenticationMethod> shown) {
    if (shown.contains(AuthenticationMethod.PASSKEY)) {
      return PHISHING_RESISTANT;
    }
    return shown.size() > 1 ? REQUIRED : NOT_REQUIRED;
  }

  /** The stricter of this one and another. */
  public SecondFactorDemand orStricter(SecondFactorDemand other) {
    return meets(other) ? this : other;
  }

  /** Whether whoever meets this one meets another. */
  public boolean meets(SecondFactorDemand other) {
    return compareTo(other) >= 0;
  }
}
