package org.gatehouse.core.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.apikey.ApiKey;

/**
 * By what a session is opened.
 *
 * @param remembered whether the person asked to be remembered
 * @param key the key, where one was the proof: the session doesn't outlast it
 * @param provider the identity provider, where one said who it is
 */
public record Opening(boolean remembered, Optional<ApiKey> key, Optional<Provider> provider) {
  /** By what the person knows. */
  public static Opening byPassword(boolean remembered) {
    return new Opening(remembered, Optional.empty(), Optional.empty());
  }

  /** By a key. */
  public static Opening byKey(ApiKey key) {
    return new Opening(false, Optional.of(key), Optional.empty());
  }

  /** By an identity provider. */
  public static Opening byProvider(Provider provider) {
    return new Opening(false, Optional.empty(), Optional.of(provider));
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
   */
  public record Provider(UUID id, String source, Optional<Instant> endsAt) {}
}
