package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.gatehouse.core.settings.Settings;

/**
 * Chains entries of the audit log after they were written, batch by batch: whoever writes one waits
 * for nobody, and of several nodes one at a time holds the row of the chain. They are taken in the
 * order in which they came, not by their date, which a clock may have wrong; but those that were
 * there before, which have no such order, are taken first, and by their date.
 */
@Singleton
public class SealAudit {
  /** For how long a gap is looked at again: no transaction lives longer by far. */
  static final Duration LATEST = Duration.ofHours(1);

  /**
   * A gap of so many numbers isn't left by transactions. Others may still come in it, if somebody
   * has moved a number ahead; so it is kept, and closes behind those that come.
   */
  static final int LARGE_GAP = 1_000;

  /** So many gaps are looked at. */
  static final int MOST_GAPS = 1_000;

  static final int BATCH = 1_000;

  private static final Logger LOG = System.getLogger(SealAudit.class.getName());

  private final AuditEvents events;
  private final AuditLinks links;
  private final AuditSignatures signatures;
  private final ChainKeeper keeper;
  private final Duration kept;
  private final Clock clock;

  @Inject
  SealAudit(
      AuditEvents events,
      AuditLinks links,
      AuditSignatures signatures,
      ChainKeeper keeper,
      Settings settings,
      Clock clock) {
    this.events = events;
    this.links = links;
    this.signatures = signatures;
    this.keeper = keeper;
    this.kept = settings.auditRetention();
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
    Round round = new Round();
    try {
      round.go(round::sealBacklog);
      round.go(round::sealGaps);
      round.go(round::sealNew);
    } finally {
      round.tell();
    }
  }

  /** What is done each time. */
  private final class Round {
    private long sealed;
    private long refused;
    private String head = "";

    /** Batch by batch, each in a transaction of its own, as long as one says that there is more. */
    private void go(Predicate<AuditChain> batch) {
      boolean isMore;
      do {
        isMore = keeper.change(batch::test);
      } while (isMore);
    }

    private boolean sealBacklog(AuditChain chain) {
      if (chain.backlog().isEmpty()) {
        return false;
      }
      List<AuditEvent> read = events.oldestAfter(chain.backlog().get(), BATCH);
      link(chain, read.stream().filter(event -> event.arrival() == 0).toList());
      if (read.size() < BATCH) {
        chain.endBacklog();
        return false;
      }
      chain.goOnWithBacklog(read.get(read.size() - 1).cursor());
      return true;
    }

    private boolean sealGaps(AuditChain chain) {
      links.removeGaps(LARGE_GAP, now().minus(LATEST), now().plus(LATEST));
      int came = 0;
      for (AuditGap gap : links.gaps(MOST_GAPS)) {
        List<AuditEvent> read = events.arrived(gap.first() - 1, gap.last(), BATCH);
        link(chain, read);
        close(gap, read);
        came += read.size();
        if (came >= BATCH) {
          return true;
        }
      }
      return false;
    }

    /** What is left of a gap in which entries have come. */
    private void close(AuditGap gap, List<AuditEvent> came) {
      if (came.isEmpty()) {
        return;
      }
      List<AuditGap> left = gaps(gap.first() - 1, came);
      long last = came.get(came.size() - 1).arrival();
      if (last < gap.last()) {
        left.add(new AuditGap(last + 1, gap.last(), now()));
      }
      if (left.stream().noneMatch(one -> one.first() == gap.first())) {
        links.remove(gap);
      }
      left.forEach(links::add);
    }

    private boolean sealNew(AuditChain chain) {
      List<AuditEvent> read = events.arrived(chain.sealedArrival(), Long.MAX_VALUE, BATCH);
      link(chain, read);
      gaps(chain.sealedArrival(), read).forEach(links::add);
      if (!read.isEmpty()) {
        chain.lookedAt(read.get(read.size() - 1).arrival());
      }
      return read.size() == BATCH;
    }

    /** The numbers between those of entries, from one on. */
    private List<AuditGap> gaps(long after, List<AuditEvent> came) {
      List<AuditGap> gaps = new ArrayList<>();
      long before = after;
      for (AuditEvent event : came) {
        if (event.arrival() - 1 > before) {
          gaps.add(new AuditGap(before + 1, event.arrival() - 1, now()));
        }
        before = event.arrival();
      }
      return gaps;
    }

    private void link(AuditChain chain, List<AuditEvent> read) {
      Set<UUID> linked = links.linked(read.stream().map(AuditEvent::id).toList(), chain);
      for (AuditEvent event : read) {
        if (!linked.contains(event.id()) && isToBeLinked(chain, event)) {
          add(chain, event);
        }
      }
      head =
          "number="
              + chain.headNumber()
              + " hash="
              + chain.headHash()
              + " begun_at="
              + chain.begunAt().orElseThrow();
    }

    private boolean isToBeLinked(AuditChain chain, AuditEvent event) {
      boolean isSigned = !event.signature().isEmpty();
      if (!isSigned && chain.takesUnsigned()) {
        return !chain.leavesOut(event.occurredAt());
      }
      // One that is too old was there before, and has gone by age: nobody may lead the chain to
      // where that goes on.
      boolean isRight =
          isSigned
              && signatures.isRight(event)
              && !event.occurredAt().isBefore(clock.instant().minus(kept));
      refused += isRight ? 0 : 1;
      return isRight;
    }

    private void add(AuditChain chain, AuditEvent event) {
      Instant at = chain.sealedAt(clock.instant());
      AuditLink link = signatures.link(chain.headHash(), chain.headNumber() + 1, event, at);
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
            "{0} entries of the audit log aren''t as Gatehouse writes them, or are older than what is"
                + " kept, and weren''t chained; verify-audit tells more",
            Long.toString(refused));
      }
    }
  }
}
