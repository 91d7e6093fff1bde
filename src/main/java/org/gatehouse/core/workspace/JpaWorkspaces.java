package org.gatehouse.core.workspace;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Names;

/** Workspaces in the database. */
@Singleton
@Transactional
public class JpaWorkspaces implements Workspaces {
  private static final int NUMBERS_TO_TRY = 50;

  private final Clock clock;
  private final Optional<String> standard;
  @PersistenceContext private EntityManager entityManager;

  /**
   * @param settings which workspace is meant where nobody names one
   * @param clock what time it is
   */
  @Inject
  public JpaWorkspaces(Settings settings, Clock clock) {
    this.clock = clock;
    this.standard = settings.workspaces().standard();
  }

  @Override
  public Optional<Workspace> named(String handle) {
    // What can't be a name is nobody's name, but costs the same query.
    String key = Names.prepare(handle, WorkspaceName.MAXIMUM).map(Names::key).orElse("/");
    return entityManager
        .createQuery(
            "select w from Workspace w, WorkspaceHandle h where h.workspaceId = w.id and h.handle = :handle",
            Workspace.class)
        .setParameter("handle", key)
        .getResultStream()
        .findFirst();
  }

  @Override
  public Optional<Workspace> standard() {
    return standard.isPresent() ? standard.flatMap(this::named) : single();
  }

  private Optional<Workspace> single() {
    List<Workspace> two =
        entityManager
            .createQuery("select w from Workspace w", Workspace.class)
            .setMaxResults(2)
            .getResultList();
    return two.size() == 1 ? Optional.of(two.get(0)) : Optional.empty();
  }

  @Override
  public void lock(UUID id) {
    entityManager.find(Workspace.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public Workspace add(WorkspaceName name, Optional<WorkspaceUid> uid) {
    if (isTaken(name.key())) {
      throw taken();
    }
    Workspace workspace =
        new Workspace(name, uid.orElseGet(() -> free(WorkspaceUid.from(name))), clock.instant());
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
    return workspace;
  }

  private WorkspaceUid free(WorkspaceUid wanted) {
    return IntStream.range(1, NUMBERS_TO_TRY)
        .mapToObj(number -> number == 1 ? wanted : wanted.numbered(number))
        .filter(uid -> !isTaken(uid.value()))
        .findFirst()
        .orElseThrow(JpaWorkspaces::taken);
  }

  private boolean isTaken(String handle) {
    return entityManager.find(WorkspaceHandle.class, handle) != null;
  }

  private static Conflict taken() {
    return new Conflict("signup.nameTaken", "This workspace name is taken. Choose another one.");
  }
}
