package org.gatehouse.core.oauth.client;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.text.SearchText;

/** The rows of {@link RegisteredClients}. */
@Repository
@Transactional
class RegisteredClientRows {
  private static final OldRows EXPIRED_SECRETS =
      new OldRows("oauth_client_secret", "secret_hash", "expires_at");

  @PersistenceContext private EntityManager entityManager;

  void add(RegisteredClient client) {
    entityManager.persist(client);
  }

  void add(ClientSecret secret) {
    entityManager.persist(secret);
  }

  Optional<RegisteredClient> find(UUID id) {
    return Optional.ofNullable(entityManager.find(RegisteredClient.class, id));
  }

  Optional<RegisteredClient> toBeChanged(UUID id) {
    return Optional.ofNullable(
        entityManager.find(RegisteredClient.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** A client with its secrets, in one statement. */
  Optional<KnownClient> known(UUID id) {
    List<Object[]> rows =
        entityManager
            .createQuery(
                "select c, s.secretHash, s.expiresAt from RegisteredClient c"
                    + " left join ClientSecret s on s.clientId = c.id where c.id = :id",
                Object[].class)
            .setParameter("id", id)
            .getResultList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Optional<Instant>> secrets = new HashMap<>();
    rows.stream()
        .filter(row -> row[1] != null)
        .forEach(row -> secrets.put((String) row[1], Optional.ofNullable((Instant) row[2])));
    return Optional.of(known((RegisteredClient) rows.get(0)[0], secrets));
  }

  private static KnownClient known(
      RegisteredClient client, Map<String, Optional<Instant>> secrets) {
    return new KnownClient(
        client.id(), client.owner(), client.metadata(), Map.copyOf(secrets), client.lastUsedAt());
  }

  /** The clients that serve a workspace, its own and those for all, by name, without secrets. */
  List<KnownClient> serving(UUID workspaceId) {
    return entityManager
        .createQuery(
            "select c from RegisteredClient c"
                + " where c.workspaceId = :workspace or c.workspaceId is null"
                + " order by c.searchText, c.id",
            RegisteredClient.class)
        .setParameter("workspace", workspaceId)
        .getResultList()
        .stream()
        .map(client -> known(client, Map.of()))
        .toList();
  }

  Listing<RegisteredClient> search(ClientOwner owner, String search, int offset, int limit) {
    String whose =
        owner.workspaceId().isPresent() ? "c.workspaceId = :workspace" : "c.workspaceId is null";
    String where =
        " from RegisteredClient c where " + whose + SearchText.condition("c.searchText", search);
    TypedQuery<RegisteredClient> page =
        entityManager.createQuery(
            "select c" + where + " order by c.searchText, c.id", RegisteredClient.class);
    TypedQuery<Long> count = entityManager.createQuery("select count(c)" + where, Long.class);
    for (TypedQuery<?> query : List.of(page, count)) {
      owner.workspaceId().ifPresent(id -> query.setParameter("workspace", id));
      SearchText.bind(search, query);
    }
    return new Listing<>(
        page.setFirstResult(offset).setMaxResults(limit).getResultList(), count.getSingleResult());
  }

  /** Has the secrets of a client end at a moment, those that don't end earlier anyway. */
  void endSecrets(UUID clientId, Instant at) {
    entityManager
        .createQuery(
            "update ClientSecret s set s.expiresAt = :at"
                + " where s.clientId = :client and (s.expiresAt is null or s.expiresAt > :at)")
        .setParameter("at", at)
        .setParameter("client", clientId)
        .executeUpdate();
  }

  int removeExpiredSecrets(Instant before, int most) {
    return EXPIRED_SECRETS.remove(entityManager, before, most);
  }

  /** Removes a client with all that hangs on it. */
  void remove(UUID id) {
    entityManager
        .createQuery("delete from RegisteredClient c where c.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  void touch(UUID id, Instant now, Instant before) {
    entityManager
        .createQuery(
            "update RegisteredClient c set c.lastUsedAt = :now where c.id = :id"
                + " and (c.lastUsedAt is null or c.lastUsedAt < :before)")
        .setParameter("now", now)
        .setParameter("id", id)
        .setParameter("before", before)
        .executeUpdate();
  }
}
