package org.gatehouse.core.signon;

/** What somebody is asked for at a provider for. */
public enum Purpose {
  /** To be logged in. */
  LOGIN,
  /** An administrator wants to see what the provider tells; nobody is logged in. */
  TEST,
  /** Somebody who is logged in wants to log in so from now on. */
  CONNECT
}
