package org.gatehouse.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.KeptAudit;
import org.gatehouse.core.limit.GivenLimits;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Failures count for the address that they come from, if they come from one. */
class FailureLimitTest {
  private static final int MOST = 10;

  private final List<AuditEntry> audited = new ArrayList<>();
  private final FailureLimit failures = failures();

  private FailureLimit failures() {
    Settings settings =
        Given.settings(
            Map.of(
                "GATEHOUSE_MASTER_KEY", Given.masterKey(1), "GATEHOUSE_ADDRESS_LIMIT", "" + MOST));
    SecureRandom random = new SecureRandom();
    Vault vault = new Vault(new MasterKey(settings, random), random);
    MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
    return new FailureLimit(GivenLimits.inMemory(vault, clock), settings, new KeptAudit(audited));
  }

  private void fail(int times, String address) {
    for (int i = 0; i < times; i++) {
      failures.takeFrom(address);
    }
  }

  @Test
  void refusesAnAddressThatHasNoneLeftAndRecordsThatOnce() {
    fail(MOST, "192.0.2.1");

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> failures.takeFrom("192.0.2.1")).isInstanceOf(LimitExceeded.class);
    }
    failures.takeFrom("192.0.2.2");
    assertThat(audited)
        .containsExactly(AuditEntry.of(AuditType.LIMIT, "address").from("192.0.2.1"));
  }

  @Test
  void refusesNobodyWhoComesFromWithin() {
    fail(2 * MOST, "");

    failures.requireRoom("");
    assertThat(audited).isEmpty();
  }
}
