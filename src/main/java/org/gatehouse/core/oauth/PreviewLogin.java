package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.grant.ResourceOwners;
import org.gatehouse.core.session.Caller;

/** Says beforehand what would come of a login at a client, for whoever sets it up. */
@Singleton
public class PreviewLogin {
  private final RegisteredClients clients;
  private final ResourceOwners owners;
  private final PersonClaims personClaims;

  @Inject
  PreviewLogin(RegisteredClients clients, ResourceOwners owners, PersonClaims personClaims) {
    this.clients = clients;
    this.owners = owners;
    this.personClaims = personClaims;
  }

  /**
   * What would come of a login of the caller.
   *
   * @param clientId anything
   * @return nothing if the caller's workspace has no such client
   */
  public Optional<Preview> of(Caller caller, String clientId) {
    return clients
        .known(clientId)
        .filter(client -> client.owner().covers(caller.workspaceId()))
        .flatMap(client -> owners.in(caller.sessionId()).map(owner -> preview(client, owner)));
  }

  private Preview preview(KnownClient client, ResourceOwner owner) {
    Set<String> scopes = client.metadata().scopes();
    return new Preview(
        owner.mayUse(client),
        owner.user().id().toString(),
        client.metadata().forwardAuthCallbacks().isEmpty()
            ? personClaims.of(owner, client.owner(), StandardScope.claims(scopes))
            : personClaims.forHeaders(owner, client.owner(), scopes));
  }

  /**
   * What would come of a login.
   *
   * @param admitted whether the person may use the client
   * @param subject the {@code sub}
   * @param claims what userinfo would say beside it if the client asks for all of its scopes; of
   *     one behind a proxy, what headers say
   */
  public record Preview(boolean admitted, String subject, Map<String, Object> claims) {}
}
