package org.gatehouse.web;

import java.net.URI;
import org.gatehouse.core.provider.Preset;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.IdpTest;
import org.gatehouse.fixture.KeycloakRealm;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People log in by OpenID Connect at a real Keycloak, and out again. */
@IdpTest
class OidcWithKeycloakIT extends SignOnWithKeycloak {
  @RegisterExtension static final KeycloakRealm KEYCLOAK = new KeycloakRealm();

  OidcWithKeycloakIT() {
    super(KEYCLOAK);
  }

  @Override
  GivenProvider meet() {
    GivenProvider given =
        GivenProvider.oidc(workspace, PROVIDER, KEYCLOAK.issuer(), workspace.uid(), "");
    return given.secret(register(given.callback())).names(Preset.KEYCLOAK.names(Protocol.OIDC));
  }

  @Override
  void meet(Person administrator) {
    administrator.presses("addOidc").chooses("preset", "keycloak").presses("fillIn");
    administrator.types("issuer", KEYCLOAK.issuer().toString());
    administrator
        .types("clientId", workspace.uid())
        .types(
            // Its own address is known only when it has been added.
            "clientSecret", register(ours("callback/*")));
  }

  private String register(URI callback) {
    return KEYCLOAK.addOidcClient(
        workspace.uid(), callback, ours("logout/done"), ours("backchannel"));
  }

  private static URI ours(String door) {
    return URI.create(DeployedGatehouse.base() + "/v1/auth/oidc/" + door);
  }
}
