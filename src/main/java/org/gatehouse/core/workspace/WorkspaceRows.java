package org.gatehouse.core.workspace;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.text.Names;

/** The rows of {@link Workspaces}. */
@Repository
@Transactional
public class WorkspaceRows {
  @PersistenceContext EntityManager entityManager;

  Optional<Workspace> named(String handle) {
    // What can't be a name is nobody's name, but costs the same query.
    String key = Names.prepare(handle, WorkspaceName.MAXIMUM).map(Names::key).orElse("/");
    return entityManager
        .createQuery(
            "select w from Workspace w, WorkspaceHandle h where h.workspaceId = w.id and h.handle = :handle",
            Workspace.class)
        .setParameter("handle", key)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** The only one, where there is just one. */
  Optional<Workspace> withId(UUID id) {
    return Optional.ofNullable(entityManager.find(Workspace.class, id));
  }

  Optional<Workspace> single() {
    List<Workspace> two =
        entityManager
            .createQuery("select w from Workspace w", Workspace.class)
            .setMaxResults(2)
            .getResultList();
    return two.size() == 1 ? Optional.of(two.get(0)) : Optional.empty();
  }

  /**
   * Waits until nobody else changes what there must be one of in a workspace, and has others wait
   * until the transaction of the caller ends.
   */
  public void lock(UUID id) {
    entityManager.find(Workspace.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Adds a workspace with the words that mean it.
   *
   * @throws Conflict if one of them was taken just now
   */
  void add(Workspace workspace, WorkspaceName name) {
    try {
      entityManager.persist(workspace);
      Stream.of(workspace.uid(), name.key())
          .distinct()
          .forEach(handle -> entityManager.persist(new WorkspaceHandle(handle, workspace.id())));
      entityManager.flush();
    } catch (PersistenceException e) {
      if (Duplicates.areWhy(e)) {
        throw taken();
      }
      throw e;
    }
  }

  boolean isTaken(String handle) {
    return entityManager.find(WorkspaceHandle.class, handle) != null;
  }

  static Conflict taken() {
    return new Conflict(WorkspaceRule.NAME_TAKEN);
  }
}
