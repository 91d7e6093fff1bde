package org.gatehouse.federation.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.signon.EndByProvider;
import org.gatehouse.core.signon.ProviderSessions;

/** Ends sessions when a provider says so (OpenID Connect Back-Channel Logout 1.0). */
@Singleton
class BackChannelLogout {
  private static final int LONGEST = 10_000;

  private final IdentityProviders providers;
  private final Registrations registrations;
  private final ProviderMetadataCache metadataCache;
  private final ReplayCache replayCache;
  private final ProviderSessions providerSessions;
  private final EndByProvider endByProvider;
  private final LogoutTokens logoutTokens;

  @Inject
  BackChannelLogout(
      IdentityProviders providers,
      Registrations registrations,
      ProviderMetadataCache metadataCache,
      ReplayCache replayCache,
      ProviderSessions providerSessions,
      EndByProvider endByProvider,
      LogoutTokens logoutTokens) {
    this.providers = providers;
    this.registrations = registrations;
    this.metadataCache = metadataCache;
    this.replayCache = replayCache;
    this.providerSessions = providerSessions;
    this.endByProvider = endByProvider;
    this.logoutTokens = logoutTokens;
  }

  /**
   * Ends those sessions that the token names, and no other.
   *
   * @param token anything
   * @throws OidcRefused saying why it doesn't count
   */
  void hear(String token, Client client) {
    JWT parsed = parse(token);
    List<RuntimeException> failures = new ArrayList<>();
    boolean first = false;
    for (IdentityProvider provider : meant(parsed)) {
      try {
        first |= end(provider, parsed, client);
      } catch (OidcRefused e) {
        // What is wrong with one workspace's provider must not keep another's people logged in.
        failures.add(e.about(provider));
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    if (!first) {
      throw new OidcRefused(OidcRefusal.REPLAYED);
    }
  }

  /** Answers whether the token wasn't here before. */
  private boolean end(IdentityProvider provider, JWT token, Client client) {
    Registration registration = registrations.of(provider);
    LogoutTokenClaimsSet claims =
        logoutTokens.verify(registration, metadataCache.of(registration), token);
    // Before it is used up: should this fail, the provider can send it again.
    endByProvider.end(provider, sessions(provider, claims), client);
    return replayCache.use(
        "oidc-logout " + provider.id(),
        claims.getJWTID().getValue(),
        logoutTokens.goodUntil(claims.getIssueTime().toInstant()));
  }

  private static JWT parse(String token) {
    try {
      if (token.length() <= LONGEST) {
        return JWTParser.parse(token);
      }
    } catch (ParseException e) {
      // As if it were too long.
    }
    throw new OidcRefused(OidcRefusal.UNREADABLE);
  }

  /** Whose logout it may be; nothing of it is verified yet. Two workspaces may share a client. */
  private List<IdentityProvider> meant(JWT token) {
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      String issuer = claims == null ? null : claims.getIssuer();
      if (issuer == null) {
        throw new OidcRefused(OidcRefusal.WRONG_ISSUER);
      }
      List<IdentityProvider> found =
          Objects.requireNonNull(claims).getAudience().stream()
              .limit(5)
              .flatMap(client -> providers.ofIssuer(issuer, client).stream())
              .toList();
      if (found.isEmpty()) {
        throw new OidcRefused(OidcRefusal.WRONG_AUDIENCE);
      }
      return found;
    } catch (ParseException e) {
      throw new OidcRefused(OidcRefusal.UNREADABLE);
    }
  }

  private List<UUID> sessions(IdentityProvider provider, LogoutTokenClaimsSet claims) {
    Optional<String> session = Optional.ofNullable(claims.getSessionID()).map(Object::toString);
    Optional<String> subject = Optional.ofNullable(claims.getSubject()).map(Object::toString);
    return subject.isPresent()
        ? providerSessions.openedBy(
            provider.id(), List.of(subject.get()), session.stream().toList())
        : providerSessions.openedBy(provider.id(), session.orElseThrow());
  }
}
