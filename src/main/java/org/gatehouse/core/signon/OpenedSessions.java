package org.gatehouse.core.signon;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/** The rows of {@link ProviderSessions}, which go with their sessions. */
@Repository
@Transactional
class OpenedSessions {
  @PersistenceContext private EntityManager entityManager;

  void add(OpenedSession session) {
    entityManager.persist(session);
  }

  Optional<OpenedSession> find(UUID sessionId) {
    return Optional.ofNullable(entityManager.find(OpenedSession.class, sessionId));
  }

  List<UUID> of(UUID providerId, List<String> subjectHashes, List<String> indexHashes) {
    String which = indexHashes.isEmpty() ? "" : " and o.indexHash in :indexes";
    var query =
        entityManager
            .createQuery(
                "select o.sessionId from OpenedSession o"
                    + " where o.providerId = :provider and o.subjectHash in :subjects"
                    + which,
                UUID.class)
            .setParameter("provider", providerId)
            .setParameter("subjects", subjectHashes);
    if (!indexHashes.isEmpty()) {
      query.setParameter("indexes", indexHashes);
    }
    return query.getResultList();
  }

  List<UUID> ofIndex(UUID providerId, String indexHash) {
    return entityManager
        .createQuery(
            "select o.sessionId from OpenedSession o"
                + " where o.providerId = :provider and o.indexHash = :index",
            UUID.class)
        .setParameter("provider", providerId)
        .setParameter("index", indexHash)
        .getResultList();
  }
}
