package org.gatehouse.core.provider;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.workspace.Workspace;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** Somebody else who may say who people of a workspace are: a SAML IdP or an OpenID provider. */
@Entity
@Table(name = "identity_provider")
public class IdentityProvider {
  @Id private UUID id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "workspace_id")
  private Workspace workspace;

  @Enumerated(EnumType.STRING)
  private Protocol protocol;

  private String name;

  @Column(name = "name_key")
  private String nameKey;

  /** Empty where nobody knows it yet, or an earlier version has let it be there twice. */
  private @Nullable String peer;

  private boolean enabled;

  @Column(name = "always_anew")
  private boolean alwaysAnew;

  @Column(name = "subject_attribute")
  private String subjectAttribute;

  @Column(name = "user_name_attribute")
  private String userNameAttribute;

  @Column(name = "display_name_attribute")
  private String displayNameAttribute;

  @Column(name = "email_attribute")
  private String emailAttribute;

  @Column(name = "groups_attribute")
  private String groupsAttribute;

  @Column(name = "groups_separator")
  private String groupsSeparator;

  @Column(name = "emails_owned")
  private boolean emailsOwned;

  private boolean creating;

  @Column(name = "system_trusted")
  private boolean systemTrusted;

  @ManyToMany(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @JoinTable(
      name = "provider_default_role",
      joinColumns = @JoinColumn(name = "provider_id"),
      inverseJoinColumns = @JoinColumn(name = "role_id"))
  private Set<Role> defaultRoles = new LinkedHashSet<>();

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @CollectionTable(name = "provider_group_role", joinColumns = @JoinColumn(name = "provider_id"))
  private Set<GroupRoleColumns> groupRoles = new LinkedHashSet<>();

  @Embedded private SamlColumns saml = new SamlColumns();
  @Embedded private OidcColumns oidc = new OidcColumns();

  @Column(name = "created_at")
  private Instant createdAt;

  private int revision;
  @Version private long version;

  /** For JPA. */
  protected IdentityProvider() {}

  IdentityProvider(
      Workspace workspace, ProviderDetails details, Function<String, Role> roles, Instant now) {
    this.id = UUID.randomUUID();
    this.workspace = workspace;
    this.protocol = details.connection() instanceof SamlConnection ? Protocol.SAML : Protocol.OIDC;
    this.createdAt = now;
    this.peer = details.connection().peer();
    write(details, roles, now);
  }

  /** What it calls itself: its entity id, or issuer; nothing where that isn't known yet. */
  Optional<String> peer() {
    return Optional.ofNullable(peer);
  }

  /** From now on it is known by that. */
  void call(String entityIdOrIssuer) {
    peer = entityIdOrIssuer;
  }

  /** The permanent key. */
  public UUID id() {
    return id;
  }

  /** The workspace whose people it knows. */
  public Workspace workspace() {
    return workspace;
  }

  /** The protocol it speaks. */
  public Protocol protocol() {
    return protocol;
  }

  /** The name that people see. */
  public String name() {
    return name;
  }

  /** Whether anybody may log in with it. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Whether it must ask people who they are each time. */
  public boolean isAlwaysAnew() {
    return alwaysAnew;
  }

  /**
   * Whether a system administrator has said that it may let system administrators in, and nobody of
   * lower rank has changed it since.
   */
  public boolean isSystemTrusted() {
    return systemTrusted;
  }

  /** How often its connection changed: what was made of an earlier one is out of date. */
  public int revision() {
    return revision;
  }

  /** Under which names it tells what we want to know. */
  public AttributeNames attributes() {
    return new AttributeNames(
        subjectAttribute,
        userNameAttribute,
        displayNameAttribute,
        emailAttribute,
        groupsAttribute,
        groupsSeparator);
  }

  /** The rule for people who have no user yet. */
  public Provisioning provisioning() {
    return new Provisioning(
        emailsOwned,
        creating,
        defaultRoles.stream().map(Role::name).sorted().toList(),
        groupRoles.stream()
            .map(GroupRoleColumns::asGroupRole)
            .sorted(GroupRoleColumns.ORDER)
            .toList());
  }

  /**
   * How it is reached, where it is a SAML IdP.
   *
   * @throws IllegalStateException if it isn't
   */
  public SamlConnection saml() {
    require(Protocol.SAML);
    return saml.read(peer().orElse(""));
  }

  /** What was seen when its metadata was to be read anew; of SAML only. */
  public MetadataReading reading() {
    require(Protocol.SAML);
    return saml.reading();
  }

  /**
   * After which moment nobody can log in with it unless somebody brings new metadata: where nobody
   * has to, because it is read anew in time, there is none. Of SAML only.
   */
  public Optional<Instant> outdatedAt() {
    require(Protocol.SAML);
    return saml.outdatedAt();
  }

  /**
   * How it is reached, where it is an OpenID provider.
   *
   * @throws IllegalStateException if it isn't
   */
  public OidcConnection oidc() {
    require(Protocol.OIDC);
    return oidc.read();
  }

  private void require(Protocol expected) {
    if (protocol != expected) {
      throw new IllegalStateException("provider " + id + " speaks " + protocol);
    }
  }

  /** All that an administrator says about it. */
  public ProviderDetails details() {
    Connection connection = protocol == Protocol.SAML ? saml() : oidc();
    return new ProviderDetails(
        new ProviderName(name), enabled, alwaysAnew, connection, attributes(), provisioning());
  }

  /**
   * From now on it is like this.
   *
   * @param details all that an administrator says about it; the protocol stays
   * @param roles the roles that they name, by name
   * @param now when its metadata was read
   */
  void change(ProviderDetails details, Function<String, Role> roles, Instant now) {
    write(details, roles, now);
  }

  private void write(ProviderDetails details, Function<String, Role> roles, Instant now) {
    name = details.name().value();
    nameKey = details.name().key();
    enabled = details.enabled();
    alwaysAnew = details.alwaysAnew();
    AttributeNames names = details.attributes();
    subjectAttribute = names.subject();
    userNameAttribute = names.userName();
    displayNameAttribute = names.displayName();
    emailAttribute = names.email();
    groupsAttribute = names.groups();
    groupsSeparator = names.groupsSeparator();
    emailsOwned = details.provisioning().emailsOwned();
    creating = details.provisioning().creating();
    replace(defaultRoles, details.provisioning().defaultRoles().stream().map(roles).toList());
    replace(
        groupRoles,
        details.provisioning().groupRoles().stream()
            .map(meant -> new GroupRoleColumns(meant.group(), roles.apply(meant.role())))
            .toList());
    connect(details.connection(), now);
  }

  private static <T> void replace(Set<T> present, Collection<T> wanted) {
    present.retainAll(wanted);
    present.addAll(wanted);
  }

  private void connect(Connection connection, Instant now) {
    revision++;
    if (connection instanceof SamlConnection samlConnection) {
      require(Protocol.SAML);
      saml.write(samlConnection, now);
    } else if (connection instanceof OidcConnection oidcConnection) {
      require(Protocol.OIDC);
      oidc.write(oidcConnection);
    }
  }

  /** Replaces the stored metadata. */
  void replaceMetadata(String metadata, MetadataDates dates, Instant now) {
    SamlConnection known = saml();
    connect(
        new SamlConnection(
            known.peer(),
            metadata,
            known.metadataUrl(),
            known.metadataSigner(),
            dates,
            known.unsolicited()),
        now);
  }

  /** So long is the metadata good that it has already. */
  void note(MetadataDates dates) {
    saml.note(dates);
  }

  /** Records an attempt to read the metadata, with the rule that what was found broke, if any. */
  void recordReadAttempt(Instant now, String problem) {
    saml.recordReadAttempt(now, problem);
  }

  /** From now on this is the secret of the client, sealed. */
  void keepSecret(@Nullable String sealed) {
    oidc.sealedSecret(sealed);
    revision++;
  }

  /** Whether our client at it has a secret; of OpenID Connect only. */
  public boolean hasClientSecret() {
    return sealedSecret().isPresent();
  }

  Optional<String> sealedSecret() {
    return oidc.sealedSecret();
  }

  void trustForSystem(boolean bySystemAdministrator) {
    systemTrusted = bySystemAdministrator;
  }

  /** The roles that everybody gets whom it brings. */
  public List<Role> defaultRoles() {
    return List.copyOf(defaultRoles);
  }

  /** The roles that its groups mean: whoever isn't in such a group hasn't the role. */
  public Set<Role> rolesOfGroups() {
    Set<Role> roles = new LinkedHashSet<>();
    groupRoles.forEach(meant -> roles.add(meant.role()));
    return roles;
  }

  /** In which groups somebody is, as far as it tells. */
  public List<String> groupsOf(ExternalIdentity identity) {
    return identity.values(groupsAttribute).stream()
        .flatMap(
            value ->
                groupsSeparator.isEmpty()
                    ? Stream.of(value)
                    : Stream.of(value.split(Pattern.quote(groupsSeparator))))
        .map(String::strip)
        .filter(group -> !group.isEmpty())
        .distinct()
        .toList();
  }

  /** Those of these groups that mean no role. */
  public List<String> meaningNothing(Collection<String> groups) {
    Set<String> known =
        groupRoles.stream().map(GroupRoleColumns::group).collect(Collectors.toSet());
    return groups.stream().filter(group -> !known.contains(group)).toList();
  }

  /** The roles that these groups mean. */
  public Set<Role> rolesOf(Collection<String> groups) {
    Set<Role> roles = new LinkedHashSet<>();
    groupRoles.stream()
        .filter(meant -> groups.contains(meant.group()))
        .forEach(meant -> roles.add(meant.role()));
    return roles;
  }
}
