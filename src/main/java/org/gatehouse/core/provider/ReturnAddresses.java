package org.gatehouse.core.provider;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;
import org.gatehouse.core.settings.Settings;

/**
 * Decides where somebody may be sent after a login or logout: within this server, or to an address
 * that the workspace's administrator has listed. Never an open redirect.
 */
@Singleton
public class ReturnAddresses {
  private static final int LONGEST = 2_000;

  private final SignOnPolicies policies;
  private final URI publicUrl;

  @Inject
  ReturnAddresses(SignOnPolicies policies, Settings settings) {
    this.policies = policies;
    this.publicUrl = settings.publicUrl();
  }

  /**
   * The address, if somebody may be sent there; else an empty text, for the start page.
   *
   * @param workspaceId whose people
   * @param wanted anything: a path within this server, or an address
   */
  public String allowed(UUID workspaceId, String wanted) {
    if (isLocal(wanted)) {
      return wanted;
    }
    if (wanted.length() > LONGEST || wanted.isEmpty()) {
      return "";
    }
    boolean own = new ReturnAddress(publicUrl.toString()).covers(wanted);
    return own || isListed(workspaceId, wanted) ? wanted : "";
  }

  private boolean isListed(UUID workspaceId, String wanted) {
    return policies.of(workspaceId).returnAddresses().stream()
        .anyMatch(address -> address.covers(wanted));
  }

  /**
   * Whether it is a path within this server, whatever a browser makes of it.
   *
   * @param address anything
   */
  public static boolean isLocal(String address) {
    return address.length() <= LONGEST
        && address.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?")
        && address.chars().allMatch(c -> c < 0x7f);
  }
}
