package org.gatehouse.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.fixture.Given;
import org.junit.jupiter.api.Test;

/** What a workspace can't demand, as nobody could have it. */
class DemandSecondFactorTest {
  private static final UUID WORKSPACE = UUID.randomUUID();

  private static DemandSecondFactor at(String publicUrl) {
    AuthenticationPolicies policies =
        new AuthenticationPolicies() {
          @Override
          public AuthenticationPolicy set(
              UUID workspaceId,
              SecondFactorDemand factor,
              Set<String> roles,
              int graceDays,
              Instant now) {
            AuthenticationPolicy policy = new AuthenticationPolicy(workspaceId);
            policy.demand(factor, roles, graceDays, now);
            return policy;
          }
        };
    return new DemandSecondFactor(
        policies, Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", publicUrl)), Clock.systemUTC());
  }

  private static SecondFactorDemand demand(String publicUrl, SecondFactorDemand factor) {
    return at(publicUrl)
        .demand(WORKSPACE, factor, Set.of(), 0, AuthenticationLimits.NONE)
        .secondFactor();
  }

  @Test
  void isAPasskeyOnlyWhereThereCanBeOne() {
    SecondFactorDemand passkey = SecondFactorDemand.PHISHING_RESISTANT;
    assertThat(demand("https://login.example.com", passkey)).isEqualTo(passkey);
    assertThat(demand("http://localhost:8080", passkey)).isEqualTo(passkey);
    assertThatThrownBy(() -> demand("http://127.0.0.1:8080", passkey))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no passkeys");
    assertThat(demand("http://127.0.0.1:8080", SecondFactorDemand.REQUIRED))
        .as("what an app can show")
        .isEqualTo(SecondFactorDemand.REQUIRED);
  }
}
