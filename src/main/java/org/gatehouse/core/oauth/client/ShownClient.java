package org.gatehouse.core.oauth.client;

import java.util.Optional;

/**
 * Who a client says it is.
 *
 * @param clientId anything
 * @param secret what it shows for it, if anything
 */
public record ShownClient(String clientId, Optional<String> secret) {
  @Override
  public String toString() {
    return "ShownClient[" + clientId + "]";
  }
}
