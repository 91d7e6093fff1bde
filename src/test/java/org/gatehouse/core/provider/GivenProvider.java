package org.gatehouse.core.provider;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.signon.LinkedIdentity;
import org.gatehouse.core.user.User;
import org.gatehouse.core.workspace.Workspace;

/** An identity provider, as repositories hand it out, for unit tests. */
public final class GivenProvider {
  private static final Provisioning NOBODY = new Provisioning(false, false, List.of(), List.of());

  private GivenProvider() {}

  /** One that an administrator has described so; it gives no roles. */
  public static IdentityProvider of(Workspace workspace, ProviderDetails details) {
    return new IdentityProvider(workspace, details, name -> null, Instant.EPOCH);
  }

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
            details("Keycloak", oidc("https://id.example"), names, provisioning),
            roles,
            Instant.EPOCH);
    provider.trustForSystem(systemTrusted);
    return provider;
  }

  /** One by whose e-mail address an administrator wants people to be known. */
  public static IdentityProvider byEmail(Workspace workspace) {
    AttributeNames names = new AttributeNames("email", "preferred_username", "name", "email", "");
    return new IdentityProvider(
        workspace,
        details("Other", oidc("https://other.example"), names, NOBODY),
        name -> null,
        Instant.EPOCH);
  }

  /** A SAML provider whose metadata is good for so long. */
  public static IdentityProvider saml(Workspace workspace, MetadataDates dates) {
    return saml(workspace, "<EntityDescriptor/>", dates);
  }

  /** A SAML provider of which nothing is known but its metadata. */
  public static IdentityProvider saml(Workspace workspace, String metadata) {
    return saml(workspace, metadata, new MetadataDates(Instant.EPOCH, Optional.empty()));
  }

  private static IdentityProvider saml(Workspace workspace, String metadata, MetadataDates dates) {
    SamlConnection connection =
        new SamlConnection(
            "https://id.example", metadata, Optional.empty(), Optional.empty(), dates, false);
    return new IdentityProvider(
        workspace,
        details("Keycloak", connection, Preset.KEYCLOAK.names(Protocol.SAML), NOBODY),
        name -> null,
        Instant.EPOCH);
  }

  private static Connection oidc(String issuer) {
    return new OidcConnection(URI.create(issuer), "id", Optional.empty(), "");
  }

  private static ProviderDetails details(
      String name, Connection connection, AttributeNames names, Provisioning provisioning) {
    return new ProviderDetails(
        new ProviderName(name), true, false, connection, names, provisioning);
  }

  /** That it means a user. */
  public static LinkedIdentity link(IdentityProvider provider, String subject, User user) {
    return new LinkedIdentity(provider.id(), subject, user, false, Instant.EPOCH);
  }
}
