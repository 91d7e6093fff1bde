package org.gatehouse.core.credential.password;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.refusal.Busy;

/** The passwords of users: checked at the same cost for everybody, set, made for others. */
@Singleton
public class Passwords {
  /** How long a password that somebody else chose can be used. */
  private static final Duration INITIAL_VALIDITY = Duration.ofDays(7);

  private final PasswordCredentials credentials;
  private final PasswordHasher hasher;
  private final Clock clock;

  @Inject
  Passwords(PasswordCredentials credentials, PasswordHasher hasher, Clock clock) {
    this.credentials = credentials;
    this.hasher = hasher;
    this.clock = clock;
  }

  /**
   * Asks nobody, but refuses if it is known already that {@link #check} would.
   *
   * @throws Busy if too many passwords are being checked
   */
  public void requireRoom() {
    hasher.requireRoom();
  }

  /**
   * Whether this is the password of that user. Costs one hash, also for nobody and for a user
   * without a password; where the hash was imported, that one and ours. Not to be called within a
   * transaction: a hash takes longer than a row should be kept.
   *
   * @param userId whose password
   * @return proof of it, if it is
   * @throws Busy if too many passwords are being checked
   */
  public Optional<PasswordProof> check(UUID userId, Password password) {
    return check(credentials.of(userId), password);
  }

  /**
   * The same for who has read the credential already.
   *
   * @param known the credential of the user; nothing for nobody, and for who has none
   */
  public Optional<PasswordProof> check(Optional<PasswordCredential> known, Password password) {
    Instant now = clock.instant();
    Optional<PasswordCredential> credential = known.filter(found -> !found.isExpired(now));
    Optional<StoredHash> hash = credential.map(PasswordCredential::hash);
    if (!hasher.matches(password, hash)) {
      return Optional.empty();
    }
    UUID userId = credential.orElseThrow().userId();
    return hash.map(matched -> new PasswordProof(userId, current(userId, matched, password)));
  }

  /**
   * The hash as it is stored from now on: ours in the place of an imported one, and a stronger one
   * where the settings have grown.
   */
  private String current(UUID userId, StoredHash matched, Password password) {
    if (!hasher.isOutdated(matched)) {
      return matched.format();
    }
    String stronger = hasher.hash(password);
    if (credentials.strengthen(userId, matched.format(), stronger)) {
      return stronger;
    }
    // Another node was faster, if it isn't another password by now.
    Optional<StoredHash> stored = credentials.of(userId).map(PasswordCredential::hash);
    return stored
        .filter(hash -> hasher.matches(password, stored))
        .map(StoredHash::format)
        .orElse(stronger);
  }

  /**
   * Hashes a new password, outside of a transaction, for {@link #set} or {@link #setInitial}.
   *
   * @throws Busy if too many passwords are being checked
   */
  public HashedPassword hash(Password password) {
    return new HashedPassword(hasher.hash(password));
  }

  /** Sets a password that the user chose. */
  @Transactional
  public void set(UUID userId, HashedPassword password) {
    credentials.set(userId, password.phc(), clock.instant());
  }

  /** Sets a password that somebody else knows: good for a week, and only to be changed. */
  @Transactional
  public void setInitial(UUID userId, HashedPassword password) {
    Instant now = clock.instant();
    credentials.set(userId, password.phc(), now).makeInitial(now.plus(INITIAL_VALIDITY));
  }

  /**
   * From now on the password, which somebody else may know, is good for nothing. It counts as there
   * nevertheless: another can be chosen by the link of a mail.
   */
  @Transactional
  public void end(UUID userId) {
    credentials.of(userId).ifPresent(credential -> credential.end(clock.instant()));
  }

  /** Whether one can log in with a password that somebody else chose. */
  public boolean isInitial(UUID userId) {
    return credentials
        .of(userId)
        .filter(PasswordCredential::isInitial)
        .filter(credential -> !credential.isExpired(clock.instant()))
        .isPresent();
  }

  /** Whether the password was set after this moment, or there is none. */
  public boolean isChangedSince(UUID userId, Instant moment) {
    return setAt(userId).filter(at -> !at.isAfter(moment)).isEmpty();
  }

  /** When the present password was set, if there is one. */
  public Optional<Instant> setAt(UUID userId) {
    return credentials.of(userId).map(PasswordCredential::changedAt);
  }
}
