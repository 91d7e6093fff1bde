package org.gatehouse.core.workspace;

import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.refusal.Conflict;

/** The workspaces of this installation. */
public interface Workspaces {
  /**
   * The workspace that this word means: its uid or its name, in any case.
   *
   * @param handle what somebody typed; anything is allowed
   */
  Optional<Workspace> named(String handle);

  /**
   * The workspace that is meant where nobody names one: the one that the operator has named, or the
   * only one, where there is just one.
   */
  Optional<Workspace> standard();

  /**
   * Waits until nobody else changes what there must be one of in a workspace, and has others wait
   * until the transaction of the caller ends.
   */
  void lock(UUID id);

  /**
   * Adds a workspace, in the transaction of the caller.
   *
   * @param name its name
   * @param uid its uid, or nothing to take the nearest free one
   * @throws Conflict if the name or the uid is taken, also when another sign-up took it just now
   */
  Workspace add(WorkspaceName name, Optional<WorkspaceUid> uid);
}
