package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

/** Where somebody wanted to go after a logout is known for a while. */
class LogOutAtProviderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final SecureRandom random = new SecureRandom();
  private final Vault vault =
      new Vault(new MasterKey(Given.settingsWithMasterKey(), random), random);

  private LogOutAtProvider after(int seconds) {
    return new LogOutAtProvider(
        null, null, null, vault, Clock.fixed(NOW.plusSeconds(seconds), ZoneOffset.UTC));
  }

  @Test
  void knowsForTenMinutesWhereSomebodyWantedToGo() {
    String state = after(0).state("https://app.example/a b");

    assertThat(after(600).then(state)).contains("https://app.example/a b");
    assertThat(after(601).then(state)).isEmpty();
  }

  @Test
  void doesNotGoWhereSomebodyElseSays() {
    assertThat(after(0).then("9999999999 https://evil.example")).isEmpty();
  }
}
