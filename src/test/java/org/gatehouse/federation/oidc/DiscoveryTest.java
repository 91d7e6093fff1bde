package org.gatehouse.federation.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.core.fetch.AddressRule;
import org.gatehouse.core.fetch.GivenFetch;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.fixture.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer is understood, or the administrator learns what is wrong with it. */
class DiscoveryTest {
  private final FakeProvider provider = new FakeProvider();
  private final Discovery discovery = new Discovery(Login.EXCHANGE, true);

  @AfterEach
  void close() {
    provider.close();
  }

  private Rule rule(String issuer) {
    return catchThrowableOfType(
            InvalidInput.class, () -> discovery.understand(Login.WORKSPACE, issuer))
        .rule();
  }

  private Rule rule() {
    return rule(provider.issuer());
  }

  @Test
  void tellsWhatTheProviderSaysOfItself() {
    provider.configuration(
        "id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none", "ES256"));

    UnderstoodProvider understood = discovery.understand(Login.WORKSPACE, provider.issuer());

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

    UnderstoodProvider understood = discovery.understand(Login.WORKSPACE, provider.issuer());

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
        "https://accounts.example/a\nb",
        "javascript:alert(1)"
      })
  void refusesWhatIsNoIssuer(String issuer) {
    assertThat(rule(issuer)).isEqualTo(IssuerRule.INVALID);
  }

  @Test
  void wantsEncryptionUnlessThisMachineIsAllThereIs() {
    Discovery outside = new Discovery(Login.EXCHANGE, false);

    assertThat(
            catchThrowableOfType(
                    InvalidInput.class,
                    () -> outside.understand(Login.WORKSPACE, provider.issuer()))
                .rule())
        .isEqualTo(IssuerRule.INVALID);
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
    assertThat(rule(issuer)).isEqualTo(IssuerRule.ANY_TENANT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "/other", "/?x=y"})
  void refusesTheConfigurationOfAnotherIssuer(String more) {
    provider.configuration("issuer", provider.issuer() + more);

    assertThat(rule()).isEqualTo(IssuerRule.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{}", "{", "<html></html>", "\"text\"", "{\"issuer\":\"\"}"})
  void refusesWhatIsNoConfiguration(String text) {
    provider.text("/.well-known/openid-configuration", json -> text);

    assertThat(rule()).isEqualTo(IssuerRule.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/.well-known/openid-configuration",
        "/.well-known/openid-configuration/",
        "/.well-known/oauth-authorization-server",
        "/.well-known/",
        "  "
      })
  void understandsWhatPeopleTakeForTheIssuer(String more) {
    assertThat(discovery.understand(Login.WORKSPACE, " " + provider.issuer() + more).issuer())
        .hasToString(provider.issuer());

    provider.configuration("issuer", provider.issuer() + "/");
    assertThat(discovery.understand(Login.WORKSPACE, provider.issuer() + more).issuer())
        .hasToString(provider.issuer() + "/");
  }

  @ParameterizedTest
  @CsvSource({
    "' https://my_idp.example ',https://my_idp.example,https://my_idp.example",
    "https://m\u00fcnchen.example/a/,https://xn--mnchen-3ya.example/a,"
        + "https://xn--mnchen-3ya.example/a",
    "https://m\u00fcnchen.example/a,https://m\u00fcnchen.example/a/,"
        + "https://xn--mnchen-3ya.example/a",
    "https://idp.example/.well-known/oauth-authorization-server/a/b,https://idp.example/a/b,"
        + "https://idp.example/a/b",
    "https://idp.example/.well-known/openid-configuration/a/,https://idp.example/a,"
        + "https://idp.example/a",
    "https://idp.example/f\u00fcr,https://idp.example/f%C3%BCr,https://idp.example/f%C3%BCr",
    "https://idp.example/f%C3%BCr,https://idp.example/f\u00fcr,https://idp.example/f%C3%BCr"
  })
  void readsTheIssuerAsBrowsersDo(String typed, String named, String asked) {
    assertThat(elsewhere(named, asked).understand(Login.WORKSPACE, typed).issuer())
        .hasToString(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://idp.example/My Realm", "https://idp.example/My%20Realm "})
  void saysThatAProviderCallsItselfWhatIsNoAddress(String named) {
    Discovery discovery = elsewhere(named, "https://idp.example/My%20Realm");

    assertThat(
            catchThrowableOfType(
                    InvalidInput.class, () -> discovery.understand(Login.WORKSPACE, named))
                .rule())
        .isEqualTo(IssuerRule.NO_ADDRESS);
  }

  /** Of a provider that names itself so, and has its configuration below an address. */
  private static Discovery elsewhere(String named, String base) {
    return new Discovery(
        new ProviderHttp(GivenFetch.onThisMachine()) {
          @Override
          String document(UUID workspaceId, URI address) {
            assertThat(address).hasToString(base + "/.well-known/openid-configuration");
            return JSONObjectUtils.toJSONString(
                Map.of(
                    "issuer", named,
                    "authorization_endpoint", "https://idp.example/authorize",
                    "token_endpoint", "https://idp.example/token",
                    "jwks_uri", "https://idp.example/keys"));
          }
        },
        false);
  }

  @Test
  void knowsAnIssuerLaterByItsOwnLettersAlone() {
    provider.configuration("issuer", provider.issuer() + "/");

    assertThat(
            catchThrowableOfType(
                    InvalidInput.class, () -> discovery.read(Login.WORKSPACE, provider.issuer()))
                .rule())
        .isEqualTo(IssuerRule.OTHER);
    assertThat(discovery.read(Login.WORKSPACE, provider.issuer() + "/").issuer())
        .hasToString(provider.issuer() + "/");
  }

  static List<Map.Entry<String, Object>> membersThatWeDoNotUse() {
    List<Map.Entry<String, Object>> odd = new ArrayList<>();
    for (String name :
        List.of(
            "service_documentation",
            "op_policy_uri",
            "op_tos_uri",
            "registration_endpoint",
            "check_session_iframe",
            "revocation_endpoint",
            "introspection_endpoint",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "mtls_endpoint_aliases",
            "subject_types_supported",
            "scopes_supported",
            "claims_supported",
            "claim_types_supported",
            "claims_locales_supported",
            "acr_values_supported",
            "display_values_supported",
            "prompt_values_supported",
            "grant_types_supported",
            "response_modes_supported",
            "code_challenge_methods_supported",
            "token_endpoint_auth_signing_alg_values_supported",
            "userinfo_signing_alg_values_supported",
            "request_parameter_supported",
            "claims_parameter_supported",
            "backchannel_logout_supported",
            "backchannel_logout_session_supported")) {
      for (Object value :
          List.of("", "not a uri", "docs/at our wiki", 7, true, "true", Map.of(), List.of(7, ""))) {
        odd.add(Map.entry(name, value));
      }
    }
    return odd;
  }

  @ParameterizedTest
  @MethodSource("membersThatWeDoNotUse")
  void doesNotLookAtMembersThatItDoesNotUse(Map.Entry<String, Object> odd) {
    provider.configuration(odd.getKey(), odd.getValue());

    assertThat(discovery.understand(Login.WORKSPACE, provider.issuer()).issuer())
        .hasToString(provider.issuer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject_types_supported",
        "response_types_supported",
        "id_token_signing_alg_values_supported",
        "token_endpoint_auth_methods_supported",
        "userinfo_endpoint",
        "end_session_endpoint"
      })
  void takesNullAndEmptyListsAndTextsForNothing(String name) {
    for (String nothing : List.of("null", "[]", "\"\"")) {
      provider.text(
          "/.well-known/openid-configuration",
          json ->
              json.replaceFirst(
                  "\"" + name + "\":(\"[^\"]*\"|\\[[^]]*])", "\"" + name + "\":" + nothing));

      assertThat(discovery.understand(Login.WORKSPACE, provider.issuer()).algorithms())
          .as(nothing)
          .containsExactly("RS256");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://elsewhere.example", "/logout", "javascript:alert(1)"})
  void letsPeopleInThoughTheyCanNotLogOutThere(String address) {
    provider.configuration("end_session_endpoint", address);

    assertThat(discovery.understand(Login.WORKSPACE, provider.issuer()).endSessionEndpoint())
        .isEmpty();
  }

  @Test
  void overlooksWhatItDoesNotKnowInListsThatItUses() {
    provider
        .configuration("response_types_supported", Arrays.asList("token code x", 7, null, "code"))
        .configuration("id_token_signing_alg_values_supported", List.of("", 7, "XX1", "RS256"))
        .configuration(
            "token_endpoint_auth_methods_supported", List.of("handshake", "client_secret_post"));

    UnderstoodProvider understood = discovery.understand(Login.WORKSPACE, provider.issuer());

    assertThat(understood.algorithms()).containsExactly("RS256");
    assertThat(understood.basic()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain;charset=utf-8", "application/x", "", "no type"})
  void readsJsonWhateverTheServerCallsIt(String type) {
    provider
        .type("/.well-known/openid-configuration", type)
        .text("/.well-known/openid-configuration", json -> "\ufeff" + json);

    assertThat(discovery.understand(Login.WORKSPACE, provider.issuer()).issuer())
        .hasToString(provider.issuer());
  }

  @Test
  void readsEndpointsAsBrowsersDo() {
    provider
        .configuration("authorization_endpoint", " https://my_idp.example/anmelden/m\u00fcnchen ")
        .configuration("token_endpoint", "https://m\u00fcnchen.example/token")
        .configuration("end_session_endpoint", "");

    UnderstoodProvider understood = discovery.understand(Login.WORKSPACE, provider.issuer());

    assertThat(understood.authorizationEndpoint())
        .hasToString("https://my_idp.example/anmelden/m%C3%BCnchen");
    assertThat(understood.tokenEndpoint()).hasToString("https://xn--mnchen-3ya.example/token");
    assertThat(understood.endSessionEndpoint()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "authorization_endpoint,",
    "token_endpoint,",
    "jwks_uri,",
    "jwks_uri,''",
    "authorization_endpoint,ftp://elsewhere.example",
    "token_endpoint,ftp://elsewhere.example",
    "jwks_uri,file:///etc/passwd",
    "userinfo_endpoint,jar:x",
    "token_endpoint,https://user:secret@elsewhere.example/"
  })
  void refusesEndpointsThatNobodyCanBeSentTo(String name, String address) {
    provider.configuration(name, address);

    assertThat(rule()).isEqualTo(IssuerRule.ENDPOINTS);
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

    assertThat(rule()).isEqualTo(IssuerRule.UNSUITABLE);
  }

  @Test
  void takesNoConfigurationFromWhereTheIssuerOnlyRedirectsTo() {
    provider.redirecting("/.well-known/openid-configuration");

    assertThat(rule()).isEqualTo(AddressRule.REFUSED);
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
    assertThat(rule(provider.issuer() + "/nothing")).isEqualTo(AddressRule.REFUSED);
    provider.close();
    assertThat(rule()).isEqualTo(AddressRule.UNREACHABLE);
  }
}
