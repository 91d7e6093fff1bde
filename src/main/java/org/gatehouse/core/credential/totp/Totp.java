package org.gatehouse.core.credential.totp;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The authenticator apps of users. */
public interface Totp {
  /** Whether this user has one, confirmed. */
  boolean isOn(UUID userId);

  /** Which of these users have one, confirmed. */
  Set<UUID> on(Collection<UUID> userIds);

  /** The secret that is being enrolled, until a code confirms it, for a quarter of an hour. */
  Optional<TotpSecret> enrolling(UUID userId);

  /**
   * Begins to enrol an app; an enrolment begun before is forgotten.
   *
   * @return the secret to show, or nothing if the user has an app already
   */
  Optional<TotpSecret> begin(UUID userId);

  /**
   * Ends the enrolment.
   *
   * @param code the first code of the app
   * @return whether the app is on now: the code was right and an enrolment under way
   */
  boolean confirm(UUID userId, String code);

  /**
   * Accepts a code, once: of two requests with the same code one is refused.
   *
   * @return whether it was right, fresh, and not used before
   */
  boolean accept(UUID userId, String code);

  /** Forgets an app that is being enrolled; one that is on stays. */
  void cancel(UUID userId);

  /** Forgets the app of this user, or one that is being enrolled. */
  void remove(UUID userId);
}
