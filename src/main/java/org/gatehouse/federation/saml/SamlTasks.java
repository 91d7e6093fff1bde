package org.gatehouse.federation.saml;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.gatehouse.work.HourlyTask;

/** The hourly tasks of SAML. */
@Singleton
class SamlTasks {
  @Produces
  HourlyTask metadata(RefreshMetadata refresh) {
    return new HourlyTask("reading metadata of identity providers anew", refresh::run);
  }

  @Produces
  HourlyTask names(NameProviders names) {
    return new HourlyTask("looking up the names of identity providers", names::run);
  }

  @Produces
  HourlyTask logouts(Logouts logouts) {
    return new HourlyTask("removing logouts that were not answered", logouts::removeExpired);
  }
}
