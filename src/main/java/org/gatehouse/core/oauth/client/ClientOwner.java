package org.gatehouse.core.oauth.client;

import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.session.Client;

/**
 * Whose client it is, and so which issuer serves it.
 *
 * @param workspaceId the workspace for whose people it is; nothing for those of all workspaces
 */
public record ClientOwner(Optional<UUID> workspaceId) {
  /** The installation as a whole. */
  public static final ClientOwner INSTALLATION = new ClientOwner(Optional.empty());

  /** A workspace. */
  public static ClientOwner workspace(UUID id) {
    return new ClientOwner(Optional.of(id));
  }

  /**
   * Begins an entry of the audit log about one of its clients.
   *
   * @param from who has sent the request
   * @param outcome how it ended, in a word
   */
  public AuditEntry audited(Client from, AuditType type, String outcome) {
    AuditEntry entry = from.audited(type, outcome);
    return workspaceId.map(entry::aboutWorkspace).orElse(entry);
  }

  /** Whether people of a workspace may log in at its clients. */
  public boolean covers(UUID otherWorkspaceId) {
    return workspaceId.isEmpty() || workspaceId.get().equals(otherWorkspaceId);
  }
}
