package org.gatehouse.core.installation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.gatehouse.core.database.Repository;

/** The row of {@link InstallationClaim}. */
@Repository
@Transactional
class InstallationRow {
  @PersistenceContext EntityManager entityManager;

  Installation find() {
    return entityManager.find(Installation.class, Installation.ONLY);
  }

  /** The same for a change in the transaction of the caller. */
  Installation locked() {
    return entityManager.find(
        Installation.class, Installation.ONLY, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Claims it, if nobody has; answers whether nobody had. */
  boolean claim(Instant now) {
    return update("", now).executeUpdate() == 1;
  }

  /** The same, if this is the hash of the code that was printed last. */
  boolean claimWith(String codeHash, Instant now) {
    return update(" and i.setupCodeHash = :hash", now)
            .setParameter("hash", codeHash)
            .executeUpdate()
        == 1;
  }

  private Query update(String condition, Instant now) {
    return entityManager
        .createQuery(
            "update Installation i set i.claimedAt = :now, i.setupCodeHash = null"
                + " where i.id = :id and i.claimedAt is null"
                + condition)
        .setParameter("now", now)
        .setParameter("id", Installation.ONLY);
  }
}
