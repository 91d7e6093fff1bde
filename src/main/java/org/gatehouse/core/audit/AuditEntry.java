package org.gatehouse.core.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded. Immutable; each {@code with} method answers a copy that knows more.
 *
 * @param type what was attempted, for example {@code login}
 * @param outcome how it ended: {@code ok}, or the precise reason of a refusal
 * @param workspaceId whose workspace, if it is known
 * @param userId about whom, if it is known
 * @param actorId who did it, if somebody else than the user
 * @param sessionId in which session, if in one
 * @param address from where; empty if unknown
 * @param detail what else matters; never a secret, never a name that nobody has
 */
public record AuditEntry(
    String type,
    String outcome,
    @Nullable UUID workspaceId,
    @Nullable UUID userId,
    @Nullable UUID actorId,
    @Nullable UUID sessionId,
    String address,
    String detail) {

  /** An entry that knows only what was attempted and how it ended. */
  public static AuditEntry of(String type, String outcome) {
    return new AuditEntry(type, outcome, null, null, null, null, "", "");
  }

  /** The same, about this user of this workspace. */
  public AuditEntry about(UUID workspace, UUID user) {
    return new AuditEntry(type, outcome, workspace, user, actorId, sessionId, address, detail);
  }

  /** The same, about something of this workspace that is no user. */
  public AuditEntry aboutWorkspace(UUID workspace) {
    return new AuditEntry(type, outcome, workspace, null, actorId, sessionId, address, detail);
  }

  /** The same, done by this user in this session. */
  public AuditEntry by(UUID actor, UUID session) {
    return new AuditEntry(type, outcome, workspaceId, userId, actor, session, address, detail);
  }

  /** The same, in this session. */
  public AuditEntry in(UUID session) {
    return new AuditEntry(type, outcome, workspaceId, userId, actorId, session, address, detail);
  }

  /** The same, from this address. */
  public AuditEntry from(String where) {
    return new AuditEntry(type, outcome, workspaceId, userId, actorId, sessionId, where, detail);
  }

  /** The same, with what else matters. */
  public AuditEntry detail(String text) {
    return new AuditEntry(type, outcome, workspaceId, userId, actorId, sessionId, address, text);
  }
}
