package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Function;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.CoreDatabase;

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

  /** As if nothing had ever been written; the log of all tests is one. */
  public void empty(CoreDatabase database) {
    database.update("delete from audit_event");
    database.update("delete from audit_gap");
    emptyChain(database);
    restart();
  }

  /** As if nothing had ever been chained. */
  void emptyChain(CoreDatabase database) {
    database.update("delete from audit_link");
    database.update(
        "update audit_chain set head_number = 0, head_hash = '', anchor_number = 0,"
            + " anchor_hash = '', sealed_arrival = 0, begun_at = null, chained_from = null,"
            + " unsigned_until = null, unsigned_last = null, head_sealed_at = null,"
            + " backlog_at = null, backlog_id = null, signature = ''");
  }

  /** What it has seen is forgotten. */
  void restart() {
    keeper = keeper();
  }

  /** Begins the chain. */
  public void begin() {
    sealAudit(keeper).begin();
  }

  /** Chains what has come since. */
  public void seal() {
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

  /** Removes what is too old. */
  public int removeOld() {
    return new AuditRetention(new ShortenAudit(events, links, check, keeper), settings, clock)
        .removeOld();
  }

  AuditCondition.Seen look() {
    return new AuditCondition(events, links, keeper, settings, clock).look();
  }
}
