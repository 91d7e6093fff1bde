package org.gatehouse.core.workspace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * A word that means one workspace: its uid or its name, case folded. The primary key decides who
 * has it, also between two sign-ups at the same moment.
 */
@Entity
@Table(name = "workspace_handle")
class WorkspaceHandle {
  @Id private String handle;

  @Column(name = "workspace_id")
  private UUID workspaceId;

  protected WorkspaceHandle() {}

  WorkspaceHandle(String handle, UUID workspaceId) {
    this.handle = handle;
    this.workspaceId = workspaceId;
  }
}
