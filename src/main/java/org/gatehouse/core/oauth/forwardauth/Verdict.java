package org.gatehouse.core.oauth.forwardauth;

import java.util.Map;

/** What is to become of a request to an application behind a proxy. */
public sealed interface Verdict {
  /**
   * It goes on to the application.
   *
   * @param claims what the application is told of the person, by the names of OpenID Connect Core
   *     1.0, 5.1: {@code preferred_username} always
   */
  record Allowed(Map<String, Object> claims) implements Verdict {}

  /** Nobody is logged in there, or no longer. */
  record LoginRequired() implements Verdict {}

  /** Somebody is who has none of the roles that may use the application. */
  record Denied() implements Verdict {}
}
