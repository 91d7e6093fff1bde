package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;

/**
 * Ends what a user has opened. To be called in the transaction of the change, by who has locked the
 * user.
 */
@Singleton
public class ShutOut {
  private final Sessions sessions;
  private final ApiKeys apiKeys;
  private final Audit audit;

  @Inject
  ShutOut(Sessions sessions, ApiKeys apiKeys, Audit audit) {
    this.sessions = sessions;
    this.apiKeys = apiKeys;
    this.audit = audit;
  }

  /** Ends sessions with all that came of them, and keys but those of a program. */
  public Ended end(User user) {
    int ended = sessions.endAll(user.id(), Optional.empty());
    // Nobody would think of them when the person comes back. Those of a program the administrator
    // sees, who only lets it rest.
    List<UUID> keys =
        user.isServiceAccount() ? List.of() : apiKeys.revokeAll(ApiKeyOwner.user(user));
    return new Ended(keys, ended);
  }

  /**
   * The same of whose time has come, and lets it log in no longer.
   *
   * @param why the outcome for the audit log
   */
  public void deactivate(User user, String why) {
    user.activate(false);
    List<UUID> keys = end(user).keys();
    audit.record(
        AuditEntry.of(AuditType.USER_DEACTIVATE, why)
            .about(user.workspace().id(), user.id())
            .change("active", true, false)
            .change("keys", keys, List.of()));
  }

  /**
   * What has ended.
   *
   * @param keys those that were revoked
   * @param sessions how many
   */
  public record Ended(List<UUID> keys, int sessions) {}
}
