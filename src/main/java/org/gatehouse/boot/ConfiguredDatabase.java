package org.gatehouse.boot;

import org.gatehouse.core.settings.InvalidSettings;
import org.gatehouse.http.Outage;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Tells Hibernate where connections come from, and which SQL to speak, so that it needn't ask the
 * database: the persistence unit starts before {@link StartUp}, and where it failed, the log would
 * say so in pages of stack trace rather than in {@link StartUp}'s sentences.
 */
public class ConfiguredDatabase implements ServiceContributor {
  @Override
  public void contribute(StandardServiceRegistryBuilder registry) {
    registry.applySetting(
        AvailableSettings.CONNECTION_PROVIDER, new ConnectionPool(Outage.OF_DATABASE));
    registry.applySetting(AvailableSettings.ALLOW_METADATA_ON_BOOT, false);
    registry.applySetting(
        AvailableSettings.DIALECT,
        isEmbedded()
            ? "org.hibernate.dialect.H2Dialect"
            : "org.hibernate.dialect.PostgreSQLDialect");
  }

  private static boolean isEmbedded() {
    try {
      return Producers.read().database().isEmbedded();
    } catch (InvalidSettings toldByTheStartUp) {
      return true;
    }
  }
}
