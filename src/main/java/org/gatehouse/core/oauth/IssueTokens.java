package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.claims.StandardScope;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.grant.Approval;
import org.gatehouse.core.oauth.grant.Exchange;
import org.gatehouse.core.oauth.grant.Grant;
import org.gatehouse.core.oauth.grant.Grants;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.proof.KeyProof;
import org.gatehouse.core.oauth.proof.KeyProofs;
import org.gatehouse.core.oauth.proof.ShownProof;
import org.gatehouse.core.oauth.token.ClientAccessTokens;
import org.gatehouse.core.oauth.token.Extent;
import org.gatehouse.core.oauth.token.IdTokens;
import org.gatehouse.core.oauth.token.IssuedAccessToken;
import org.gatehouse.core.oauth.token.IssuedTokens;
import org.gatehouse.core.session.Client;

/**
 * Gives a client tokens for what a person has let it have: for a code (RFC 6749, 4.1.3), and then
 * for refresh tokens (6). From outside all refusals are the same; the audit log says why.
 */
@Singleton
public class IssueTokens {
  /** What the audit log says of scopes and resources that weren't allowed. */
  private static final String SCOPE = "more-than-allowed";

  static final String TARGET = "other-resource";

  private final Grants grants;
  private final AuthorizeDevice authorizeDevice;
  private final ClientAccessTokens accessTokens;
  private final IdTokens idTokens;
  private final RegisteredClients clients;
  private final KeyProofs proofs;
  private final AuthorizationAudit audit;

  @Inject
  IssueTokens(
      Grants grants,
      AuthorizeDevice authorizeDevice,
      ClientAccessTokens accessTokens,
      IdTokens idTokens,
      RegisteredClients clients,
      KeyProofs proofs,
      AuthorizationAudit audit) {
    this.grants = grants;
    this.authorizeDevice = authorizeDevice;
    this.accessTokens = accessTokens;
    this.idTokens = idTokens;
    this.clients = clients;
    this.proofs = proofs;
    this.audit = audit;
  }

  /**
   * Gives tokens for a code.
   *
   * @param asked who asks, for which of the resources of the request (RFC 8707, 2.2)
   * @param shown the code, and what has to be shown with it
   * @throws OAuthRefusal if they may not be given
   */
  public IssuedTokens redeem(TokenRequest asked, ShownCode shown) {
    require(asked, GrantType.AUTHORIZATION_CODE);
    Optional<KeyProof> proof = proof(asked);
    Exchange.Good good = exchange(asked, shown, Set.of(), proof.map(KeyProof::key));
    return issue(asked, good, good.grant().scopes(), proof, Optional.of(shown.code()));
  }

  private Optional<KeyProof> proof(TokenRequest asked) {
    return proofs.forTokens(asked.issuer(), asked.client(), asked.proof(), asked.from());
  }

  /**
   * Uses a code up for a login that needs no tokens.
   *
   * @param client which we are ourselves
   * @param scopes what the person has to have allowed
   * @return what the person has let the client have
   * @throws OAuthRefusal if the code is good for nothing
   */
  public Grant use(
      Issuer issuer, KnownClient client, ShownCode shown, Set<String> scopes, Client from) {
    TokenRequest asked = new TokenRequest(issuer, client, ShownProof.NONE, List.of(), from);
    require(asked, GrantType.AUTHORIZATION_CODE);
    Exchange.Good good = exchange(asked, shown, scopes, Optional.empty());
    clients.used(client);
    return good.grant();
  }

  private Exchange.Good exchange(
      TokenRequest asked, ShownCode shown, Set<String> scopes, Optional<String> key) {
    return require(
        asked,
        grants.redeem(
            asked.client(),
            shown.code(),
            shown.redirectUri(),
            shown.verifier(),
            key,
            (grant, owner) -> obstacle(asked, grant, owner, scopes)));
  }

  /** Looked at before anything is used up: who has mistyped a scope may try again. */
  private static Optional<String> obstacle(
      TokenRequest asked, Grant grant, ResourceOwner owner, Set<String> scopes) {
    if (!owner.mayUse(asked.client())) {
      return Optional.of("role-missing");
    }
    if (!grant.scopes().containsAll(scopes)) {
      return Optional.of(SCOPE);
    }
    return grant.audience().containsAll(asked.resources()) ? Optional.empty() : Optional.of(TARGET);
  }

  /**
   * Gives tokens for a refresh token.
   *
   * @param asked who asks
   * @param token anything
   * @param scopes what the access token shall be good for; nothing for all that was given
   * @throws OAuthRefusal if they may not be given
   */
  public IssuedTokens refresh(TokenRequest asked, String token, Set<String> scopes) {
    require(asked, GrantType.REFRESH_TOKEN);
    Optional<KeyProof> proof = proof(asked);
    Exchange.Good good =
        require(
            asked,
            grants.refresh(
                asked.client(),
                token,
                proof.map(KeyProof::key),
                (grant, owner) -> obstacle(asked, grant, owner, scopes)));
    return issue(
        asked, good, scopes.isEmpty() ? good.grant().scopes() : scopes, proof, Optional.empty());
  }

  /**
   * Gives tokens to a device that somebody has let in (RFC 8628, 3.4).
   *
   * @param asked who asks, for which of the resources that it began for (RFC 8707, 2.2)
   * @param deviceCode anything
   * @throws OAuthRefusal if it isn't let in, or not yet
   */
  public IssuedTokens ofDevice(TokenRequest asked, String deviceCode) {
    KnownClient client = asked.client();
    require(asked, GrantType.DEVICE_CODE);
    Optional<KeyProof> proof = proof(asked);
    Approval approval = authorizeDevice.ask(asked, deviceCode);
    Exchange.Good good = require(asked, grants.give(client, approval, proof.map(KeyProof::key)));
    return issue(asked, good, good.grant().scopes(), proof, Optional.empty());
  }

  private void require(TokenRequest asked, GrantType type) {
    audit.check(asked, () -> asked.client().require(type));
  }

  private Exchange.Good require(TokenRequest asked, Exchange exchange) {
    if (exchange instanceof Exchange.Refused refused) {
      refused(asked, refused.grant(), refused.reason());
      throw refusal(refused.reason());
    }
    return (Exchange.Good) exchange;
  }

  static OAuthRefusal refusal(String reason) {
    return switch (reason) {
      case SCOPE ->
          new OAuthRefusal(
              OAuthError.INVALID_SCOPE, "These scopes are more than the person has allowed.");
      case TARGET ->
          new OAuthRefusal(OAuthError.INVALID_TARGET, "The login was not for such a resource.");
      default ->
          new OAuthRefusal(
              OAuthError.INVALID_GRANT,
              "The code or token is good no longer, or not for this client and what was shown"
                  + " with it.");
    };
  }

  private void refused(TokenRequest asked, Optional<Grant> grant, String reason) {
    audit.refusedTokens(asked.issuer(), asked.client(), grant, reason, asked.from());
  }

  private static List<String> audience(Grant grant, List<String> resources) {
    return resources.isEmpty() ? grant.audience() : resources.stream().distinct().toList();
  }

  private IssuedTokens issue(
      TokenRequest asked,
      Exchange.Good good,
      Set<String> scopes,
      Optional<KeyProof> proof,
      Optional<String> code) {
    Issuer issuer = asked.issuer();
    KnownClient client = asked.client();
    proof.ifPresent(shown -> proofs.use(issuer, client.clientId(), shown, asked.from()));
    clients.used(client);
    Extent extent =
        new Extent(scopes, audience(good.grant(), asked.resources()), proof.map(KeyProof::key));
    IssuedAccessToken accessToken =
        accessTokens.issue(issuer, client, extent, good.grant(), good.owner());
    Optional<String> idToken =
        StandardScope.OPENID.isIn(extent.scopes())
            ? Optional.of(
                idTokens.issue(issuer, client, good.grant(), good.owner(), accessToken, code))
            : Optional.empty();
    return new IssuedTokens(accessToken, good.refreshToken(), idToken);
  }

  /**
   * A code, and what a client shows with it.
   *
   * @param code anything
   * @param redirectUri the address of the request
   * @param verifier the {@code code_verifier} (RFC 7636, 4.5)
   */
  public record ShownCode(String code, Optional<String> redirectUri, Optional<String> verifier) {}
}
