package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gatehouse.core.provider.IdentityProvider;

/**
 * Works with a provider as its metadata says it is, and once more with metadata read anew where the
 * provider may have changed since.
 */
@Singleton
class FreshClients {
  /**
   * Perhaps it has changed its key, or has told us only until when we may go by what we know. What
   * was encrypted and what wasn't must look the same here, see {@link StrictResponseValidator}.
   */
  private static final Set<SamlRefusal> STALE =
      EnumSet.of(SamlRefusal.WRONG_KEY, SamlRefusal.NOT_DECRYPTED, SamlRefusal.METADATA_EXPIRED);

  private final SamlClients clients;
  private final RefreshMetadata refreshMetadata;

  @Inject
  FreshClients(SamlClients clients, RefreshMetadata refreshMetadata) {
    this.clients = clients;
    this.refreshMetadata = refreshMetadata;
  }

  /**
   * Does the work.
   *
   * @param work may be done twice, so it reads what it changes each time
   * @throws SamlRefused as the work does
   */
  <T> T with(IdentityProvider provider, Function<IdpClient, T> work) {
    try {
      return work.apply(clients.of(provider));
    } catch (SamlRefused e) {
      Optional<IdentityProvider> anew =
          STALE.contains(e.why()) ? refreshMetadata.forOutdated(provider) : Optional.empty();
      return work.apply(clients.of(anew.orElseThrow(() -> e)));
    }
  }
}
