package org.gatehouse.core.credential.password;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.Names;
import org.gatehouse.core.settings.Settings;

/**
 * What a new password must be (NIST 800-63B-4, 3.1.1): long enough, no names in it; no composition
 * rules, no forced rotation.
 */
@Singleton
public class PasswordPolicy {
  private static final int SHORTEST_NAME_THAT_COUNTS = 4;

  private final int minimum;

  /**
   * @param settings how long a password must be
   */
  @Inject
  public PasswordPolicy(Settings settings) {
    this.minimum = settings.passwords().minimumLength();
  }

  /** The shortest new password, in characters. */
  public int minimumLength() {
    return minimum;
  }

  /**
   * Accepts or refuses a new password.
   *
   * @param password the new password
   * @param names what it must not contain: the names of the user and the workspace
   * @throws InvalidInput naming the broken rule
   */
  public void check(Password password, List<String> names) {
    if (password.isTooLong()) {
      throw new InvalidInput(
          "password.tooLong",
          "The password must have at most " + Password.MAXIMUM + " characters.",
          Password.MAXIMUM);
    }
    if (password.length() < minimum) {
      throw new InvalidInput(
          "password.tooShort",
          "The password must have at least " + minimum + " characters.",
          minimum);
    }
    if (password.text().codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(
          "password.invalid", "The password must not contain control characters.");
    }
    String folded = Names.key(password.text());
    boolean containsName =
        names.stream()
            .map(Names::key)
            .filter(name -> name.length() >= SHORTEST_NAME_THAT_COUNTS)
            .anyMatch(folded::contains);
    if (containsName) {
      throw new InvalidInput(
          "password.containsName",
          "The password must not contain the name of the user or of the workspace.");
    }
  }
}
