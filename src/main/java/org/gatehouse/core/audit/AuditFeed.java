package org.gatehouse.core.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/**
 * The audit log in the order of its chain, for those who read on from where they were. That order
 * never changes: an entry whose transaction ends late gets a later link, and nobody overlooks it.
 */
@Repository
@Transactional
public class AuditFeed {
  /** So many links are looked at in one statement, where few of them are wanted. */
  private static final int LOOKED_AT = 50_000;

  private static final UUID NOBODY = new UUID(0, 0);

  @PersistenceContext private EntityManager entityManager;

  /**
   * What follows on a place.
   *
   * @param entries in their order; few or none don't mean that there are no more
   * @param upTo up to which number it was looked
   * @param gone how many links there were before these that are gone by age
   */
  public record Part(List<NumberedEvent> entries, long upTo, long gone) {}

  /** The number of the last link; 0 if there is none. */
  public long head() {
    return chain().map(AuditChain::headNumber).orElse(0L);
  }

  /** When the link was made that follows on this number; nothing if there is none. */
  public Optional<Instant> waitingSince(long number) {
    return entityManager
        .createQuery(
            "select l.sealedAt from AuditLink l where l.number > :number"
                + " and l.number <= (select c.headNumber from AuditChain c)"
                + " order by l.number",
            Instant.class)
        .setParameter("number", number)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  /**
   * What follows on a place.
   *
   * @param number that of the last link before
   * @param workspaceId of which workspace; of all, and of none, if nothing
   * @param most how many entries at the most
   */
  public Part after(long number, Optional<UUID> workspaceId, int most) {
    AuditChain chain = chain().orElseThrow();
    long from = Math.max(number, chain.anchorNumber());
    long to = Math.min(chain.headNumber(), from + LOOKED_AT);
    List<NumberedEvent> read =
        query(workspaceId)
            .setParameter("from", from)
            .setParameter("to", to)
            .setMaxResults(most)
            .getResultList()
            .stream()
            .map(
                row ->
                    new NumberedEvent(
                        row.get("number", Long.class), row.get("event", AuditEvent.class)))
            .toList();
    long upTo = read.size() < most ? to : read.get(read.size() - 1).number();
    return new Part(read, Math.max(number, upTo), from - number);
  }

  /**
   * Along the links, which the databases number without gaps. A condition on the plain workspace
   * would lead them to its index, and through all that the workspace has ever had.
   */
  private TypedQuery<Tuple> query(Optional<UUID> workspaceId) {
    String whose =
        workspaceId.isPresent() ? " and coalesce(e.workspaceId, :nobody) = :workspace" : "";
    TypedQuery<Tuple> query =
        entityManager.createQuery(
            "select l.number as number, e as event from AuditLink l"
                + " join AuditEvent e on e.id = l.eventId"
                + " where l.number > :from and l.number <= :to"
                + whose
                + " order by l.number",
            Tuple.class);
    workspaceId.ifPresent(id -> query.setParameter("workspace", id).setParameter("nobody", NOBODY));
    return query;
  }

  private Optional<AuditChain> chain() {
    return Optional.ofNullable(entityManager.find(AuditChain.class, AuditChain.ID));
  }
}
