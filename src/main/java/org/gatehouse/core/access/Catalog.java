package org.gatehouse.core.access;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.text.SearchText;
import org.gatehouse.core.workspace.WorkspaceRows;

/** The roles and datasources of all workspaces. */
@Repository
@Transactional
public class Catalog {
  /** How many roles, and how many datasources, a workspace can have. */
  public static final int LIMIT = 1_000;

  private final WorkspaceRows workspaces;
  @PersistenceContext EntityManager entityManager;

  /**
   * @param workspaces whose rows are locks
   */
  @Inject
  public Catalog(WorkspaceRows workspaces) {
    this.workspaces = workspaces;
  }

  /**
   * Lets one after the other change the roles and datasources of a workspace, until the transaction
   * of the caller ends. To be called before anything is read that the change depends on.
   */
  public void takeTurns(UUID workspaceId) {
    workspaces.lock(workspaceId);
  }

  /**
   * The role or datasource of a workspace that has this name, in any case.
   *
   * @param name what somebody typed; anything is allowed
   */
  public <T extends Named> Optional<T> named(Class<T> kind, UUID workspaceId, String name) {
    Optional<T> found =
        withKeys(kind, workspaceId, Set.of(key(name))).getResultList().stream().findFirst();
    found.ifPresent(Named::load);
    return found;
  }

  /**
   * Those that have these names, for a change in the transaction of the caller: nobody removes one
   * of them meanwhile.
   *
   * @throws InvalidInput if the workspace lacks one of them
   */
  public <T extends Named> List<T> allNamed(
      Class<T> kind, UUID workspaceId, Collection<String> names) {
    Set<String> keys = names.stream().map(Catalog::key).collect(Collectors.toSet());
    List<T> found =
        keys.isEmpty()
            ? List.of()
            : withKeys(kind, workspaceId, keys)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    if (found.size() < keys.size()) {
      throw kind == Role.class
          ? new InvalidInput(AccessRule.ROLE_UNKNOWN)
          : new InvalidInput(AccessRule.DATASOURCE_UNKNOWN);
    }
    return found;
  }

  private <T extends Named> TypedQuery<T> withKeys(
      Class<T> kind, UUID workspaceId, Set<String> keys) {
    return entityManager
        .createQuery(
            "select n from "
                + kind.getSimpleName()
                + " n where n.workspaceId = :workspace and n.nameKey in :keys order by n.nameKey",
            kind)
        .setParameter("workspace", workspaceId)
        .setParameter("keys", keys);
  }

  /**
   * A page of the roles or datasources of a workspace, by name.
   *
   * @param search a part of the name or description in any case; empty for all
   * @param offset how many to pass over
   * @param limit how many at the most
   */
  public <T extends Named> Listing<T> search(
      Class<T> kind, UUID workspaceId, String search, int offset, int limit) {
    String where =
        " from "
            + kind.getSimpleName()
            + " n where n.workspaceId = :workspace"
            + SearchText.condition("n.searchText", search);
    TypedQuery<T> page =
        entityManager.createQuery("select n" + where + " order by n.nameKey", kind);
    TypedQuery<Long> count = entityManager.createQuery("select count(n)" + where, Long.class);
    for (TypedQuery<?> query : List.of(page, count)) {
      query.setParameter("workspace", workspaceId);
      SearchText.bind(search, query);
    }
    List<T> items = page.setFirstResult(offset).setMaxResults(limit).getResultList();
    items.forEach(Named::load);
    return new Listing<>(items, count.getSingleResult());
  }

  /**
   * Adds one, in the transaction of the caller, who has taken turns.
   *
   * @throws Conflict if the name is taken in that workspace, or it has {@link #LIMIT} already
   */
  public void add(Named added) {
    if (search(added.getClass(), added.workspaceId(), "", 0, 1).total() >= LIMIT) {
      throw new Conflict(AccessRule.TOO_MANY, LIMIT);
    }
    Duplicates.addNew(entityManager, added, AccessRule.NAME_TAKEN);
  }

  /** The names of the roles that allow to use a datasource, in alphabetical order. */
  public List<String> rolesWith(Datasource datasource) {
    return entityManager
        .createQuery(
            "select r.name from Role r join r.datasources d where d.id = :datasource"
                + " order by r.nameKey",
            String.class)
        .setParameter("datasource", datasource.id())
        .getResultList();
  }

  /** Removes a role: nobody has it any longer. */
  public void remove(Role role) {
    entityManager
        .createQuery("delete from RoleGrant g where g.roleId = :role")
        .setParameter("role", role.id())
        .executeUpdate();
    entityManager.remove(entityManager.merge(role));
  }

  /** Removes a datasource: no role allows it any longer. */
  public void remove(Datasource datasource) {
    entityManager
        .createNativeQuery("delete from role_datasource where datasource_id = :datasource")
        .setParameter("datasource", datasource.id())
        .executeUpdate();
    entityManager.remove(entityManager.merge(datasource));
  }

  /** What can't be a name is nobody's name, but costs the same query. */
  private static String key(String name) {
    return Names.prepare(name, AccessName.MAXIMUM).map(Names::key).orElse("/");
  }
}
