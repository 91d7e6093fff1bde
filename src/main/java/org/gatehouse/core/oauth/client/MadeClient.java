package org.gatehouse.core.oauth.client;

import java.util.Optional;

/**
 * A client that was registered, or got another secret, just now.
 *
 * @param client what is known of it from now on
 * @param secret the secret, to be shown once; nothing where it proves itself otherwise
 */
public record MadeClient(RegisteredClient client, Optional<String> secret) {
  @Override
  public String toString() {
    return "MadeClient[" + client.id() + "]";
  }
}
