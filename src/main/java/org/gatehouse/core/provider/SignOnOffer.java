package org.gatehouse.core.provider;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody is offered who wants to log in to a workspace.
 *
 * @param providers with which people may log in, by name
 * @param required whether people must log in with one of them
 * @param workspaceId which workspace that is, if there is one
 */
public record SignOnOffer(
    List<IdentityProvider> providers, boolean required, Optional<UUID> workspaceId) {
  /** Where there is no workspace. */
  public static final SignOnOffer NONE = new SignOnOffer(List.of(), false, Optional.empty());
}
