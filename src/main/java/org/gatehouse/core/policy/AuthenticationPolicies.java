package org.gatehouse.core.policy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/** What workspaces demand of the logins of their people. */
@Repository
@Transactional
public class AuthenticationPolicies {
  @PersistenceContext private EntityManager entityManager;

  /** The policy of this one, if it has any. */
  public Optional<AuthenticationPolicy> find(UUID workspaceId) {
    return Optional.ofNullable(entityManager.find(AuthenticationPolicy.class, workspaceId));
  }

  /** What this one demands; nothing, where nobody has said. */
  public AuthenticationPolicy of(UUID workspaceId) {
    return find(workspaceId).orElseGet(() -> new AuthenticationPolicy(workspaceId));
  }

  /**
   * What this one demands now, in the transaction of the caller, who has locked the workspace. What
   * the transaction has read before may be another by now: whoever had the lock has changed it.
   */
  @Transactional(TxType.MANDATORY)
  public AuthenticationPolicy toBeChanged(UUID workspaceId) {
    Optional<AuthenticationPolicy> found = find(workspaceId);
    found.ifPresent(entityManager::refresh);
    return found.orElseGet(() -> new AuthenticationPolicy(workspaceId));
  }

  /** Those that limit sessions, of whatever workspaces. */
  public List<AuthenticationPolicy> limitingSessions() {
    return entityManager
        .createQuery(
            "select a from AuthenticationPolicy a where a.limitsSessions = true",
            AuthenticationPolicy.class)
        .getResultList();
  }

  /** Those that limit how long keys live, of whatever workspaces. */
  public List<AuthenticationPolicy> limitingKeys() {
    return entityManager
        .createQuery(
            "select a from AuthenticationPolicy a where a.keyDays is not null",
            AuthenticationPolicy.class)
        .getResultList();
  }

  /** Those that limit how long accounts lie idle, of whatever workspaces. */
  public List<AuthenticationPolicy> limitingIdleness() {
    return entityManager
        .createQuery(
            "select a from AuthenticationPolicy a where a.idleDays is not null",
            AuthenticationPolicy.class)
        .getResultList();
  }

  /**
   * Sets what it demands, in the transaction of the caller, who has locked the workspace.
   *
   * @param roles names of those of whom it is demanded; none for everybody
   * @param graceDays how many days people may take
   * @return what it demands now
   */
  public AuthenticationPolicy set(
      UUID workspaceId, SecondFactorDemand factor, Set<String> roles, int graceDays, Instant now) {
    AuthenticationPolicy policy =
        find(workspaceId)
            .orElseGet(
                () -> {
                  AuthenticationPolicy fresh = new AuthenticationPolicy(workspaceId);
                  entityManager.persist(fresh);
                  return fresh;
                });
    policy.demand(factor, roles, graceDays, now);
    return policy;
  }
}
