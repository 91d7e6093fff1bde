package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.gatehouse.core.provider.Preset;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.IdpTest;
import org.gatehouse.fixture.KeycloakRealm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People log in by SAML at a real Keycloak, and out again. */
@IdpTest
class SamlWithKeycloakIT extends SignOnWithKeycloak {
  @RegisterExtension static final KeycloakRealm KEYCLOAK = new KeycloakRealm();

  SamlWithKeycloakIT() {
    super(KEYCLOAK);
  }

  @Override
  GivenProvider meet() {
    return meet(false, Map.of());
  }

  private GivenProvider meet(boolean byBrowser, Map<String, String> settings) {
    KEYCLOAK.addSamlClient(ours(), byBrowser, settings);
    return GivenProvider.saml(workspace, PROVIDER, KEYCLOAK.metadata())
        .readFrom(KEYCLOAK.metadataAddress())
        .names(Preset.KEYCLOAK.names(Protocol.SAML));
  }

  @Override
  void meet(Person administrator) {
    KEYCLOAK.addSamlClient(ours(), false, Map.of());
    administrator.presses("addSaml").chooses("preset", "keycloak").presses("fillIn");
    administrator.types("metadataUrl", KEYCLOAK.metadataAddress().toString());
  }

  private String ours() {
    String address = "/v1/auth/saml/metadata?workspace=" + workspace.uid();
    return Api.anonymous().get(address).is(200).body();
  }

  @Test
  void assertionsNeedNotBeEncrypted() throws IOException {
    meet(false, Map.of("saml.encrypt", "false")).creating().insert();
    try (Person person = Person.arrives()) {
      authenticates(person);
      person.opens("/account/profile").reads("Alice");
    }
  }

  @Test
  void loggingOutOnTheirPageLeadsThroughOurs() throws IOException {
    meet(true, Map.of()).creating().insert();
    try (Person person = Person.arrives()) {
      authenticates(person);
      person.browser().go(KEYCLOAK.logoutAddress()).element("#kc-logout").click();
      person.browser().awaitText("logged out");
      assertThat(KEYCLOAK.sessionsOf(alice)).isEmpty();
      person.opens("/account/profile").isAt("/login");
    }
  }
}
