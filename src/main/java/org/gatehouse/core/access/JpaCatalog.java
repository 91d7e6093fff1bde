package org.gatehouse.core.access;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.text.SearchText;
import org.gatehouse.core.workspace.Workspace;

/** Roles and datasources in the database. */
@Singleton
@Transactional
public class JpaCatalog implements Catalog {
  @PersistenceContext EntityManager entityManager;

  @Override
  public void takeTurns(UUID workspaceId) {
    entityManager.find(Workspace.class, workspaceId, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public <T extends Named> Optional<T> named(Class<T> kind, UUID workspaceId, String name) {
    Optional<T> found =
        withKeys(kind, workspaceId, Set.of(key(name))).getResultStream().findFirst();
    found.ifPresent(Named::load);
    return found;
  }

  @Override
  public <T extends Named> List<T> allNamed(
      Class<T> kind, UUID workspaceId, Collection<String> names) {
    Set<String> keys = names.stream().map(JpaCatalog::key).collect(Collectors.toSet());
    List<T> found =
        keys.isEmpty()
            ? List.of()
            : withKeys(kind, workspaceId, keys)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    if (found.size() < keys.size()) {
      throw kind == Role.class
          ? new InvalidInput("role.unknown", "The workspace has no role of such a name.")
          : new InvalidInput(
              "datasource.unknown", "The workspace has no datasource of such a name.");
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

  @Override
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

  @Override
  public void add(Named added) {
    if (search(added.getClass(), added.workspaceId(), "", 0, 1).total() >= LIMIT) {
      throw new Conflict("access.tooMany", "The workspace has " + LIMIT + " of these already.");
    }
    try {
      entityManager.persist(added);
      entityManager.flush();
    } catch (PersistenceException e) {
      if (Duplicates.areWhy(e)) {
        throw new Conflict("accessName.taken", "This name is taken in the workspace.");
      }
      throw e;
    }
  }

  @Override
  public List<String> rolesWith(Datasource datasource) {
    return entityManager
        .createQuery(
            "select r.name from Role r join r.datasources d where d.id = :datasource"
                + " order by r.nameKey",
            String.class)
        .setParameter("datasource", datasource.id())
        .getResultList();
  }

  @Override
  public void remove(Role role) {
    entityManager
        .createQuery("delete from RoleGrant g where g.roleId = :role")
        .setParameter("role", role.id())
        .executeUpdate();
    entityManager.remove(entityManager.merge(role));
  }

  @Override
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
