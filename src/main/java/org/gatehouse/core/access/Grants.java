package org.gatehouse.core.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.core.refusal.InvalidInput;

/** Who has which role, and what follows from it. */
public interface Grants {
  /** How many roles a user can have. */
  int LIMIT = 200;

  /** The names of the roles that a user has, in alphabetical order. */
  List<String> roles(UUID userId);

  /** The same of many users; who has none is missing. */
  Map<UUID, List<String>> roles(Collection<UUID> userIds);

  /** What a user may use by any of these roles, by name, each once. */
  List<Datasource> datasources(UUID userId);

  /**
   * Gives a user these roles and no others, in the transaction of the caller, who has locked the
   * user.
   *
   * @throws InvalidInput if they are more than {@link #LIMIT}
   */
  void give(UUID userId, Collection<Role> roles);

  /** Who has a role. */
  List<UUID> holders(Role role);
}
