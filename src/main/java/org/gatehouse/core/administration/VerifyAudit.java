package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.ChainReport;
import org.gatehouse.core.audit.VerifyAuditChain;
import org.gatehouse.core.audit.VerifyAuditChain.Note;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;

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
   * @param note what somebody has written down of it, if anything
   * @throws NotPermitted if the caller isn't a system administrator
   * @throws Conflict if that is being done already on this node
   */
  public ChainReport verify(Caller caller, Note note) {
    Permissions.require(caller, Permission.ADMINISTER_INSTALLATION);
    return chain.verify(note);
  }
}
