package org.gatehouse.core.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;

/** Makes the parts of this package, as CDI would. */
final class Tokens {
  private Tokens() {}

  static SigningKeys keys(SigningKeyRows store, int masterKey, Clock clock) {
    Settings settings = Given.settings(Map.of("GATEHOUSE_MASTER_KEY", Given.masterKey(masterKey)));
    SecureRandom random = new SecureRandom();
    return new SigningKeys(
        store, new Vault(new MasterKey(settings, random), random), settings, clock);
  }
}
