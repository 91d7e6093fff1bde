package org.gatehouse.federation.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.settings.Settings;

/** Turns a provider's answer into who somebody is. */
@Singleton
class VerifyAuthorizationResponse {
  private final ProviderMetadataCache providers;
  private final TokenEndpoint tokenEndpoint;
  private final UserInfoEndpoint userInfoEndpoint;
  private final IdTokens idTokens;

  @Inject
  VerifyAuthorizationResponse(
      ProviderMetadataCache providers,
      TokenEndpoint tokenEndpoint,
      UserInfoEndpoint userInfoEndpoint,
      Clock clock,
      Settings settings) {
    this.providers = providers;
    this.tokenEndpoint = tokenEndpoint;
    this.userInfoEndpoint = userInfoEndpoint;
    this.idTokens = new IdTokens(clock, settings.clockTolerance());
  }

  /**
   * Redeems the code, validates what comes for it, and collects what is known of the person.
   *
   * @throws OidcRefused saying why it doesn't count
   */
  VerifiedIdToken verify(
      Registration registration, AuthorizationResponse answer, LoginExpectations expectations) {
    CachedProvider provider = providers.of(registration);
    String code = answer.code(provider.configuration());
    OIDCTokens tokens = tokenEndpoint.redeem(registration, provider, code, expectations);
    IDTokenClaimsSet token = idTokens.verify(registration, provider, tokens, expectations);
    Map<String, Object> said = token.toJSONObject();
    requireDomain(registration, said);
    Map<String, Object> more = more(registration, provider, tokens, token, said);
    requireWhole(registration, said);
    requireWhole(registration, more);
    Map<String, List<String>> attributes = ClaimAttributes.of(said, more);
    return new VerifiedIdToken(
        token.getSubject().getValue(),
        attributes,
        isEmailVerified(said.containsKey("email") ? said : more),
        Optional.ofNullable(token.getSessionID()).map(Object::toString),
        tokens.getIDTokenString(),
        Optional.ofNullable(token.getAuthenticationTime()).map(Date::toInstant));
  }

  private static void requireDomain(Registration registration, Map<String, Object> claims) {
    registration
        .connection()
        .hostedDomain()
        .ifPresent(
            domain -> {
              if (!(claims.get("hd") instanceof String hd && hd.equalsIgnoreCase(domain))) {
                throw new OidcRefused(OidcRefusal.HOSTED_DOMAIN);
              }
            });
  }

  private Map<String, Object> more(
      Registration registration,
      CachedProvider provider,
      OIDCTokens tokens,
      IDTokenClaimsSet token,
      Map<String, Object> said) {
    Map<String, List<String>> known = ClaimAttributes.of(said);
    boolean complete =
        registration.wanted().stream()
            .allMatch(name -> !known.getOrDefault(name, List.of()).isEmpty());
    Optional<URI> endpoint = provider.configuration().userInfoEndpoint();
    return complete || endpoint.isEmpty()
        ? Map.of()
        : userInfoEndpoint.ask(
            registration, provider, endpoint.get(), tokens.getAccessToken(), token.getSubject());
  }

  /**
   * Refuses claims that are somewhere else (OpenID Connect Core 1.0, 5.6.2). Entra ID answers so
   * for who is in more than 200 groups; as if there were none, somebody would lose all roles.
   */
  private static void requireWhole(Registration registration, Map<String, Object> claims) {
    boolean elsewhere =
        claims.get("_claim_names") instanceof Map<?, ?> names
            && registration.wanted().stream().anyMatch(wanted -> isAmong(names.keySet(), wanted));
    if (elsewhere) {
      throw new OidcRefused(OidcRefusal.CLAIMS, "elsewhere");
    }
  }

  /** Whether a claim, or one that it is within, is among these. */
  private static boolean isAmong(Set<?> names, String wanted) {
    return names.stream()
        .map(String::valueOf)
        .anyMatch(
            name ->
                wanted.equals(name)
                    || wanted.startsWith(name + ".")
                    || wanted.startsWith(name + "[]"));
  }

  /** Some providers write the boolean as a text. */
  private static boolean isEmailVerified(Map<String, Object> claims) {
    return "true".equals(String.valueOf(claims.get("email_verified")));
  }
}
