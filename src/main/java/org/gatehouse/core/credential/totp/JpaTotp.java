package org.gatehouse.core.credential.totp;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.secret.Vault;

/** Authenticator apps in the database, their secrets encrypted. */
@Singleton
@Transactional
public class JpaTotp implements Totp {
  private static final String PURPOSE = "totp";
  private static final Duration ENROLMENT_TIME = Duration.ofMinutes(15);

  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  /**
   * @param vault encrypts the secrets
   * @param random makes them
   * @param clock what time it is
   */
  @Inject
  public JpaTotp(Vault vault, SecureRandom random, Clock clock) {
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public boolean isOn(UUID userId) {
    return find(userId).filter(TotpCredential::isConfirmed).isPresent();
  }

  @Override
  public Set<UUID> on(Collection<UUID> userIds) {
    return entityManager
        .createQuery(
            "select t.userId from TotpCredential t where t.userId in :users and t.confirmedAt is not null",
            UUID.class)
        .setParameter("users", userIds)
        .getResultStream()
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<TotpSecret> enrolling(UUID userId) {
    return find(userId).filter(this::isEnrolling).map(this::secret);
  }

  @Override
  public Optional<TotpSecret> begin(UUID userId) {
    if (isOn(userId)) {
      return Optional.empty();
    }
    cancel(userId);
    TotpSecret secret = TotpSecret.random(random);
    String sealed = vault.seal(PURPOSE, userId.toString(), secret.base32());
    entityManager.persist(new TotpCredential(userId, sealed, clock.instant()));
    return Optional.of(secret);
  }

  @Override
  public boolean confirm(UUID userId, String code) {
    return use(userId, code, false);
  }

  @Override
  public boolean accept(UUID userId, String code) {
    return use(userId, code, true);
  }

  @Override
  public void cancel(UUID userId) {
    delete(userId, " and t.confirmedAt is null");
  }

  @Override
  public void remove(UUID userId) {
    delete(userId, "");
  }

  private void delete(UUID userId, String condition) {
    entityManager
        .createQuery("delete from TotpCredential t where t.userId = :user" + condition)
        .setParameter("user", userId)
        .executeUpdate();
    // What this transaction has read of the row is no longer so.
    find(userId).ifPresent(entityManager::detach);
  }

  private boolean isEnrolling(TotpCredential credential) {
    return credential.isEnrollingSince(clock.instant().minus(ENROLMENT_TIME));
  }

  private boolean use(UUID userId, String code, boolean confirmed) {
    Optional<TotpCredential> credential =
        find(userId).filter(confirmed ? TotpCredential::isConfirmed : this::isEnrolling);
    if (credential.isEmpty()) {
      return false;
    }
    OptionalLong step = secret(credential.get()).stepOf(code, clock.instant());
    // The update decides, not the look before it: of two requests at once it answers one with a
    // row.
    return step.isPresent()
        && entityManager
                .createQuery(
                    "update TotpCredential t set t.lastStep = :step, t.confirmedAt = coalesce(t.confirmedAt, :now)"
                        + " where t.userId = :user and t.lastStep < :step and t.encryptedSecret = :secret")
                .setParameter("step", step.getAsLong())
                .setParameter("now", clock.instant())
                .setParameter("user", userId)
                .setParameter("secret", credential.get().encryptedSecret())
                .executeUpdate()
            == 1;
  }

  private TotpSecret secret(TotpCredential credential) {
    return TotpSecret.parse(
        vault.open(PURPOSE, credential.userId().toString(), credential.encryptedSecret()));
  }

  private Optional<TotpCredential> find(UUID userId) {
    return Optional.ofNullable(entityManager.find(TotpCredential.class, userId));
  }
}
