package org.gatehouse.core.credential;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * A kind of second factor, as the rest of Gatehouse knows it. Each has a folder of its own beside
 * this, and whatever implements this is asked: nobody has a list of them.
 */
public interface SecondFactorMethod {
  /** What the audit log calls it. */
  String word();

  /** What a session keeps of it. */
  AuthenticationMethod method();

  /** Whether a login of this user needs a second factor because of it. */
  default boolean isOn(UUID userId) {
    return false;
  }

  /** The same of many: whose logins do. */
  default Set<UUID> on(Collection<UUID> userIds) {
    return Set.of();
  }

  /**
   * Accepts what is shown, once: of two requests with the same one is refused.
   *
   * @param shown anything; what is of another kind is refused without a look at the database
   * @return whether it proves that this user has it
   */
  boolean accept(UUID userId, ShownFactor shown);

  /** Whether it is the way back for who has lost the others, and shown in place of any. */
  default boolean replacesOthers() {
    return false;
  }

  /** Forgets all of it that this user has. */
  void remove(UUID userId);
}
