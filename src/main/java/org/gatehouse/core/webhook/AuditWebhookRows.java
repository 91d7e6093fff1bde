package org.gatehouse.core.webhook;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
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
}
