package org.gatehouse.core.workspace;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.settings.Settings;

/** The workspaces of this installation. */
@Singleton
@Transactional
public class Workspaces {
  private static final int NUMBERS_TO_TRY = 50;

  private final WorkspaceRows rows;
  private final Optional<String> standard;
  private final Event<WorkspaceChanged> changes;
  private final Clock clock;

  @Inject
  Workspaces(WorkspaceRows rows, Settings settings, Event<WorkspaceChanged> changes, Clock clock) {
    this.rows = rows;
    this.standard = settings.workspaces().standard();
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * The workspace that this word means: its uid or its name, in any case.
   *
   * @param handle what somebody typed; anything is allowed
   */
  public Optional<Workspace> named(String handle) {
    return rows.named(handle);
  }

  /** The workspace with this key. */
  public Optional<Workspace> withId(UUID id) {
    return rows.withId(id);
  }

  /**
   * The workspace that is meant where nobody names one: the one that the operator has named, or the
   * only one, where there is just one.
   */
  public Optional<Workspace> standard() {
    return standard.isPresent() ? standard.flatMap(rows::named) : rows.single();
  }

  /** See {@link WorkspaceRows#lock}. */
  public void lock(UUID id) {
    rows.lock(id);
  }

  /**
   * Adds a workspace, in the transaction of the caller.
   *
   * @param name its name
   * @param uid its uid, or nothing to take the nearest free one
   * @throws Conflict if the name or the uid is taken, also when another sign-up took it just now
   */
  public Workspace add(WorkspaceName name, Optional<WorkspaceUid> uid) {
    if (rows.isTaken(name.key())) {
      throw WorkspaceRows.taken();
    }
    Workspace workspace =
        new Workspace(name, uid.orElseGet(() -> free(WorkspaceUid.from(name))), clock.instant());
    rows.add(workspace, name);
    tellOfChange(workspace.id());
    return workspace;
  }

  /** Tells whoever remembers something of a workspace, if the caller's transaction succeeds. */
  public void tellOfChange(UUID id) {
    changes.fire(new WorkspaceChanged(id));
  }

  private WorkspaceUid free(WorkspaceUid wanted) {
    return IntStream.range(1, NUMBERS_TO_TRY)
        .mapToObj(number -> number == 1 ? wanted : wanted.numbered(number))
        .filter(uid -> !rows.isTaken(uid.value()))
        .findFirst()
        .orElseThrow(WorkspaceRows::taken);
  }
}
