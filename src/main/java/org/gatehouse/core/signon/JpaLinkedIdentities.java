package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.user.User;

/** Linked identities in the database. */
@Singleton
@Transactional
public class JpaLinkedIdentities implements LinkedIdentities {
  private static final String SELECT =
      "select l from LinkedIdentity l join fetch l.user u join fetch u.workspace ";

  private final Clock clock;
  @PersistenceContext EntityManager entityManager;

  /**
   * @param clock what time it is
   */
  @Inject
  public JpaLinkedIdentities(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<LinkedIdentity> find(IdentityProvider provider, String subject) {
    Optional<LinkedIdentity> known =
        query("l.providerId = :provider and l.subjectHash = :hash")
            .setParameter("provider", provider.id())
            .setParameter("hash", RandomToken.hash(subject))
            .getResultStream()
            .findFirst();
    return isAddress(provider, subject) && known.filter(LinkedIdentity::isProvisioned).isEmpty()
        ? inOtherCase(provider.id(), subject).or(() -> known)
        : known;
  }

  /**
   * Whether a subject is an e-mail address, which means the same person in whatever case: by its
   * format, or by its look where its kind is no promise. What a protocol has for subjects, a
   * persistent NameID or {@code sub}, is what it is letter by letter.
   */
  private static boolean isAddress(IdentityProvider provider, String subject) {
    boolean promised = provider.attributes().subject().isEmpty();
    return subject.startsWith(LinkedIdentity.EMAIL)
        || ((!promised || subject.startsWith(LinkedIdentity.UNSPECIFIED))
            && subject.indexOf('@') > 0);
  }

  /**
   * Links that were made when the case of an address still mattered; of one person's, the one that
   * the provider's changes arrive by. Where they are several persons', nobody can say whose.
   */
  private Optional<LinkedIdentity> inOtherCase(UUID providerId, String subject) {
    List<LinkedIdentity> links =
        query(
                "l.providerId = :provider and lower(l.subject) = lower(:subject)"
                    + " order by l.provisioned desc, l.linkedAt")
            .setParameter("provider", providerId)
            .setParameter("subject", subject)
            .getResultList();
    long persons = links.stream().map(link -> link.user().id()).distinct().count();
    return persons == 1 ? Optional.of(links.get(0)) : Optional.empty();
  }

  private TypedQuery<LinkedIdentity> query(String where) {
    return entityManager.createQuery(SELECT + "where " + where, LinkedIdentity.class);
  }

  @Override
  public List<LinkedIdentity> ofUser(UUID userId) {
    return query("u.id = :user order by l.linkedAt").setParameter("user", userId).getResultList();
  }

  @Override
  public void link(UUID providerId, String subject, User user, boolean provisioned) {
    try {
      entityManager.persist(
          new LinkedIdentity(
              providerId,
              subject,
              entityManager.getReference(User.class, user.id()),
              provisioned,
              clock.instant()));
      entityManager.flush();
    } catch (PersistenceException e) {
      if (Duplicates.areWhy(e)) {
        throw new Conflict("identity.linked", "This identity is another user's already.");
      }
      throw e;
    }
  }

  @Override
  public void used(LinkedIdentity identity) {
    identity.used(clock.instant());
    entityManager.merge(identity);
  }

  @Override
  public boolean unlink(UUID userId, UUID providerId, String subjectHash) {
    return entityManager
            .createQuery(
                "delete from LinkedIdentity l where l.user.id = :user"
                    + " and l.providerId = :provider and l.subjectHash = :hash")
            .setParameter("user", userId)
            .setParameter("provider", providerId)
            .setParameter("hash", subjectHash)
            .executeUpdate()
        == 1;
  }
}
