package org.gatehouse.core.oauth.client;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;

/** Finds out whether a client is who it says (RFC 6749, 2.3). */
@Singleton
public class AuthenticateClient {
  /** Each is an entry of the audit log. */
  private static final Limit FAILURES =
      new Limit("client-authentication", 100, Duration.ofMinutes(1));

  private final RegisteredClients clients;
  private final ClientAssertions assertions;
  private final GuessGuard guard;
  private final Limits limits;
  private final Audit audit;

  @Inject
  AuthenticateClient(
      RegisteredClients clients,
      ClientAssertions assertions,
      GuessGuard guard,
      Limits limits,
      Audit audit) {
    this.clients = clients;
    this.assertions = assertions;
    this.guard = guard;
    this.limits = limits;
    this.audit = audit;
  }

  /**
   * The client that shows who it is. A failure counts for the address and for the client, after the
   * look: whoever has used up an address keeps no client out that knows its secret.
   *
   * @param owner whose client it must be
   * @param from where it is
   * @throws OAuthRefusal if it isn't one, or hasn't proven it
   * @throws LimitExceeded if it hasn't, and too many have failed
   */
  public KnownClient authenticate(ClientOwner owner, ShownClient shown, Client from) {
    Optional<KnownClient> known =
        clients.known(shown.clientId()).filter(client -> client.owner().equals(owner));
    if (known.filter(client -> isProven(client, shown)).isPresent()) {
      return known.get();
    }
    guard.countFailure(from.address());
    // All that are nobody's count together: whoever makes names up makes no rows.
    String name = known.map(KnownClient::clientId).orElse("");
    limits.take(FAILURES, name);
    audit.record(
        owner
            .audited(
                from,
                AuditType.CLIENT_AUTHENTICATION,
                name.isEmpty() ? "unknown-client" : "wrong-proof")
            .detail(name));
    throw new OAuthRefusal(
        OAuthError.INVALID_CLIENT, "The client is unknown here, or has not proven who it is.");
  }

  private boolean isProven(KnownClient client, ShownClient shown) {
    return switch (client.metadata().authenticationMethod()) {
      case NONE -> shown.secret().isEmpty() && shown.assertion().isEmpty();
      case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST ->
          shown.secret().filter(secret -> clients.hasSecret(client, secret)).isPresent();
      case PRIVATE_KEY_JWT ->
          shown.assertion().filter(signed -> assertions.isProof(client, signed)).isPresent();
    };
  }
}
