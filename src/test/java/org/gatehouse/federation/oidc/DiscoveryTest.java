package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.fixture.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer is understood, or the administrator learns what is wrong with it. */
class DiscoveryTest {
  private final FakeProvider provider = new FakeProvider();
  private final Discovery discovery = new Discovery(Login.EXCHANGE, true);

  @AfterEach
  void close() {
    provider.close();
  }

  private String rule(String issuer) {
    return catchThrowableOfType(InvalidInput.class, () -> discovery.understand(issuer)).rule();
  }

  private String rule() {
    return rule(provider.issuer());
  }

  @Test
  void tellsWhatTheProviderSaysOfItself() {
    provider.configuration(
        "id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none", "ES256"));

    UnderstoodProvider understood = discovery.understand(provider.issuer());

    assertThat(understood.issuer()).hasToString(provider.issuer());
    assertThat(understood.authorizationEndpoint()).hasPath("/authorize");
    assertThat(understood.tokenEndpoint()).hasPath("/token");
    assertThat(understood.keys()).hasPath("/keys");
    assertThat(understood.userInfoEndpoint().map(URI::getPath)).contains("/userinfo");
    assertThat(understood.endSessionEndpoint().map(URI::getPath)).contains("/logout");
    assertThat(understood.algorithms()).containsExactly("ES256", "RS256");
    assertThat(understood.backChannelLogout()).isTrue();
  }

  @Test
  void doesWithoutWhatNotEveryProviderHas() {
    provider
        .configuration("userinfo_endpoint", null)
        .configuration("end_session_endpoint", null)
        .configuration("backchannel_logout_supported", null);

    UnderstoodProvider understood = discovery.understand(provider.issuer());

    assertThat(understood.userInfoEndpoint()).isEmpty();
    assertThat(understood.endSessionEndpoint()).isEmpty();
    assertThat(understood.backChannelLogout()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "accounts.example",
        "ftp://accounts.example",
        "https:///path",
        "https://accounts.example?tenant=1",
        "https://accounts.example#x",
        "https://user@accounts.example",
        "https://accounts.example/a b",
        "javascript:alert(1)"
      })
  void refusesWhatIsNoIssuer(String issuer) {
    assertThat(rule(issuer)).isEqualTo("oidcIssuer.invalid");
  }

  @Test
  void wantsEncryptionUnlessThisMachineIsAllThereIs() {
    Discovery outside = new Discovery(Login.EXCHANGE, false);

    assertThat(
            catchThrowableOfType(InvalidInput.class, () -> outside.understand(provider.issuer()))
                .rule())
        .isEqualTo("oidcIssuer.invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/organizations/v2.0",
        "https://login.microsoftonline.com/consumers/v2.0",
        "https://login.microsoftonline.com/Common",
        "https://login.microsoftonline.us/common/v2.0",
        "https://login.microsoftonline.com/{tenantid}/v2.0",
      })
  void asksForTheTenantWhereMicrosoftHasOneAddressForAll(String issuer) {
    assertThat(rule(issuer)).isEqualTo("oidcIssuer.anyTenant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/other"})
  void refusesTheConfigurationOfAnotherIssuer(String more) {
    provider.configuration("issuer", provider.issuer() + more);

    assertThat(rule()).isEqualTo("oidcIssuer.other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "jwks_uri", "subject_types_supported"})
  void refusesWhatIsNoConfiguration(String missing) {
    provider.configuration(missing, null);

    assertThat(rule()).isEqualTo("oidcIssuer.unreadable");
  }

  @ParameterizedTest
  @CsvSource({
    "authorization_endpoint,",
    "token_endpoint,",
    "authorization_endpoint,ftp://elsewhere.example",
    "token_endpoint,ftp://elsewhere.example",
    "jwks_uri,file:///etc/passwd",
    "userinfo_endpoint,jar:x",
    "end_session_endpoint,ftp://elsewhere.example",
    "token_endpoint,https://user:secret@elsewhere.example/"
  })
  void refusesEndpointsThatNobodyCanBeSentTo(String name, String address) {
    provider.configuration(name, address);

    assertThat(rule()).isEqualTo("oidcIssuer.endpoints");
  }

  @ParameterizedTest
  @CsvSource({
    "response_types_supported,id_token",
    "id_token_signing_alg_values_supported,HS256",
    "id_token_signing_alg_values_supported,none",
    "token_endpoint_auth_methods_supported,private_key_jwt"
  })
  void refusesAProviderThatWeCanNotWorkWith(String name, String only) {
    provider.configuration(name, List.of(only));

    assertThat(rule()).isEqualTo("oidcIssuer.unsuitable");
  }

  @Test
  void takesNoConfigurationFromWhereTheIssuerOnlyRedirectsTo() {
    provider.redirecting("/.well-known/openid-configuration");

    assertThat(rule()).isEqualTo("address.refused");
    assertThat(provider.calls()).hasSize(1);
  }

  @Test
  void takesNoKeysFromWhereTheProviderOnlyRedirectsTo() {
    provider.redirecting("/keys");
    Login login = new Login(provider);

    assertThat(catchThrowableOfType(OidcRefused.class, login::complete).why())
        .isEqualTo(OidcRefusal.UNREACHABLE);
    assertThat(provider.calls()).contains("/keys").doesNotContain("/keys/moved");
  }

  @Test
  void saysThatNobodyAnswers() {
    assertThat(rule(provider.issuer() + "/nothing")).isEqualTo("address.refused");
    provider.close();
    assertThat(rule()).isEqualTo("address.unreachable");
  }
}
