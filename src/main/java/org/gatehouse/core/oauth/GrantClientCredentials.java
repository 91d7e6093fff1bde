package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.proof.KeyProof;
import org.gatehouse.core.oauth.proof.KeyProofs;
import org.gatehouse.core.oauth.token.ClientAccessTokens;
import org.gatehouse.core.oauth.token.Extent;
import org.gatehouse.core.oauth.token.IssuedAccessToken;

/** A client acts for itself (RFC 6749, 4.4): nobody logs in, and there is no session. */
@Singleton
public class GrantClientCredentials {
  private final RegisteredClients clients;
  private final ClientAccessTokens tokens;
  private final KeyProofs proofs;
  private final AuthorizationAudit audit;

  @Inject
  GrantClientCredentials(
      RegisteredClients clients,
      ClientAccessTokens tokens,
      KeyProofs proofs,
      AuthorizationAudit audit) {
    this.clients = clients;
    this.tokens = tokens;
    this.proofs = proofs;
    this.audit = audit;
  }

  /**
   * Issues a token.
   *
   * @param asked who asks; for no resource for us
   * @param scopes what it asks for; nothing for all that it may have
   * @throws OAuthRefusal if it may not have that
   */
  public IssuedAccessToken grant(TokenRequest asked, Set<String> scopes) {
    Issuer issuer = asked.issuer();
    KnownClient client = asked.client();
    Set<String> possible =
        client.metadata().scopes().stream()
            // Those with a meaning are about a person, of whom there is none.
            .filter(scope -> StandardScope.of(scope).isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    audit.check(asked, () -> review(asked, scopes, possible));
    Optional<KeyProof> proof = proofs.forTokens(issuer, client, asked.proof(), asked.from());
    proof.ifPresent(good -> proofs.use(issuer, client.clientId(), good, asked.from()));
    clients.used(client);
    return tokens.issue(
        issuer,
        client,
        new Extent(
            scopes.isEmpty() ? possible : scopes,
            issuer.audience(asked.resources()),
            proof.map(KeyProof::key)));
  }

  private static void review(TokenRequest asked, Set<String> scopes, Set<String> possible) {
    KnownClient client = asked.client();
    if (client.metadata().isPublic() || !client.metadata().may(GrantType.CLIENT_CREDENTIALS)) {
      throw new OAuthRefusal(
          OAuthError.UNAUTHORIZED_CLIENT, "The client is not registered for client_credentials.");
    }
    if (!possible.containsAll(scopes)) {
      throw new OAuthRefusal(
          OAuthError.INVALID_SCOPE,
          "The client may ask for itself for these scopes only: "
              + possible.stream().sorted().collect(Collectors.joining(" ")));
    }
    client.require(asked.resources());
  }
}
