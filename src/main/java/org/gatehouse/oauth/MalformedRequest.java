package org.gatehouse.oauth;

import java.util.Optional;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.session.Client;

/** Refuses a request that says too little, or contradicts itself, before anybody decides on it. */
final class MalformedRequest extends OAuthRefusal {
  private static final long serialVersionUID = 1L;

  private final transient Issuer issuer;
  private final transient Optional<KnownClient> client;
  private final transient Client from;

  /**
   * @param issuer whose endpoint it came to
   * @param client whose request it is, if that is known
   * @param from where that is
   */
  MalformedRequest(
      Issuer issuer,
      Optional<KnownClient> client,
      Client from,
      OAuthError error,
      String description) {
    super(error, description);
    this.issuer = issuer;
    this.client = client;
    this.from = from;
  }

  Issuer issuer() {
    return issuer;
  }

  Optional<KnownClient> client() {
    return client;
  }

  Client from() {
    return from;
  }
}
