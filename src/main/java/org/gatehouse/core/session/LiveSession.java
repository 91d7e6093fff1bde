package org.gatehouse.core.session;

import org.gatehouse.core.policy.AllowedNetworks;

/**
 * A session that goes on, as it was a moment ago.
 *
 * @param caller who calls in it
 * @param generations which of its tokens count
 * @param networks from where it may be used
 */
public record LiveSession(Caller caller, Generations generations, AllowedNetworks networks) {
  /** Whether a program may use it from where it is. */
  public boolean admits(Client client) {
    return networks.allow(client.address());
  }
}
