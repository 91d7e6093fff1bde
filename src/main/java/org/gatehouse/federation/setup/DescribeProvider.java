package org.gatehouse.federation.setup;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.fetch.WebAddress;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.Connection;
import org.gatehouse.core.provider.GroupRole;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.OidcConnection;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.provider.ProviderName;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.provider.SamlConnection;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.federation.oidc.Discovery;
import org.gatehouse.federation.saml.SamlMetadata;
import org.gatehouse.federation.saml.UnderstoodMetadata;
import org.gatehouse.federation.setup.ProviderDescription.Mistake;

/**
 * Makes of what an administrator has typed what can be saved, and asks the provider about itself
 * where that is needed. A provider that is there already and doesn't answer at the moment keeps
 * nobody from a change.
 */
@Singleton
public class DescribeProvider {
  private final SamlMetadata samlMetadata;
  private final Discovery discovery;
  private final Catalog catalog;

  @Inject
  DescribeProvider(SamlMetadata samlMetadata, Discovery discovery, Catalog catalog) {
    this.samlMetadata = samlMetadata;
    this.discovery = discovery;
    this.catalog = catalog;
  }

  /**
   * Describes a provider.
   *
   * @param caller of whose workspace it is, or is to be
   * @param present what it is so far; nothing for a new one
   * @throws NotPermitted if the caller isn't an administrator: a provider is asked at whatever
   *     address was typed
   */
  public ProviderDescription describe(
      Caller caller, TypedProvider typed, Optional<IdentityProvider> present) {
    Permissions.require(caller, Permission.ADMINISTER_WORKSPACE);
    UUID workspaceId = caller.workspaceId();
    List<Mistake> mistakes = new ArrayList<>();
    Optional<ProviderName> name =
        part(mistakes, ProviderField.NAME, () -> new ProviderName(typed.name()));
    Optional<AttributeNames> names =
        part(mistakes, ProviderField.USER_NAME_ATTRIBUTE, () -> names(typed.names()));
    Optional<Provisioning> provisioning =
        part(
            mistakes,
            ProviderField.GROUP_ROLES,
            () -> provisioning(workspaceId, typed.provisioning()));
    Optional<Connection> connection =
        part(
            mistakes,
            typed.connection().source(),
            () ->
                typed.connection() instanceof TypedProvider.Saml saml
                    ? saml(workspaceId, saml, present.map(IdentityProvider::saml))
                    : oidc(
                        workspaceId,
                        (TypedProvider.Oidc) typed.connection(),
                        present.map(IdentityProvider::oidc)));
    if (!mistakes.isEmpty()) {
      return new ProviderDescription.Refused(mistakes);
    }
    return new ProviderDescription.Understood(
        new ProviderDetails(
            name.orElseThrow(),
            typed.enabled(),
            typed.alwaysAnew(),
            connection.orElseThrow(),
            names.orElseThrow(),
            provisioning.orElseThrow()));
  }

  private static <T> Optional<T> part(
      List<Mistake> mistakes, ProviderField field, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (InvalidInput e) {
      mistakes.add(new Mistake(ProviderField.about(e.rule()).orElse(field), e));
    }
    return Optional.empty();
  }

  private static AttributeNames names(TypedProvider.Names typed) {
    return new AttributeNames(
        typed.subject(),
        typed.userName(),
        typed.displayName(),
        typed.email(),
        typed.groups(),
        typed.groupsSeparator());
  }

  private Provisioning provisioning(UUID workspaceId, TypedProvider.Provisioning typed) {
    List<GroupRole> meant =
        typed.groupRoles().stream().map(typedRole -> groupRole(workspaceId, typedRole)).toList();
    return new Provisioning(typed.emailsOwned(), typed.creating(), typed.defaultRoles(), meant);
  }

  private GroupRole groupRole(UUID workspaceId, TypedProvider.GroupRole typed) {
    if (typed.role().isBlank()) {
      throw new InvalidInput(SetupRule.GROUP_ROLE_INVALID);
    }
    GroupRole meant = new GroupRole(typed.group(), typed.role());
    if (catalog.named(Role.class, workspaceId, meant.role()).isEmpty()) {
      throw new InvalidInput(SetupRule.GROUP_ROLE_UNKNOWN, meant.role());
    }
    return meant;
  }

  private SamlConnection saml(
      UUID workspaceId, TypedProvider.Saml typed, Optional<SamlConnection> known) {
    Optional<String> signer =
        Optional.of(typed.metadataSigner()).map(String::strip).filter(text -> !text.isEmpty());
    Optional<URI> url = url(typed.metadataUrl());
    Optional<SamlConnection> kept =
        known
            .filter(saml -> typed.leaves(saml.metadata()))
            .filter(saml -> url.isEmpty() || saml.metadataUrl().equals(url));
    if (kept.filter(saml -> saml.metadataSigner().equals(signer)).isPresent()) {
      // As it is; its dates may have run out since, and that must keep nobody from a change.
      SamlConnection saml = kept.get();
      return new SamlConnection(
          saml.peer(), saml.metadata(), url, signer, saml.dates(), typed.unsolicited());
    }
    String xml = kept.map(SamlConnection::metadata).orElse(typed.metadata().strip());
    if (xml.isEmpty()) {
      xml = samlMetadata.fetch(workspaceId, url.orElseThrow(DescribeProvider::missing));
    }
    UnderstoodMetadata understood = samlMetadata.understand(xml, signer);
    return new SamlConnection(
        understood.entityId(), xml, url, signer, understood.dates(), typed.unsolicited());
  }

  private static InvalidInput missing() {
    return new InvalidInput(SetupRule.METADATA_MISSING);
  }

  private static Optional<URI> url(String typed) {
    if (typed.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        WebAddress.read(typed)
            .map(WebAddress::uri)
            .orElseThrow(() -> new InvalidInput(SetupRule.METADATA_URL_INVALID)));
  }

  private OidcConnection oidc(
      UUID workspaceId, TypedProvider.Oidc typed, Optional<OidcConnection> known) {
    String issuer = typed.issuer().strip();
    boolean same = known.filter(oidc -> oidc.issuer().toString().equals(issuer)).isPresent();
    return new OidcConnection(
        same ? URI.create(issuer) : discovery.understand(workspaceId, issuer).issuer(),
        typed.clientId(),
        Optional.of(typed.hostedDomain()).filter(domain -> !domain.isBlank()),
        typed.scopes());
  }
}
