package org.gatehouse.core.provider;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.user.User;

/** What workspaces want of single sign-on. */
@Repository
@Transactional
public class SignOnPolicies {
  /** How many return addresses a workspace can list. */
  public static final int MOST_ADDRESSES = 15;

  @PersistenceContext private EntityManager entityManager;

  /** What this one wants; nothing in particular, where nobody has said. */
  public SignOnPolicy of(UUID workspaceId) {
    return Optional.ofNullable(entityManager.find(SignOnPolicy.class, workspaceId))
        .orElseGet(() -> new SignOnPolicy(workspaceId));
  }

  /** See {@link SignOnPolicy#forbidsPassword(User)}. */
  public boolean forbidsPassword(User user) {
    return of(user.workspace().id()).forbidsPassword(user);
  }

  /**
   * Sets what it wants, in the transaction of the caller.
   *
   * @param required whether people must log in with a provider
   * @param wayBack whose password is good nevertheless
   * @param returnAddresses where people may be sent, beside this server
   */
  public void set(
      UUID workspaceId,
      boolean required,
      Optional<UUID> wayBack,
      List<ReturnAddress> returnAddresses) {
    SignOnPolicy policy = of(workspaceId);
    policy.require(required, wayBack.orElse(null));
    policy.returnTo(returnAddresses);
    entityManager.merge(policy);
  }
}
