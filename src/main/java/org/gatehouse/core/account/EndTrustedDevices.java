package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.login.TrustedDevice;
import org.gatehouse.core.login.TrustedDevices;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.session.Caller;

/** Own browsers that stand for a second factor. Ending that gives no power. */
@Singleton
@Transactional
public class EndTrustedDevices {
  private final TrustedDevices devices;
  private final AuthenticationPolicies policies;
  private final Audit audit;

  @Inject
  EndTrustedDevices(TrustedDevices devices, AuthenticationPolicies policies, Audit audit) {
    this.devices = devices;
    this.policies = policies;
    this.audit = audit;
  }

  /** Those that are trusted, the latest first. */
  public List<TrustedDevice> list(Caller caller) {
    return devices.ofUser(caller.userId(), policies.of(caller.workspaceId()));
  }

  /** Trusts one no longer; one of somebody else stays. */
  public void end(Caller caller, UUID id) {
    if (devices.end(caller.userId(), id)) {
      audit.record(caller.audited(AuditType.TRUSTED_DEVICE_END, "ok").detail("1"));
    }
  }

  /** Trusts none any longer. */
  public void endAll(Caller caller) {
    int ended = devices.endAll(caller.userId());
    audit.record(
        caller.audited(AuditType.TRUSTED_DEVICE_END, "ok").detail(Integer.toString(ended)));
  }
}
