package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Optional;
import org.gatehouse.core.net.Loopback;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.consent.Consents;
import org.gatehouse.core.oauth.request.WaitingRequest;
import org.gatehouse.core.oauth.request.WaitingRequests;
import org.gatehouse.core.session.Caller;

/** Tells pages of authorization requests that wait, and notes what people answer. */
@Singleton
public class AnswerRequest {
  private final WaitingRequests requests;
  private final RegisteredClients clients;
  private final Consents consents;

  @Inject
  AnswerRequest(WaitingRequests requests, RegisteredClients clients, Consents consents) {
    this.requests = requests;
    this.clients = clients;
    this.consents = consents;
  }

  /**
   * The request with this key, if it still waits.
   *
   * @param key anything
   */
  public Optional<AskedRequest> find(String key) {
    return requests
        .find(key)
        .flatMap(
            request ->
                clients
                    .known(request.clientId().toString())
                    .map(
                        client ->
                            new AskedRequest(
                                client,
                                request.scopes(),
                                site(request, client),
                                request.mayAskAnew()
                                    || client.metadata().defaultMaxAge().isPresent(),
                                request.loginHint())));
  }

  /** Of this request, as a client may have several; a request needn't name the only one. */
  private static String site(WaitingRequest request, KnownClient client) {
    return request
        .redirectUri()
        .or(() -> client.metadata().redirectUris().only())
        .map(URI::create)
        .filter(uri -> uri.getScheme().startsWith("http"))
        .filter(uri -> !client.metadata().isPublic() || !Loopback.isNamedBy(uri.getHost()))
        .map(URI::getHost)
        .orElse("");
  }

  /** The person wants to go on with the account that is logged in. */
  public void choose(Caller caller, String key) {
    requests.choose(key, caller.userId());
  }

  /**
   * The person lets the client have what it asks for, or doesn't. A yes is remembered.
   *
   * @param key anything
   */
  @Transactional
  public void answer(Caller caller, String key, boolean allowed) {
    find(key)
        .filter(asked -> allowed)
        .ifPresent(asked -> consents.add(caller, asked.client(), asked.scopes()));
    requests.answer(key, caller.userId(), allowed);
  }
}
