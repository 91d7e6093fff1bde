package org.gatehouse.core.administration;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.provider.ReturnAddress;

/**
 * What an administrator changes of what a workspace wants of single sign-on; what isn't given
 * stays.
 *
 * @param required whether people must log in with a provider
 * @param wayBack the name of the administrator whose password is good nevertheless; only where they
 *     must
 * @param returnAddresses where people may be sent after a login or logout, beside this server
 */
public record SignOnPolicyChange(
    Optional<Boolean> required,
    Optional<String> wayBack,
    Optional<List<ReturnAddress>> returnAddresses) {
  /** Copies the addresses. */
  public SignOnPolicyChange {
    returnAddresses = returnAddresses.map(List::copyOf);
  }

  /**
   * A change of all of it.
   *
   * @param wayBack passed over where nothing is required
   */
  public static SignOnPolicyChange of(
      boolean required, String wayBack, List<ReturnAddress> returnAddresses) {
    return new SignOnPolicyChange(
        Optional.of(required),
        Optional.of(wayBack).filter(name -> required),
        Optional.of(returnAddresses));
  }
}
