package org.gatehouse.core.credential.recovery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.TypedCode;

/**
 * The recovery codes of users, kept as keyed hashes. They have 117 bits of their own, so that a
 * fast hash is enough (ASVS 5.0, 6.5.2).
 */
@Singleton
@Transactional
public class RecoveryCodes {
  private static final int COUNT = 10;
  private static final int GROUPS = 6;

  private final RecoveryCodeRows rows;
  private final Vault vault;
  private final RandomToken random;
  private final Clock clock;

  @Inject
  RecoveryCodes(RecoveryCodeRows rows, Vault vault, RandomToken random, Clock clock) {
    this.rows = rows;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes ten new ones; older ones are good no longer.
   *
   * @return the codes, to be shown once
   */
  public List<String> renew(UUID userId) {
    remove(userId);
    List<String> codes =
        Stream.generate(() -> random.readable(GROUPS)).distinct().limit(COUNT).toList();
    codes.forEach(code -> rows.add(new RecoveryCode(userId, hash(userId, code))));
    return codes;
  }

  /**
   * Accepts a code, once: of two requests with the same code one is refused.
   *
   * @param code what was typed; case, spaces and hyphens don't matter
   */
  public boolean accept(UUID userId, String code) {
    return rows.use(userId, hash(userId, code), clock.instant());
  }

  /** How many are left. */
  public int left(UUID userId) {
    return rows.unused(userId);
  }

  /** Forgets them all. */
  public void remove(UUID userId) {
    rows.remove(userId);
  }

  private String hash(UUID userId, String code) {
    return vault.fingerprint("recovery-code", userId + ":" + TypedCode.read(code));
  }
}
