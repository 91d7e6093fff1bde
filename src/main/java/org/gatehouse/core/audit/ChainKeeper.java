package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.settings.Settings;

/**
 * Holds the row of the chain for those who add or remove links, one at a time on all nodes, and
 * signs what they have made of it. Whoever has the database alone can't have a change signed: a row
 * that isn't as it was signed is given to nobody.
 */
@Singleton
class ChainKeeper {
  private final AuditEvents events;
  private final AuditLinks links;
  private final AuditSignatures signatures;
  private final Transactions transactions;
  private final Duration kept;
  private final Clock clock;

  @Inject
  ChainKeeper(
      AuditEvents events,
      AuditLinks links,
      AuditSignatures signatures,
      Transactions transactions,
      Settings settings,
      Clock clock) {
    this.events = events;
    this.links = links;
    this.signatures = signatures;
    this.transactions = transactions;
    this.kept = settings.auditRetention();
    this.clock = clock;
  }

  /**
   * Does something to the chain, in a transaction.
   *
   * @param work what; it may grow or shorten the chain
   * @throws IllegalStateException if somebody else has changed where it begins or ends
   */
  <T> T change(Function<AuditChain, T> work) {
    return transactions.call(
        () -> {
          AuditChain chain = open();
          T result = work.apply(chain);
          chain.sign(signatures.of(chain));
          return result;
        });
  }

  private AuditChain open() {
    AuditChain chain =
        links
            .chainToBeChanged()
            .orElseThrow(() -> new IllegalStateException("The row of audit_chain is gone"));
    Optional<Long> last = links.last();
    if (chain.isUntouched() && last.isEmpty()) {
      chain.begin(clock.instant(), kept, events.isEmpty());
    } else if (!signatures.isRight(chain) || last.orElse(0L) > chain.headNumber()) {
      throw new IllegalStateException(
          "Somebody else has changed where the chain of the audit log begins or ends;"
              + " verify-audit tells more");
    }
    chain.endUnsigned(clock.instant());
    return chain;
  }
}
