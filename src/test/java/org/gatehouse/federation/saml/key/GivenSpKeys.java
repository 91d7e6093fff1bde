package org.gatehouse.federation.saml.key;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;

/** Keys of the service provider in the real table, in a database of its own in memory. */
public final class GivenSpKeys implements AutoCloseable {
  private final SpKeysOnH2 table = new SpKeysOnH2();

  /** The keys as one node sees them; each call is another node. */
  public SpKeys keys(Clock clock) {
    return keys(table, clock);
  }

  /** Keys without a table, for what needs some but never asks for one. */
  public static SpKeys unused(Clock clock) {
    return keys(new SpKeyRows(), clock);
  }

  private static SpKeys keys(SpKeyRows table, Clock clock) {
    Settings settings = Given.settingsWithMasterKey();
    SecureRandom random = new SecureRandom();
    Vault vault = new Vault(new MasterKey(settings, random), random);
    return new SpKeys(table, vault, settings, clock, random);
  }

  List<SpKey> rows() {
    return table.all();
  }

  @Override
  public void close() {
    table.close();
  }
}
