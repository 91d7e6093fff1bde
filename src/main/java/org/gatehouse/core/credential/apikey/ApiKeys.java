package org.gatehouse.core.credential.apikey;

import com.google.common.collect.Sets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.KeyBounds;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.workspace.Workspaces;

/** The keys of users and applications: made, recognised, rotated, revoked. */
@Singleton
public class ApiKeys {
  /** How many good keys a user, and all applications of a workspace together, can have. */
  public static final int LIMIT = 50;

  /** How long a replaced key can go on at the most. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  /** The first moment that RFC 3339, and many a database, can't write. */
  private static final Instant NEVER = Instant.parse("+10000-01-01T00:00:00Z");

  private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);
  private static final Duration KEPT_AFTER_END = Duration.ofDays(90);
  private static final int HINT_LENGTH = 4;

  private final ApiKeyRows store;
  private final Workspaces workspaces;
  private final AuthenticationPolicies policies;
  private final SecureRandom random;
  private final Clock clock;

  @Inject
  ApiKeys(
      ApiKeyRows store,
      Workspaces workspaces,
      AuthenticationPolicies policies,
      SecureRandom random,
      Clock clock) {
    this.store = store;
    this.workspaces = workspaces;
    this.policies = policies;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Whether a text is written as a key that stands in for a password. Says nothing about whether
   * there is such a key, and costs the same for all.
   */
  public static boolean standsForPassword(String typed) {
    return ApiKeyFormat.kindOf(typed).filter(kind -> kind != ApiKeyKind.DEVELOPER).isPresent();
  }

  /**
   * The key that somebody shows, if it is good now. Notes that it was used.
   *
   * @param typed anything
   */
  @Transactional
  public Optional<KnownApiKey> recognise(String typed) {
    Instant now = clock.instant();
    Optional<KnownApiKey> known =
        ApiKeyFormat.kindOf(typed).flatMap(kind -> store.withHash(RandomToken.hash(typed), now));
    known.map(KnownApiKey::key).ifPresent(this::used);
    return known;
  }

  /** Notes that a key is used, to the minute; in the transaction of the caller. */
  public void used(ApiKey key) {
    Instant now = clock.instant();
    if (key.lastUsedAt().filter(now.minus(TOUCH_INTERVAL)::isBefore).isEmpty()) {
      store.touch(key.id(), now, now.minus(TOUCH_INTERVAL));
    }
  }

  /** The good keys of an owner, the newest first. */
  public List<ApiKey> of(ApiKeyOwner owner) {
    return store.good(owner, clock.instant());
  }

  /**
   * Makes a key.
   *
   * @param scopes what it shall be good for
   * @param expiresAt when it ends by itself; nothing for never, or for when the workspace wants it
   *     to at the latest
   * @throws InvalidInput if that is in the past, or not before the year 10000; or later, or for
   *     more, than the workspace lets keys be
   * @throws Conflict if the owner has {@link #LIMIT} already
   */
  @Transactional
  public MadeApiKey make(
      ApiKeyOwner owner, ApiKeyName name, Set<KeyScope> scopes, Optional<Instant> expiresAt) {
    Instant now = clock.instant();
    if (expiresAt.filter(at -> !at.isAfter(now) || !at.isBefore(NEVER)).isPresent()) {
      throw new InvalidInput(ApiKeyRule.EXPIRY);
    }
    workspaces.lock(owner.workspaceId());
    if (of(owner).size() >= LIMIT) {
      throw new Conflict(ApiKeyRule.TOO_MANY, LIMIT);
    }
    KeyBounds bounds = policies.toBeChanged(owner.workspaceId()).limits().keys();
    if (scopes.contains(KeyScope.ADMINISTER) && !bounds.administering()) {
      throw new InvalidInput(ApiKeyRule.NOT_ADMINISTERING);
    }
    String secret = ApiKeyFormat.make(owner.kind(), random);
    ApiKey key =
        new ApiKey(
            owner,
            name,
            scopes,
            RandomToken.hash(secret),
            secret.substring(secret.length() - HINT_LENGTH),
            now,
            bounded(bounds.days(), expiresAt, now));
    store.add(key);
    return new MadeApiKey(key, secret);
  }

  private static Optional<Instant> bounded(
      OptionalInt days, Optional<Instant> wanted, Instant now) {
    if (days.isEmpty()) {
      return wanted;
    }
    Instant latest = now.plus(Duration.ofDays(days.getAsInt()));
    if (wanted.filter(latest::isBefore).isPresent()) {
      throw new InvalidInput(ApiKeyRule.TOO_LONG, days.getAsInt());
    }
    return Optional.of(wanted.orElse(latest));
  }

  /**
   * Lets some of the good keys of a workspace live no longer than so long from their making, in the
   * transaction of the caller; but for those that somebody else is changing.
   *
   * @param most how many at once
   * @return those that have got another end
   */
  @Transactional
  public List<ApiKey> bound(UUID workspaceId, Duration life, int most) {
    List<ApiKey> longer = store.longerThan(workspaceId, life, clock.instant(), most);
    longer.forEach(key -> key.endAt(key.createdAt().plus(life)));
    return longer;
  }

  /**
   * Makes a key that takes the place of another, which goes on for a while so that programs can be
   * changed over. It has the scopes of the other, but for administration where no key may
   * administer any longer: the other one doesn't either.
   *
   * @param overlap for how long, up to {@link #LONGEST_OVERLAP}
   * @param expiresAt when the new key ends by itself; nothing as for a new one
   * @return nothing if the owner has no such good key
   * @throws InvalidInput if the overlap is negative or too long, or the new key would never be good
   */
  @Transactional
  public Optional<MadeApiKey> rotate(
      ApiKeyOwner owner, UUID id, Duration overlap, Optional<Instant> expiresAt) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new InvalidInput(ApiKeyRule.OVERLAP, LONGEST_OVERLAP.toDays());
    }
    KeyBounds bounds = policies.of(owner.workspaceId()).limits().keys();
    return find(owner, id)
        .filter(old -> old.within(bounds).isGood(clock.instant()))
        .map(
            old -> {
              Set<KeyScope> scopes = bounds.administering() ? old.scopes() : withoutRank(old);
              MadeApiKey made = make(owner, new ApiKeyName(old.name()), scopes, expiresAt);
              old.endAt(made.key().createdAt().plus(overlap));
              return made;
            });
  }

  private static Set<KeyScope> withoutRank(ApiKey key) {
    return Sets.difference(key.scopes(), Set.of(KeyScope.ADMINISTER));
  }

  /**
   * Revokes a key.
   *
   * @return the key; nothing if the owner had no such good one
   */
  @Transactional
  public Optional<ApiKey> revoke(ApiKeyOwner owner, UUID id) {
    Optional<ApiKey> key = find(owner, id);
    key.ifPresent(found -> found.revoke(clock.instant()));
    return key;
  }

  /** Removes the rows of keys that were revoked or expired more than 90 days ago. */
  public int removeEnded() {
    Instant before = clock.instant().minus(KEPT_AFTER_END);
    return OldRows.inBatches(most -> store.removeRevoked(before, most))
        + OldRows.inBatches(most -> store.removeExpired(before, most));
  }

  /** Revokes all keys of an owner; answers which those were. */
  @Transactional
  public List<UUID> revokeAll(ApiKeyOwner owner) {
    return revokeAll(owner, any -> true);
  }

  /** The same of those that keep the owner's ranks. */
  @Transactional
  public List<UUID> revokeAdministering(ApiKeyOwner owner) {
    return revokeAll(owner, key -> key.scopes().contains(KeyScope.ADMINISTER));
  }

  private List<UUID> revokeAll(ApiKeyOwner owner, Predicate<ApiKey> which) {
    List<ApiKey> good = store.goodRows(owner, clock.instant()).stream().filter(which).toList();
    good.forEach(key -> key.revoke(clock.instant()));
    return good.stream().map(ApiKey::id).toList();
  }

  private Optional<ApiKey> find(ApiKeyOwner owner, UUID id) {
    return store
        .toBeChanged(id)
        .filter(key -> key.isGood(clock.instant()))
        .filter(key -> key.workspaceId().equals(owner.workspaceId()))
        .filter(key -> key.userId().equals(owner.userId()));
  }
}
