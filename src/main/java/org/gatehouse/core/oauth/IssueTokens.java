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

  private static final String TARGET = "other-resource";

  private final Grants grants;
  private final AuthorizeDevice authorizeDevice;
  private final ClientAccessTokens accessTokens;
  private final IdTokens idTokens;
  private final RegisteredClients clients;
  private final AuthorizationAudit audit;

  @Inject
  IssueTokens(
      Grants grants,
      AuthorizeDevice authorizeDevice,
      ClientAccessTokens accessTokens,
      IdTokens idTokens,
      RegisteredClients clients,
      AuthorizationAudit audit) {
    this.grants = grants;
    this.authorizeDevice = authorizeDevice;
    this.accessTokens = accessTokens;
    this.idTokens = idTokens;
    this.clients = clients;
    this.audit = audit;
  }

  /**
   * Gives tokens for a code.
   *
   * @param client who has proven to be it
   * @param shown the code, and what has to be shown with it
   * @param resources for which of the resources of the request the access token shall be (RFC 8707,
   *     2.2); none for all
   * @throws OAuthRefusal if they may not be given
   */
  public IssuedTokens redeem(
      Issuer issuer, KnownClient client, ShownCode shown, List<String> resources, Client from) {
    Exchange.Good good = exchange(issuer, client, shown, Set.of(), resources, from);
    Extent extent = new Extent(good.grant().scopes(), audience(good.grant(), resources));
    return issue(issuer, client, good, extent, Optional.of(shown.code()));
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
    Exchange.Good good = exchange(issuer, client, shown, scopes, List.of(), from);
    clients.used(client);
    return good.grant();
  }

  private Exchange.Good exchange(
      Issuer issuer,
      KnownClient client,
      ShownCode shown,
      Set<String> scopes,
      List<String> resources,
      Client from) {
    client.require(GrantType.AUTHORIZATION_CODE);
    return require(
        issuer,
        client,
        grants.redeem(
            client,
            shown.code(),
            shown.redirectUri(),
            shown.verifier(),
            (grant, owner) -> obstacle(client, grant, owner, scopes, resources)),
        from);
  }

  /** Looked at before anything is used up: who has mistyped a scope may try again. */
  private static Optional<String> obstacle(
      KnownClient client,
      Grant grant,
      ResourceOwner owner,
      Set<String> scopes,
      List<String> resources) {
    if (!owner.mayUse(client)) {
      return Optional.of("role-missing");
    }
    if (!grant.scopes().containsAll(scopes)) {
      return Optional.of(SCOPE);
    }
    return grant.audience().containsAll(resources) ? Optional.empty() : Optional.of(TARGET);
  }

  /**
   * Gives tokens for a refresh token.
   *
   * @param client who has proven to be it
   * @param token anything
   * @param scopes what the access token shall be good for; nothing for all that was given
   * @param resources for whom it shall be; none for all
   * @throws OAuthRefusal if they may not be given
   */
  public IssuedTokens refresh(
      Issuer issuer,
      KnownClient client,
      String token,
      Set<String> scopes,
      List<String> resources,
      Client from) {
    client.require(GrantType.REFRESH_TOKEN);
    Exchange.Good good =
        require(
            issuer,
            client,
            grants.refresh(
                client, token, (grant, owner) -> obstacle(client, grant, owner, scopes, resources)),
            from);
    Extent extent =
        new Extent(
            scopes.isEmpty() ? good.grant().scopes() : scopes, audience(good.grant(), resources));
    return issue(issuer, client, good, extent, Optional.empty());
  }

  /**
   * Gives tokens to a device that somebody has let in (RFC 8628, 3.4).
   *
   * @param client who has proven to be it, or can't
   * @param deviceCode anything
   * @param resources for whom the access token shall be: nobody but us was asked for (RFC 8628,
   *     3.1)
   * @throws OAuthRefusal if it isn't let in, or not yet
   */
  public IssuedTokens ofDevice(
      Issuer issuer, KnownClient client, String deviceCode, List<String> resources, Client from) {
    client.require(GrantType.DEVICE_CODE);
    if (!issuer.audience(List.of()).containsAll(resources)) {
      audit.refusedTokens(issuer, client, Optional.empty(), TARGET, from);
      throw refusal(TARGET);
    }
    Approval approval = authorizeDevice.ask(issuer, client, deviceCode, from);
    Exchange.Good good = require(issuer, client, grants.give(client, approval), from);
    Extent extent = new Extent(good.grant().scopes(), good.grant().audience());
    return issue(issuer, client, good, extent, Optional.empty());
  }

  private Exchange.Good require(Issuer issuer, KnownClient client, Exchange exchange, Client from) {
    if (exchange instanceof Exchange.Refused refused) {
      audit.refusedTokens(issuer, client, refused.grant(), refused.reason(), from);
      throw refusal(refused.reason());
    }
    return (Exchange.Good) exchange;
  }

  private static OAuthRefusal refusal(String reason) {
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

  private static List<String> audience(Grant grant, List<String> resources) {
    return resources.isEmpty() ? grant.audience() : resources.stream().distinct().toList();
  }

  private IssuedTokens issue(
      Issuer issuer, KnownClient client, Exchange.Good good, Extent extent, Optional<String> code) {
    clients.used(client);
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
