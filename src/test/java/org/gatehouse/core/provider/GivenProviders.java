package org.gatehouse.core.provider;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.workspace.GivenWorkspaces;

/** Identity providers, made by hand as a container would. */
public final class GivenProviders {
  private GivenProviders() {}

  /** Those in the tables of an entity manager, of workspaces without roles. */
  static IdentityProviders in(EntityManager entityManager, Vault vault) {
    IdentityProviderRows rows = new IdentityProviderRows();
    rows.entityManager = entityManager;
    Catalog noRoles =
        new Catalog(null) {
          @Override
          public <T extends Named> List<T> allNamed(
              Class<T> kind, UUID workspaceId, Collection<String> names) {
            return List.of();
          }
        };
    return new IdentityProviders(
        rows, GivenWorkspaces.in(entityManager), noRoles, vault, Clock.systemUTC());
  }

  /** Those whose dates nobody has noted yet; whatever else it is asked fails. */
  public static IdentityProviders withUnknownDates(
      List<IdentityProvider> all, Consumer<UUID> noted) {
    return new IdentityProviders(null, null, null, null, null) {
      @Override
      public List<IdentityProvider> withUnknownDates() {
        return all;
      }

      @Override
      public List<IdentityProvider> withMetadataUrl() {
        return List.of();
      }

      @Override
      public void noteDates(UUID providerId, int revision, MetadataDates dates) {
        noted.accept(providerId);
      }
    };
  }
}
