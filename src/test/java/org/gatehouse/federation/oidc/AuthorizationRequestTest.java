package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.gatehouse.fixture.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser is sent to the provider with all that protects the answer. */
class AuthorizationRequestTest {
  private final FakeProvider provider = new FakeProvider();
  private final Login login = new Login(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  private Map<String, String> asked() {
    return FakeProvider.parameters(login.address().getRawQuery());
  }

  @Test
  void asksForACodeWithStateNonceAndPkce() {
    Map<String, String> asked = asked();

    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", FakeProvider.CLIENT)
        .containsEntry("redirect_uri", Login.REDIRECT.toString())
        .containsEntry("scope", "openid profile email groups")
        .containsEntry("state", Login.STATE)
        .containsEntry("nonce", "the-nonce")
        .containsEntry("code_challenge_method", "S256")
        .doesNotContainKeys("prompt", "max_age", "hd", "client_secret", "code_verifier");
    assertThat(asked.get("code_challenge")).hasSize(43).isNotEqualTo("v".repeat(43));
  }

  @Test
  void hasThePersonAskedAnewIfThatIsWanted() {
    login.anew(Instant.now());

    assertThat(asked()).containsEntry("prompt", "login").containsEntry("max_age", "0");
  }

  @Test
  void namesTheDomainThatThePersonMustBeOf() {
    login.ofDomain("corp.example");

    assertThat(asked()).containsEntry("hd", "corp.example");
  }

  @Test
  void keepsWhatTheAddressOfTheProviderHasAlready() {
    provider.configuration("authorization_endpoint", provider.issuer() + "/authorize?p=policy");

    assertThat(asked()).containsEntry("p", "policy").containsEntry("state", Login.STATE);
  }
}
