package org.gatehouse.dialect.cloudforge;

import java.util.Set;
import java.util.function.Function;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.BadRequest;

/** Reads the parameters that describe an organization and its owner, by CloudForge's rules. */
final class OwnerFields {
  private static final Set<String> YES = Set.of("1", "true", "yes", "on");

  private OwnerFields() {}

  /**
   * Whether an owner can have this login: 3 to 16 letters, digits and underscores, not only these.
   */
  static boolean isLogin(String login) {
    return login.matches("[a-zA-Z0-9_]{3,16}") && !login.matches("_*");
  }

  /** Whether an organization can have this domain: 3 to 32 letters and digits. */
  static boolean isDomain(String domain) {
    return domain.matches("[a-zA-Z0-9]{3,32}");
  }

  /**
   * A parameter that must be there.
   *
   * @throws BadRequest if it isn't
   */
  static String required(Parameters parameters, String name) {
    return parameters.text(name).orElseThrow(() -> new BadRequest(name + " is missing"));
  }

  /**
   * A parameter that must be there and make sense.
   *
   * @param called its name in the error
   * @throws BadRequest if it isn't there, or doesn't
   */
  static <T> T read(
      Parameters parameters, String name, String called, Function<String, T> meaning) {
    try {
      return meaning.apply(
          parameters.text(name).orElseThrow(() -> new BadRequest(called + " is missing")));
    } catch (InvalidInput e) {
      throw new BadRequest(called + " is not valid: " + e.getMessage());
    }
  }

  /**
   * @throws BadRequest if it wasn't affirmed
   */
  static void requireAffirmation(Parameters parameters, String what) {
    if (!YES.contains(parameters.text("affirmations[" + what + "]").orElse(""))) {
      throw new BadRequest("affirmations." + what + " must be accepted");
    }
  }
}
