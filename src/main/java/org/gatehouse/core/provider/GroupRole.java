package org.gatehouse.core.provider;

import org.gatehouse.core.refusal.InvalidInput;

/**
 * That who is in a group of the provider has a role of the workspace.
 *
 * @param group as the provider writes it; case matters
 * @param role the role's name
 */
public record GroupRole(String group, String role) {
  private static final int LONGEST = 255;

  /**
   * @throws InvalidInput if the group can't be one
   */
  public GroupRole {
    group = group.strip();
    role = role.strip();
    if (group.isEmpty() || group.length() > LONGEST || group.matches("(?s).*\\p{Cntrl}.*")) {
      throw new InvalidInput(ProviderRule.GROUP_INVALID);
    }
  }
}
