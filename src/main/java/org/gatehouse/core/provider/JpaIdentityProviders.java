package org.gatehouse.core.provider;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.workspace.Workspace;

/** Identity providers in the database; the secrets of our clients at them are sealed. */
@Singleton
@Transactional
public class JpaIdentityProviders implements IdentityProviders {
  private static final String PURPOSE = "client-secret";

  private final Catalog catalog;
  private final Vault vault;
  private final Clock clock;
  @PersistenceContext EntityManager entityManager;

  /**
   * @param catalog knows the roles of workspaces
   * @param vault seals secrets
   * @param clock what time it is
   */
  @Inject
  public JpaIdentityProviders(Catalog catalog, Vault vault, Clock clock) {
    this.catalog = catalog;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Optional<IdentityProvider> withId(UUID id) {
    return query("where p.id = :id").setParameter("id", id).getResultStream().findFirst();
  }

  @Override
  public List<IdentityProvider> ofWorkspace(UUID workspaceId) {
    return query("where p.workspace.id = :workspace order by p.nameKey")
        .setParameter("workspace", workspaceId)
        .getResultList();
  }

  @Override
  public List<IdentityProvider> enabled(UUID workspaceId) {
    return query("where p.workspace.id = :workspace and p.enabled = true order by p.nameKey")
        .setParameter("workspace", workspaceId)
        .getResultList();
  }

  @Override
  public List<IdentityProvider> ofIssuer(String issuer, String clientId) {
    return query("where p.oidc.issuer = :issuer and p.oidc.clientId = :client and p.enabled = true")
        .setParameter("issuer", issuer)
        .setParameter("client", clientId)
        .getResultList();
  }

  @Override
  public List<IdentityProvider> withMetadataUrl() {
    return query("where p.saml.metadataUrl is not null order by p.saml.triedAt").getResultList();
  }

  @Override
  public List<IdentityProvider> withUnknownDates() {
    return query("where p.saml.validUntil is null and p.saml.metadata like '%validUntil%'")
        .getResultList();
  }

  @Override
  public void noteDates(UUID providerId, int revision, MetadataDates dates) {
    unchanged(providerId, revision).ifPresent(provider -> provider.note(dates));
  }

  @Override
  public Optional<Instant> firstExpiry() {
    return Stream.of(
            "select min(p.saml.certificateExpiresAt) from IdentityProvider p"
                + " where p.enabled = true",
            // As IdentityProvider.outdatedAt has it.
            "select min(p.saml.validUntil) from IdentityProvider p where p.enabled = true and"
                + " (p.saml.metadataUrl is null or p.saml.problem <> '')")
        .map(query -> entityManager.createQuery(query, Instant.class).getSingleResult())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  private TypedQuery<IdentityProvider> query(String where) {
    return entityManager.createQuery(
        "select p from IdentityProvider p join fetch p.workspace " + where, IdentityProvider.class);
  }

  @Override
  public IdentityProvider add(
      Workspace workspace, ProviderDetails details, Optional<String> secret) {
    // Several at once: one after the other, as with roles.
    entityManager.find(Workspace.class, workspace.id(), LockModeType.PESSIMISTIC_WRITE);
    if (ofWorkspace(workspace.id()).size() >= LIMIT) {
      throw new Conflict(
          "provider.tooMany", "A workspace can have " + LIMIT + " identity providers at the most.");
    }
    requireNoOther(workspace.id(), details.connection());
    Instant now = clock.instant();
    IdentityProvider provider =
        new IdentityProvider(
            entityManager.getReference(Workspace.class, workspace.id()),
            details,
            roles(workspace.id(), details),
            now);
    keep(provider, secret);
    flush(() -> entityManager.persist(provider));
    return provider;
  }

  /** Messages tell by that alone from whom they come. */
  private void requireNoOther(UUID workspaceId, Connection connection) {
    if (isThere(workspaceId, connection.peer())) {
      throw new Conflict(
          "provider.same", "The workspace has this identity provider already, by another name.");
    }
  }

  private boolean isThere(UUID workspaceId, String peer) {
    return query("where p.workspace.id = :workspace and p.peer = :peer")
        .setParameter("workspace", workspaceId)
        .setParameter("peer", peer)
        .getResultStream()
        .findAny()
        .isPresent();
  }

  @Override
  public ProviderChange change(
      IdentityProvider provider,
      ProviderDetails details,
      Optional<String> secret,
      boolean bySystemAdministrator) {
    // In turn, so that the last two of a workspace aren't disabled at once.
    entityManager.find(Workspace.class, provider.workspace().id(), LockModeType.PESSIMISTIC_WRITE);
    IdentityProvider managed = asItIsNow(provider.id());
    ProviderDetails before = managed.details();
    boolean trusted = managed.isSystemTrusted();
    requireTheSame(managed, details.connection());
    managed.change(details, roles(managed.workspace().id(), details), clock.instant());
    managed.trustForSystem(trusted && bySystemAdministrator);
    keep(managed, secret);
    flush(() -> {});
    ProviderChange change =
        new ProviderChange(before, managed.details(), trusted && !bySystemAdministrator);
    if (change.otherSubjects()) {
      // What meant somebody by one attribute may mean somebody else by another.
      entityManager
          .createQuery("delete from LinkedIdentity l where l.providerId = :provider")
          .setParameter("provider", managed.id())
          .executeUpdate();
    }
    return change;
  }

  /** Not as it was when the transaction began: its turn may have come late. */
  private IdentityProvider asItIsNow(UUID id) {
    try {
      IdentityProvider managed = entityManager.getReference(IdentityProvider.class, id);
      entityManager.refresh(managed);
      return managed;
    } catch (EntityNotFoundException e) {
      throw new Conflict("provider.gone", "The identity provider was removed meanwhile.");
    }
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
          connection instanceof OidcConnection ? "issuer.fixed" : "metadata.otherProvider",
          "This is another provider: add it as one of its own.");
    }
    if (provider.peer().isEmpty() && !isThere(provider.workspace().id(), peer)) {
      provider.call(peer);
    }
  }

  @Override
  public List<IdentityProvider> nameless() {
    return query("where p.protocol = :saml and p.peer is null order by p.createdAt, p.id")
        .setParameter("saml", Protocol.SAML)
        .getResultList();
  }

  @Override
  public boolean call(UUID providerId, String entityId) {
    Optional<IdentityProvider> found = locked(providerId);
    if (found.isEmpty()) {
      return true;
    }
    UUID workspaceId = found.get().workspace().id();
    entityManager.find(Workspace.class, workspaceId, LockModeType.PESSIMISTIC_WRITE);
    boolean free = !isThere(workspaceId, entityId);
    if (free) {
      found.get().call(entityId);
    }
    return free;
  }

  private void keep(IdentityProvider provider, Optional<String> secret) {
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

  private void flush(Runnable change) {
    try {
      change.run();
      entityManager.flush();
    } catch (PersistenceException e) {
      if (Duplicates.areWhy(e)) {
        throw new Conflict(
            "providerName.taken", "The workspace has an identity provider of this name.");
      }
      throw e;
    }
  }

  @Override
  public Optional<IdentityProvider> toEnter(UUID id) {
    return Optional.ofNullable(
            entityManager.find(IdentityProvider.class, id, LockModeType.PESSIMISTIC_READ))
        .filter(IdentityProvider::isEnabled);
  }

  @Override
  public void trust(UUID providerId, boolean on) {
    locked(providerId).ifPresent(provider -> provider.trustForSystem(on));
  }

  @Override
  public void remove(IdentityProvider provider) {
    entityManager.remove(entityManager.getReference(IdentityProvider.class, provider.id()));
  }

  @Override
  public Optional<String> clientSecret(IdentityProvider provider) {
    return provider
        .sealedSecret()
        .map(secret -> vault.open(PURPOSE, provider.id().toString(), secret));
  }

  @Override
  public boolean takeReading(UUID providerId, Instant notSince) {
    return entityManager
            .createQuery(
                "update IdentityProvider p set p.saml.triedAt = :now"
                    + " where p.id = :id and p.saml.triedAt < :since")
            .setParameter("now", clock.instant())
            .setParameter("id", providerId)
            .setParameter("since", notSince)
            .executeUpdate()
        == 1;
  }

  @Override
  public boolean replaceMetadata(
      UUID providerId, int revision, String metadata, MetadataDates dates) {
    Optional<IdentityProvider> unchanged = unchanged(providerId, revision);
    unchanged.ifPresent(provider -> provider.replaceMetadata(metadata, dates, clock.instant()));
    return unchanged.isPresent();
  }

  private Optional<IdentityProvider> unchanged(UUID providerId, int revision) {
    return locked(providerId).filter(provider -> provider.revision() == revision);
  }

  @Override
  public void recordFailedRead(UUID providerId, String problem) {
    locked(providerId).ifPresent(provider -> provider.recordReadAttempt(clock.instant(), problem));
  }

  private Optional<IdentityProvider> locked(UUID providerId) {
    return Optional.ofNullable(
        entityManager.find(IdentityProvider.class, providerId, LockModeType.PESSIMISTIC_WRITE));
  }
}
