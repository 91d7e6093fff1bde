package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.gatehouse.core.audit.SealAudit;

/** Has the audit log sealed every minute, by each node; of several at once the others wait. */
@Singleton
public class AuditSeals {
  private static final int SECONDS_BETWEEN = 60;

  private final CoalescingTask beginning;
  private final CoalescingTask task;

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  AuditSeals(SealAudit sealAudit) {
    this.beginning =
        new CoalescingTask(sealAudit::begin, "The chain of the audit log can't be begun");
    this.task = new CoalescingTask(sealAudit::run, "The audit log can't be sealed");
  }

  /**
   * From now on; where there is no chain it is begun at once, as nothing may be signed before. The
   * server ends it when it undeploys Gatehouse.
   */
  public void begin() {
    beginning.call();
    var unused =
        executor.scheduleWithFixedDelay(
            task::call, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }
}
