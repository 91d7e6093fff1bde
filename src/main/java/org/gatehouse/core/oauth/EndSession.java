package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.token.IdTokenHint;
import org.gatehouse.core.oauth.token.IdTokens;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.signon.SingleLogout;

/** Logs people out whom a client has sent to do so (OpenID Connect RP-Initiated Logout 1.0). */
@Singleton
public class EndSession {
  private final RegisteredClients clients;
  private final IdTokens idTokens;
  private final SingleLogout singleLogout;
  private final AuthorizationAudit audit;

  @Inject
  EndSession(
      RegisteredClients clients,
      IdTokens idTokens,
      SingleLogout singleLogout,
      AuthorizationAudit audit) {
    this.clients = clients;
    this.idTokens = idTokens;
    this.singleLogout = singleLogout;
    this.audit = audit;
  }

  /**
   * Finds out what a request means.
   *
   * @param idTokenHint what shall be an ID token of the session: anything
   * @param clientId what shall be the name of a client: anything
   * @param address where the client wants people to be in the end: anything
   * @param from who has brought it
   * @return the client, the hint and the address, as far as they are good
   */
  public Meant read(
      Issuer issuer,
      Optional<String> idTokenHint,
      Optional<String> clientId,
      Optional<String> address,
      Client from) {
    Optional<IdTokenHint> hint =
        idTokenHint
            .flatMap(token -> idTokens.hint(issuer, token))
            .filter(known -> clientId.filter(id -> !id.equals(known.clientId())).isEmpty());
    // A hint that isn't good is worse than none: somebody has made it up.
    boolean deceiving = idTokenHint.isPresent() && hint.isEmpty();
    Optional<KnownClient> client =
        deceiving
            ? Optional.empty()
            : hint.map(IdTokenHint::clientId)
                .or(() -> clientId)
                .flatMap(clients::known)
                .filter(known -> known.owner().equals(issuer.owner()));
    Optional<String> allowed =
        client.flatMap(
            known -> address.filter(known.metadata().postLogoutRedirectUris()::contains));
    // With a way back that isn't the client's it may not be the client's request: people are asked.
    boolean astray = address.isPresent() && allowed.isEmpty();
    if (astray) {
      audit.refusedLogoutAddress(issuer, client, from);
    }
    return new Meant(client, hint.filter(known -> !astray), allowed);
  }

  /**
   * Ends the session, if the client has shown an ID token of it: another site has nothing to show,
   * and people are asked.
   *
   * @param then where the person shall be in the end
   * @return where the browser goes now, if the session has ended: to the identity provider that
   *     stood behind it first, or there
   */
  public Optional<String> endIfShown(Meant meant, Caller caller, String then) {
    return meant
        .hint()
        .filter(hint -> hint.subject().equals(caller.userId().toString()))
        .filter(hint -> hint.sessionId().equals(caller.sessionId().toString()))
        .map(hint -> singleLogout.logOut(caller, then));
  }

  /**
   * What a request means.
   *
   * @param client who has sent it
   * @param hint of which session it has shown an ID token
   * @param address where people go in the end: one of the client's
   */
  public record Meant(
      Optional<KnownClient> client, Optional<IdTokenHint> hint, Optional<String> address) {}
}
