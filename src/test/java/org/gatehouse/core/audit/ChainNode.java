package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Function;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.settings.Settings;

/** A node, as far as it chains entries of the audit log: it can be started again, or break off. */
public class ChainNode {
  private final AuditEvents events;
  private final AuditLinks links;
  private final AuditSignatures signatures;
  private final LinkCheck check;
  private final Transactions transactions;
  private final Settings settings;
  private final Clock clock;
  private ChainKeeper keeper;

  @Inject
  ChainNode(
      AuditEvents events,
      AuditLinks links,
      AuditSignatures signatures,
      LinkCheck check,
      Transactions transactions,
      Settings settings,
      Clock clock) {
    this.events = events;
    this.links = links;
    this.signatures = signatures;
    this.check = check;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
    this.keeper = keeper();
  }

  private ChainKeeper keeper() {
    return new ChainKeeper(events, links, signatures, transactions, settings, clock);
  }

  /** What it has seen is forgotten. */
  void restart() {
    keeper = keeper();
  }

  void begin() {
    sealAudit(keeper).begin();
  }

  void seal() {
    sealAudit(keeper).run();
  }

  private SealAudit sealAudit(ChainKeeper by) {
    return new SealAudit(events, links, signatures, by, settings, clock);
  }

  /** Does so, and ends before the next of so many batches. */
  void sealAndBreakOff(int batches) {
    ChainKeeper breaking =
        new ChainKeeper(events, links, signatures, transactions, settings, clock) {
          private int done;

          @Override
          <T> T change(Function<AuditChain, T> work) {
            if (done++ == batches) {
              throw new IllegalStateException("broken off");
            }
            return super.change(work);
          }
        };
    try {
      sealAudit(breaking).run();
    } catch (IllegalStateException e) {
      if (!"broken off".equals(e.getMessage())) {
        throw e;
      }
    }
  }

  int removeOld() {
    return new AuditRetention(new ShortenAudit(events, links, check, keeper), settings, clock)
        .removeOld();
  }

  AuditCondition.Seen look() {
    return new AuditCondition(events, links, keeper, settings, clock).look();
  }
}
