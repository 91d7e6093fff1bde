package org.gatehouse.federation.saml;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.gatehouse.federation.saml.key.SpKeys;

/**
 * pac4j's clients, kept as long as neither the provider nor our keys have changed. One that is out
 * of date is replaced, never changed: somebody may be using it.
 */
@Singleton
class SamlClients {
  private static final int MOST = 100;
  private static final Duration UNUSED = Duration.ofHours(1);

  private final SpKeys keys;
  private final ReadMetadata readMetadata;
  private final String base;
  private final Duration skew;
  private final Cache<Key, IdpClient> clients =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

  @Inject
  SamlClients(SpKeys keys, ReadMetadata readMetadata, Settings settings) {
    this.keys = keys;
    this.readMetadata = readMetadata;
    this.base = settings.publicUrl().toString();
    this.skew = settings.clockTolerance();
  }

  /** Who we are to the providers of a workspace. */
  ServiceProvider self(Workspace workspace) {
    return ServiceProvider.of(base, workspace.uid());
  }

  /** The client of a provider as it is now. */
  IdpClient of(IdentityProvider provider) {
    List<KeyPairWithCertificate> all = keys.all();
    Key key = new Key(provider.id(), provider.revision(), all.stream().map(Key::of).toList());
    return clients.get(key, missing -> make(provider, all));
  }

  /** The one of these providers that calls itself so. */
  Optional<IdentityProvider> called(String entityId, List<IdentityProvider> among) {
    return among.stream()
        .filter(known -> known.protocol() == Protocol.SAML)
        .filter(known -> of(known).idp().entityId().equals(entityId))
        .findFirst();
  }

  private IdpClient make(IdentityProvider provider, List<KeyPairWithCertificate> all) {
    // First: pac4j's classes would set OpenSAML up otherwise, and tell everybody about it.
    IdpMetadata idp = readMetadata.readAgain(provider.saml().metadata(), Optional.empty());
    return new IdpClient(provider.id(), self(provider.workspace()), idp, all, skew);
  }

  /** The parts that a client was made of. */
  private record Key(UUID provider, int revision, List<String> keys) {
    static String of(KeyPairWithCertificate key) {
      return key.use() == Use.ACTIVE ? key.id() + " signs" : key.id().toString();
    }
  }
}
