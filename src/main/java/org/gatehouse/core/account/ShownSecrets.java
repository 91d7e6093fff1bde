package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.secret.WrongMasterKey;

/**
 * Secrets that were just made and are nowhere else in the clear: one-time passwords, keys, recovery
 * codes. Each can be read for ten minutes within the session that made it, so that whoever asks for
 * the page again doesn't lose it, and needn't have it made again.
 */
@Singleton
public class ShownSecrets {
  private static final Duration SHOWN_FOR = Duration.ofMinutes(10);
  private static final String PURPOSE = "shown-secret";

  private final ShownSecretRows rows;
  private final Vault vault;
  private final Clock clock;

  @Inject
  ShownSecrets(ShownSecretRows rows, Vault vault, Clock clock) {
    this.rows = rows;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Keeps a secret.
   *
   * @param sessionId within which it was made
   * @param place what it is about, for example the page that is to show it; it is found there only
   * @return under what it is found; worth nothing outside of the session
   */
  public UUID keep(UUID sessionId, String place, String secret) {
    UUID id = UUID.randomUUID();
    String sealed = vault.seal(PURPOSE, owner(id, place), secret);
    rows.add(new ShownSecret(id, sessionId, sealed, clock.instant().plus(SHOWN_FOR)));
    return id;
  }

  /** The secret, as long as it is kept for this session and place. */
  public Optional<String> find(UUID sessionId, String place, UUID id) {
    return rows.find(id, sessionId, clock.instant()).flatMap(row -> open(owner(id, place), row));
  }

  private Optional<String> open(String owner, ShownSecret row) {
    try {
      return Optional.of(vault.open(PURPOSE, owner, row.sealed()));
    } catch (WrongMasterKey e) {
      // Of another place.
      return Optional.empty();
    }
  }

  private static String owner(UUID id, String place) {
    return id + "\n" + place;
  }

  /** Removes what is shown no longer. */
  public int removeExpired() {
    return OldRows.inBatches(most -> rows.removeExpired(clock.instant(), most));
  }
}
