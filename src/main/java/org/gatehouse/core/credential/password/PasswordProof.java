package org.gatehouse.core.credential.password;

import java.util.UUID;

/**
 * Says that somebody knew the password of a user a moment ago. It is good as long as the password
 * wasn't changed meanwhile.
 *
 * @param userId whose password
 * @param phc the hash that it matched
 */
public record PasswordProof(UUID userId, String phc) {
  @Override
  public String toString() {
    return "PasswordProof[" + userId + "]";
  }
}
