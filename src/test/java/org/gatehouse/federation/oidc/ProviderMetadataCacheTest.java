package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A provider is asked once, however many want to know it, and left alone when it doesn't answer.
 */
class ProviderMetadataCacheTest {
  private final FakeProvider provider = new FakeProvider();
  private final Login login = new Login(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void asksOnceForManyAtOnce() {
    assertThat(AtOnce.call(20, login::known)).containsOnly(login.known());
    assertThat(provider.calls()).containsExactly("/.well-known/openid-configuration");
  }

  @Test
  void asksOnceForManyAtOnceAlsoIfTheAnswerIsNone() {
    provider.configuration("issuer", "https://other.example");

    assertThat(AtOnce.call(20, this::refusal))
        .isEqualTo(Collections.nCopies(20, "discovery-oidc-issuer-other"));
    assertThat(provider.calls()).hasSize(1);
  }

  private String refusal() {
    return catchThrowableOfType(OidcRefused.class, login::known).code();
  }
}
