package org.gatehouse.core.signon;

import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.ReturnAddresses;

/**
 * What is to come of a login at a provider.
 *
 * @param purpose what it is for
 * @param userId who is logged in and wants it; nothing for {@link Purpose#LOGIN}
 * @param returnTo where the person wants to go after it, as {@link ReturnAddresses} allows; empty
 *     for the start page
 * @param anew whether the provider must ask the person who it is, though it may know
 */
public record SignOnPlan(Purpose purpose, Optional<UUID> userId, String returnTo, boolean anew) {
  /** Somebody wants to log in. */
  public static SignOnPlan login(String returnTo, boolean anew) {
    return new SignOnPlan(Purpose.LOGIN, Optional.empty(), returnTo, anew);
  }
}
