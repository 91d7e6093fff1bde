package org.gatehouse.federation.oidc;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;
import org.gatehouse.core.settings.Settings;

/** Where providers send people and messages to: what an administrator enters there. */
@Singleton
public class OidcAddresses {
  private final URI publicUrl;

  @Inject
  OidcAddresses(Settings settings) {
    this.publicUrl = settings.publicUrl();
  }

  /**
   * Where a login at a provider ends ({@code redirect_uri}): another address for each, so that no
   * provider's answer is taken for another's (RFC 9700, 4.4.2.2).
   */
  public URI callback(UUID providerId) {
    return of("callback/" + providerId);
  }

  /** Where a logout ends that we began ({@code post_logout_redirect_uri}). */
  public URI loggedOut() {
    return of("logout/done");
  }

  /** Where the provider tells that somebody has logged out ({@code backchannel_logout_uri}). */
  public URI backChannel() {
    return of("backchannel");
  }

  private URI of(String door) {
    return URI.create(publicUrl + "/v1/auth/oidc/" + door);
  }
}
