package org.gatehouse.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The presets have what a login needs, under the names that the products use. */
class PresetTest {
  @Test
  void eachNamesUserAndAddressInBothProtocols() {
    for (Preset preset : Preset.values()) {
      for (Protocol protocol : Protocol.values()) {
        AttributeNames names = preset.names(protocol);
        assertThat(names.userName()).as("%s %s", preset, protocol).isNotEmpty();
        assertThat(names.email()).as("%s %s", preset, protocol).isNotEmpty();
        assertThat(names.displayName()).as("%s %s", preset, protocol).isNotEmpty();
      }
      assertThat(Preset.of(preset.word())).contains(preset);
    }
  }

  @Test
  void entraIdMeansPeopleByTheirObjectId() {
    assertThat(Preset.of("entra-id").orElseThrow().names(Protocol.OIDC).subject()).isEqualTo("oid");
    assertThat(Preset.ENTRA_ID.names(Protocol.SAML))
        .isEqualTo(
            new AttributeNames(
                "http://schemas.microsoft.com/identity/claims/objectidentifier",
                "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
                "http://schemas.microsoft.com/identity/claims/displayname",
                "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"));
  }

  @Test
  void nobodyElseIsMeantByAnAddressThatMayChange() {
    assertThat(
            Stream.of(Preset.values())
                .flatMap(preset -> Stream.of(Protocol.values()).map(preset::names)))
        .noneMatch(names -> names.subject().equals(names.email()) && !names.email().isEmpty())
        .noneMatch(names -> names.subject().equals(names.userName()));
  }

  @Test
  void googleTellsNoGroupsByOpenId() {
    assertThat(Preset.GOOGLE.names(Protocol.OIDC).groups()).isEmpty();
  }

  @Test
  void nothingElseIsAPreset() {
    assertThat(Stream.of("", "OKTA", "ENTRA_ID", "nobody").flatMap(w -> Preset.of(w).stream()))
        .isEmpty();
  }
}
