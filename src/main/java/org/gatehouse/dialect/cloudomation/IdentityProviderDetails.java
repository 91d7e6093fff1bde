package org.gatehouse.dialect.cloudomation;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.NotFoundException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.GroupRole;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.OidcConnection;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.provider.SamlConnection;
import org.gatehouse.core.text.Json;

/**
 * Identity providers in replies, with the names that the audit log has. What an administrator says
 * of one can be sent again as it is: no secret is in it, but whether there is one.
 */
final class IdentityProviderDetails {
  private IdentityProviderDetails() {}

  static JsonObject updated(Optional<IdentityProvider> provider) {
    return Json.createObjectBuilder()
        .add("updated", of(provider.orElseThrow(NotFoundException::new)))
        .build();
  }

  static JsonObjectBuilder of(IdentityProvider provider) {
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add("id", provider.id().toString())
            .add(ProviderBody.NAME, provider.name())
            .add(ProviderBody.PROTOCOL, provider.protocol().word())
            .add("enabled", provider.isEnabled())
            .add("always_anew", provider.isAlwaysAnew())
            .add("system_trusted", provider.isSystemTrusted());
    add(details, provider.attributes());
    add(details, provider.provisioning());
    if (provider.protocol() == Protocol.SAML) {
      add(details, provider.saml());
    } else {
      add(details, provider.oidc());
      details.add("has_client_secret", provider.hasClientSecret());
    }
    return details;
  }

  private static void add(JsonObjectBuilder details, AttributeNames names) {
    details
        .add("subject_attribute", names.subject())
        .add("user_name_attribute", names.userName())
        .add("display_name_attribute", names.displayName())
        .add("email_attribute", names.email())
        .add("groups_attribute", names.groups())
        .add("groups_separator", names.groupsSeparator());
  }

  private static void add(JsonObjectBuilder details, Provisioning provisioning) {
    details
        .add("emails_owned", provisioning.emailsOwned())
        .add("creating", provisioning.creating())
        .add("default_roles", Json.createArrayBuilder(provisioning.defaultRoles()))
        .add("group_roles", groupRoles(provisioning.groupRoles()));
  }

  private static JsonArrayBuilder groupRoles(List<GroupRole> meant) {
    JsonArrayBuilder roles = Json.createArrayBuilder();
    meant.forEach(
        one ->
            roles.add(
                Json.createObjectBuilder()
                    .add(ProviderBody.GROUP, one.group())
                    .add(ProviderBody.ROLE, one.role())));
    return roles;
  }

  private static void add(JsonObjectBuilder details, SamlConnection saml) {
    details
        .add("entity_id", saml.peer())
        .add("metadata_url", saml.metadataUrl().map(URI::toString).orElse(""))
        // What is read from there is what the provider says, and changes when it does.
        .add("metadata", saml.metadataUrl().isPresent() ? "" : saml.metadata())
        .add("metadata_signer", saml.metadataSigner().orElse(""))
        .add("unsolicited", saml.unsolicited());
  }

  private static void add(JsonObjectBuilder details, OidcConnection oidc) {
    details
        .add("issuer", oidc.issuer().toString())
        .add("client_id", oidc.clientId())
        .add("hosted_domain", oidc.hostedDomain().orElse(""))
        .add("scopes", oidc.scopes());
  }
}
