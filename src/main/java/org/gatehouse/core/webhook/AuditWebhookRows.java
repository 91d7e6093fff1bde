package org.gatehouse.core.webhook;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/** The rows of {@link AuditWebhooks}. */
@Repository
@Transactional
class AuditWebhookRows {
  @PersistenceContext private EntityManager entityManager;

  void add(AuditWebhook webhook) {
    entityManager.persist(webhook);
  }

  Optional<AuditWebhook> find(UUID workspaceId) {
    return Optional.ofNullable(entityManager.find(AuditWebhook.class, workspaceId));
  }

  void remove(AuditWebhook webhook) {
    entityManager.remove(webhook);
  }

  int removeOldSecrets(Instant until) {
    return entityManager
        .createQuery(
            "update AuditWebhook w set w.sealedOldSecret = null, w.oldSecretUntil = null"
                + " where w.oldSecretUntil <= :until")
        .setParameter("until", until)
        .executeUpdate();
  }
}
