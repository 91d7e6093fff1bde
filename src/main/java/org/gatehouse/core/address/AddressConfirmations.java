package org.gatehouse.core.address;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.user.User;

/** Links for confirming addresses. */
@Repository
@Transactional
class AddressConfirmations {
  private static final OldRows EXPIRED = new OldRows("address_confirmation", "id", "expires_at");

  @PersistenceContext EntityManager entityManager;

  void add(AddressConfirmation link) {
    entityManager.persist(link);
  }

  /** For whom a token is good. */
  Optional<UUID> userOf(String tokenHash, Instant now) {
    return entityManager
        .createQuery(
            "select c.user.id from AddressConfirmation c"
                + " where c.tokenHash = :hash and c.expiresAt > :now",
            UUID.class)
        .setParameter("hash", tokenHash)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Makes all links of a user worthless; answers how many were good. */
  int endOf(User user, Instant now) {
    return entityManager
        .createQuery(
            "update AddressConfirmation c set c.expiresAt = :now"
                + " where c.user = :user and c.expiresAt > :now")
        .setParameter("now", now)
        .setParameter("user", user)
        .executeUpdate();
  }

  /** Uses up a token that was sent to this address; answers whether it was there to be used. */
  boolean use(String tokenHash, String email, Instant now) {
    return entityManager
            .createQuery(
                "update AddressConfirmation c set c.expiresAt = :now"
                    + " where c.tokenHash = :hash and c.email = :email and c.expiresAt > :now")
            .setParameter("now", now)
            .setParameter("hash", tokenHash)
            .setParameter("email", email)
            .executeUpdate()
        == 1;
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
