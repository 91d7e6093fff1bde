package org.gatehouse.core.state;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/** The rows of {@link ClientStates}. */
@Repository
@Transactional
class ClientStateRows {
  @PersistenceContext private EntityManager entityManager;

  Optional<ClientState> find(UUID userId, String app) {
    return entityManager
        .createQuery(
            "select c from ClientState c where c.userId = :user and c.app = :app",
            ClientState.class)
        .setParameter("user", userId)
        .setParameter("app", app)
        .getResultList()
        .stream()
        .findFirst();
  }

  void add(ClientState state) {
    entityManager.persist(state);
  }
}
