package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Holds the row of the chain for those who add or remove links, one at a time on all nodes, and
 * signs what they have made of it. Whoever has the database alone can't have a change signed: a row
 * that isn't as it was signed is given to nobody, nor one that is older than what this node has
 * seen, until it is started again.
 */
@Singleton
class ChainKeeper {
  /** Among so many entries one is signed, if this version was there before. */
  static final int LOOKED_AT = 1_000;

  private static final Logger LOG = System.getLogger(ChainKeeper.class.getName());

  private final AuditEvents events;
  private final AuditLinks links;
  private final AuditSignatures signatures;
  private final Transactions transactions;
  private final Duration kept;
  private final Clock clock;
  private volatile @Nullable Seen seen;

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

  /** What a node knows of the chain. */
  private record Seen(Optional<Instant> begunAt, long head, String hash) {
    static Seen of(AuditChain chain) {
      return new Seen(chain.begunAt(), chain.headNumber(), chain.headHash());
    }

    boolean isBefore(AuditChain chain) {
      return begunAt.equals(chain.begunAt()) && head <= chain.headNumber();
    }
  }

  /**
   * Does something to the chain, in a transaction.
   *
   * @param work what; it may grow or shorten the chain
   * @throws IllegalStateException if somebody else has changed where it begins or ends
   */
  <T> T change(Function<AuditChain, T> work) {
    Changed<T> changed =
        transactions.call(
            () -> {
              AuditChain chain = open();
              T result = work.apply(chain);
              chain.sign(signatures.of(chain));
              return new Changed<>(result, Seen.of(chain));
            });
    // Only now is it there.
    seen = changed.seen;
    return changed.result;
  }

  private record Changed<T>(T result, Seen seen) {}

  /**
   * The chain, without its lock.
   *
   * @return nothing, if somebody else has changed where it begins or ends, as far as that can be
   *     seen of its row; it may be one that nobody has begun
   */
  Optional<AuditChain> sound() {
    // In this order: the row grows meanwhile.
    long last = links.last().orElse(0L);
    Seen before = seen;
    return links.chain().filter(chain -> isSound(chain, before, last));
  }

  private AuditChain open() {
    AuditChain chain =
        links
            .chainToBeChanged()
            .orElseThrow(() -> new IllegalStateException("The row of audit_chain is gone"));
    Seen before = seen;
    if (!isSound(chain, before, links.last().orElse(0L))) {
      throw new IllegalStateException(
          "Somebody else has changed where the chain of the audit log begins or ends, or has put it"
              + " back to what it was; verify-audit tells more");
    }
    if (chain.isUntouched()) {
      begin(chain);
    }
    chain.endUnsigned(clock.instant());
    return chain;
  }

  private boolean isSound(AuditChain chain, @Nullable Seen before, long last) {
    return last <= chain.headNumber()
        && (chain.isUntouched() ? before == null : signatures.isRight(chain))
        && (before == null || (before.isBefore(chain) && isThere(before, chain)));
  }

  /** Whether the last link that was seen is the same, unless it went by age. */
  private boolean isThere(Seen before, AuditChain chain) {
    return !chain.has(before.head)
        || links.numbered(before.head).map(AuditLink::hash).filter(before.hash::equals).isPresent();
  }

  private void begin(AuditChain chain) {
    Instant now = clock.instant();
    // This version was there already. What it has signed a moment ago doesn't count: the first try
    // may have failed.
    boolean isSigned =
        events.newestBefore(now.minus(AuditCondition.LONGEST_WAIT), LOOKED_AT).stream()
            .anyMatch(event -> !event.signature().isEmpty());
    chain.begin(now, kept, isSigned || events.isEmpty());
    LOG.log(
        Level.WARNING,
        "A chain of the audit log begins, begun_at={0}. Where there was one before, somebody has"
            + " removed it.",
        chain.begunAt().orElseThrow());
  }
}
