package org.gatehouse.core.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.gatehouse.core.credential.recovery.RecoveryCodes;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.text.TypedCode;

/**
 * What a user with two-factor authentication gives beside the password: a TOTP or a recovery code.
 */
@Singleton
public class SecondFactor {
  private final Totp totp;
  private final RecoveryCodes recoveryCodes;

  /**
   * @param totp the first choice
   * @param recoveryCodes the way back in
   */
  @Inject
  public SecondFactor(Totp totp, RecoveryCodes recoveryCodes) {
    this.totp = totp;
    this.recoveryCodes = recoveryCodes;
  }

  /** Whether a login of this user needs one. */
  public boolean isOn(UUID userId) {
    return totp.isOn(userId);
  }

  /**
   * Accepts a code, once.
   *
   * @param typed six digits are a TOTP, anything else a recovery code, as {@link TypedCode} reads
   *     them
   * @return what it was
   */
  @Transactional
  public Result accept(UUID userId, String typed) {
    String code = TypedCode.read(typed);
    if (!isOn(userId)) {
      return Result.WRONG;
    }
    if (code.matches("[0-9]{6}")) {
      return totp.accept(userId, code) ? Result.TOTP : Result.WRONG;
    }
    return recoveryCodes.accept(userId, code) ? Result.RECOVERY_CODE : Result.WRONG;
  }

  /** Forgets the app and the recovery codes. */
  @Transactional
  public void turnOff(UUID userId) {
    totp.remove(userId);
    recoveryCodes.remove(userId);
  }

  /** What a code turned out to be. */
  public enum Result {
    /** A code of the authenticator app. */
    TOTP,
    /** One of the recovery codes, used up now. */
    RECOVERY_CODE,
    /** Neither, or used before. */
    WRONG;

    /** Whether it proves the second factor. */
    public boolean isRight() {
      return this != WRONG;
    }
  }
}
