package org.gatehouse.core.provider;

import java.util.List;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Whom a provider may let in, and what they may do then.
 *
 * @param emailsOwned whether the provider has made sure of the e-mail addresses it tells, and they
 *     belong to the workspace's organisation: only then an address alone says who somebody is
 * @param creating whether users are added whom the provider knows and the workspace doesn't
 * @param defaultRoles the names of the roles that users get who are added so
 * @param groupRoles which roles the provider's groups mean: who leaves the group loses the role
 */
public record Provisioning(
    boolean emailsOwned, boolean creating, List<String> defaultRoles, List<GroupRole> groupRoles) {
  /** How many roles can be given to newcomers, and how many groups can mean one. */
  public static final int LIMIT = 100;

  /**
   * @throws InvalidInput if there are more than {@link #LIMIT}
   */
  public Provisioning {
    defaultRoles = List.copyOf(defaultRoles);
    groupRoles = groupRoles.stream().distinct().toList();
    if (defaultRoles.size() > LIMIT || groupRoles.size() > LIMIT) {
      throw new InvalidInput(ProviderRule.TOO_MANY_GROUP_ROLES, LIMIT);
    }
  }
}
