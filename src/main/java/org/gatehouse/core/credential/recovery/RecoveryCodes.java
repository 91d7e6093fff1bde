package org.gatehouse.core.credential.recovery;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactorMethod;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.TypedCode;

/**
 * The recovery codes of users, kept as keyed hashes. They have 117 bits of their own, so that a
 * fast hash is enough (ASVS 5.0, 6.5.2). They turn nothing on: they are the way back in where
 * something else is.
 */
@Singleton
@Transactional
public class RecoveryCodes implements SecondFactorMethod {
  private static final String PURPOSE = "recovery-code";
  private static final int COUNT = 10;
  private static final int GROUPS = 6;
  private static final int LENGTH = 4 * GROUPS;

  private final RecoveryCodeRows rows;
  private final Vault vault;
  private final RandomToken random;
  private final Event<RecoveryCodeUsed> used;
  private final Clock clock;

  @Inject
  RecoveryCodes(
      RecoveryCodeRows rows,
      Vault vault,
      RandomToken random,
      Event<RecoveryCodeUsed> used,
      Clock clock) {
    this.rows = rows;
    this.vault = vault;
    this.random = random;
    this.used = used;
    this.clock = clock;
  }

  @Override
  public String word() {
    return PURPOSE;
  }

  @Override
  public boolean replacesOthers() {
    return true;
  }

  @Override
  public AuthenticationMethod method() {
    return AuthenticationMethod.ONE_TIME_PASSWORD;
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
   * Accepts a code, once: of two requests with the same code one is refused. Case, spaces and
   * hyphens don't matter. Says so ({@link RecoveryCodeUsed}), whatever it was shown for.
   */
  @Override
  public boolean accept(UUID userId, ShownFactor shown) {
    String code = shown.code();
    boolean accepted =
        code.length() == LENGTH && rows.use(userId, hash(userId, code), clock.instant());
    if (accepted) {
      used.fire(new RecoveryCodeUsed(userId, rows.unused(userId)));
    }
    return accepted;
  }

  /** How many are left. */
  public int left(UUID userId) {
    return rows.unused(userId);
  }

  /** Forgets them all. */
  @Override
  public void remove(UUID userId) {
    rows.remove(userId);
  }

  private String hash(UUID userId, String code) {
    return vault.fingerprint(PURPOSE, userId + ":" + TypedCode.read(code));
  }
}
