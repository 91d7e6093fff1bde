package org.gatehouse.core.credential.recovery;

import java.util.List;
import java.util.UUID;

/** The recovery codes of users. */
public interface RecoveryCodes {
  /**
   * Makes ten new ones; older ones are good no longer.
   *
   * @return the codes, to be shown once
   */
  List<String> renew(UUID userId);

  /**
   * Accepts a code, once: of two requests with the same code one is refused.
   *
   * @param code what was typed; case, spaces and hyphens don't matter
   */
  boolean accept(UUID userId, String code);

  /** How many are left. */
  int left(UUID userId);

  /** Forgets them all. */
  void remove(UUID userId);
}
