package org.gatehouse.core.provider;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.workspace.Workspace;

/** The rows of {@link IdentityProviders}. */
@Repository
@Transactional
class IdentityProviderRows {
  @PersistenceContext EntityManager entityManager;

  Optional<IdentityProvider> withId(UUID id) {
    return query("where p.id = :id").setParameter("id", id).getResultList().stream().findFirst();
  }

  List<IdentityProvider> ofWorkspace(UUID workspaceId) {
    return query("where p.workspace.id = :workspace order by p.nameKey")
        .setParameter("workspace", workspaceId)
        .getResultList();
  }

  Optional<IdentityProvider> named(UUID workspaceId, String key) {
    return query("where p.workspace.id = :workspace and p.nameKey = :key")
        .setParameter("workspace", workspaceId)
        .setParameter("key", key)
        .getResultList()
        .stream()
        .findFirst();
  }

  List<IdentityProvider> enabled(UUID workspaceId) {
    return query("where p.workspace.id = :workspace and p.enabled = true order by p.nameKey")
        .setParameter("workspace", workspaceId)
        .getResultList();
  }

  List<IdentityProvider> ofIssuer(String issuer, String clientId) {
    return query("where p.oidc.issuer = :issuer and p.oidc.clientId = :client and p.enabled = true")
        .setParameter("issuer", issuer)
        .setParameter("client", clientId)
        .getResultList();
  }

  List<IdentityProvider> withMetadataUrl() {
    return query("where p.saml.metadataUrl is not null order by p.saml.triedAt").getResultList();
  }

  List<IdentityProvider> withUnknownDates() {
    return query("where p.saml.validUntil is null and p.saml.metadata like '%validUntil%'")
        .getResultList();
  }

  List<IdentityProvider> nameless() {
    return query("where p.protocol = :saml and p.peer is null order by p.createdAt, p.id")
        .setParameter("saml", Protocol.SAML)
        .getResultList();
  }

  boolean has(UUID workspaceId, String peer) {
    return query("where p.workspace.id = :workspace and p.peer = :peer")
        .setParameter("workspace", workspaceId)
        .setParameter("peer", peer)
        .getResultList()
        .stream()
        .findAny()
        .isPresent();
  }

  private TypedQuery<IdentityProvider> query(String where) {
    return entityManager.createQuery(
        "select p from IdentityProvider p join fetch p.workspace " + where, IdentityProvider.class);
  }

  Optional<Instant> firstExpiry() {
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

  /** A provider that others may read but not change until the transaction of the caller ends. */
  Optional<IdentityProvider> shared(UUID id) {
    return Optional.ofNullable(
        entityManager.find(IdentityProvider.class, id, LockModeType.PESSIMISTIC_READ));
  }

  /** A provider for a change in the transaction of the caller. */
  Optional<IdentityProvider> locked(UUID id) {
    return Optional.ofNullable(
        entityManager.find(IdentityProvider.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Not as it was when the transaction began: its turn may have come late. */
  Optional<IdentityProvider> asItIsNow(UUID id) {
    try {
      IdentityProvider managed = entityManager.getReference(IdentityProvider.class, id);
      entityManager.refresh(managed);
      return Optional.of(managed);
    } catch (EntityNotFoundException e) {
      return Optional.empty();
    }
  }

  /** A workspace as rows refer to it; nothing is read. */
  Workspace workspace(UUID id) {
    return entityManager.getReference(Workspace.class, id);
  }

  /**
   * Adds a provider, or makes the changes of one that is there.
   *
   * @throws Conflict if its name is taken
   */
  void save(IdentityProvider provider) {
    Duplicates.addNew(entityManager, provider, ProviderRule.NAME_TAKEN);
  }

  void remove(UUID id) {
    entityManager.remove(entityManager.getReference(IdentityProvider.class, id));
  }

  /** Forgets whom a provider knows. */
  void forgetLinks(UUID providerId) {
    entityManager
        .createQuery("delete from LinkedIdentity l where l.providerId = :provider")
        .setParameter("provider", providerId)
        .executeUpdate();
  }

  boolean takeReading(UUID providerId, Instant notSince, Instant now) {
    return entityManager
            .createQuery(
                "update IdentityProvider p set p.saml.triedAt = :now"
                    + " where p.id = :id and p.saml.triedAt < :since")
            .setParameter("now", now)
            .setParameter("id", providerId)
            .setParameter("since", notSince)
            .executeUpdate()
        == 1;
  }
}
