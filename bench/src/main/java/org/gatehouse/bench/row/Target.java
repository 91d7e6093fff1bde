package org.gatehouse.bench.row;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is wanted of a row.
 *
 * @param ratio at least so many times Keycloak's rate
 * @param limit the key of the row or the limit that it can't exceed
 * @param share at least this part of it
 */
public record Target(OptionalDouble ratio, Optional<String> limit, OptionalDouble share) {
  /** Nothing in particular. */
  public static Target none() {
    return new Target(OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty());
  }

  /** So many times Keycloak's rate. */
  public static Target timesKeycloak(double times) {
    return new Target(OptionalDouble.of(times), Optional.empty(), OptionalDouble.empty());
  }

  /** The same, with this limit to compare with. */
  public Target within(String key) {
    return new Target(ratio, Optional.of(key), share);
  }

  /** The same, and at least this part of that limit. */
  public Target within(String key, double part) {
    return new Target(ratio, Optional.of(key), OptionalDouble.of(part));
  }
}
