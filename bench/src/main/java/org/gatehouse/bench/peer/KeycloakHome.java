package org.gatehouse.bench.peer;

import java.nio.file.Path;
import org.gatehouse.bench.place.Prepared;
import org.gatehouse.core.credential.password.ProductHash;

/** The place of a Keycloak: its database with realms and users. */
public final class KeycloakHome {
  private final Path programs;
  private final Jvm jvm;
  private final Site site;

  /**
   * @param programs built for the database
   * @param site where it keeps what it knows
   */
  public KeycloakHome(Path programs, Jvm jvm, Site site) {
    this.programs = programs;
    this.jvm = jvm;
    this.site = site;
  }

  /** Lays it out: as it was made for a run before, or by a first start. */
  public void lay(Path store) {
    String version = programs.getFileName().toString().replaceFirst("keycloak-", "");
    new Prepared(store)
        .lay("keycloak-" + site.database().kind(), version, site.folder(), folder -> make());
  }

  private void make() {
    site.database().start();
    try {
      Keycloak first = keycloak("/realms/master");
      first.start();
      try {
        String hash =
            ProductHash.of(
                    Cost.KEYCLOAK.memoryKib(),
                    Cost.KEYCLOAK.iterations(),
                    Cost.KEYCLOAK.parallelism())
                .phc(Seed.PASSWORD);
        KeycloakRealm.make(first.nodes().get(0).toString(), hash);
      } finally {
        first.stop();
      }
    } finally {
      site.database().stop();
    }
  }

  /** A Keycloak here, which has been here before. */
  public Keycloak keycloak() {
    return keycloak(KeycloakLoads.LOGIN_PAGE);
  }

  private Keycloak keycloak(String page) {
    return new Keycloak(programs, jvm, site, page);
  }

  /** What it is called, with its version. */
  public String name() {
    return programs.getFileName().toString().replaceFirst("keycloak-", "Keycloak ");
  }

  /** How many users there are in the realm that is measured. */
  public int users() {
    return KeycloakRealm.USERS;
  }

  /** Its database. */
  public Database database() {
    return site.database();
  }
}
