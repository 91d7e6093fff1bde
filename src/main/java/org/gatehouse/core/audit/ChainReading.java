package org.gatehouse.core.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.database.FewKeys;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** Reads all of the chain and of the audit log, part by part, of one snapshot of the database. */
final class ChainReading {
  private static final int BATCH = 1_000;

  private final StatelessSession snapshot;

  ChainReading(StatelessSession snapshot) {
    this.snapshot = snapshot;
  }

  /** A link, and its entry unless that is gone. */
  record LinkedEvent(AuditLink link, Optional<AuditEvent> event) {}

  /** Where it begins and ends; nothing if somebody has removed the row. */
  Optional<AuditChain> chain() {
    return Optional.ofNullable(snapshot.get(AuditChain.class, AuditChain.ID));
  }

  /** The link of this number. */
  Optional<AuditLink> numbered(long number) {
    return Optional.ofNullable(snapshot.get(AuditLink.class, number));
  }

  /** Links of the chain after a number, in their order; none at its end. */
  List<LinkedEvent> after(long number, AuditChain chain) {
    List<AuditLink> links =
        snapshot
            .createSelectionQuery(
                "select l from AuditLink l where l.number > :number and l.number <= :head"
                    + " order by l.number",
                AuditLink.class)
            .setParameter("number", number)
            .setParameter("head", chain.headNumber())
            .setMaxResults(BATCH)
            .getResultList();
    Map<UUID, AuditEvent> known =
        withIds(links.stream().map(AuditLink::eventId).toList()).stream()
            .collect(Collectors.toMap(AuditEvent::id, Function.identity(), (one, same) -> one));
    return links.stream()
        .map(link -> new LinkedEvent(link, Optional.ofNullable(known.get(link.eventId()))))
        .toList();
  }

  /** Links with numbers that the chain doesn't have, the first of many. */
  List<AuditLink> strays(AuditChain chain, int most) {
    return Stream.of(
            strays("<=", chain.anchorNumber(), most), strays(">", chain.headNumber(), most))
        .flatMap(List::stream)
        .limit(most)
        .toList();
  }

  private List<AuditLink> strays(String side, long of, int most) {
    return snapshot
        .createSelectionQuery(
            "select l from AuditLink l where l.number " + side + " :number order by l.number",
            AuditLink.class)
        .setParameter("number", of)
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * Entries after another, by their keys, and which of them are in no link of the chain.
   *
   * @param last the key of the last of them; nothing at the end of the log
   */
  record Part(Optional<UUID> last, List<AuditEvent> unlinked) {}

  /** The part of the log after this key, or its first. */
  Part after(Optional<UUID> id, AuditChain chain) {
    SelectionQuery<UUID> query =
        snapshot
            .createSelectionQuery(
                "select e.id from AuditEvent e"
                    + (id.isPresent() ? " where e.id > :id" : "")
                    + " order by e.id",
                UUID.class)
            .setMaxResults(BATCH);
    id.ifPresent(key -> query.setParameter("id", key));
    List<UUID> read = query.getResultList();
    Set<UUID> linked =
        AuditLinks.linked(read, chain, text -> snapshot.createQuery(text, UUID.class));
    return new Part(
        read.isEmpty() ? Optional.empty() : Optional.of(read.get(read.size() - 1)),
        withIds(read.stream().filter(one -> !linked.contains(one)).toList()));
  }

  private List<AuditEvent> withIds(List<UUID> ids) {
    return FewKeys.each(
        ids,
        some ->
            snapshot
                .createSelectionQuery(
                    "select e from AuditEvent e where e.id in :ids", AuditEvent.class)
                .setParameter("ids", some)
                .getResultList());
  }
}
