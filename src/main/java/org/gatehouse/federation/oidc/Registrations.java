package org.gatehouse.federation.oidc;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;

/** How we are registered at the providers of workspaces. */
@Singleton
class Registrations {
  private final IdentityProviders providers;

  @Inject
  Registrations(IdentityProviders providers) {
    this.providers = providers;
  }

  /** Our registration at this provider. */
  Registration of(IdentityProvider provider) {
    return new Registration(
        provider.id(),
        provider.workspace().id(),
        provider.revision(),
        provider.oidc(),
        providers.clientSecret(provider),
        wanted(provider.attributes()));
  }

  private static Set<String> wanted(AttributeNames names) {
    return Stream.of(
            names.subject(), names.userName(), names.displayName(), names.email(), names.groups())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
