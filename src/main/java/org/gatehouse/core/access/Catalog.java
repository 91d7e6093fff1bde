package org.gatehouse.core.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;

/** The roles and datasources of all workspaces. */
public interface Catalog {
  /** How many roles, and how many datasources, a workspace can have. */
  int LIMIT = 1_000;

  /**
   * Lets one after the other change the roles and datasources of a workspace, until the transaction
   * of the caller ends. To be called before anything is read that the change depends on.
   */
  void takeTurns(UUID workspaceId);

  /**
   * The role or datasource of a workspace that has this name, in any case.
   *
   * @param name what somebody typed; anything is allowed
   */
  <T extends Named> Optional<T> named(Class<T> kind, UUID workspaceId, String name);

  /**
   * Those that have these names, for a change in the transaction of the caller: nobody removes one
   * of them meanwhile.
   *
   * @throws InvalidInput if the workspace lacks one of them
   */
  <T extends Named> List<T> allNamed(Class<T> kind, UUID workspaceId, Collection<String> names);

  /**
   * A page of the roles or datasources of a workspace, by name.
   *
   * @param search a part of the name or description in any case; empty for all
   * @param offset how many to pass over
   * @param limit how many at the most
   */
  <T extends Named> Listing<T> search(
      Class<T> kind, UUID workspaceId, String search, int offset, int limit);

  /**
   * Adds one, in the transaction of the caller, who has taken turns.
   *
   * @throws Conflict if the name is taken in that workspace, or it has {@link #LIMIT} already
   */
  void add(Named added);

  /** The names of the roles that allow to use a datasource, in alphabetical order. */
  List<String> rolesWith(Datasource datasource);

  /** Removes a role: nobody has it any longer. */
  void remove(Role role);

  /** Removes a datasource: no role allows it any longer. */
  void remove(Datasource datasource);
}
