package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Removes the oldest entries from the old end of the chain, in its order, so that what is left
 * begins where it says. It goes past none but those that are as they were written: who changes the
 * date of an entry, or removes one, has nothing forgotten by that.
 */
@Singleton
class ShortenAudit {
  private static final Logger LOG = System.getLogger(ShortenAudit.class.getName());

  private final AuditEvents events;
  private final AuditLinks links;
  private final LinkCheck check;
  private final ChainKeeper keeper;

  @Inject
  ShortenAudit(AuditEvents events, AuditLinks links, LinkCheck check, ChainKeeper keeper) {
    this.events = events;
    this.links = links;
    this.check = check;
    this.keeper = keeper;
  }

  /**
   * Removes entries and their links.
   *
   * @param before those that were recorded before this moment, or linked before it; from the old
   *     end on, as many as there are without another between
   * @param most how many at the most
   * @return how many were removed
   */
  int removeBefore(Instant before, int most) {
    return keeper.change(
        chain -> {
          List<AuditLink> first = links.after(chain.anchorNumber(), chain, most);
          List<AuditLink> old = first.subList(0, old(chain, first, before));
          if (old.isEmpty()) {
            return 0;
          }
          AuditLink last = old.get(old.size() - 1);
          links.remove(chain, last.number());
          chain.shorten(last);
          return events.remove(old.stream().map(AuditLink::eventId).toList());
        });
  }

  /**
   * Removes entries that have no link, as they were too old for one when they came, or somebody
   * else has written them. Where the old end of the chain isn't as it was written, these stay, too.
   *
   * @param before those that were recorded before this moment
   * @param most how many at the most
   * @return how many were removed
   */
  int removeUnlinked(Instant before, int most) {
    return keeper.change(
        chain -> {
          if (links.after(chain.anchorNumber(), chain, 1).stream()
              .anyMatch(link -> link.sealedAt().isBefore(before))) {
            return 0;
          }
          List<UUID> old = new ArrayList<>(events.oldestBefore(before, most));
          old.removeAll(links.linked(old, chain));
          return events.remove(old);
        });
  }

  /** How many of the first links are old, up to one that isn't: recorded or linked before it. */
  private int old(AuditChain chain, List<AuditLink> first, Instant before) {
    Map<UUID, AuditEvent> known =
        events.withIds(first.stream().map(AuditLink::eventId).toList()).stream()
            .collect(Collectors.toMap(AuditEvent::id, Function.identity()));
    String hash = chain.anchorHash();
    for (int i = 0; i < first.size(); i++) {
      AuditLink link = first.get(i);
      Optional<AuditEvent> event = Optional.ofNullable(known.get(link.eventId()));
      if (link.number() != chain.anchorNumber() + i + 1
          || event.isEmpty()
          || check.fault(chain, link, hash, event.get()).isPresent()) {
        LOG.log(
            Level.ERROR,
            "No entry of the audit log is removed by age from number {0} on, as that isn''t as it"
                + " was written; verify-audit tells more",
            Long.toString(chain.anchorNumber() + i + 1));
        return i;
      }
      hash = link.hash();
      if (!event.get().occurredAt().isBefore(before) && !link.sealedAt().isBefore(before)) {
        return i;
      }
    }
    return first.size();
  }
}
