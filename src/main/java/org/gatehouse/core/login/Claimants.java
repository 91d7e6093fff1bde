package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.password.PasswordCredential;
import org.gatehouse.core.credential.totp.TotpCredential;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.provider.SignOnPolicy;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspace;
import org.hibernate.LockMode;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/** Reads all that decides a login in one statement. */
@Repository
@Transactional
class Claimants {
  private static final String PASSKEYS =
      ", (select count(*) from Passkey y where y.userId = u.id) as passkeys";

  private static final String CREDENTIALS =
      " left join PasswordCredential p on p.userId = u.id"
          + " left join TotpCredential t on t.userId = u.id"
          + " left join SignOnPolicy s on s.workspaceId = u.workspace.id"
          + " left join AuthenticationPolicy a on a.workspaceId = u.workspace.id";

  private static final String NAMED =
      "select w as workspace, u as user, p as password, t as totp, s as policy, a as demanded"
          + PASSKEYS
          + " from WorkspaceHandle h join Workspace w on w.id = h.workspaceId"
          + " left join User u on u.workspace.id = w.id and u.nameKey = :name"
          + CREDENTIALS
          + " where h.handle = :handle";

  /**
   * Outer joins but for the user: databases lock what is joined otherwise. Who opens one session
   * counts the others: those that nobody has ended, which an index knows without their rows.
   */
  private static final String OF_USER =
      "select u as user, p as password, t as totp, s as policy, a as demanded, k as key,"
          + " (select count(*) from Session x where x.user.id = u.id and x.endedAt is null)"
          + " as sessions"
          + PASSKEYS
          + " from User u left join fetch u.workspace"
          + CREDENTIALS
          + " left join ApiKey k on k.userId = u.id and k.revokedAt is null"
          + " and (k.expiresAt is null or k.expiresAt > :now) and ";

  private static final String WITH_ID = OF_USER + "k.id = :key where u.id = :id";
  private static final String WITH_KEY =
      OF_USER
          + "k.keyHash = :hash where u.id ="
          + " (select o.userId from ApiKey o where o.keyHash = :hash)";

  private final Users users;
  @PersistenceContext private EntityManager entityManager;

  @Inject
  Claimants(Users users) {
    this.users = users;
  }

  /**
   * Whom a name means.
   *
   * @param handle of the workspace, in its comparable form
   * @param name of the user, in its comparable form
   * @return nothing if there is no such workspace
   */
  Optional<Named> named(String handle, String name) {
    return entityManager
        .createQuery(NAMED, Tuple.class)
        .setParameter("handle", handle)
        .setParameter("name", name)
        .getResultList()
        .stream()
        .findFirst()
        .map(
            row ->
                new Named(
                    row.get("workspace", Workspace.class),
                    find(row, "user", User.class)
                        .map(user -> claimant(row, user, Optional.empty(), 0))));
  }

  /** The user with this key, as it is now. */
  Optional<Claimant> withId(UUID userId, Optional<UUID> apiKey, Instant now) {
    return single(ofUser(WITH_ID, now).setParameter("id", userId), apiKey, now);
  }

  /**
   * The same for a change in the transaction of the caller: others who want to change the user wait
   * until it ends.
   *
   * @param user who; may have been read in this transaction
   */
  @Transactional(TxType.MANDATORY)
  Optional<Claimant> locked(User user, Optional<UUID> apiKey, Instant now) {
    if (entityManager.contains(user)) {
      // What was only read may be another by now.
      users.toBeChanged(user);
    }
    return single(lock(ofUser(WITH_ID, now)).setParameter("id", user.id()), apiKey, now);
  }

  /** Whose key this is, if it is good, for a change in the same way. */
  @Transactional(TxType.MANDATORY)
  Optional<Claimant> lockedByKey(String keyHash, Instant now) {
    return lock(ofUser(WITH_KEY, now)).setParameter("hash", keyHash).getResultList().stream()
        .findFirst()
        .map(row -> claimant(row, now))
        .filter(claimant -> claimant.key().isPresent());
  }

  private Query<Tuple> ofUser(String query, Instant now) {
    return entityManager
        .createQuery(query, Tuple.class)
        .unwrap(Claimants.<Query<Tuple>>type())
        .setParameter("now", now);
  }

  @SuppressWarnings("unchecked") // Hibernate's query of tuples is one.
  private static <T> Class<T> type() {
    return (Class<T>) Query.class;
  }

  private static Query<Tuple> lock(Query<Tuple> query) {
    return query.setLockMode("u", LockMode.PESSIMISTIC_WRITE);
  }

  private static Optional<Claimant> single(Query<Tuple> query, Optional<UUID> apiKey, Instant now) {
    // A key nobody has, where none is asked for.
    return query.setParameter("key", apiKey.orElseGet(UUID::randomUUID)).getResultList().stream()
        .findFirst()
        .map(row -> claimant(row, now));
  }

  private static Claimant claimant(Tuple row, Instant now) {
    KeyBounds bounds =
        find(row, "demanded", AuthenticationPolicy.class)
            .map(policy -> policy.limits().keys())
            .orElse(KeyBounds.NONE);
    return claimant(
        row,
        row.get("user", User.class),
        find(row, "key", ApiKey.class)
            .map(key -> key.within(bounds))
            .filter(key -> key.isGood(now)),
        row.get("sessions", Long.class));
  }

  private static Claimant claimant(Tuple row, User user, Optional<ApiKey> key, long sessions) {
    return new Claimant(
        user,
        find(row, "password", PasswordCredential.class),
        find(row, "totp", TotpCredential.class),
        row.get("passkeys", Long.class),
        find(row, "policy", SignOnPolicy.class),
        find(row, "demanded", AuthenticationPolicy.class),
        key,
        sessions);
  }

  private static <T> Optional<T> find(Tuple row, String alias, Class<T> type) {
    @Nullable T value = row.get(alias, type);
    return Optional.ofNullable(value);
  }

  /**
   * What a name means.
   *
   * @param workspace of which workspace
   * @param claimant which user, if it has one of that name
   */
  record Named(Workspace workspace, Optional<Claimant> claimant) {}
}
