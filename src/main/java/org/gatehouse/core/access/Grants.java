package org.gatehouse.core.access;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.InvalidInput;

/** Who has which role, and what follows from it. */
@Repository
@Transactional
public class Grants {
  /** How many roles a user can have. */
  public static final int LIMIT = 200;

  @PersistenceContext private EntityManager entityManager;

  /** The names of the roles that a user has, in alphabetical order. */
  public List<String> roles(UUID userId) {
    return entityManager
        .createQuery(
            "select r.name from Role r, RoleGrant g where g.roleId = r.id and g.userId = :user"
                + " order by r.nameKey",
            String.class)
        .setParameter("user", userId)
        .getResultList();
  }

  /** The same of many users; who has none is missing. */
  public Map<UUID, List<String>> roles(Collection<UUID> userIds) {
    if (userIds.isEmpty()) {
      return Map.of();
    }
    return entityManager
        .createQuery(
            "select g.userId, r.name from Role r, RoleGrant g where g.roleId = r.id"
                + " and g.userId in :users order by r.nameKey",
            Tuple.class)
        .setParameter("users", userIds)
        .getResultList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(0, UUID.class),
                Collectors.mapping(row -> row.get(1, String.class), Collectors.toList())));
  }

  /** What a user may use by any of these roles, by name, each once. */
  public List<Datasource> datasources(UUID userId) {
    return entityManager
        .createQuery(
            "select d from Datasource d where exists (select 1 from Role r join r.datasources of"
                + " join RoleGrant g on g.roleId = r.id where of.id = d.id and g.userId = :user)"
                + " order by d.nameKey",
            Datasource.class)
        .setParameter("user", userId)
        .getResultList();
  }

  /**
   * Gives a user these roles and no others, in the transaction of the caller, who has locked the
   * user.
   *
   * @throws InvalidInput if they are more than {@link #LIMIT}
   */
  public void give(UUID userId, Collection<Role> roles) {
    if (roles.size() > LIMIT) {
      throw new InvalidInput(AccessRule.ROLE_TOO_MANY, LIMIT);
    }
    entityManager
        .createQuery("delete from RoleGrant g where g.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
    if (roles.isEmpty()) {
      return;
    }
    // Not persisted: what this transaction has given before would be there twice.
    entityManager
        .createQuery(
            "insert into RoleGrant (userId, roleId) select u.id, r.id from User u, Role r"
                + " where u.id = :user and r.id in :roles")
        .setParameter("user", userId)
        .setParameter("roles", roles.stream().map(Role::id).toList())
        .executeUpdate();
  }

  /** Who has a role. */
  public List<UUID> holders(Role role) {
    return entityManager
        .createQuery("select g.userId from RoleGrant g where g.roleId = :role", UUID.class)
        .setParameter("role", role.id())
        .getResultList();
  }
}
