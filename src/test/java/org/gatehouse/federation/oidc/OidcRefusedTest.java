package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who tries a provider is shown each code: the page takes small letters and hyphens only. */
class OidcRefusedTest {
  @ParameterizedTest
  @CsvSource({
    "CLIENT,'',client",
    "CLIENT,invalid_client,client-invalid-client",
    "PROVIDER_ERROR,temporarily_unavailable,provider-error-temporarily-unavailable",
    "UNREACHABLE,address.tooLarge,unreachable-address-too-large",
    "DISCOVERY,oidcIssuer.other,discovery-oidc-issuer-other",
    "UNREADABLE,id_token,unreadable-id-token"
  })
  void hasACodeThatThePageShows(OidcRefusal why, String detail, String code) {
    assertThat(new OidcRefused(why, detail).code()).isEqualTo(code).matches("[a-z-]{1,40}");
  }
}
