package org.gatehouse.federation.saml;

import java.util.Optional;

/** Logouts of ours that providers haven't answered yet. */
interface Logouts {
  /** Notes one. */
  void add(LogoutUnderWay logout);

  /** The one of this request, if it isn't too old; uses nothing up. */
  Optional<LogoutUnderWay> of(String requestId);

  /** Uses one up; of several at once, one does. */
  boolean use(String requestId);

  /** Removes those that weren't answered. */
  int removeExpired(int most);
}
