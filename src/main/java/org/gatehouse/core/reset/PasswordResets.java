package org.gatehouse.core.reset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;

/** Requests for new passwords, and the tokens that came of them. */
@Repository
@Transactional
class PasswordResets {
  private static final OldRows SENT = new OldRows("password_reset", "id", "created_at");

  @PersistenceContext private EntityManager entityManager;

  void add(ResetRequest request) {
    entityManager.persist(request);
  }

  /** The oldest requests. */
  List<ResetRequest> requests(int limit) {
    return entityManager
        .createQuery(
            "select r from ResetRequest r order by r.requestedAt, r.id", ResetRequest.class)
        .setMaxResults(limit)
        .getResultList();
  }

  /** How many requests there are. */
  long countRequests() {
    return entityManager
        .createQuery("select count(r) from ResetRequest r", Long.class)
        .getSingleResult();
  }

  /** Takes a request away; answers whether it was there. */
  boolean take(ResetRequest request) {
    return entityManager
            .createQuery("delete from ResetRequest r where r.id = :id")
            .setParameter("id", request.id())
            .executeUpdate()
        == 1;
  }

  void add(PasswordReset reset) {
    entityManager.persist(reset);
  }

  /** Makes all tokens of these users worthless. */
  void endOf(Collection<User> users, Instant now) {
    entityManager
        .createQuery(
            "update PasswordReset r set r.expiresAt = :now where r.user in :users and r.expiresAt > :now")
        .setParameter("now", now)
        .setParameter("users", users)
        .executeUpdate();
  }

  /** How many mails were sent to an address since this moment, whoever has asked. */
  long sent(EmailAddress email, Instant since) {
    return count(email, "", since);
  }

  /** The same of those that were asked for from this network. */
  long sentFor(EmailAddress email, String network, Instant since) {
    return count(email, network, since);
  }

  private long count(EmailAddress email, String network, Instant since) {
    return entityManager
        .createQuery(
            "select count(distinct r.tokenHash) from PasswordReset r"
                + " where r.emailKey = :email and r.createdAt > :since"
                + " and (:network = '' or r.askedFrom = :network)",
            Long.class)
        .setParameter("email", email.key())
        .setParameter("network", network)
        .setParameter("since", since)
        .getSingleResult();
  }

  /** For whom a token is good. */
  List<PasswordReset> of(String tokenHash, Instant now) {
    return entityManager
        .createQuery(
            "select r from PasswordReset r join fetch r.user u join fetch u.workspace"
                + " where r.tokenHash = :hash and r.expiresAt > :now",
            PasswordReset.class)
        .setParameter("hash", tokenHash)
        .setParameter("now", now)
        .getResultList();
  }

  /**
   * Claims a token for somebody who is about to use it; of many at once one gets it.
   *
   * @param stale whoever has claimed it before that has been gone since
   */
  boolean claim(String tokenHash, Instant now, Instant stale) {
    return entityManager
            .createQuery(
                "update PasswordReset r set r.claimedAt = :now where r.tokenHash = :hash"
                    + " and r.expiresAt > :now and (r.claimedAt is null or r.claimedAt < :stale)")
            .setParameter("now", now)
            .setParameter("hash", tokenHash)
            .setParameter("stale", stale)
            .executeUpdate()
        > 0;
  }

  /** Gives back, unused, what was claimed at this moment. */
  void release(String tokenHash, Instant claimedAt) {
    entityManager
        .createQuery(
            "update PasswordReset r set r.claimedAt = null"
                + " where r.tokenHash = :hash and r.claimedAt = :claimed")
        .setParameter("hash", tokenHash)
        .setParameter("claimed", claimedAt)
        .executeUpdate();
  }

  /** Uses a token up; answers whether it was there to be used. */
  boolean use(String tokenHash, Instant now) {
    return entityManager
            .createQuery(
                "update PasswordReset r set r.expiresAt = :now where r.tokenHash = :hash and r.expiresAt > :now")
            .setParameter("now", now)
            .setParameter("hash", tokenHash)
            .executeUpdate()
        > 0;
  }

  /** Removes what was sent before this moment. */
  int removeSentBefore(Instant moment, int most) {
    return SENT.remove(entityManager, moment, most);
  }
}
