package org.gatehouse.core.user;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.text.SearchText;
import org.gatehouse.core.workspace.WorkspaceRows;

/** The users of all workspaces. */
@Repository
@Transactional
public class Users {
  private static final String HAS_PASSKEY =
      "exists (select 1 from Passkey y where y.userId = u.id)";

  private static final String HAS_SECOND_FACTOR =
      "(exists (select 1 from TotpCredential t where t.userId = u.id and t.confirmedAt is not null)"
          + " or "
          + HAS_PASSKEY
          + ")";

  private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

  private final WorkspaceRows workspaces;
  @PersistenceContext EntityManager entityManager;

  /**
   * @param workspaces whose rows are locks
   */
  @Inject
  public Users(WorkspaceRows workspaces) {
    this.workspaces = workspaces;
  }

  /** The user with this key. */
  public Optional<User> withId(UUID id) {
    return entityManager
        .createQuery("select u from User u join fetch u.workspace where u.id = :id", User.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Those with these keys, in no order. */
  public List<User> withIds(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                "select u from User u join fetch u.workspace where u.id in :ids", User.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  /**
   * The user with this key, for a change in the transaction of the caller: others who want to
   * change the same user wait until it ends.
   */
  public Optional<User> toBeChanged(UUID id) {
    return Optional.ofNullable(entityManager.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * The same user as it is now, locked likewise. Who was only read in this transaction may have
   * been changed by another one since; to lock that state would fail, and to go by it would be
   * wrong.
   */
  public Optional<User> toBeChanged(User read) {
    boolean onlyRead =
        entityManager.contains(read)
            && entityManager.getLockMode(read) != LockModeType.PESSIMISTIC_WRITE;
    if (onlyRead) {
      // Who was added in this transaction isn't in the database before.
      entityManager.flush();
      entityManager.refresh(read, LockModeType.PESSIMISTIC_WRITE);
      return Optional.of(read);
    }
    return toBeChanged(read.id());
  }

  /**
   * The user of a workspace that has this name, in any case.
   *
   * @param workspaceId whose user; unknown ones have none
   * @param name what somebody typed; anything is allowed
   */
  public Optional<User> named(UUID workspaceId, String name) {
    String key = Names.prepare(name, UserName.MAXIMUM).map(Names::key).orElse("/");
    return entityManager
        .createQuery(
            "select u from User u join fetch u.workspace w where w.id = :workspace and u.nameKey = :key",
            User.class)
        .setParameter("workspace", workspaceId)
        .setParameter("key", key)
        .getResultList()
        .stream()
        .findFirst();
  }

  /**
   * The people of all workspaces who may log in and whose {@link User#resetEmail} it is. First
   * those who have confirmed it: they can't be hidden by strangers who sign up with somebody else's
   * address.
   *
   * @param limit how many at the most
   */
  public List<User> withResetEmail(EmailAddress email, int limit) {
    return entityManager
        .createQuery(
            "select u from User u join fetch u.workspace w where (u.confirmedEmailKey = :key"
                + " or (u.confirmedEmailKey is null and u.emailKey = :key))"
                + " and u.serviceAccount = false and u.active = true"
                + " order by case when u.confirmedEmailKey is null then 1 else 0 end,"
                + " u.createdAt, u.id",
            User.class)
        .setParameter("key", email.key())
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * The people of a workspace of whom an address is declared: first those who are active, of these
   * and of the others the oldest account first.
   *
   * @param limit how many at the most
   */
  public List<User> withEmail(UUID workspaceId, EmailAddress email, int limit) {
    return entityManager
        .createQuery(
            "select u from User u join fetch u.workspace w where w.id = :workspace"
                + " and u.emailKey = :key and u.serviceAccount = false"
                + " order by case when u.active = true then 0 else 1 end, u.createdAt, u.id",
            User.class)
        .setParameter("workspace", workspaceId)
        .setParameter("key", email.key())
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * A page of the people or of the service accounts of a workspace.
   *
   * @param workspaceId whose users
   * @param serviceAccounts whether programs rather than people
   * @param wanted which of them, and in which order
   * @param offset how many to pass over
   * @param limit how many at the most
   */
  public UserList search(
      UUID workspaceId, boolean serviceAccounts, UserSearch wanted, int offset, int limit) {
    String where =
        " from User u where u.workspace.id = :workspace and u.serviceAccount = :service"
            + SearchText.condition("u.searchText", wanted.text())
            + conditions(wanted);
    TypedQuery<User> page =
        entityManager.createQuery("select u" + where + wanted.order().clause(), User.class);
    TypedQuery<Long> count = entityManager.createQuery("select count(u)" + where, Long.class);
    for (TypedQuery<?> query : List.of(page, count)) {
      query.setParameter("workspace", workspaceId);
      query.setParameter("service", serviceAccounts);
      SearchText.bind(wanted.text(), query);
      wanted.role().ifPresent(name -> query.setParameter("role", Names.key(name)));
    }
    return new UserList(
        page.setFirstResult(offset).setMaxResults(limit).getResultList(), count.getSingleResult());
  }

  /** How many people this workspace has. */
  public UserCounts count(UUID workspaceId) {
    return entityManager
        .createQuery(
            "select new "
                + UserCounts.class.getName()
                + "(count(case when u.active = true then 1 end),"
                + " count(case when u.active = false then 1 end),"
                + " count(case when u.active = true and u.lastActivityAt is null then 1 end),"
                + " count(case when u.active = true and "
                + HAS_SECOND_FACTOR
                + " then 1 end), count(case when u.active = true and "
                + HAS_PASSKEY
                + " then 1 end)) from User u"
                + " where u.workspace.id = :workspace and u.serviceAccount = false",
            UserCounts.class)
        .setParameter("workspace", workspaceId)
        .getSingleResult();
  }

  private static String conditions(UserSearch wanted) {
    List<String> all = new ArrayList<>();
    wanted.state().map(UserSearch.State::condition).ifPresent(all::add);
    wanted.rank().map(Users::hasRank).ifPresent(all::add);
    if (wanted.role().isPresent()) {
      all.add(
          "exists (select 1 from RoleGrant g, Role r where g.userId = u.id and r.id = g.roleId"
              + " and r.workspaceId = :workspace and r.nameKey = :role)");
    }
    wanted.factor().map(Users::hasFactor).ifPresent(all::add);
    return all.stream().map(condition -> " and " + condition).collect(Collectors.joining());
  }

  private static String hasFactor(UserSearch.Factor factor) {
    return switch (factor) {
      case ON -> HAS_SECOND_FACTOR;
      case PASSKEY -> HAS_PASSKEY;
      case OFF -> "not " + HAS_SECOND_FACTOR;
    };
  }

  /** The words are ours, so that they may stand in a query. */
  private static String hasRank(Rank rank) {
    return switch (rank) {
      case WORKSPACE_ADMINISTRATOR -> "u.administrator = true";
      case SYSTEM_ADMINISTRATOR -> "u.systemAdministrator = true";
      default -> "concat(' ', u.ranks, ' ') like '% " + rank.word() + " %'";
    };
  }

  /**
   * Adds a user, in the transaction of the caller.
   *
   * @throws Conflict if the name is taken in that workspace
   */
  public void add(User user) {
    Duplicates.addNew(entityManager, user, UserRule.NAME_TAKEN);
  }

  /**
   * The active administrators of a workspace other than this user. Whoever asks in a transaction
   * keeps others from asking until it ends, so that two administrators can't remove each other.
   */
  public long otherAdministrators(UUID workspaceId, UUID userId) {
    workspaces.lock(workspaceId);
    return entityManager
        .createQuery(
            "select count(u) from User u where u.workspace.id = :workspace and u.id <> :user"
                + " and u.active = true and u.administrator = true",
            Long.class)
        .setParameter("workspace", workspaceId)
        .setParameter("user", userId)
        .getSingleResult();
  }

  /** The active system administrators other than this user; asks in turn, as above. */
  public long otherSystemAdministrators(UUID userId) {
    return lockSystemAdministrators().stream().filter(user -> !user.id().equals(userId)).count();
  }

  /**
   * The active system administrators, locked, always in the same order. Whoever may take the rank
   * of one does this before anything else is locked: two who remove each other would wait for each
   * other.
   */
  public List<User> lockSystemAdministrators() {
    return entityManager
        .createQuery(
            "select u from User u where u.active = true and u.systemAdministrator = true order by u.id",
            User.class)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** Those who may log in and whose account has ended by this moment. */
  public List<UUID> expired(Instant now, NextUsers next) {
    return find("u.active = true and u.expiresAt <= :now", Map.of("now", now), next);
  }

  /** Those with {@link User#isToBeToldOfExpiry}. */
  public List<UUID> expiring(Instant now, Instant until, NextUsers next) {
    return find(
        "u.active = true and u.expiryTold = false and u.confirmedEmail is not null"
            + " and u.expiresAt > :now and u.expiresAt <= :until",
        Map.of("now", now, "until", until),
        next);
  }

  /**
   * The people who may log in and with whose account nothing was done since.
   *
   * @param workspaceId of which workspace; of all, if of none
   */
  public List<UUID> untouched(Optional<UUID> workspaceId, Instant since, NextUsers next) {
    Map<String, Object> parameters = new HashMap<>(Map.of("since", since));
    workspaceId.ifPresent(id -> parameters.put("workspace", id));
    return find(
        "u.active = true and u.serviceAccount = false and u.createdAt <= :since"
            + " and (u.lastActivityAt is null or u.lastActivityAt <= :since)"
            + " and (u.activatedAt is null or u.activatedAt <= :since)"
            + (workspaceId.isPresent() ? " and u.workspace.id = :workspace" : ""),
        parameters,
        next);
  }

  /** Those with {@link User#isToBeErased}. */
  public List<UUID> toBeErased(Instant now, NextUsers next) {
    return find("u.active = false and u.eraseAt <= :now", Map.of("now", now), next);
  }

  /** By their keys, so that each is seen once, whatever is done with those before. */
  private List<UUID> find(String which, Map<String, Object> parameters, NextUsers next) {
    TypedQuery<UUID> query =
        entityManager.createQuery(
            "select u.id from User u where "
                + which
                + (next.after().isPresent() ? " and u.id > :after" : "")
                + " order by u.id",
            UUID.class);
    parameters.forEach(query::setParameter);
    next.after().ifPresent(last -> query.setParameter("after", last));
    return query.setMaxResults(next.most()).getResultList();
  }

  /** Notes that the user did something, at most once a minute. */
  public void touch(User user, Instant now) {
    if (user.lastActivityAt().filter(now.minus(TOUCH_INTERVAL)::isBefore).isPresent()) {
      return;
    }
    entityManager
        .createQuery(
            "update User u set u.lastActivityAt = :now where u.id = :user"
                + " and (u.lastActivityAt is null or u.lastActivityAt < :before)")
        .setParameter("now", now)
        .setParameter("user", user.id())
        .setParameter("before", now.minus(TOUCH_INTERVAL))
        .executeUpdate();
  }
}
