package org.gatehouse.core.credential.password;

/**
 * A new password, hashed and ready to be stored.
 *
 * @param phc the hash in PHC format
 */
public record HashedPassword(String phc) {
  @Override
  public String toString() {
    return "HashedPassword[hidden]";
  }
}
