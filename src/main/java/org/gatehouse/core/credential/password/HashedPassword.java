package org.gatehouse.core.credential.password;

import org.gatehouse.core.refusal.InvalidInput;

/**
 * A new password, hashed and ready to be stored.
 *
 * @param phc the hash in PHC format, or as another system writes it
 */
public record HashedPassword(String phc) {
  /**
   * What another system has made of a password that nobody here knows: bcrypt, Argon2, scrypt or
   * PBKDF2.
   *
   * @throws InvalidInput if it is none of these, or would cost too much at each login
   */
  public static HashedPassword imported(String hash) {
    return ImportedHash.parse(hash)
        .map(known -> new HashedPassword(known.format()))
        .orElseThrow(() -> new InvalidInput(PasswordRule.HASH_UNKNOWN));
  }

  @Override
  public String toString() {
    return "HashedPassword[hidden]";
  }
}
