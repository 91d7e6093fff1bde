package org.gatehouse.federation.oidc;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import org.gatehouse.core.settings.Settings;

/** Where providers send people and messages to: what an administrator enters there. */
@Singleton
public class OidcAddresses {
  private final URI publicUrl;

  @Inject
  OidcAddresses(Settings settings) {
    this.publicUrl = settings.publicUrl();
  }

  /** Where a login ends ({@code redirect_uri}). */
  public URI callback() {
    return of("callback");
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
