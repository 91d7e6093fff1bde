package org.gatehouse.core.administration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * A row of an import, as it was sent: nothing in it has been looked at.
 *
 * @param row its number in what was sent, from 1; of a table the line in which it begins
 * @param name with which the person logs in; empty where it is missing
 * @param email where the person gets mail; empty where it is missing
 * @param displayName how the person is called; nothing to take the name
 * @param administrator whether the person administers the workspace: {@code true}, {@code false} or
 *     empty
 * @param roles the names of the roles that the workspace gives to the person
 * @param passwordHash what another system has made of the password; nothing for no password
 */
public record ImportedUser(
    long row,
    String name,
    String email,
    Optional<String> displayName,
    String administrator,
    List<String> roles,
    Optional<String> passwordHash) {
  private static final String TRUE = "true";

  /**
   * Whether the person administers the workspace.
   *
   * @throws InvalidInput if that isn't said clearly
   */
  boolean isAdministrator() {
    return switch (administrator.toLowerCase(Locale.ROOT)) {
      case TRUE -> true;
      case "false", "" -> false;
      default -> throw new InvalidInput(ImportRule.FLAG);
    };
  }

  /** Whether it would. */
  boolean wantsPower() {
    return administrator.toLowerCase(Locale.ROOT).equals(TRUE);
  }

  @Override
  public String toString() {
    return "ImportedUser[" + row + "]";
  }
}
