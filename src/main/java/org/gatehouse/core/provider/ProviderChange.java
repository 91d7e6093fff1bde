package org.gatehouse.core.provider;

/**
 * A change of a provider.
 *
 * @param before what it was when nobody else could change it any longer
 * @param after what it is from now on
 * @param otherSecret whether our client has another secret from now on, or none
 * @param distrusted whether it was trusted, and is no longer, as somebody of lower rank has changed
 *     it
 */
public record ProviderChange(
    ProviderDetails before, ProviderDetails after, boolean otherSecret, boolean distrusted) {
  /** Whether all is as it was. */
  public boolean isNone() {
    return before.equals(after) && !otherSecret;
  }

  /** Whether nobody can log in with it any longer who could before. */
  public boolean disabled() {
    return before.enabled() && !after.enabled();
  }

  /** Whether it means people by something else from now on, and whom it meant is forgotten. */
  public boolean otherSubjects() {
    return !before.attributes().subject().equals(after.attributes().subject());
  }
}
