package org.gatehouse.core.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonString;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application is registered with what its product documents. */
class ClientPresetTest {
  private static final String BASE = "https://wiki.example.com";

  private static List<String> redirectUris(ClientMetadata metadata) {
    return metadata.json().getJsonArray("redirect_uris").getValuesAs(JsonString::getString);
  }

  private static void isRefused(ClientPreset preset, String address, ClientRule rule) {
    assertThatThrownBy(() -> preset.metadata("Wiki", address))
        .as(address)
        .isInstanceOfSatisfying(
            InvalidInput.class, refusal -> assertThat(refusal.rule()).isEqualTo(rule));
  }

  @ParameterizedTest
  @CsvSource({
    "JAKARTA_SECURITY, /Callback",
    "WILDFLY, /",
    "SPRING_BOOT, /login/oauth2/code/gatehouse",
    "GRAFANA, /login/generic_oauth",
    "GITEA, /user/oauth2/gatehouse/callback",
    "JENKINS, /securityRealm/finishLogin",
    "GITLAB, /users/auth/openid_connect/callback",
    "HTTPD, /secure/redirect_uri"
  })
  void makesTheRedirectUriOfTheAddress(ClientPreset preset, String path) {
    for (String address : List.of(BASE, BASE + "/", " " + BASE + " ", BASE + path)) {
      assertThat(redirectUris(preset.metadata("Wiki", address)))
          .as(address)
          .containsExactly(BASE + path);
      assertThat(preset.metadata("Wiki", address).clientUri()).contains(URI.create(BASE + "/"));
    }
    assertThat(redirectUris(preset.metadata("Wiki", "http://intranet:8080/wiki/")))
        .containsExactly("http://intranet:8080/wiki" + path);
  }

  @Test
  void hasAProxyPassItsPathsAtTheRootOfTheHost() {
    for (String address : List.of(BASE, BASE + "/notes", BASE + "/.gatehouse/callback")) {
      assertThat(redirectUris(ClientPreset.FORWARD_AUTH.metadata("Notes", address)))
          .containsExactly(BASE + "/.gatehouse/callback");
    }
    assertThat(ClientPreset.FORWARD_AUTH.metadata("Notes", BASE + "/notes/").clientUri())
        .contains(URI.create(BASE + "/notes/"));
  }

  @ParameterizedTest
  @EnumSource(names = {"PUBLIC", "OTHER"})
  void takesTheAddressForTheRedirectUriWhereNothingIsKnown(ClientPreset preset) {
    assertThat(redirectUris(preset.metadata("Wiki", " " + BASE + "/cb?tenant=a ")))
        .containsExactly(BASE + "/cb?tenant=a");
    assertThat(preset.metadata("Wiki", BASE).clientUri()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isWhatItSays(ClientPreset preset) {
    ClientMetadata metadata = preset.metadata("Wiki", BASE);
    assertThat(metadata.name()).isEqualTo("Wiki");
    assertThat(metadata.isPublic())
        .isEqualTo(EnumSet.of(ClientPreset.PUBLIC, ClientPreset.FORWARD_AUTH).contains(preset));
    assertThat(metadata.forwardAuthCallbacks())
        .hasSize(preset == ClientPreset.FORWARD_AUTH ? 1 : 0);
    assertThat(metadata.servesPeople()).isEqualTo(preset != ClientPreset.PROGRAM);
    assertThat(metadata.may(GrantType.CLIENT_CREDENTIALS))
        .isEqualTo(preset == ClientPreset.PROGRAM);
    assertThat(metadata.roles()).isEmpty();
    assertThat(ClientPreset.of(preset.word())).contains(preset);
  }

  @Test
  void doesWithoutPkceOnlyWhereNoneIsSent() {
    Set<ClientPreset> without =
        EnumSet.of(ClientPreset.JAKARTA_SECURITY, ClientPreset.WILDFLY, ClientPreset.GITEA);
    for (ClientPreset preset : ClientPreset.values()) {
      assertThat(preset.metadata("Wiki", BASE).requiresPkce())
          .as("%s", preset)
          .isEqualTo(!without.contains(preset));
    }
  }

  @Test
  void letsWildFlyComeBackToWhatWasAskedFor() {
    ClientMetadata shop = ClientPreset.WILDFLY.metadata("Shop", "https://example.com/shop");
    assertThat(shop.redirectUris().allow("https://example.com/shop/cart?item=1")).isTrue();
    assertThat(shop.redirectUris().allow("https://example.com/other")).isFalse();
    assertThat(shop.hasElytronClaims()).isTrue();
  }

  @Test
  void letsProgramsOnPeoplesMachinesHaveASchemeOfTheirOwn() {
    assertThat(redirectUris(ClientPreset.PUBLIC.metadata("App", "com.example.app:/callback")))
        .containsExactly("com.example.app:/callback");
    isRefused(ClientPreset.OTHER, "com.example.app:/callback", ClientRule.REDIRECT_URI_INVALID);
  }

  @Test
  void needsNoAddressOfAProgramWithoutPeople() {
    assertThat(redirectUris(ClientPreset.PROGRAM.metadata("Nightly job", ""))).isEmpty();
    assertThat(redirectUris(ClientPreset.PROGRAM.metadata("Nightly job", BASE))).isEmpty();
    for (ClientPreset preset : EnumSet.complementOf(EnumSet.of(ClientPreset.PROGRAM))) {
      isRefused(preset, " ", ClientRule.REDIRECT_URI_MISSING);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wiki.example.com",
        "/wiki",
        "ftp://wiki.example.com",
        "https://wiki.example.com/?page=1",
        "https://wiki.example.com/#top",
        "https://kevin@wiki.example.com",
        "https://wiki.example.com/a/../b",
        "https://wiki example.com"
      })
  void refusesWhatIsNoAddressOfAnApplication(String address) {
    isRefused(ClientPreset.GRAFANA, address, ClientRule.BASE_INVALID);
  }

  @Test
  void refusesWhatTheRegisterRefuses() {
    isRefused(ClientPreset.GRAFANA, "https://*.example.com", ClientRule.BASE_INVALID);
    isRefused(ClientPreset.OTHER, BASE + "/*", ClientRule.REDIRECT_URI_INVALID);
    assertThatThrownBy(() -> ClientPreset.GRAFANA.metadata(" ", BASE))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> assertThat(refusal.rule()).isEqualTo(ClientRule.NAME_INVALID));
  }

  @Test
  void nothingElseIsAPreset() {
    assertThat(Stream.of("", "GITEA", "spring_boot", "x").flatMap(w -> ClientPreset.of(w).stream()))
        .isEmpty();
  }
}
