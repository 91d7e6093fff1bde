package org.gatehouse.core.invitation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.user.User;

/** The rows of {@link Invitations}: one for each user who hasn't accepted. */
@Repository
@Transactional
class InvitationRows {
  private static final OldRows EXPIRED = new OldRows("invitation", "id", "expires_at");

  /** Whoever has a password by another way needs none. */
  private static final String WAITING =
      " not exists (select p.userId from PasswordCredential p where p.userId = i.user.id)";

  @PersistenceContext private EntityManager entityManager;

  void add(Invitation invitation) {
    entityManager.persist(invitation);
  }

  /** Those of a workspace whose users may come in, the newest first. */
  List<Invitation> ofWorkspace(UUID workspaceId, int most) {
    return entityManager
        .createQuery(
            "select i from Invitation i join fetch i.user u join fetch u.workspace w"
                + " where w.id = :workspace and u.active = true and"
                + WAITING
                + " order by i.createdAt desc, i.id",
            Invitation.class)
        .setParameter("workspace", workspaceId)
        .setMaxResults(most)
        .getResultList();
  }

  /** How many there are in a workspace. */
  long count(UUID workspaceId) {
    return entityManager
        .createQuery(
            "select count(i) from Invitation i where i.user.workspace.id = :workspace", Long.class)
        .setParameter("workspace", workspaceId)
        .getSingleResult();
  }

  /** That of a user, good or expired. */
  Optional<Invitation> ofUser(UUID userId) {
    return entityManager
        .createQuery(
            "select i from Invitation i join fetch i.user where i.user.id = :user and" + WAITING,
            Invitation.class)
        .setParameter("user", userId)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** That with this token, if it is good. */
  Optional<Invitation> of(String tokenHash, Instant now) {
    return entityManager
        .createQuery(
            "select i from Invitation i join fetch i.user u join fetch u.workspace"
                + " where i.tokenHash = :hash and i.expiresAt > :now",
            Invitation.class)
        .setParameter("hash", tokenHash)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Takes that of a user away; answers whether there was one. */
  boolean removeOf(User user) {
    return entityManager
            .createQuery("delete from Invitation i where i.user = :user")
            .setParameter("user", user)
            .executeUpdate()
        == 1;
  }

  /** Uses a token up; of many who have it, one does. */
  boolean use(String tokenHash, Instant now) {
    return entityManager
            .createQuery(
                "delete from Invitation i where i.tokenHash = :hash and i.expiresAt > :now")
            .setParameter("hash", tokenHash)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  int removeExpiredBefore(Instant moment, int most) {
    return EXPIRED.remove(entityManager, moment, most);
  }
}
