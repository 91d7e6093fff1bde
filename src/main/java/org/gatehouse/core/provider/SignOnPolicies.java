package org.gatehouse.core.provider;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.user.User;

/** What workspaces want of single sign-on. */
public interface SignOnPolicies {
  /** How many return addresses a workspace can list. */
  int MOST_ADDRESSES = 15;

  /** What this one wants; nothing in particular, where nobody has said. */
  SignOnPolicy of(UUID workspaceId);

  /**
   * Whether this person's password is good for nothing. A system administrator's always is: whoever
   * administers a workspace must not be able to keep those of higher rank out.
   */
  default boolean forbidsPassword(User user) {
    return !user.isSystemAdministrator() && of(user.workspace().id()).forbidsPassword(user.id());
  }

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
