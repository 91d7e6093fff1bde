package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.federation.saml.key.SpKeys;
import org.gatehouse.federation.saml.key.SpKeys.PublishedKey;

/**
 * Has system administrators change the keys of the service provider. All of it throws {@link
 * NotPermitted} if the caller is none, and what changes them {@link ReauthenticationRequired} if
 * the caller hasn't shown a moment ago who it is.
 */
@Singleton
public class ManageSpKeys {
  private final SpKeys keys;
  private final Permissions permissions;
  private final Audit audit;

  @Inject
  ManageSpKeys(SpKeys keys, Permissions permissions, Audit audit) {
    this.keys = keys;
    this.permissions = permissions;
    this.audit = audit;
  }

  /** The keys, the oldest first. */
  public List<PublishedKey> list(Caller caller) {
    Permissions.require(caller, Permission.ADMINISTER_INSTALLATION);
    return keys.published();
  }

  /**
   * Makes the next key and publishes it; it doesn't sign yet.
   *
   * @throws Conflict if there is one
   */
  public void publishNext(Caller caller) {
    change(caller, keys::publishNext, "published");
  }

  /**
   * From now on the next key signs; the one before only decrypts.
   *
   * @throws Conflict if there is none
   */
  public void useNext(Caller caller) {
    change(caller, keys::useNext, "used");
  }

  /** Forgets keys that only decrypt. */
  public void withdrawRetired(Caller caller) {
    change(caller, keys::withdrawRetired, "withdrawn");
  }

  private void change(Caller caller, Runnable change, String outcome) {
    permissions.requireRecent(caller, Permission.ADMINISTER_INSTALLATION);
    change.run();
    audit.record(caller.acting(AuditType.SAML_KEY, outcome));
  }
}
