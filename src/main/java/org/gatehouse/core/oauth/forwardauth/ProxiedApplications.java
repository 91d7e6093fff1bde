package org.gatehouse.core.oauth.forwardauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.issuer.Issuers;

/** Finds the applications for which a reverse proxy asks. */
@Singleton
public class ProxiedApplications {
  private final RegisteredClients clients;
  private final Issuers issuers;

  @Inject
  ProxiedApplications(RegisteredClients clients, Issuers issuers) {
    this.clients = clients;
    this.issuers = issuers;
  }

  /**
   * The application of this client, if it is registered as one behind a proxy: by a redirect URI
   * with the path {@link ClientMetadata#FORWARD_AUTH_CALLBACK}.
   *
   * @param clientId anything
   * @param host under which the proxy was asked, with its port if there is one: it has to be that
   *     of a redirect URI. If the proxy doesn't say it, the first one counts
   */
  public Optional<ProxiedApplication> find(String clientId, Optional<String> host) {
    return clients.known(clientId).flatMap(client -> find(client, host));
  }

  private Optional<ProxiedApplication> find(KnownClient client, Optional<String> host) {
    return client.metadata().forwardAuthCallbacks().stream()
        .filter(uri -> host.filter(name -> !uri.getRawAuthority().equalsIgnoreCase(name)).isEmpty())
        .findFirst()
        .flatMap(
            callback ->
                issuers
                    .of(client.owner())
                    .map(issuer -> new ProxiedApplication(client, issuer, callback)))
        .filter(application -> !application.scopes().isEmpty());
  }
}
