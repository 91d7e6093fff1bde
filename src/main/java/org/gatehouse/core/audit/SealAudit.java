package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.database.Transactions;

/**
 * Chains entries of the audit log after they were written, batch by batch: whoever writes one waits
 * for nobody, and of several nodes one at a time holds the row of the chain.
 */
@Singleton
public class SealAudit {
  /**
   * Later than any transaction ends that has recorded an entry, and any clock of another node is
   * wrong: what turns up behind that was put there by somebody else, and stays without a link.
   */
  static final Duration LATEST = Duration.ofMinutes(15);

  private static final Logger LOG = System.getLogger(SealAudit.class.getName());
  private static final int BATCH = 1_000;

  private final AuditEvents events;
  private final AuditLinks links;
  private final AuditSignatures signatures;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  SealAudit(
      AuditEvents events,
      AuditLinks links,
      AuditSignatures signatures,
      Transactions transactions,
      Clock clock) {
    this.events = events;
    this.links = links;
    this.signatures = signatures;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Chains what has been written since, and tells the server's log how far that went. */
  public void run() {
    int sealed = 0;
    int some = BATCH;
    while (some == BATCH) {
      some = transactions.call(this::seal);
      sealed += some;
    }
    if (sealed > 0) {
      AuditChain chain = links.chain();
      // Kept elsewhere, it proves that nothing was cut off at this end.
      LOG.log(
          Level.INFO,
          "The audit log is sealed up to number={0} hash={1}",
          Long.toString(chain.headNumber()),
          chain.headHash());
    }
  }

  private int seal() {
    AuditChain chain = open();
    Instant from = chain.sealedUntil().map(until -> until.minus(LATEST)).orElse(Instant.EPOCH);
    Optional<AuditCursor> place = Optional.empty();
    int sealed = 0;
    List<AuditEvent> read;
    do {
      read = events.oldest(from, place, BATCH);
      Set<UUID> linked = links.linked(read.stream().map(AuditEvent::id).toList());
      for (AuditEvent event : read) {
        if (!linked.contains(event.id()) && sealed < BATCH) {
          add(chain, event);
          sealed++;
        }
      }
      place = read.isEmpty() ? place : Optional.of(read.get(read.size() - 1).cursor());
    } while (read.size() == BATCH && sealed < BATCH);
    chain.sign(signatures.of(chain));
    return sealed;
  }

  private void add(AuditChain chain, AuditEvent event) {
    long number = chain.headNumber() + 1;
    AuditLink link =
        new AuditLink(number, event.id(), signatures.link(chain.headHash(), number, event));
    links.add(link);
    chain.grow(link, event.occurredAt());
  }

  /**
   * Removes the oldest entries and their links, in the order of the chain, so that what is left
   * begins where it says.
   *
   * @param before those that were recorded before this moment
   * @param most how many at the most
   * @return how many were removed
   */
  int removeBefore(Instant before, int most) {
    return transactions.call(
        () -> {
          AuditChain chain = open();
          List<AuditLink> first = links.after(chain.anchorNumber(), chain.headNumber(), most);
          Map<UUID, AuditEvent> known = new HashMap<>();
          events
              .withIds(first.stream().map(AuditLink::eventId).toList())
              .forEach(event -> known.put(event.id(), event));
          AuditLink last = null;
          for (AuditLink link : first) {
            AuditEvent event = known.get(link.eventId());
            if (event != null && !event.occurredAt().isBefore(before)) {
              break;
            }
            // One that is gone was old if one after it is; a version before this one removes so.
            last = event == null ? last : link;
          }
          if (last == null) {
            return 0;
          }
          chain.shorten(last);
          chain.sign(signatures.of(chain));
          long upTo = last.number();
          links.remove(upTo);
          return events.remove(
              first.stream()
                  .filter(link -> link.number() <= upTo)
                  .map(AuditLink::eventId)
                  .toList());
        });
  }

  /** The chain, locked; begun, if there is none. */
  private AuditChain open() {
    AuditChain chain = links.toBeChanged();
    if (chain.begunAt().isEmpty()) {
      chain.begin(clock.instant().truncatedTo(ChronoUnit.MICROS));
    } else if (!chain.signature().equals(signatures.of(chain))) {
      throw new IllegalStateException(
          "Somebody else has changed where the audit log begins or ends; see verify-audit");
    }
    return chain;
  }
}
