package org.gatehouse.core.federation;

import java.net.URI;
import java.time.Instant;
import java.util.List;
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
    AttributeNames names = Preset.KEYCLOAK.names(Protocol.OIDC);
    IdentityProvider provider =
        new IdentityProvider(
            workspace,
            details("Keycloak", "https://id.example", names, provisioning),
            roles,
            Instant.EPOCH);
    provider.trust(systemTrusted);
    return provider;
  }

  /** One by whose e-mail address an administrator wants people to be known. */
  static IdentityProvider byEmail(Workspace workspace) {
    Provisioning none = new Provisioning(false, false, List.of(), List.of());
    AttributeNames names = new AttributeNames("email", "preferred_username", "name", "email", "");
    return new IdentityProvider(
        workspace,
        details("Other", "https://other.example", names, none),
        name -> null,
        Instant.EPOCH);
  }

  private static ProviderDetails details(
      String name, String issuer, AttributeNames names, Provisioning provisioning) {
    return new ProviderDetails(
        new ProviderName(name),
        true,
        false,
        new OidcConnection(URI.create(issuer), "id", Optional.empty(), ""),
        names,
        provisioning);
  }

  /** That it means a user. */
  public static LinkedIdentity link(IdentityProvider provider, String subject, User user) {
    return new LinkedIdentity(provider.id(), subject, user, false, Instant.EPOCH);
  }
}
