package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.refusal.InvalidInput;

/** Looks into metadata that an earlier version has stored for what its provider calls itself. */
@Singleton
class NameProviders {
  private static final Logger LOG = System.getLogger(NameProviders.class.getName());

  private final IdentityProviders providers;
  private final SamlMetadata metadata;

  @Inject
  NameProviders(IdentityProviders providers, SamlMetadata metadata) {
    this.providers = providers;
    this.metadata = metadata;
  }

  void run() {
    providers.nameless().forEach(this::name);
  }

  private void name(IdentityProvider provider) {
    try {
      String entityId = metadata.understandStored(provider.saml().metadata()).entityId();
      if (!providers.call(provider.id(), entityId)) {
        LOG.log(
            Level.WARNING,
            "Workspace {0} has the identity provider {1} twice: remove one of them",
            provider.workspace().uid(),
            provider.name());
      }
    } catch (InvalidInput e) {
      LOG.log(Level.DEBUG, "The metadata of {0} can't be read", provider.id());
    }
  }
}
