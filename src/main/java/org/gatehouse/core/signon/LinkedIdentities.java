package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.user.User;

/** Whom the identity providers know. */
@Singleton
@Transactional
public class LinkedIdentities {
  private final LinkedIdentityRows rows;
  private final Clock clock;

  @Inject
  LinkedIdentities(LinkedIdentityRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Who it is whom a provider means, if that is known. */
  public Optional<LinkedIdentity> find(IdentityProvider provider, String subject) {
    Optional<LinkedIdentity> known = rows.find(provider.id(), RandomToken.hash(subject));
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
    List<LinkedIdentity> links = rows.inAnyCase(providerId, subject);
    long persons = links.stream().map(link -> link.user().id()).distinct().count();
    return persons == 1 ? Optional.of(links.get(0)) : Optional.empty();
  }

  /** By which providers a user is known, the oldest link first. */
  public List<LinkedIdentity> ofUser(UUID userId) {
    return rows.ofUser(userId);
  }

  /**
   * From now on the provider means this user by that subject, in the transaction of the caller.
   *
   * @param provisioned whether the provider has made the user
   * @throws Conflict {@code identity.linked} if it means somebody already, also if that began just
   *     now
   */
  public void link(UUID providerId, String subject, User user, boolean provisioned) {
    rows.add(providerId, subject, user.id(), provisioned, clock.instant());
  }

  /** Notes that the person has just logged in so, in the transaction of the caller. */
  public void used(LinkedIdentity identity) {
    identity.used(clock.instant());
    rows.merge(identity);
  }

  /**
   * The provider means this user by that subject no longer.
   *
   * @param subjectHash {@link LinkedIdentity#subjectHash}
   * @return whether it did
   */
  public boolean unlink(UUID userId, UUID providerId, String subjectHash) {
    return rows.remove(userId, providerId, subjectHash);
  }
}
