package org.gatehouse.core.installation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.TypedCode;

/** The claim on this installation, in the database. */
@Singleton
@Transactional
public class JpaInstallationClaim implements InstallationClaim {
  /** 128 bits in hexadecimal digits. */
  private static final int CODE_DIGITS = 32;

  private final Vault vault;
  private final Clock clock;
  @PersistenceContext EntityManager entityManager;

  /**
   * @param vault makes the code, the same on every node
   * @param clock what time it is
   */
  @Inject
  public JpaInstallationClaim(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Optional<String> printableCode() {
    Installation installation =
        entityManager.find(Installation.class, Installation.ONLY, LockModeType.PESSIMISTIC_WRITE);
    if (installation.isClaimed()) {
      return Optional.empty();
    }
    String code =
        vault
            .fingerprint("setup-code", "")
            .substring(0, CODE_DIGITS)
            .replaceAll("(.{4})(?=.)", "$1-");
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
