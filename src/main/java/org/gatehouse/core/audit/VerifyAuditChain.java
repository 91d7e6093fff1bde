package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.core.audit.ChainReading.LinkedEvent;
import org.gatehouse.core.audit.ChainReport.Fault;
import org.gatehouse.core.audit.ChainReport.Kind;
import org.gatehouse.core.database.Snapshots;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Looks whether the audit log still is what Gatehouse has written, at one moment, part by part. */
@Singleton
public class VerifyAuditChain {
  /** Of each kind, so that none hides another. */
  private static final int MOST_FAULTS = 100;

  private final Snapshots snapshots;
  private final AuditSignatures signatures;
  private final LinkCheck check;
  private final Duration kept;
  private final Clock clock;
  private final AtomicBoolean isUnderWay = new AtomicBoolean();

  @Inject
  VerifyAuditChain(
      Snapshots snapshots,
      AuditSignatures signatures,
      LinkCheck check,
      Settings settings,
      Clock clock) {
    this.snapshots = snapshots;
    this.signatures = signatures;
    this.check = check;
    this.kept = settings.auditRetention();
    this.clock = clock;
  }

  /**
   * What somebody has written down elsewhere.
   *
   * @param end where the chain ended once
   * @param begunAt since when there is one: then that there was another before is known, too
   */
  public record Note(Optional<End> end, Optional<Instant> begunAt) {
    public static final Note NONE = new Note(Optional.empty(), Optional.empty());

    /**
     * Where the chain ended.
     *
     * @param number of the last link
     * @param hash of that
     */
    public record End(long number, String hash) {}
  }

  /**
   * Looks through all of it, which takes as long as there are entries.
   *
   * @param note what was written down, if anything was
   * @throws Conflict if that is being done already on this node
   */
  public ChainReport verify(Note note) {
    if (!isUnderWay.compareAndSet(false, true)) {
      throw new Conflict(AuditRule.VERIFICATION_UNDER_WAY);
    }
    try {
      return snapshots.read(snapshot -> verify(new ChainReading(snapshot), note));
    } finally {
      isUnderWay.set(false);
    }
  }

  private ChainReport verify(ChainReading reading, Note note) {
    Optional<AuditChain> chain = reading.chain();
    if (chain.isEmpty()) {
      Fault gone = new Fault(Kind.END_CHANGED, Optional.empty(), Optional.empty());
      return new ChainReport(
          Optional.empty(),
          0,
          0,
          "",
          ChainReport.Counts.NONE,
          List.of(gone),
          Map.of(Kind.END_CHANGED, 1L));
    }
    Look look = new Look(reading, chain.get(), note, clock.instant());
    look.atEnds();
    look.atLinks();
    look.atEntries();
    return look.report();
  }

  /** One look, and what was seen so far. */
  private final class Look {
    private final ChainReading reading;
    private final AuditChain chain;
    private final Note note;
    private final Instant now;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Kind, Long> totals = new EnumMap<>(Kind.class);
    private long checked;
    private long unsigned;
    private long leftOut;
    private long waiting;

    private Look(ChainReading reading, AuditChain chain, Note note, Instant now) {
      this.reading = reading;
      this.chain = chain;
      this.note = note;
      this.now = now;
    }

    private void found(Kind kind, @Nullable Long number, @Nullable UUID event) {
      if (totals.merge(kind, 1L, Long::sum) <= MOST_FAULTS) {
        faults.add(new Fault(kind, Optional.ofNullable(number), Optional.ofNullable(event)));
      }
    }

    private ChainReport report() {
      return new ChainReport(
          chain.begunAt(),
          chain.anchorNumber() + 1,
          chain.headNumber(),
          chain.headHash(),
          new ChainReport.Counts(checked, unsigned, leftOut, waiting),
          List.copyOf(faults),
          Map.copyOf(totals));
    }

    /** Whether where it begins and ends is what Gatehouse has said, and what was noted. */
    private void atEnds() {
      List<AuditLink> strays = reading.strays(chain, MOST_FAULTS);
      boolean isProven = chain.isUntouched() ? strays.isEmpty() : signatures.isRight(chain);
      if (!isProven) {
        found(Kind.END_CHANGED, chain.headNumber(), null);
      }
      strays.forEach(link -> found(Kind.INSERTED, link.number(), link.eventId()));
      if (isProven) {
        if (note.begunAt().isPresent() && !isBeginningKnown()) {
          found(Kind.NOT_AS_NOTED, null, null);
        }
        note.end().ifPresent(this::atEnd);
      }
    }

    private boolean isBeginningKnown() {
      return note.begunAt().isPresent() && note.begunAt().equals(chain.begunAt());
    }

    private void atEnd(Note.End end) {
      if (end.number() < chain.anchorNumber()) {
        found(Kind.NOTE_TOO_OLD, end.number(), null);
        return;
      }
      Optional<String> hash =
          end.number() == chain.anchorNumber()
              ? Optional.of(chain.anchorHash())
              : Optional.of(end.number())
                  .filter(chain::has)
                  .flatMap(reading::numbered)
                  .map(AuditLink::hash);
      if (!hash.equals(Optional.of(end.hash()))) {
        found(Kind.NOT_AS_NOTED, end.number(), null);
      }
    }

    private void atLinks() {
      long number = chain.anchorNumber();
      // Nothing, where it can't be known as a link is gone.
      Optional<String> before = Optional.of(chain.anchorHash());
      List<LinkedEvent> read = reading.after(number, chain);
      while (!read.isEmpty()) {
        for (LinkedEvent one : read) {
          if (one.link().number() != number + 1) {
            found(Kind.REMOVED, number + 1, null);
            before = Optional.empty();
          }
          at(one, before);
          number = one.link().number();
          before = Optional.of(one.link().hash());
        }
        read = reading.after(number, chain);
      }
      if (number != chain.headNumber()) {
        found(Kind.REMOVED, number + 1, null);
      } else if (!before.equals(Optional.of(chain.headHash()))) {
        found(Kind.END_CHANGED, number, null);
      }
    }

    private void at(LinkedEvent one, Optional<String> before) {
      AuditLink link = one.link();
      if (one.event().isEmpty()) {
        found(Kind.REMOVED, link.number(), link.eventId());
        return;
      }
      AuditEvent event = one.event().get();
      Optional<Kind> fault =
          before
              .flatMap(hash -> check.fault(chain, link, hash, event))
              .or(() -> isBegunAnew(event) ? Optional.of(Kind.BEGUN_ANEW) : Optional.empty());
      fault.ifPresent(kind -> found(kind, link.number(), event.id()));
      if (fault.isEmpty() && before.isPresent()) {
        checked++;
        unsigned += event.signature().isEmpty() ? 1 : 0;
      }
    }

    /** Nothing is signed before there is a chain, but by a clock that is slow. */
    private boolean isBegunAnew(AuditEvent event) {
      return !isBeginningKnown()
          && !event.signature().isEmpty()
          && chain
              .begunAt()
              .filter(at -> event.occurredAt().isBefore(at.minus(AuditCondition.LONGEST_WAIT)))
              .isPresent();
    }

    private void atEntries() {
      Optional<UUID> last = Optional.empty();
      do {
        ChainReading.Part part = reading.after(last, chain);
        part.unlinked().forEach(this::atUnlinked);
        last = part.last();
      } while (last.isPresent());
    }

    private void atUnlinked(AuditEvent event) {
      boolean isSigned = !event.signature().isEmpty();
      boolean isTooOld = event.occurredAt().isBefore(now.minus(kept));
      if (isSigned ? !signatures.isRight(event) : !chain.takesUnsigned() && !isTooOld) {
        found(Kind.INSERTED, null, event.id());
      } else if (isTooOld) {
        leftOut++;
      } else if (isBegunAnew(event)) {
        found(Kind.BEGUN_ANEW, null, event.id());
      } else if (!isSigned && chain.leavesOut(event.occurredAt())) {
        leftOut++;
      } else if (chain.waitsSince(event).isBefore(now.minus(AuditCondition.LONGEST_WAIT))) {
        found(Kind.UNSEALED, null, event.id());
      } else {
        waiting++;
      }
    }
  }
}
