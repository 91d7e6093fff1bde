package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Preset;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.refusal.Rule;
import org.gatehouse.federation.setup.DescribeProvider;
import org.gatehouse.federation.setup.ProviderDescription;
import org.gatehouse.federation.setup.ProviderField;
import org.gatehouse.federation.setup.TypedProvider;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** What an administrator types about an identity provider, and what is wrong with it. */
@Named
@RequestScoped
public class ProviderForm {
  @Inject private DescribeProvider describeProvider;
  @Inject private CurrentCaller caller;
  @Inject private AccessChoices choices;
  @Inject private Texts texts;

  private final Form fields =
      new Form(
              "providerName",
              "metadata",
              "metadataUrl",
              "metadataSigner",
              "issuer",
              "clientId",
              "clientSecret",
              "hostedDomain",
              "scopes",
              "subjectAttribute",
              "userNameAttribute",
              "displayNameAttribute",
              "emailAttribute",
              "groupsAttribute",
              "groupsSeparator",
              "groupRoles")
          .boxes("enabled", "alwaysAnew", "unsolicited", "emailsOwned", "creating", "incomplete");
  private Protocol protocol = Protocol.SAML;
  private Optional<IdentityProvider> present = Optional.empty();
  private Choices roles = Choices.NONE;
  private String preset = "";
  private boolean filledIn;
  private boolean asked;

  /** Begins with nothing. */
  void begin(Protocol with) {
    protocol = with;
    roles = choices.roles(List.of());
  }

  /** Fills the form with the saved provider. */
  void begin(IdentityProvider provider) {
    present = Optional.of(provider);
    protocol = provider.protocol();
    TypedProvider typed = TypedProvider.of(provider);
    fields.put("providerName", typed.name());
    fields.put("enabled", typed.enabled());
    fields.put("alwaysAnew", typed.alwaysAnew());
    if (typed.connection() instanceof TypedProvider.Saml saml) {
      fields.put("metadataUrl", saml.metadataUrl());
      fields.put("metadataSigner", saml.metadataSigner());
      fields.put("unsolicited", saml.unsolicited());
    } else if (typed.connection() instanceof TypedProvider.Oidc oidc) {
      fields.put("issuer", oidc.issuer());
      fields.put("clientId", oidc.clientId());
      fields.put("hostedDomain", oidc.hostedDomain());
      fields.put("scopes", oidc.scopes());
    }
    fillIn(provider.attributes());
    TypedProvider.Provisioning provisioning = typed.provisioning();
    fields.put("emailsOwned", provisioning.emailsOwned());
    fields.put("creating", provisioning.creating());
    fields.put(
        "groupRoles",
        provisioning.groupRoles().stream()
            .map(TypedProvider.GroupRole::line)
            .collect(Collectors.joining("\n")));
    roles = choices.roles(provisioning.defaultRoles());
  }

  private void fillIn(AttributeNames names) {
    fields.put("subjectAttribute", names.subject());
    fields.put("userNameAttribute", names.userName());
    fields.put("displayNameAttribute", names.displayName());
    fields.put("emailAttribute", names.email());
    fields.put("groupsAttribute", names.groups());
    fields.put("groupsSeparator", names.groupsSeparator());
  }

  /**
   * The provider that was typed, or nothing after saying beside each field what is wrong with it.
   */
  Optional<ProviderDetails> read() {
    ProviderDescription description = describeProvider.describe(caller.get(), typed(), present);
    if (description instanceof ProviderDescription.Refused refused) {
      refused.mistakes().forEach(mistake -> texts.wrong(mistake.field().id(), mistake.why()));
      return Optional.empty();
    }
    return Optional.of(((ProviderDescription.Understood) description).details());
  }

  private TypedProvider typed() {
    return new TypedProvider(
        fields.text("providerName"),
        fields.isTicked("enabled"),
        fields.isTicked("alwaysAnew"),
        isSaml()
            ? new TypedProvider.Saml(
                fields.text("metadata"),
                fields.text("metadataUrl"),
                fields.text("metadataSigner"),
                fields.isTicked("unsolicited"))
            : new TypedProvider.Oidc(
                fields.text("issuer"),
                fields.text("clientId"),
                fields.text("hostedDomain"),
                fields.text("scopes")),
        names(),
        new TypedProvider.Provisioning(
            fields.isTicked("emailsOwned"),
            fields.isTicked("creating"),
            roles.names(),
            TypedProvider.GroupRole.ofLines(fields.text("groupRoles"))));
  }

  private TypedProvider.Names names() {
    return new TypedProvider.Names(
        fields.text("subjectAttribute"),
        fields.text("userNameAttribute"),
        fields.text("displayNameAttribute"),
        fields.text("emailAttribute"),
        fields.text("groupsAttribute"),
        fields.text("groupsSeparator"));
  }

  /** The field that a broken rule is about; nothing for none. */
  Optional<String> field(Rule rule) {
    return typed().about(rule).map(ProviderField::id);
  }

  /** Whether to save it though attribute names are missing that other settings need. */
  boolean isComplete(ProviderDetails details) {
    List<String> missing = details.missing();
    asked = !missing.isEmpty() && !fields.isTicked("incomplete");
    if (asked) {
      missing.forEach(name -> texts.wrong(name + "Attribute", "provider.nameMissing"));
    }
    return !asked;
  }

  /** Whether the person is asked to confirm that some attribute names are missing. */
  public boolean isAsked() {
    return asked || fields.isTicked("incomplete");
  }

  /** The product whose names were chosen, or are these. */
  public String getPreset() {
    return preset.isEmpty() ? presetOfNames() : preset;
  }

  /** The product whose names were chosen; Faces has null for none. */
  public void setPreset(@Nullable String preset) {
    this.preset = Objects.requireNonNullElse(preset, "");
  }

  /** The product whose names these are, as far as can be seen; empty if none's. */
  private String presetOfNames() {
    TypedProvider.Names typed = names();
    return Stream.of(Preset.values())
        .filter(
            one -> {
              AttributeNames names = one.names(protocol);
              return typed.equals(
                  new TypedProvider.Names(
                      names.subject(),
                      names.userName(),
                      names.displayName(),
                      names.email(),
                      names.groups(),
                      typed.groupsSeparator()));
            })
        .map(Preset::word)
        .findFirst()
        .orElse("");
  }

  /** Fills in the attribute names of the chosen product, and leaves all else as it was typed. */
  boolean fillIn() {
    Optional<Preset> chosen = Preset.of(preset);
    chosen.ifPresent(
        product -> {
          fillIn(product.names(protocol));
          if (!isSaml() && fields.text("scopes").isBlank()) {
            fields.put("scopes", product.scopes());
          }
        });
    filledIn = chosen.isPresent();
    return filledIn;
  }

  /** Whether names were filled in just now: then what was typed is shown again. */
  public boolean isFilledIn() {
    return filledIn;
  }

  /** The client secret that was typed; nothing to keep the saved one. */
  Optional<String> secret() {
    return Optional.of(fields.text("clientSecret"))
        .map(String::strip)
        .filter(typed -> !typed.isEmpty());
  }

  /** Whether the protocol is SAML, and not OpenID Connect. */
  public boolean isSaml() {
    return protocol == Protocol.SAML;
  }

  /** The protocol, as addresses write it. */
  public String getProtocol() {
    return protocol.word();
  }

  /** The products whose names are known. */
  public List<Preset> getPresets() {
    return List.of(Preset.values());
  }

  /** The roles of the workspace; those that everybody gets are ticked. */
  public Choices getRoles() {
    return roles;
  }

  public Form getFields() {
    return fields;
  }
}
