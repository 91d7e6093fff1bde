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
   * @param before those that were recorded before this moment, or linked before it
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
   * Removes entries of the version before that were too old to be chained.
   *
   * @param before those that were recorded before this moment
   * @param most how many at the most
   * @return how many were removed
   */
  int removeLeftOut(Instant before, int most) {
    return keeper.change(
        chain -> {
          List<UUID> old = new ArrayList<>(events.unsigned(chain.leftOut(before), most));
          old.removeAll(links.linked(old, chain));
          return events.remove(old);
        });
  }

  /** How many of the first links are old: linked before the moment, or all recorded before it. */
  private int old(AuditChain chain, List<AuditLink> first, Instant before) {
    Map<UUID, AuditEvent> known =
        events.withIds(first.stream().map(AuditLink::eventId).toList()).stream()
            .collect(Collectors.toMap(AuditEvent::id, Function.identity()));
    String hash = chain.anchorHash();
    int old = 0;
    boolean areAllOld = true;
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
        return old;
      }
      hash = link.hash();
      areAllOld = areAllOld && event.get().occurredAt().isBefore(before);
      // Those before it in the chain were linked before it.
      old = areAllOld || link.sealedAt().isBefore(before) ? i + 1 : old;
    }
    return old;
  }
}
