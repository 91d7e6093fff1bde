package org.gatehouse.core.credential.recovery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.TypedCode;

/**
 * Recovery codes in the database, as keyed hashes. They have 117 bits of their own, so that a fast
 * hash is enough (ASVS 5.0, 6.5.2).
 */
@Singleton
@Transactional
public class JpaRecoveryCodes implements RecoveryCodes {
  private static final int COUNT = 10;
  private static final int GROUPS = 6;

  private final Vault vault;
  private final RandomToken random;
  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  /**
   * @param vault hashes the codes
   * @param random makes them
   * @param clock what time it is
   */
  @Inject
  public JpaRecoveryCodes(Vault vault, RandomToken random, Clock clock) {
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public List<String> renew(UUID userId) {
    remove(userId);
    List<String> codes =
        Stream.generate(() -> random.readable(GROUPS)).distinct().limit(COUNT).toList();
    codes.forEach(code -> entityManager.persist(new RecoveryCode(userId, hash(userId, code))));
    return codes;
  }

  @Override
  public boolean accept(UUID userId, String code) {
    return entityManager
            .createQuery(
                "update RecoveryCode r set r.usedAt = :now"
                    + " where r.userId = :user and r.codeHash = :hash and r.usedAt is null")
            .setParameter("now", clock.instant())
            .setParameter("user", userId)
            .setParameter("hash", hash(userId, code))
            .executeUpdate()
        == 1;
  }

  @Override
  public int left(UUID userId) {
    return entityManager
        .createQuery(
            "select count(r) from RecoveryCode r where r.userId = :user and r.usedAt is null",
            Long.class)
        .setParameter("user", userId)
        .getSingleResult()
        .intValue();
  }

  @Override
  public void remove(UUID userId) {
    entityManager
        .createQuery("delete from RecoveryCode r where r.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }

  private String hash(UUID userId, String code) {
    return vault.fingerprint("recovery-code", userId + ":" + TypedCode.read(code));
  }
}
