package org.gatehouse.core.administration;

import java.util.List;
import java.util.Optional;

/**
 * A row of an import, as it was sent: nothing in it has been looked at.
 *
 * @param row its number in what was sent, from 1; of a table the line in which it begins
 * @param name with which the person logs in; empty where it is missing
 * @param email where the person gets mail; empty where it is missing
 * @param displayName how the person is called; nothing to take the name
 * @param administrator whether the person administers the workspace
 * @param roles the names of the roles that the workspace gives to the person
 * @param passwordHash what another system has made of the password; nothing for no password
 */
public record ImportedUser(
    long row,
    String name,
    String email,
    Optional<String> displayName,
    boolean administrator,
    List<String> roles,
    Optional<String> passwordHash) {
  @Override
  public String toString() {
    return "ImportedUser[" + row + "]";
  }
}
