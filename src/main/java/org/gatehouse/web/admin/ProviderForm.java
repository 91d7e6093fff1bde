package org.gatehouse.web.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.Connection;
import org.gatehouse.core.provider.GroupRole;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.OidcConnection;
import org.gatehouse.core.provider.Preset;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.provider.ProviderName;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.provider.SamlConnection;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.federation.fetch.WebAddress;
import org.gatehouse.federation.oidc.Discovery;
import org.gatehouse.federation.saml.SamlMetadata;
import org.gatehouse.federation.saml.UnderstoodMetadata;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Texts;
import org.jspecify.annotations.Nullable;

/** What an administrator types about an identity provider, and what is wrong with it. */
@Named
@RequestScoped
public class ProviderForm {
  @Inject private SamlMetadata samlMetadata;
  @Inject private Discovery discovery;
  @Inject private CurrentCaller caller;
  @Inject private AccessChoices choices;
  @Inject private Texts texts;

  private Protocol protocol = Protocol.SAML;
  private Optional<IdentityProvider> present = Optional.empty();
  private String name = "";
  private boolean enabled;
  private boolean alwaysAnew;
  private String metadata = "";
  private String metadataUrl = "";
  private String metadataSigner = "";
  private boolean unsolicited;
  private String issuer = "";
  private String clientId = "";
  private String clientSecret = "";
  private String hostedDomain = "";
  private String scopes = "";
  private String subjectAttribute = "";
  private String userNameAttribute = "";
  private String displayNameAttribute = "";
  private String emailAttribute = "";
  private String groupsAttribute = "";
  private String groupsSeparator = "";
  private boolean emailsOwned;
  private boolean creating;
  private String groupRoles = "";
  private Choices roles = Choices.NONE;
  private String preset = "";
  private boolean filledIn;
  private boolean asked;
  private boolean incomplete;

  /** Begins with nothing. */
  void begin(Protocol with) {
    protocol = with;
    roles = choices.roles(List.of());
  }

  /** Begins with what there is. */
  void begin(IdentityProvider provider) {
    present = Optional.of(provider);
    protocol = provider.protocol();
    name = provider.name();
    enabled = provider.isEnabled();
    alwaysAnew = provider.isAlwaysAnew();
    if (protocol == Protocol.SAML) {
      SamlConnection saml = provider.saml();
      metadataUrl = saml.metadataUrl().map(URI::toString).orElse("");
      metadataSigner = saml.metadataSigner().orElse("");
      unsolicited = saml.unsolicited();
    } else {
      OidcConnection oidc = provider.oidc();
      issuer = oidc.issuer().toString();
      clientId = oidc.clientId();
      hostedDomain = oidc.hostedDomain().orElse("");
      scopes = oidc.scopes();
    }
    fillIn(provider.attributes());
    Provisioning provisioning = provider.provisioning();
    emailsOwned = provisioning.emailsOwned();
    creating = provisioning.creating();
    groupRoles =
        provisioning.groupRoles().stream()
            .map(meant -> meant.group() + " = " + meant.role())
            .collect(Collectors.joining("\n"));
    roles = choices.roles(provisioning.defaultRoles());
  }

  private void fillIn(Preset chosen) {
    fillIn(chosen.names(protocol));
    if (scopes.isBlank()) {
      scopes = protocol == Protocol.OIDC ? chosen.scopes() : "";
    }
  }

  /** The product whose names these are, as far as can be seen; empty if none's. */
  private String presetOfNames() {
    return Stream.of(Preset.values())
        .filter(preset -> texts(preset.names(protocol)).equals(typed()))
        .map(Preset::word)
        .findFirst()
        .orElse("");
  }

  private static List<String> texts(AttributeNames names) {
    return List.of(
        names.subject(), names.userName(), names.displayName(), names.email(), names.groups());
  }

  private List<String> typed() {
    return List.of(
        subjectAttribute, userNameAttribute, displayNameAttribute, emailAttribute, groupsAttribute);
  }

  private void fillIn(AttributeNames names) {
    subjectAttribute = names.subject();
    userNameAttribute = names.userName();
    displayNameAttribute = names.displayName();
    emailAttribute = names.email();
    groupsAttribute = names.groups();
    groupsSeparator = names.groupsSeparator();
  }

  /** What was typed, or nothing after saying beside each field what is wrong with it. */
  Optional<ProviderDetails> read() {
    Optional<ProviderName> as = texts.read("providerName", () -> new ProviderName(name));
    Optional<AttributeNames> names = names();
    Optional<Provisioning> provisioning = texts.read("groupRoles", this::provisioning);
    Optional<? extends Connection> connection = protocol == Protocol.SAML ? saml() : oidc();
    if (as.isEmpty() || names.isEmpty() || provisioning.isEmpty() || connection.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProviderDetails(
            as.get(), enabled, alwaysAnew, connection.get(), names.get(), provisioning.get()));
  }

  private Optional<AttributeNames> names() {
    try {
      return Optional.of(
          new AttributeNames(
              subjectAttribute,
              userNameAttribute,
              displayNameAttribute,
              emailAttribute,
              groupsAttribute,
              groupsSeparator));
    } catch (InvalidInput e) {
      boolean separator = e.rule().startsWith("groupsSeparator");
      texts.wrong(separator ? "groupsSeparator" : "userNameAttribute", e);
      return Optional.empty();
    }
  }

  private Provisioning provisioning() {
    List<GroupRole> meant =
        groupRoles.lines().filter(line -> !line.isBlank()).map(this::groupRole).toList();
    return new Provisioning(emailsOwned, creating, roles.names(), meant);
  }

  private GroupRole groupRole(String line) {
    // Groups of a directory have such signs in their names, roles haven't.
    int parting = line.lastIndexOf('=');
    if (parting < 0) {
      throw new InvalidInput("groupRole.invalid", "Write group = role.");
    }
    GroupRole meant = new GroupRole(line.substring(0, parting), line.substring(parting + 1));
    boolean known =
        roles.getItems().stream().anyMatch(role -> role.getName().equalsIgnoreCase(meant.role()));
    if (!known) {
      throw new InvalidInput("groupRole.unknown", "There is no such role.", meant.role());
    }
    return meant;
  }

  private Optional<SamlConnection> saml() {
    Optional<String> signer =
        Optional.of(metadataSigner).map(String::strip).filter(text -> !text.isEmpty());
    String source = metadata.isBlank() ? "metadataUrl" : "metadata";
    try {
      Optional<URI> url = url();
      Optional<SamlConnection> known = present.map(IdentityProvider::saml);
      boolean kept =
          metadata.isBlank()
              && known.filter(saml -> url.isEmpty() || saml.metadataUrl().equals(url)).isPresent();
      if (kept && known.orElseThrow().metadataSigner().equals(signer)) {
        // As it is; its dates may have run out since, and that must keep nobody from a change.
        return known.map(
            saml ->
                new SamlConnection(
                    saml.peer(), saml.metadata(), url, signer, saml.dates(), unsolicited));
      }
      if (!kept && metadata.isBlank() && url.isEmpty()) {
        throw new InvalidInput("metadata.missing", "Give the metadata, or its address.");
      }
      String xml = kept ? known.orElseThrow().metadata() : metadata.strip();
      String read =
          xml.isEmpty() ? samlMetadata.fetch(caller.get().workspaceId(), url.orElseThrow()) : xml;
      UnderstoodMetadata understood = samlMetadata.understand(read, signer);
      return Optional.of(
          new SamlConnection(
              understood.entityId(), read, url, signer, understood.dates(), unsolicited));
    } catch (InvalidInput e) {
      texts.wrong(field(e.rule(), source), e);
      return Optional.empty();
    }
  }

  /** The field that a rule is about which the core has found broken; empty for none. */
  Optional<String> field(String rule) {
    return switch (rule) {
      case "provider.same", "metadata.otherProvider" ->
          Optional.of(
              protocol == Protocol.OIDC
                  ? "issuer"
                  : metadata.isBlank() ? "metadataUrl" : "metadata");
      case "issuer.fixed" -> Optional.of("issuer");
      case "providerName.taken" -> Optional.of("providerName");
      default -> Optional.empty();
    };
  }

  /** Whether to save it nevertheless though names are missing that something hangs on. */
  boolean isComplete(ProviderDetails details) {
    List<String> missing = details.missing();
    asked = !missing.isEmpty() && !incomplete;
    if (asked) {
      missing.forEach(name -> texts.wrong(name + "Attribute", "provider.nameMissing"));
    }
    return !asked;
  }

  /** Whether it was just asked whether to save it without some names. */
  public boolean isAsked() {
    return asked || incomplete;
  }

  /** Whether to save it without some names. */
  public boolean isIncomplete() {
    return incomplete;
  }

  /** Whether to save it without some names. */
  public void setIncomplete(boolean incomplete) {
    this.incomplete = incomplete;
  }

  /** The product whose names were chosen, or are these. */
  public String getPreset() {
    return preset.isEmpty() ? presetOfNames() : preset;
  }

  /** The product whose names were chosen; Faces has null for none. */
  public void setPreset(@Nullable String preset) {
    this.preset = Objects.requireNonNullElse(preset, "");
  }

  /** Takes the names over of the product that was chosen, and leaves all else as it was typed. */
  boolean fillIn() {
    Optional<Preset> chosen = Preset.of(preset);
    chosen.ifPresent(this::fillIn);
    filledIn = chosen.isPresent();
    return filledIn;
  }

  /** Whether names were filled in just now: then what was typed is shown again. */
  public boolean isFilledIn() {
    return filledIn;
  }

  private Optional<URI> url() {
    if (metadataUrl.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        WebAddress.read(metadataUrl)
            .map(WebAddress::uri)
            .orElseThrow(() -> new InvalidInput("address.invalid", "This is no address.")));
  }

  private static String field(String rule, String source) {
    return switch (rule) {
      case "certificate.invalid", "metadata.unsigned", "metadata.wrongSigner" -> "metadataSigner";
      case "metadata.missing" -> "metadata";
      default -> rule.startsWith("address.") ? "metadataUrl" : source;
    };
  }

  private Optional<OidcConnection> oidc() {
    String typed = issuer.strip();
    boolean known =
        present.filter(provider -> provider.oidc().issuer().toString().equals(typed)).isPresent();
    try {
      // A provider that doesn't answer at the moment must keep nobody from a change.
      URI understood =
          known
              ? URI.create(typed)
              : discovery.understand(caller.get().workspaceId(), typed).issuer();
      return Optional.of(
          new OidcConnection(
              understood,
              clientId,
              Optional.of(hostedDomain).filter(domain -> !domain.isBlank()),
              scopes));
    } catch (InvalidInput e) {
      String about = e.rule().substring(0, e.rule().indexOf('.'));
      boolean field = List.of("clientId", "scopes", "hostedDomain").contains(about);
      texts.wrong(field ? about : "issuer", e);
      return Optional.empty();
    }
  }

  /** The secret that was typed; nothing to leave what there is. */
  Optional<String> secret() {
    return Optional.of(clientSecret).map(String::strip).filter(typed -> !typed.isEmpty());
  }

  /** Whether it is about SAML, and not OpenID Connect. */
  public boolean isSaml() {
    return protocol == Protocol.SAML;
  }

  /** How it is spoken to, as addresses write it. */
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

  /** What people call it. */
  public String getProviderName() {
    return name;
  }

  /** What people call it. */
  public void setProviderName(String name) {
    this.name = name;
  }

  /** Whether anybody may log in with it. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Whether anybody may log in with it. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** Whether it must ask people who they are each time. */
  public boolean isAlwaysAnew() {
    return alwaysAnew;
  }

  /** Whether it must ask people who they are each time. */
  public void setAlwaysAnew(boolean alwaysAnew) {
    this.alwaysAnew = alwaysAnew;
  }

  /** What was pasted as metadata; what was understood before isn't shown here. */
  public String getMetadata() {
    return metadata;
  }

  /** What was pasted as metadata; what was understood before isn't shown here. */
  public void setMetadata(String metadata) {
    this.metadata = metadata;
  }

  /** Where the metadata is. */
  public String getMetadataUrl() {
    return metadataUrl;
  }

  /** Where the metadata is. */
  public void setMetadataUrl(String metadataUrl) {
    this.metadataUrl = metadataUrl;
  }

  /** The certificate whose key must have signed it. */
  public String getMetadataSigner() {
    return metadataSigner;
  }

  /** The certificate whose key must have signed it. */
  public void setMetadataSigner(String metadataSigner) {
    this.metadataSigner = metadataSigner;
  }

  /** Whether the provider may begin logins itself. */
  public boolean isUnsolicited() {
    return unsolicited;
  }

  /** Whether the provider may begin logins itself. */
  public void setUnsolicited(boolean unsolicited) {
    this.unsolicited = unsolicited;
  }

  /** What the provider calls itself. */
  public String getIssuer() {
    return issuer;
  }

  /** What the provider calls itself. */
  public void setIssuer(String issuer) {
    this.issuer = issuer;
  }

  /** What it calls us. */
  public String getClientId() {
    return clientId;
  }

  /** What it calls us. */
  public void setClientId(String clientId) {
    this.clientId = clientId;
  }

  /** What was typed as the client's secret and isn't saved yet; what is saved is never shown. */
  public String getClientSecret() {
    return clientSecret;
  }

  /** What was typed as the client's secret. */
  public void setClientSecret(String clientSecret) {
    this.clientSecret = clientSecret;
  }

  /** The domain of Google Workspace that people must be of. */
  public String getHostedDomain() {
    return hostedDomain;
  }

  /** The domain of Google Workspace that people must be of. */
  public void setHostedDomain(String hostedDomain) {
    this.hostedDomain = hostedDomain;
  }

  /** What is asked for beside what always is. */
  public String getScopes() {
    return scopes;
  }

  /** What is asked for beside what always is. */
  public void setScopes(String scopes) {
    this.scopes = scopes;
  }

  /** Where it tells whom it means; empty for what the protocol has for that. */
  public String getSubjectAttribute() {
    return subjectAttribute;
  }

  /** Where it tells whom it means; empty for what the protocol has for that. */
  public void setSubjectAttribute(String subjectAttribute) {
    this.subjectAttribute = subjectAttribute;
  }

  /** What parts groups that it tells in one text. */
  public String getGroupsSeparator() {
    return groupsSeparator;
  }

  /** What parts groups that it tells in one text. */
  public void setGroupsSeparator(String groupsSeparator) {
    this.groupsSeparator = groupsSeparator;
  }

  /** Where it tells with which name the person logs in. */
  public String getUserNameAttribute() {
    return userNameAttribute;
  }

  /** Where it tells with which name the person logs in. */
  public void setUserNameAttribute(String userNameAttribute) {
    this.userNameAttribute = userNameAttribute;
  }

  /** Where it tells how the person is called. */
  public String getDisplayNameAttribute() {
    return displayNameAttribute;
  }

  /** Where it tells how the person is called. */
  public void setDisplayNameAttribute(String displayNameAttribute) {
    this.displayNameAttribute = displayNameAttribute;
  }

  /** Where it tells the e-mail address. */
  public String getEmailAttribute() {
    return emailAttribute;
  }

  /** Where it tells the e-mail address. */
  public void setEmailAttribute(String emailAttribute) {
    this.emailAttribute = emailAttribute;
  }

  /** Where it tells the groups. */
  public String getGroupsAttribute() {
    return groupsAttribute;
  }

  /** Where it tells the groups. */
  public void setGroupsAttribute(String groupsAttribute) {
    this.groupsAttribute = groupsAttribute;
  }

  /** Whether its e-mail addresses say who somebody is. */
  public boolean isEmailsOwned() {
    return emailsOwned;
  }

  /** Whether its e-mail addresses say who somebody is. */
  public void setEmailsOwned(boolean emailsOwned) {
    this.emailsOwned = emailsOwned;
  }

  /** Whether people are added whom it knows and the workspace doesn't. */
  public boolean isCreating() {
    return creating;
  }

  /** Whether people are added whom it knows and the workspace doesn't. */
  public void setCreating(boolean creating) {
    this.creating = creating;
  }

  /** Which group means which role, one a line. */
  public String getGroupRoles() {
    return groupRoles;
  }

  /** Which group means which role, one a line. */
  public void setGroupRoles(String groupRoles) {
    this.groupRoles = groupRoles;
  }
}
