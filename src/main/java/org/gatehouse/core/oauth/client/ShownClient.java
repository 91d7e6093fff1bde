package org.gatehouse.core.oauth.client;

import java.util.Optional;
import java.util.Set;

/**
 * Who a client says it is.
 *
 * @param clientId anything
 * @param secret what it shows for it, if anything
 * @param assertion what it has signed for it, if anything
 */
public record ShownClient(
    String clientId, Optional<String> secret, Optional<ShownAssertion> assertion) {
  /** One that shows a secret, or nothing. */
  public ShownClient(String clientId, Optional<String> secret) {
    this(clientId, secret, Optional.empty());
  }

  @Override
  public String toString() {
    return "ShownClient[" + clientId + "]";
  }

  /**
   * A signed assertion (RFC 7523, 2.2).
   *
   * @param token anything
   * @param audiences for one of which it has to be
   */
  public record ShownAssertion(String token, Set<String> audiences) {
    @Override
    public String toString() {
      return "ShownAssertion[hidden]";
    }
  }
}
