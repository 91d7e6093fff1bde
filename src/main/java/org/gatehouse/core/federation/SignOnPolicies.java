package org.gatehouse.core.federation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What workspaces want of single sign-on. */
public interface SignOnPolicies {
  /** How many return addresses a workspace can list. */
  int MOST_ADDRESSES = 15;

  /** What this one wants; nothing in particular, where nobody has said. */
  SignOnPolicy of(UUID workspaceId);

  /**
   * Sets what it wants, in the transaction of the caller.
   *
   * @param required whether people must log in with a provider
   * @param wayBack whose password is good nevertheless
   * @param returnAddresses where people may be sent, beside this server
   */
  void set(
      UUID workspaceId,
      boolean required,
      Optional<UUID> wayBack,
      List<ReturnAddress> returnAddresses);
}
