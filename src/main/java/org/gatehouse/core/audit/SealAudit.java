package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Chains entries of the audit log after they were written, batch by batch: whoever writes one waits
 * for nobody, and of several nodes one at a time holds the row of the chain. They are taken in the
 * order in which they came, not by their date, which a clock may have wrong.
 */
@Singleton
public class SealAudit {
  /** For how long a gap is looked at again: no transaction lives longer by far. */
  static final Duration LATEST = Duration.ofHours(1);

  /**
   * What lies farther ahead is no gap that transactions leave: it is linked, and nobody is made to
   * look beyond it.
   */
  static final long LARGEST_GAP = 1_000_000;

  static final int BATCH = 1_000;

  private static final Logger LOG = System.getLogger(SealAudit.class.getName());

  private final AuditEvents events;
  private final AuditLinks links;
  private final AuditSignatures signatures;
  private final ChainKeeper keeper;
  private final Clock clock;

  @Inject
  SealAudit(
      AuditEvents events,
      AuditLinks links,
      AuditSignatures signatures,
      ChainKeeper keeper,
      Clock clock) {
    this.events = events;
    this.links = links;
    this.signatures = signatures;
    this.keeper = keeper;
    this.clock = clock;
  }

  /**
   * Begins the chain if there is none, before anything is signed.
   *
   * @throws IllegalStateException as {@link #run}
   */
  public void begin() {
    keeper.change(AuditChain::headNumber);
  }

  /**
   * Chains what has been written since, and tells the server's log how far that went.
   *
   * @throws IllegalStateException if somebody else has changed where the chain begins or ends
   */
  public void run() {
    List<AuditGap> gaps =
        keeper.change(
            chain -> {
              links.removeGaps(clock.instant().minus(LATEST));
              return links.gaps(BATCH);
            });
    Round round = new Round();
    gaps.forEach(gap -> round.go(gap.first() - 1, gap.last(), false));
    round.go(Long.MIN_VALUE, Long.MAX_VALUE, true);
    round.tell();
  }

  /** What is done each time. */
  private final class Round {
    private long sealed;
    private long refused;
    private String head = "";

    /**
     * @param isNew whether what comes was never looked at, rather than in a gap
     */
    private void go(long after, long last, boolean isNew) {
      long from = after;
      List<AuditEvent> read;
      do {
        long begin = from;
        read = keeper.change(chain -> seal(chain, begin, last, isNew));
        from = read.isEmpty() ? from : read.get(read.size() - 1).arrival();
      } while (read.size() == BATCH);
    }

    private List<AuditEvent> seal(AuditChain chain, long after, long last, boolean isNew) {
      long from = isNew ? Math.max(after, chain.sealedArrival()) : after;
      List<AuditEvent> read = events.arrived(from, last, BATCH);
      Set<UUID> linked = links.linked(read.stream().map(AuditEvent::id).toList(), chain);
      for (AuditEvent event : read) {
        if (isNew) {
          advance(chain, event.arrival());
        }
        if (!linked.contains(event.id()) && isToBeLinked(chain, event)) {
          add(chain, event);
        }
      }
      head = "number=" + chain.headNumber() + " hash=" + chain.headHash();
      return read;
    }

    private void advance(AuditChain chain, long arrival) {
      long next = chain.sealedArrival() + 1;
      if (arrival - next > LARGEST_GAP) {
        return;
      }
      if (arrival > next) {
        links.add(new AuditGap(next, arrival - 1, now()));
      }
      chain.lookedAt(Math.max(arrival, chain.sealedArrival()));
    }

    private boolean isToBeLinked(AuditChain chain, AuditEvent event) {
      if (!event.signature().isEmpty()) {
        boolean isRight = signatures.isRight(event);
        refused += isRight ? 0 : 1;
        return isRight;
      }
      refused += chain.takesUnsigned() ? 0 : 1;
      return chain.takesUnsigned() && !chain.leavesOut(event.occurredAt());
    }

    private void add(AuditChain chain, AuditEvent event) {
      AuditLink link = signatures.link(chain.headHash(), chain.headNumber() + 1, event, now());
      links.add(link);
      chain.grow(link);
      sealed++;
    }

    private Instant now() {
      return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void tell() {
      if (sealed > 0) {
        // Kept elsewhere, it proves that nothing was cut off at this end.
        LOG.log(Level.INFO, "The audit log is sealed up to {0}", head);
      }
      if (refused > 0) {
        LOG.log(
            Level.ERROR,
            "{0} entries of the audit log aren''t as Gatehouse writes them, and weren''t chained;"
                + " verify-audit tells which",
            Long.toString(refused));
      }
    }
  }
}
