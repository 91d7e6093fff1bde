package org.gatehouse.core.session;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.policy.AuthenticationPolicy;

/**
 * By what a session is opened.
 *
 * @param remembered whether the person asked to be remembered
 * @param methods what the person has shown to us; nothing where a key or a provider says who it is
 * @param byTrustedDevice whether the browser stood for the second factor
 * @param key the key, where one was the proof: the session doesn't outlast it
 * @param provider the identity provider, where one said who it is
 */
public record SessionOrigin(
    boolean remembered,
    Set<AuthenticationMethod> methods,
    boolean byTrustedDevice,
    Optional<ApiKey> key,
    Optional<Provider> provider) {
  /** A login by password. */
  public static SessionOrigin byPassword(boolean remembered) {
    return shown(remembered, Set.of(AuthenticationMethod.PASSWORD));
  }

  /** By a password and a second factor. */
  public static SessionOrigin byTwoFactors(boolean remembered, AuthenticationMethod second) {
    return shown(remembered, Set.of(AuthenticationMethod.PASSWORD, second));
  }

  /** By a passkey. */
  public static SessionOrigin byPasskey(boolean remembered) {
    return shown(remembered, Set.of(AuthenticationMethod.PASSKEY));
  }

  /** By a password, in a browser that stands for the second factor. */
  public static SessionOrigin byTrustedDevice(boolean remembered) {
    return new SessionOrigin(
        remembered,
        Set.of(AuthenticationMethod.PASSWORD),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private static SessionOrigin shown(boolean remembered, Set<AuthenticationMethod> methods) {
    return new SessionOrigin(remembered, methods, false, Optional.empty(), Optional.empty());
  }

  /** A login by key. */
  public static SessionOrigin byKey(ApiKey key) {
    return new SessionOrigin(false, Set.of(), false, Optional.of(key), Optional.empty());
  }

  /** A login at an identity provider. */
  public static SessionOrigin byProvider(Provider provider) {
    return new SessionOrigin(false, Set.of(), false, Optional.empty(), Optional.of(provider));
  }

  /** The same, remembered only where the workspace offers that. */
  public SessionOrigin within(Optional<AuthenticationPolicy> policy) {
    boolean offered = policy.map(said -> said.limits().sessions().offersRemembering()).orElse(true);
    return new SessionOrigin(remembered && offered, methods, byTrustedDevice, key, provider);
  }

  /** When the person has shown all of it, if it was just now or is known. */
  Optional<Instant> authenticatedAt(Instant now) {
    return methods.isEmpty() ? provider.flatMap(Provider::shownAt) : Optional.of(now);
  }

  /** When the session ends, if it would end by itself then. */
  Instant end(Instant byItself) {
    return key.flatMap(ApiKey::expiresAt)
        .or(() -> provider.flatMap(Provider::endsAt))
        .filter(byItself::isAfter)
        .orElse(byItself);
  }

  /**
   * An identity provider.
   *
   * @param id which
   * @param source how it is spoken to: {@code saml} or {@code oidc}
   * @param endsAt when its own session ends, if it says so
   * @param shownAt since when, at the earliest, the person has shown the provider who it is,
   *     because we asked for that; nothing if we didn't
   */
  public record Provider(
      UUID id, String source, Optional<Instant> endsAt, Optional<Instant> shownAt) {}
}
