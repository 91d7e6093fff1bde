package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.core.audit.ChainReport.Fault;
import org.gatehouse.core.audit.ChainReport.Kind;

/** Looks whether the audit log still is what Gatehouse has written, part by part. */
@Singleton
public class VerifyAuditChain {
  private static final int BATCH = 1_000;
  private static final int MOST_FAULTS = 100;

  /** For how long a version that signs nothing may go on beside this one. */
  private static final Duration BESIDE = Duration.ofDays(7);

  private final AuditEvents events;
  private final AuditLinks links;
  private final AuditSignatures signatures;

  @Inject
  VerifyAuditChain(AuditEvents events, AuditLinks links, AuditSignatures signatures) {
    this.events = events;
    this.links = links;
    this.signatures = signatures;
  }

  /**
   * Looks through all of it.
   *
   * @param number of a link that was written down somewhere else, if one was
   * @param hash of that link
   */
  public ChainReport verify(Optional<Long> number, String hash) {
    Look look = new Look(links.chain());
    look.atEnds();
    number.ifPresent(known -> look.atLinkWrittenDown(known, hash));
    look.atLinks();
    look.atEntries();
    return look.report();
  }

  /** One look, and what was seen so far. */
  private final class Look {
    private final AuditChain chain;
    private final List<Fault> faults = new ArrayList<>();
    private long checked;
    private long unsigned;
    private long waiting;

    private Look(AuditChain chain) {
      this.chain = chain;
    }

    private void found(Kind kind, Optional<Long> number, Optional<UUID> event) {
      if (faults.size() < MOST_FAULTS) {
        faults.add(new Fault(kind, number, event));
      }
    }

    private ChainReport report() {
      return new ChainReport(
          chain.begunAt(),
          chain.anchorNumber() + 1,
          chain.headNumber(),
          chain.headHash(),
          checked,
          unsigned,
          waiting,
          List.copyOf(faults));
    }

    private void atEnds() {
      boolean isEmpty = chain.begunAt().isEmpty() && chain.headNumber() == 0;
      if (!isEmpty && !chain.signature().equals(signatures.of(chain))) {
        found(Kind.END_CHANGED, Optional.of(chain.headNumber()), Optional.empty());
      }
    }

    private void atLinkWrittenDown(long number, String hash) {
      boolean isGone = number <= chain.anchorNumber();
      if (!isGone && !links.numbered(number).filter(l -> l.hash().equals(hash)).isPresent()) {
        found(Kind.REMOVED, Optional.of(number), Optional.empty());
      }
    }

    private void atLinks() {
      long number = chain.anchorNumber();
      Optional<String> before = Optional.of(chain.anchorHash());
      List<AuditLink> read = links.after(number, chain.headNumber(), BATCH);
      while (!read.isEmpty()) {
        Map<UUID, AuditEvent> known =
            events.withIds(read.stream().map(AuditLink::eventId).toList()).stream()
                .collect(Collectors.toMap(AuditEvent::id, Function.identity()));
        for (AuditLink link : read) {
          if (link.number() != number + 1) {
            before = afterGap(number, link);
          }
          at(link, before, Optional.ofNullable(known.get(link.eventId())));
          number = link.number();
          before = Optional.of(link.hash());
        }
        read = links.after(number, chain.headNumber(), BATCH);
      }
      if (number != chain.headNumber() || !before.equals(Optional.of(chain.headHash()))) {
        found(Kind.REMOVED, Optional.of(chain.headNumber()), Optional.empty());
      }
    }

    /** What was before a link where those before it are gone; nothing if they should be there. */
    private Optional<String> afterGap(long number, AuditLink link) {
      AuditChain now = links.chain();
      if (now.anchorNumber() + 1 == link.number()) {
        // They have become too old meanwhile.
        return Optional.of(now.anchorHash());
      }
      found(Kind.REMOVED, Optional.of(number + 1), Optional.empty());
      return Optional.empty();
    }

    private void at(AuditLink link, Optional<String> before, Optional<AuditEvent> event) {
      Optional<Long> number = Optional.of(link.number());
      if (event.isEmpty()) {
        if (links.chain().anchorNumber() < link.number()) {
          found(Kind.REMOVED, number, Optional.of(link.eventId()));
        }
        return;
      }
      AuditEvent entry = event.get();
      boolean isLinked =
          before
              .filter(hash -> !link.hash().equals(signatures.link(hash, link.number(), entry)))
              .isEmpty();
      boolean isSigned = !entry.signature().isEmpty();
      Instant begun = chain.begunAt().orElse(Instant.EPOCH);
      if (!isLinked || (isSigned && !entry.signature().equals(signatures.of(entry)))) {
        found(Kind.CHANGED, number, Optional.of(entry.id()));
      } else if (isSigned && entry.occurredAt().isBefore(begun.minus(SealAudit.LATEST))) {
        found(Kind.BEGUN_ANEW, number, Optional.of(entry.id()));
      } else if (!isSigned && entry.occurredAt().isAfter(begun.plus(BESIDE))) {
        found(Kind.INSERTED, number, Optional.of(entry.id()));
      } else {
        checked++;
        unsigned += isSigned ? 0 : 1;
      }
    }

    private void atEntries() {
      Optional<AuditCursor> place = Optional.empty();
      List<AuditEvent> read;
      do {
        read = events.find(AuditFilter.ALL, place, BATCH);
        Set<UUID> linked = links.linked(read.stream().map(AuditEvent::id).toList());
        read.stream().filter(event -> !linked.contains(event.id())).forEach(this::atUnlinked);
        place = read.isEmpty() ? place : Optional.of(read.get(read.size() - 1).cursor());
      } while (read.size() == BATCH);
    }

    private void atUnlinked(AuditEvent event) {
      boolean isLate =
          chain
              .sealedUntil()
              .filter(until -> event.occurredAt().isBefore(until.minus(SealAudit.LATEST)))
              .isPresent();
      boolean isForeign =
          !event.signature().isEmpty() && !event.signature().equals(signatures.of(event));
      boolean lacksSignature =
          event.signature().isEmpty()
              && chain
                  .begunAt()
                  .filter(begun -> event.occurredAt().isAfter(begun.plus(BESIDE)))
                  .isPresent();
      if (isLate || isForeign || lacksSignature) {
        found(Kind.INSERTED, Optional.empty(), Optional.of(event.id()));
      } else {
        waiting++;
      }
    }
  }
}
