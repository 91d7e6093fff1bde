package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.ProviderRule;
import org.gatehouse.core.provider.SamlConnection;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;

/**
 * Reads metadata anew that has an address: now and then, and when a signature is by a key that
 * nobody knows. One node at a time does it. What can't be read changes nothing but what the
 * administrator is told.
 */
@Singleton
public class RefreshMetadata {
  /** Whoever sends forged signatures must not make us ask a provider more often. */
  private static final Duration FOR_A_KEY = Duration.ofMinutes(1);

  private static final Duration USUALLY = Duration.ofHours(6);

  /** So long may servers that answer slowly keep other tasks waiting; the rest comes next time. */
  private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

  private static final Logger LOG = System.getLogger(RefreshMetadata.class.getName());

  private final IdentityProviders providers;
  private final SamlMetadata metadata;
  private final SamlClients clients;
  private final Permissions permissions;
  private final Clock clock;

  @Inject
  RefreshMetadata(
      IdentityProviders providers,
      SamlMetadata metadata,
      SamlClients clients,
      Permissions permissions,
      Clock clock) {
    this.providers = providers;
    this.metadata = metadata;
    this.clients = clients;
    this.permissions = permissions;
    this.clock = clock;
  }

  /** Reads what has waited longest, as long as there is time. */
  void run() {
    inTime(clock, providers.withUnknownDates(), this::noteDates);
    inTime(clock, providers.withMetadataUrl(), provider -> read(provider, USUALLY));
  }

  private void noteDates(IdentityProvider provider) {
    try {
      providers.noteDates(
          provider.id(),
          provider.revision(),
          metadata.understandStored(provider.saml().metadata()).dates());
    } catch (InvalidInput e) {
      // Of an earlier version that let more pass; its turn comes again, and others have theirs.
      LOG.log(Level.DEBUG, "The metadata of {0} can't be read", provider.id());
    }
  }

  static <T> void inTime(Clock clock, List<T> all, Consumer<T> work) {
    Instant end = clock.instant().plus(LONGEST_RUN);
    for (T one : all) {
      if (!clock.instant().isBefore(end)) {
        return;
      }
      work.accept(one);
    }
  }

  /**
   * Reads it because an administrator wants to see it.
   *
   * @return whether it was understood; if not, the provider tells why
   * @throws NotPermitted if the caller isn't an administrator, or is one no longer
   */
  public boolean now(Caller caller, IdentityProvider provider) {
    permissions.requireStill(caller, Permission.ADMINISTER_WORKSPACE);
    return read(provider, Duration.ZERO);
  }

  /**
   * Reads it because the provider may have a new key, or what we know has run out.
   *
   * @return the provider with what was read; nothing if there is nothing new
   */
  Optional<IdentityProvider> forOutdated(IdentityProvider provider) {
    if (read(provider, FOR_A_KEY)) {
      return providers.withId(provider.id());
    }
    // Another node, or another request, may have read it a moment ago.
    return providers.withId(provider.id()).filter(known -> known.revision() != provider.revision());
  }

  private boolean read(IdentityProvider provider, Duration notWithin) {
    SamlConnection known = provider.saml();
    Optional<URI> address = known.metadataUrl();
    if (address.isEmpty()
        || !providers.takeReading(provider.id(), clock.instant().minus(notWithin))) {
      return false;
    }
    try {
      String found = metadata.fetch(provider.workspace().id(), address.get());
      UnderstoodMetadata understood = metadata.understand(found, known.metadataSigner());
      if (!understood.entityId().equals(clients.of(provider).idp().entityId())) {
        throw new InvalidInput(ProviderRule.METADATA_OTHER_PROVIDER);
      }
      return providers.replaceMetadata(
          provider.id(), provider.revision(), found, understood.dates());
    } catch (InvalidInput e) {
      providers.recordFailedRead(provider.id(), e.rule().key());
      return false;
    }
  }
}
