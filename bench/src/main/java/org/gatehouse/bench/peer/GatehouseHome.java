package org.gatehouse.bench.peer;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.bench.place.Layout;
import org.gatehouse.bench.place.Prepared;
import org.gatehouse.core.credential.password.ProductHash;

/** The place of a Gatehouse: its database with users, and what programs log in with. */
public final class GatehouseHome {
  private final Container container;
  private final Layout layout;
  private final Site site;
  private final Seed seed;

  /**
   * @param container what it runs in
   * @param site where all of it is
   * @param seed who its users are
   */
  public GatehouseHome(Container container, Layout layout, Site site, Seed seed) {
    this.container = container;
    this.layout = layout;
    this.site = site;
    this.seed = seed;
  }

  /** Lays it out: as it was made for a run before, or by a first start. */
  public void lay() {
    String kind = "gatehouse-" + site.database().kind() + "-" + seed.users();
    new Prepared(layout.prepared())
        .lay(kind, Prepared.fingerprint(layout.war()), site.folder(), folder -> make());
  }

  private void make() {
    site.database().start();
    try {
      Gatehouse first = gatehouse(Cost.KEYCLOAK, 1);
      first.start();
      try {
        Programs.make(first.nodes().get(0).toString()).write(site.folder());
      } finally {
        first.stop();
      }
      seed.write(
          site.database(),
          ProductHash.of(
                  Cost.KEYCLOAK.memoryKib(),
                  Cost.KEYCLOAK.iterations(),
                  Cost.KEYCLOAK.parallelism())
              .phc(Seed.PASSWORD),
          ProductHash.of(
                  Cost.GATEHOUSE.memoryKib(),
                  Cost.GATEHOUSE.iterations(),
                  Cost.GATEHOUSE.parallelism())
              .phc(Seed.PASSWORD));
    } finally {
      site.database().stop();
    }
  }

  /**
   * A Gatehouse here.
   *
   * @param cost of its hashes
   * @param nodes how many
   */
  public Gatehouse gatehouse(Cost cost, int nodes) {
    Map<String, String> settings = new HashMap<>();
    settings.put("GATEHOUSE_SIGNUP", "open");
    // All requests come from one address, and an account is locked without a minute of delays.
    settings.put("GATEHOUSE_ADDRESS_LIMIT", "1000000");
    settings.put("GATEHOUSE_LOGIN_DELAY", "PT0.0001S");
    if (!cost.equals(Cost.GATEHOUSE)) {
      settings.put("GATEHOUSE_ARGON2_MEMORY", Integer.toString(cost.memoryKib()));
      settings.put("GATEHOUSE_ARGON2_ITERATIONS", Integer.toString(cost.iterations()));
      settings.put("GATEHOUSE_ARGON2_PARALLELISM", Integer.toString(cost.parallelism()));
    }
    return new Gatehouse(container, layout, site, settings, nodes);
  }

  /** What it is asked, at this address. */
  public GatehouseLoads loads(String base) {
    return new GatehouseLoads(base, seed, Programs.read(site.folder()));
  }

  /** Its database. */
  public Database database() {
    return site.database();
  }
}
