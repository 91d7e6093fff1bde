package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.ChainReport;
import org.gatehouse.core.audit.VerifyAuditChain;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;

/** Lets system administrators find out whether somebody has rewritten the audit log. */
@Singleton
public class VerifyAudit {
  private final VerifyAuditChain chain;

  @Inject
  VerifyAudit(VerifyAuditChain chain) {
    this.chain = chain;
  }

  /**
   * Looks through all of the log, which takes a while where it is long.
   *
   * @param number of a link that was written down somewhere else, if one was
   * @param hash of that link
   * @throws NotPermitted if the caller isn't a system administrator
   */
  public ChainReport verify(Caller caller, Optional<Long> number, String hash) {
    Permissions.requireSystemAdministrator(caller);
    return chain.verify(number, hash);
  }
}
