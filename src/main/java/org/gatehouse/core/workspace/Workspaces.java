package org.gatehouse.core.workspace;

import java.util.Optional;
import org.gatehouse.core.input.Conflict;

/** The workspaces of this installation. */
public interface Workspaces {
  /**
   * The workspace that this word means: its uid or its name, in any case.
   *
   * @param handle what somebody typed; anything is allowed
   */
  Optional<Workspace> named(String handle);

  /** The only workspace, where there is just one. */
  Optional<Workspace> single();

  /**
   * Adds a workspace, in the transaction of the caller.
   *
   * @param name its name
   * @param uid its uid, or nothing to take the nearest free one
   * @throws Conflict if the name or the uid is taken, also when another sign-up took it just now
   */
  Workspace add(WorkspaceName name, Optional<WorkspaceUid> uid);
}
