package org.gatehouse.core.administration;

import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.input.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Roles;

/** What one has to be for the use cases of this package. */
final class Rank {
  /** An administrator's is the rank, which was looked at when the request came. */
  static final Proof PROOF = () -> true;

  private Rank() {}

  /**
   * @throws NotPermitted if the caller isn't a system administrator
   */
  static void requireSystemAdministrator(Caller caller) {
    if (!caller.is(Roles.SYSTEM_ADMINISTRATOR)) {
      throw new NotPermitted("Only a system administrator may do this.");
    }
  }

  /**
   * @throws NotPermitted if the caller isn't an administrator
   */
  static void requireAdministrator(Caller caller) {
    if (!caller.is(Roles.WORKSPACE_ADMINISTRATOR)) {
      throw new NotPermitted("Only an administrator of the workspace may do this.");
    }
  }
}
