package org.gatehouse.core.signon;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.user.User;

/** Whom the identity providers know. */
public interface LinkedIdentities {
  /** Who it is whom a provider means, if that is known. */
  Optional<LinkedIdentity> find(IdentityProvider provider, String subject);

  /** By which providers a user is known, the oldest link first. */
  List<LinkedIdentity> ofUser(UUID userId);

  /**
   * From now on the provider means this user by that subject, in the transaction of the caller.
   *
   * @param provisioned whether the provider has made the user
   * @throws Conflict {@code identity.linked} if it means somebody already, also if that began just
   *     now
   */
  void link(UUID providerId, String subject, User user, boolean provisioned);

  /** Notes that the person has just logged in so, in the transaction of the caller. */
  void used(LinkedIdentity identity);

  /**
   * The provider means this user by that subject no longer.
   *
   * @param subjectHash {@link LinkedIdentity#subjectHash}
   * @return whether it did
   */
  boolean unlink(UUID userId, UUID providerId, String subjectHash);
}
