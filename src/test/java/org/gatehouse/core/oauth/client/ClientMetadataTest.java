package org.gatehouse.core.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.Given.json;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.token.SigningAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of a client, and what it gets where nothing is said. */
class ClientMetadataTest {
  private static final String SHOP =
      "'client_name': 'Web shop', 'redirect_uris': ['https://shop.example.com/callback']";
  private static final String KEY =
      "'jwks': {'keys': [{'kty': 'EC', 'crv': 'P-256', 'x': 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',"
          + " 'y': 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'}]}";

  @Test
  void getsDefaults() {
    ClientMetadata shop = ClientMetadata.of(json(SHOP));

    assertThat(shop.name()).isEqualTo("Web shop");
    assertThat(shop.authenticationMethod())
        .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    assertThat(shop.may(GrantType.AUTHORIZATION_CODE)).isTrue();
    assertThat(shop.may(GrantType.REFRESH_TOKEN)).isFalse();
    assertThat(shop.scopes()).containsExactlyInAnyOrder("openid", "profile", "email", "groups");
    assertThat(shop.requiresPkce()).isTrue();
    assertThat(shop.asksForConsent()).isFalse();
    assertThat(shop.roles()).isEmpty();
    assertThat(shop.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(shop.hasElytronClaims()).isFalse();
    assertThat(shop.idTokenAlgorithm()).isEqualTo(SigningAlgorithm.RS256);
    assertThat(shop.backchannelLogoutUri()).isEmpty();
    assertThat(shop.origins()).containsExactly("https://shop.example.com");
  }

  @Test
  void isTheSameWhenItIsReadAgain() {
    ClientMetadata shop = ClientMetadata.of(json(SHOP + ", 'default_max_age': 3600, " + KEY));
    assertThat(ClientMetadata.parse(shop.toString())).isEqualTo(shop);
    assertThat(ClientMetadata.of(shop.json())).isEqualTo(shop);
    assertThat(shop.defaultMaxAge()).contains(Duration.ofHours(1));
    ClientMetadata curve = shop.with(json("'id_token_signed_response_alg': 'ES256'"));
    assertThat(ClientMetadata.parse(curve.toString()).idTokenAlgorithm())
        .isEqualTo(SigningAlgorithm.ES256);
    assertThat(shop.jwks()).isPresent();
  }

  @Test
  void changesWhatIsGiven() {
    ClientMetadata shop = ClientMetadata.of(json(SHOP + ", 'default_max_age': 3600"));
    ClientMetadata changed =
        shop.with(json("'client_name': 'Shop', 'default_max_age': null, 'roles': ['sales']"));
    assertThat(changed.name()).isEqualTo("Shop");
    assertThat(changed.defaultMaxAge()).isEmpty();
    assertThat(changed.roles()).containsExactly("sales");
    assertThat(changed.redirectUris().only()).contains("https://shop.example.com/callback");
    assertThatThrownBy(() -> shop.with(json("'redirect_uris': []")))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void saysForTheAuditLogWhatItIs() {
    Map<String, Object> settings = ClientMetadata.of(json(SHOP)).settings();
    assertThat(settings).containsEntry("client_name", "Web shop");
    assertThat(settings).containsEntry("require_pkce", "true");
  }

  static Stream<Arguments> refused() {
    String many =
        IntStream.rangeClosed(0, 50)
            .mapToObj(i -> "'https://shop.example.com/" + i + "'")
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    return Stream.of(
        Arguments.of("'redirect_uris': ['https://shop.example.com/']", ClientRule.NAME_INVALID),
        Arguments.of("'client_name': 'a\u202eb'", ClientRule.NAME_INVALID),
        Arguments.of("'client_name': 7", ClientRule.MEMBER_INVALID),
        Arguments.of(SHOP + ", 'clientname': 'x'", ClientRule.MEMBER_UNKNOWN),
        Arguments.of("'client_name': 'x'", ClientRule.REDIRECT_URI_MISSING),
        Arguments.of(
            "'client_name': 'x', 'redirect_uris': ['https://a/#b']",
            ClientRule.REDIRECT_URI_INVALID),
        Arguments.of(
            "'client_name': 'x', 'redirect_uris': [" + many + "]", ClientRule.LIST_TOO_LONG),
        Arguments.of(
            "'client_name': 'x', 'redirect_uris': ['https://a/" + "b".repeat(1_000) + "']",
            ClientRule.ENTRY_TOO_LONG),
        Arguments.of("'client_name': 'x', 'redirect_uris': [' ']", ClientRule.MEMBER_INVALID),
        Arguments.of("'client_name': 'x', 'redirect_uris': [1]", ClientRule.MEMBER_INVALID),
        Arguments.of(
            SHOP + ", 'post_logout_redirect_uris': ['javascript:x']",
            ClientRule.REDIRECT_URI_INVALID),
        Arguments.of(SHOP + ", 'grant_types': ['implicit']", ClientRule.MEMBER_INVALID),
        Arguments.of(SHOP + ", 'response_types': ['token']", ClientRule.MEMBER_INVALID),
        Arguments.of(SHOP + ", 'id_token_signed_response_alg': 'none'", ClientRule.MEMBER_INVALID),
        Arguments.of(SHOP + ", 'id_token_signed_response_alg': 'HS256'", ClientRule.MEMBER_INVALID),
        Arguments.of(SHOP + ", 'scope': 'a\\\"b'", ClientRule.SCOPE_INVALID),
        Arguments.of(SHOP + ", 'logo_uri': 'javascript:alert(1)'", ClientRule.ADDRESS_INVALID),
        Arguments.of(SHOP + ", 'default_max_age': 1e999999999", ClientRule.NUMBER_INVALID),
        Arguments.of(SHOP + ", 'default_max_age': -1", ClientRule.NUMBER_INVALID),
        Arguments.of(SHOP + ", 'access_token_lifetime': 10.5", ClientRule.NUMBER_INVALID),
        Arguments.of(SHOP + ", 'require_pkce': 'no'", ClientRule.MEMBER_INVALID),
        Arguments.of(
            SHOP + ", 'token_endpoint_auth_method': 'private_key_jwt'", ClientRule.KEYS_MISSING),
        Arguments.of(SHOP + ", 'jwks_uri': 'https://a/b', " + KEY, ClientRule.KEYS_MISSING),
        Arguments.of(SHOP + ", 'jwks': {'keys': []}", ClientRule.KEYS_INVALID),
        Arguments.of(
            SHOP + ", 'jwks': {'keys': [{'kty': 'oct', 'k': 'AAAA'}]}", ClientRule.KEYS_INVALID),
        Arguments.of(
            SHOP
                + ", 'token_endpoint_auth_method': 'none', 'grant_types': ['client_credentials',"
                + " 'authorization_code']",
            ClientRule.PUBLIC_CLIENT),
        Arguments.of(
            SHOP + ", 'token_endpoint_auth_method': 'none', 'require_pkce': false",
            ClientRule.PUBLIC_CLIENT),
        Arguments.of(
            "'client_name': 'x', 'redirect_uris': ['https://a/b?c=d'], 'redirect_prefix': true",
            ClientRule.PREFIX_WITH_QUERY),
        Arguments.of(
            "'client_name': 'x', 'redirect_uris': ['https://a/"
                + "b".repeat(500)
                + "'], 'redirect_prefix': true",
            ClientRule.PREFIX_WITH_QUERY));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(String members, ClientRule rule) {
    assertThatThrownBy(() -> ClientMetadata.of(json(members)))
        .isInstanceOfSatisfying(
            InvalidInput.class, refusal -> assertThat(refusal.rule()).isEqualTo(rule));
  }
}
