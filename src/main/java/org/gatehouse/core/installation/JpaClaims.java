package org.gatehouse.core.installation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.input.TypedCode;
import org.gatehouse.core.secret.RandomToken;

/** The claim on this installation, in the database. */
@Singleton
@Transactional
public class JpaClaims implements Claims {
  private static final int CODE_GROUPS = 6;

  private final RandomToken random;
  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  /**
   * @param random makes the code
   * @param clock what time it is
   */
  @Inject
  public JpaClaims(RandomToken random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Optional<String> printableCode() {
    Installation installation =
        entityManager.find(Installation.class, Installation.ONLY, LockModeType.PESSIMISTIC_WRITE);
    if (installation.isClaimed()) {
      return Optional.empty();
    }
    String code = random.readable(CODE_GROUPS);
    installation.replaceCode(RandomToken.hash(TypedCode.read(code)));
    return Optional.of(code);
  }

  @Override
  public boolean isOpen() {
    return !entityManager.find(Installation.class, Installation.ONLY).isClaimed();
  }

  @Override
  public boolean claimWith(String code) {
    String typed = RandomToken.hash(TypedCode.read(code));
    return claim(" and i.setupCodeHash = :hash", Optional.of(typed));
  }

  @Override
  public boolean claim() {
    return claim("", Optional.empty());
  }

  private boolean claim(String condition, Optional<String> hash) {
    var update =
        entityManager
            .createQuery(
                "update Installation i set i.claimedAt = :now, i.setupCodeHash = null"
                    + " where i.id = :id and i.claimedAt is null"
                    + condition)
            .setParameter("now", clock.instant())
            .setParameter("id", Installation.ONLY);
    hash.ifPresent(value -> update.setParameter("hash", value));
    return update.executeUpdate() == 1;
  }
}
