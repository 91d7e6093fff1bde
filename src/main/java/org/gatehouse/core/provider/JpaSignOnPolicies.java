package org.gatehouse.core.provider;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What workspaces want of single sign-on, in the database. */
@Singleton
@Transactional
public class JpaSignOnPolicies implements SignOnPolicies {
  @PersistenceContext private EntityManager entityManager;

  @Override
  public SignOnPolicy of(UUID workspaceId) {
    return Optional.ofNullable(entityManager.find(SignOnPolicy.class, workspaceId))
        .orElseGet(() -> new SignOnPolicy(workspaceId));
  }

  @Override
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
