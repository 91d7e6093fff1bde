package org.gatehouse.core.federation;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.user.User;
import org.gatehouse.core.workspace.Workspace;

/** An identity provider, as repositories hand it out, for unit tests. */
public final class GivenProvider {
  private GivenProvider() {}

  /** An OpenID provider with the usual names of claims. */
  public static IdentityProvider of(
      Workspace workspace,
      Provisioning provisioning,
      boolean systemTrusted,
      Function<String, Role> roles) {
    ProviderDetails details =
        new ProviderDetails(
            new ProviderName("Keycloak"),
            true,
            false,
            new OidcConnection(URI.create("https://id.example"), "id", Optional.empty(), ""),
            Preset.KEYCLOAK.names(Protocol.OIDC),
            provisioning);
    IdentityProvider provider = new IdentityProvider(workspace, details, roles, Instant.EPOCH);
    provider.trust(systemTrusted);
    return provider;
  }

  /** That it means a user. */
  public static LinkedIdentity link(IdentityProvider provider, String subject, User user) {
    return new LinkedIdentity(provider.id(), subject, user, false, Instant.EPOCH);
  }
}
