package org.gatehouse.core.credential.apikey;

import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.user.User;

/**
 * Whose keys.
 *
 * @param workspaceId of which workspace
 * @param userId of which user; nothing for the applications of the workspace
 * @param kind what such keys are for
 */
public record ApiKeyOwner(UUID workspaceId, Optional<UUID> userId, ApiKeyKind kind) {
  /** The applications of a workspace. */
  public static ApiKeyOwner applicationsOf(UUID workspaceId) {
    return new ApiKeyOwner(workspaceId, Optional.empty(), ApiKeyKind.DEVELOPER);
  }

  /** A person or a service account. */
  public static ApiKeyOwner user(User user) {
    return new ApiKeyOwner(
        user.workspace().id(),
        Optional.of(user.id()),
        user.isServiceAccount() ? ApiKeyKind.SERVICE : ApiKeyKind.USER);
  }
}
