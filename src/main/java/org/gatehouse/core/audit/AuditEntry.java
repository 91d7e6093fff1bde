package org.gatehouse.core.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded. Immutable; each method but {@code of} answers a copy that knows more.
 *
 * @param type what was attempted
 * @param outcome how it ended: {@code ok}, or the precise reason of a refusal
 * @param subject about whom, and by whom
 * @param origin from where
 * @param detail what else matters; never a secret, never a name that nobody has
 * @param changes what was changed, with the values before and after
 */
public record AuditEntry(
    AuditType type,
    String outcome,
    Subject subject,
    Origin origin,
    String detail,
    List<AuditChange> changes) {

  /** Keeps the list as it is. */
  public AuditEntry {
    changes = List.copyOf(changes);
  }

  /**
   * About whom, and by whom.
   *
   * @param workspaceId whose workspace, if it is known
   * @param userId about whom, if it is known
   * @param actorId who did it, if somebody else than the user
   * @param sessionId in which session, if in one
   */
  public record Subject(
      @Nullable UUID workspaceId,
      @Nullable UUID userId,
      @Nullable UUID actorId,
      @Nullable UUID sessionId) {}

  /**
   * From where.
   *
   * @param address of the network; empty if unknown
   * @param userAgent with which program, as it calls itself; empty if unknown
   * @param requestId in which request, by the name that its reply has; empty if in none
   */
  public record Origin(String address, String userAgent, String requestId) {}

  /** An entry that knows only what was attempted and how it ended. */
  public static AuditEntry of(AuditType type, String outcome) {
    Subject nobody = new Subject(null, null, null, null);
    return new AuditEntry(type, outcome, nobody, new Origin("", "", ""), "", List.of());
  }

  /** The same, about this user of this workspace. */
  public AuditEntry about(UUID workspace, UUID user) {
    return of(new Subject(workspace, user, subject.actorId, subject.sessionId));
  }

  /** The same, about something of this workspace that is no user. */
  public AuditEntry aboutWorkspace(UUID workspace) {
    return of(new Subject(workspace, null, subject.actorId, subject.sessionId));
  }

  /** The same, done by this user in this session. */
  public AuditEntry by(UUID actor, UUID session) {
    return of(new Subject(subject.workspaceId, subject.userId, actor, session));
  }

  /** This entry with the session it happened in. */
  public AuditEntry in(UUID session) {
    return of(new Subject(subject.workspaceId, subject.userId, subject.actorId, session));
  }

  private AuditEntry of(Subject whom) {
    return new AuditEntry(type, outcome, whom, origin, detail, changes);
  }

  /** The same, from this address, with this program, in this request. */
  public AuditEntry from(String address, String program, String request) {
    Origin where = new Origin(address, program, request);
    return new AuditEntry(type, outcome, subject, where, detail, changes);
  }

  /** The same, from this address; the program isn't known, nor the request. */
  public AuditEntry from(String address) {
    return from(address, "", "");
  }

  /** This entry with a detail that matters besides. */
  public AuditEntry detail(String text) {
    return new AuditEntry(type, outcome, subject, origin, text, changes);
  }

  /**
   * The same, with a value that was changed; without, if it stays as it is. Of a list, only those
   * members count that came or went.
   */
  public AuditEntry change(String field, Object before, Object after) {
    return change(AuditChange.of(field, before, after));
  }

  /** The same, with those values that aren't the same in both; one that is missing is empty. */
  public AuditEntry changes(Map<String, ?> before, Map<String, ?> after) {
    Set<String> fields = new LinkedHashSet<>(before.keySet());
    fields.addAll(after.keySet());
    AuditEntry entry = this;
    for (String field : fields) {
      entry = entry.change(field, value(before, field), value(after, field));
    }
    return entry;
  }

  private static Object value(Map<String, ?> values, String field) {
    Object value = values.get(field);
    return value == null ? "" : value;
  }

  /** The same for a value that the log must not hold, such as an address. */
  public AuditEntry changeHidden(String field, String before, String after) {
    return change(new AuditChange(field, List.of(before), List.of(after), AuditChange.Kind.HIDDEN));
  }

  private AuditEntry change(AuditChange change) {
    if (change.isNone()) {
      return this;
    }
    List<AuditChange> more = new ArrayList<>(changes);
    more.add(change);
    return new AuditEntry(type, outcome, subject, origin, detail, more);
  }
}
