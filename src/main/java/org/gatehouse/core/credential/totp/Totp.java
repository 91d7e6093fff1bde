package org.gatehouse.core.credential.totp;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactorMethod;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;

/** The authenticator apps of users; their secrets are sealed. */
@Singleton
@Transactional
public class Totp implements SecondFactorMethod {
  private static final String PURPOSE = "totp";
  private static final Duration ENROLMENT_TIME = Duration.ofMinutes(15);

  private final TotpCredentials rows;
  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;

  @Inject
  Totp(TotpCredentials rows, Vault vault, SecureRandom random, Clock clock) {
    this.rows = rows;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public String word() {
    return PURPOSE;
  }

  @Override
  public AuthenticationMethod method() {
    return AuthenticationMethod.ONE_TIME_PASSWORD;
  }

  /** Whether this user has one, confirmed. */
  @Override
  public boolean isOn(UUID userId) {
    return rows.find(userId).filter(TotpCredential::isConfirmed).isPresent();
  }

  /** Which of these users have one, confirmed. */
  @Override
  public Set<UUID> on(Collection<UUID> userIds) {
    return rows.confirmed(userIds);
  }

  /**
   * The secret that is being enrolled, until a code confirms it, for a quarter of an hour.
   *
   * @param asker the session or login in which it was begun. Nobody else sees it: who knows no more
   *     than the password could wait for the owner's QR code, or have the owner scan another
   */
  public Optional<TotpSecret> enrolling(UUID userId, String asker) {
    return rows.find(userId).filter(row -> isEnrolling(row, asker)).map(this::secret);
  }

  /**
   * Begins to enrol an app; an enrolment begun before is forgotten, wherever it was.
   *
   * @param asker the session or login that it is for
   * @return the secret to show, or nothing if the user has an app already
   */
  public Optional<TotpSecret> begin(UUID userId, String asker) {
    if (isOn(userId)) {
      return Optional.empty();
    }
    cancel(userId);
    TotpSecret secret = TotpSecret.random(random);
    String sealed = vault.seal(PURPOSE, userId.toString(), secret.base32());
    rows.add(new TotpCredential(userId, sealed, RandomToken.hash(asker), clock.instant()));
    return Optional.of(secret);
  }

  /**
   * Ends the enrolment.
   *
   * @param asker the session or login in which it was begun
   * @param code the first code of the app
   * @return whether the app is on now: the code was right and an enrolment under way
   */
  public boolean confirm(UUID userId, String asker, String code) {
    return use(userId, code, row -> isEnrolling(row, asker));
  }

  /**
   * Accepts a code, once: of two requests with the same code one is refused.
   *
   * @return whether it was right, fresh, and not used before
   */
  @Override
  public boolean accept(UUID userId, ShownFactor shown) {
    String code = shown.code();
    return TotpSecret.isCode(code) && use(userId, code, TotpCredential::isConfirmed);
  }

  /** Forgets an app that is being enrolled; one that is on stays. */
  public void cancel(UUID userId) {
    rows.removeUnconfirmed(userId);
  }

  /** Forgets the app of this user, or one that is being enrolled. */
  @Override
  public void remove(UUID userId) {
    rows.remove(userId);
  }

  private boolean isEnrolling(TotpCredential credential, String asker) {
    return credential.isEnrolling(RandomToken.hash(asker), clock.instant().minus(ENROLMENT_TIME));
  }

  private boolean use(UUID userId, String code, Predicate<TotpCredential> isMeant) {
    Optional<TotpCredential> credential = rows.find(userId).filter(isMeant);
    if (credential.isEmpty()) {
      return false;
    }
    OptionalLong step = secret(credential.get()).stepOf(code, clock.instant());
    // The update decides, not the look before it: of two requests at once it answers one with a
    // row.
    return step.isPresent() && rows.use(credential.get(), step.getAsLong(), clock.instant());
  }

  private TotpSecret secret(TotpCredential credential) {
    return TotpSecret.parse(
        vault.open(PURPOSE, credential.userId().toString(), credential.encryptedSecret()));
  }
}
