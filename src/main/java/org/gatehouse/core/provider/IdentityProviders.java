package org.gatehouse.core.provider;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.Workspaces;

/** The identity providers of all workspaces; the secrets of our clients at them are sealed. */
@Singleton
@Transactional
public class IdentityProviders {
  /** How many a workspace can have. */
  public static final int LIMIT = 20;

  /** The longest secret of a client, characters: longer than any provider makes them. */
  public static final int LONGEST_SECRET = 800;

  private static final String PURPOSE = "client-secret";

  private final IdentityProviderRows rows;
  private final Workspaces workspaces;
  private final Catalog catalog;
  private final Vault vault;
  private final Clock clock;

  @Inject
  IdentityProviders(
      IdentityProviderRows rows, Workspaces workspaces, Catalog catalog, Vault vault, Clock clock) {
    this.rows = rows;
    this.workspaces = workspaces;
    this.catalog = catalog;
    this.vault = vault;
    this.clock = clock;
  }

  /** The provider with this key. */
  public Optional<IdentityProvider> withId(UUID id) {
    return rows.withId(id);
  }

  /**
   * The provider of a workspace that has this name, in any case.
   *
   * @param name what somebody typed; anything is allowed
   */
  public Optional<IdentityProvider> named(UUID workspaceId, String name) {
    return rows.named(workspaceId, Names.key(name.strip()));
  }

  /** Those of a workspace, by name. */
  public List<IdentityProvider> ofWorkspace(UUID workspaceId) {
    return rows.ofWorkspace(workspaceId);
  }

  /** Those of a workspace with which people may log in, by name. */
  public List<IdentityProvider> enabled(UUID workspaceId) {
    return rows.enabled(workspaceId);
  }

  /**
   * The OpenID providers that are enabled, in whatever workspace, of this issuer that call us this.
   */
  public List<IdentityProvider> ofIssuer(String issuer, String clientId) {
    return rows.ofIssuer(issuer, clientId);
  }

  /** The SAML providers of all workspaces whose metadata has an address. */
  public List<IdentityProvider> withMetadataUrl() {
    return rows.withMetadataUrl();
  }

  /** The SAML providers whose metadata has a date that nobody has noted yet. */
  public List<IdentityProvider> withUnknownDates() {
    return rows.withUnknownDates();
  }

  /** Notes until when the metadata of a provider is good that is there already. */
  public void noteDates(UUID providerId, int revision, MetadataDates dates) {
    unchanged(providerId, revision).ifPresent(provider -> provider.note(dates));
  }

  /**
   * When the first certificate of an enabled SAML provider expires, or its metadata does where
   * nobody reads it anew; nothing if there is none.
   */
  public Optional<Instant> firstExpiry() {
    return rows.firstExpiry();
  }

  /**
   * Adds one, in the transaction of the caller.
   *
   * @param secret what the client of OpenID Connect proves itself with; nothing for none
   * @throws Conflict if the name is taken, the workspace has this provider already, or there are
   *     {@link #LIMIT}
   * @throws InvalidInput if the workspace lacks a role, or the secret is too long
   */
  public IdentityProvider add(
      Workspace workspace, ProviderDetails details, Optional<String> secret) {
    // Several at once: one after the other, as with roles.
    workspaces.lock(workspace.id());
    if (ofWorkspace(workspace.id()).size() >= LIMIT) {
      throw new Conflict(ProviderRule.TOO_MANY, LIMIT);
    }
    requireNoOther(workspace.id(), details.connection());
    Instant now = clock.instant();
    IdentityProvider provider =
        new IdentityProvider(
            rows.workspace(workspace.id()), details, roles(workspace.id(), details), now);
    keep(provider, secret);
    rows.save(provider);
    workspaces.tellOfChange(workspace.id());
    return provider;
  }

  /** Messages tell by that alone from whom they come. */
  private void requireNoOther(UUID workspaceId, Connection connection) {
    if (rows.has(workspaceId, connection.peer())) {
      throw new Conflict(ProviderRule.SAME);
    }
  }

  /**
   * Changes one, in the transaction of the caller. Whom it knows is forgotten where another
   * attribute says who somebody is. What is the same already leaves all as it is: its trust, and
   * what was made of its connection.
   *
   * @param secret the client's new secret; nothing to leave it, an empty text for none
   * @param bySystemAdministrator whether one does; if not, it is trusted no longer
   * @return what was changed
   * @throws Conflict if the name is taken, or it was removed meanwhile
   * @throws InvalidInput if the workspace lacks a role, it would be another provider, or the secret
   *     is too long
   */
  public ProviderChange change(
      IdentityProvider provider,
      ProviderDetails details,
      Optional<String> secret,
      boolean bySystemAdministrator) {
    // In turn, so that the last two of a workspace aren't disabled at once.
    workspaces.lock(provider.workspace().id());
    IdentityProvider managed =
        rows.asItIsNow(provider.id()).orElseThrow(() -> new Conflict(ProviderRule.GONE));
    requireTheSame(managed, details.connection());
    Function<String, Role> roles = roles(managed.workspace().id(), details);
    boolean trusted = managed.isSystemTrusted();
    ProviderChange change =
        new ProviderChange(
            managed.details(),
            details.with(named(details.provisioning(), roles)),
            secret.filter(text -> !text.equals(clientSecret(managed).orElse(""))).isPresent(),
            trusted && !bySystemAdministrator);
    if (change.isNone()) {
      return new ProviderChange(change.before(), change.before(), false, false);
    }
    managed.change(details, roles, clock.instant());
    managed.trustForSystem(trusted && bySystemAdministrator);
    keep(managed, secret);
    rows.save(managed);
    workspaces.tellOfChange(managed.workspace().id());
    if (change.otherSubjects()) {
      // What meant somebody by one attribute may mean somebody else by another.
      rows.forgetLinks(managed.id());
    }
    return change;
  }

  /** Another provider's subjects are other people, and our secret isn't for it. */
  private void requireTheSame(IdentityProvider provider, Connection connection) {
    String peer = connection.peer();
    boolean another =
        connection instanceof OidcConnection
            ? !provider.oidc().peer().equals(peer)
            : provider.peer().filter(known -> !known.equals(peer)).isPresent();
    if (another) {
      throw new InvalidInput(
          connection instanceof OidcConnection
              ? ProviderRule.ISSUER_FIXED
              : ProviderRule.METADATA_OTHER_PROVIDER);
    }
    if (provider.peer().isEmpty() && !rows.has(provider.workspace().id(), peer)) {
      provider.call(peer);
    }
  }

  /** The SAML providers of which nobody knows yet what they call themselves. */
  public List<IdentityProvider> nameless() {
    return rows.nameless();
  }

  /**
   * Remembers what a provider calls itself.
   *
   * @return whether no other of its workspace does
   */
  public boolean call(UUID providerId, String entityId) {
    Optional<IdentityProvider> found = rows.locked(providerId);
    if (found.isEmpty()) {
      return true;
    }
    UUID workspaceId = found.get().workspace().id();
    workspaces.lock(workspaceId);
    boolean free = !rows.has(workspaceId, entityId);
    if (free) {
      found.get().call(entityId);
    }
    return free;
  }

  private void keep(IdentityProvider provider, Optional<String> secret) {
    if (secret.filter(text -> text.length() > LONGEST_SECRET).isPresent()) {
      throw new InvalidInput(ProviderRule.CLIENT_SECRET_INVALID, LONGEST_SECRET);
    }
    secret.ifPresent(
        text ->
            provider.keepSecret(
                text.isEmpty() ? null : vault.seal(PURPOSE, provider.id().toString(), text)));
  }

  private Function<String, Role> roles(UUID workspaceId, ProviderDetails details) {
    Set<String> names = new LinkedHashSet<>(details.provisioning().defaultRoles());
    details.provisioning().groupRoles().forEach(meant -> names.add(meant.role()));
    Map<String, Role> byKey =
        catalog.allNamed(Role.class, workspaceId, names).stream()
            .collect(Collectors.toMap(role -> Names.key(role.name()), Function.identity()));
    // The catalog has found all of them.
    return name -> Objects.requireNonNull(byKey.get(new AccessName(name).key()));
  }

  /** The same with the very names of roles, in whatever case and order they were typed. */
  private static Provisioning named(Provisioning typed, Function<String, Role> roles) {
    return new Provisioning(
        typed.emailsOwned(),
        typed.creating(),
        typed.defaultRoles().stream()
            .map(name -> roles.apply(name).name())
            .distinct()
            .sorted()
            .toList(),
        typed.groupRoles().stream()
            .map(meant -> new GroupRole(meant.group(), roles.apply(meant.role()).name()))
            .distinct()
            .sorted(GroupRoleColumns.ORDER)
            .toList());
  }

  /**
   * The provider, if it is enabled, for a login in the transaction of the caller: nobody disables
   * it meanwhile.
   */
  public Optional<IdentityProvider> toEnter(UUID id) {
    return rows.shared(id).filter(IdentityProvider::isEnabled);
  }

  /** Lets it log system administrators in, or no longer. */
  public void trust(UUID providerId, boolean on) {
    rows.locked(providerId).ifPresent(provider -> provider.trustForSystem(on));
  }

  /** Removes one, with whom it knows, in the transaction of the caller. */
  public void remove(IdentityProvider provider) {
    rows.remove(provider.id());
    workspaces.tellOfChange(provider.workspace().id());
  }

  /** What the client of OpenID Connect proves itself with, if it has such a secret. */
  public Optional<String> clientSecret(IdentityProvider provider) {
    return provider
        .sealedSecret()
        .map(secret -> vault.open(PURPOSE, provider.id().toString(), secret));
  }

  /**
   * Takes the turn to read a provider's metadata anew.
   *
   * @param notSince only if nobody has tried since this moment
   * @return whether the caller shall do it; of several at once, one
   */
  public boolean takeReading(UUID providerId, Instant notSince) {
    return rows.takeReading(providerId, notSince, clock.instant());
  }

  /**
   * Its metadata was read anew.
   *
   * @param revision the one whose address and signer were asked: a provider that an administrator
   *     has changed since stays as that one wants it
   * @param metadata what was read and understood
   * @param dates until when that is good
   * @return whether it was still that one
   */
  public boolean replaceMetadata(
      UUID providerId, int revision, String metadata, MetadataDates dates) {
    Optional<IdentityProvider> unchanged = unchanged(providerId, revision);
    unchanged.ifPresent(provider -> provider.replaceMetadata(metadata, dates, clock.instant()));
    return unchanged.isPresent();
  }

  private Optional<IdentityProvider> unchanged(UUID providerId, int revision) {
    return rows.locked(providerId).filter(provider -> provider.revision() == revision);
  }

  /**
   * Its metadata can't be read, or not be trusted; what was read before goes on to count.
   *
   * @param problem the rule that is broken
   */
  public void recordFailedRead(UUID providerId, String problem) {
    rows.locked(providerId)
        .ifPresent(provider -> provider.recordReadAttempt(clock.instant(), problem));
  }
}
