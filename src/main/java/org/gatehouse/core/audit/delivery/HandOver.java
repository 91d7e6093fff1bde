package org.gatehouse.core.audit.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditFeed;
import org.gatehouse.core.audit.NumberedEvent;
import org.gatehouse.core.audit.delivery.Handed.Result;

/**
 * Hands a recipient what follows in the audit log, or as much of it as may go at once.
 *
 * @param recipient who takes it
 * @param id to which one of its kind
 * @param part what follows
 */
record HandOver(AuditRecipient recipient, UUID id, AuditFeed.Part part) {
  private static final Logger LOG = System.getLogger(HandOver.class.getName());

  /** Hands over the first so many of which some are wanted. */
  Tried first(int most) {
    return from(0, most);
  }

  /** Hands over the next one that is wanted, if there is one. */
  Optional<Tried> next(Tried before) {
    return Optional.of(from(before.behind(), 1))
        .filter(tried -> tried.handed().result() != Result.UNWANTED);
  }

  private Tried from(int begin, int most) {
    List<NumberedEvent> entries = part.entries();
    int from = begin;
    while (from < entries.size()) {
      int behind = Math.min(from + most, entries.size());
      Handed handed = hand(entries.subList(from, behind));
      if (handed.result() != Result.UNWANTED) {
        return new Tried(handed, part, behind);
      }
      from = behind;
    }
    return new Tried(Handed.UNWANTED, part, entries.size());
  }

  private Handed hand(List<NumberedEvent> some) {
    try {
      return recipient.hand(id, some);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The audit log can't be sent to " + id, e);
      return Handed.failed(e.getClass().getName());
    }
  }

  /**
   * What came of it.
   *
   * @param handed how it went
   * @param part of which
   * @param behind how many of that were handed over, now or before, or aren't wanted
   */
  record Tried(Handed handed, AuditFeed.Part part, int behind) {
    boolean isTaken() {
      return handed.result() == Result.DELIVERED;
    }

    /** The last of those that were handed over. */
    NumberedEvent last() {
      return part.entries().get(behind - 1);
    }

    /** The number up to which there is nothing left to be handed over. */
    long upTo() {
      return handed
          .upTo()
          .orElseGet(() -> behind < part.entries().size() ? last().number() : part.upTo());
    }
  }
}
