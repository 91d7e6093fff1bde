package org.gatehouse.web;

import java.net.URI;
import org.gatehouse.core.federation.Preset;
import org.gatehouse.core.federation.Protocol;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.IdpTest;
import org.gatehouse.fixture.KeycloakRealm;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People log in by OpenID Connect at a real Keycloak, and out again. */
@IdpTest
class OidcWithKeycloakIT extends SignOnWithKeycloak {
  @RegisterExtension static final KeycloakRealm KEYCLOAK = new KeycloakRealm();

  OidcWithKeycloakIT() {
    super(KEYCLOAK);
  }

  @Override
  GivenProvider meet(Workspace workspace) {
    String secret =
        KEYCLOAK.addOidcClient(
            workspace.uid(), ours("callback"), ours("logout/done"), ours("backchannel"));
    return GivenProvider.oidc(workspace, PROVIDER, KEYCLOAK.issuer(), workspace.uid(), secret)
        .names(Preset.KEYCLOAK.names(Protocol.OIDC));
  }

  private static URI ours(String door) {
    return URI.create(DeployedGatehouse.base() + "/v1/auth/oidc/" + door);
  }
}
