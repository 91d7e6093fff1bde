package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.core.token.SigningKeys.PublishedKey;
import org.gatehouse.core.user.Permission;

/**
 * Lets system administrators withdraw a key that signs tokens and has leaked. They change by the
 * clock otherwise.
 */
@Singleton
public class ManageSigningKeys {
  private final SigningKeys keys;
  private final Permissions permissions;
  private final Audit audit;

  @Inject
  ManageSigningKeys(SigningKeys keys, Permissions permissions, Audit audit) {
    this.keys = keys;
    this.permissions = permissions;
    this.audit = audit;
  }

  /**
   * Those that count, of each algorithm the one that ends to sign first in front.
   *
   * @throws NotPermitted if the caller isn't a system administrator
   */
  public List<PublishedKey> list(Caller caller) {
    Permissions.require(caller, Permission.ADMINISTER_INSTALLATION);
    return keys.published();
  }

  /**
   * Withdraws one: within five seconds no node takes a token that it has signed, the caller's own
   * perhaps among them.
   *
   * @return whether there was one of this name
   * @throws NotPermitted if the caller isn't a system administrator
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   */
  public boolean withdraw(Caller caller, String kid) {
    permissions.requireRecent(caller, Permission.ADMINISTER_INSTALLATION);
    boolean withdrawn = keys.withdraw(kid);
    if (withdrawn) {
      audit.record(caller.acting(AuditType.SIGNING_KEY, "withdrawn").detail(kid));
    }
    return withdrawn;
  }
}
