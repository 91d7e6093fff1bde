package org.gatehouse.core.oauth.grant;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.client.GrantType;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.AllSessionsEnded;

/** What all clients were given by people. */
@Singleton
@Transactional
public class Grants {
  /** How long a code is good. */
  public static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

  /** How long a refresh token without a login is good that nobody uses. */
  public static final Duration OFFLINE_IDLE = Duration.ofDays(30);

  /** How long after the login it is good at the most, however often it is used. */
  public static final Duration OFFLINE_LIFETIME = Duration.ofDays(365);

  /** How long the same refresh token may be shown again: an answer was lost, or two crossed. */
  public static final Duration REPEATED = Duration.ofSeconds(10);

  /** How many a user can have with one client. */
  public static final int MOST = 100;

  /** A used code and a replaced token in the words of the audit log. */
  public static final String CODE_REUSE = "code-reuse";

  /** The same of a refresh token. */
  public static final String TOKEN_REUSE = "token-reuse";

  private static final String WRONG_KEY = "wrong-key";
  private static final int ROOM = 10;

  private final GrantRows rows;
  private final RefreshTokens refreshTokens;
  private final ResourceOwners owners;
  private final RandomToken random;
  private final Event<GrantRevoked> revocations;
  private final Clock clock;

  @Inject
  Grants(
      GrantRows rows,
      RefreshTokens refreshTokens,
      ResourceOwners owners,
      RandomToken random,
      Event<GrantRevoked> revocations,
      Clock clock) {
    this.rows = rows;
    this.refreshTokens = refreshTokens;
    this.owners = owners;
    this.random = random;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * Gives a client a code (RFC 6749, 4.1.2).
   *
   * @param binding what has to be shown with it
   */
  public String issueCode(KnownClient client, Approval approval, CodeBinding binding) {
    makeRoom(approval.userId(), client.id());
    String code = random.next();
    rows.add(
        new Grant(
            client.id(),
            approval,
            binding,
            RandomToken.hash(code),
            clock.instant(),
            CODE_LIFETIME));
    return code;
  }

  /**
   * The same for a client that needs no code, as somebody has let it in on another screen.
   *
   * @param key of which key it has shown a proof, if it has
   */
  public Exchange give(KnownClient client, Approval approval, Optional<String> key) {
    String code = issueCode(client, approval, CodeBinding.NONE);
    return redeem(
        client, code, Optional.empty(), Optional.empty(), key, (grant, owner) -> Optional.empty());
  }

  /** Who has logged in so often at one client has forgotten the first times. */
  private void makeRoom(UUID userId, UUID clientId) {
    List<UUID> there = rows.of(userId, clientId, clock.instant());
    if (there.size() >= MOST) {
      rows.remove(there.subList(0, there.size() - MOST + ROOM));
      revocations.fire(new GrantRevoked(userId));
    }
  }

  /**
   * Uses a code up. Who shows one a second time has a copy, or somebody else had: nothing that came
   * of it is good any longer (RFC 6749, 4.1.2). Nor is it if something shown beside it was wrong.
   *
   * @param code anything
   * @param key of which key it has shown a proof, if it has
   * @param check what else stands in the way: then nothing is used up
   */
  public Exchange redeem(
      KnownClient client,
      String code,
      Optional<String> redirectUri,
      Optional<String> verifier,
      Optional<String> key,
      Check check) {
    Optional<Grant> found = rows.ofCode(RandomToken.hash(code));
    if (found.isEmpty()) {
      return refuse(found, "unknown-code");
    }
    Grant grant = found.get();
    if (!grant.clientId().equals(client.id())) {
      return revoke(grant, "code-of-another-client");
    }
    if (grant.isUsed()) {
      return revoke(grant, CODE_REUSE);
    }
    if (grant.isOver(clock.instant()) || !grant.isCodeGood(clock.instant())) {
      return refuse(found, "code-expired");
    }
    if (!grant.binding().fitsRedirectUri(redirectUri)) {
      return revoke(grant, "wrong-redirect-uri");
    }
    if (!grant.binding().fitsVerifier(verifier)) {
      return revoke(grant, "wrong-verifier");
    }
    if (!grant.binding().fitsKey(key)) {
      return revoke(grant, WRONG_KEY);
    }
    return exchange(grant, check, owner -> use(client, grant, owner, code, key));
  }

  /** What comes of something good, as long as its owner is there and nothing stands in the way. */
  private Exchange exchange(Grant grant, Check check, Function<ResourceOwner, Exchange> exchange) {
    Optional<ResourceOwner> owner = owners.of(grant);
    if (owner.isEmpty()) {
      return refuse(Optional.of(grant), "ended");
    }
    return check
        .obstacle(grant, owner.get())
        .map(obstacle -> refuse(Optional.of(grant), obstacle))
        .orElseGet(() -> exchange.apply(owner.get()));
  }

  private Exchange use(
      KnownClient client, Grant grant, ResourceOwner owner, String code, Optional<String> key) {
    Instant now = clock.instant();
    Optional<String> refreshToken =
        client.metadata().may(GrantType.REFRESH_TOKEN)
            ? Optional.of(refreshTokens.after(grant.id(), code))
            : Optional.empty();
    // Also where there is nothing to be refreshed: the client is to hear of the logout.
    Instant end = end(grant, owner);
    return rows.use(
            grant.id(), now, refreshToken.map(RandomToken::hash), bound(client, grant, key), end)
        ? new Exchange.Good(grant, owner, refreshToken)
        // Somebody else was faster.
        : revoke(grant, CODE_REUSE);
  }

  /**
   * To which key the refresh token is bound: only if the client has nothing else to prove who it is
   * (RFC 9449, 5), as others change their keys and keep what they were given. And only with the
   * code: a thief could bind a token that isn't, and its owner would no longer be told from one.
   */
  private static Optional<String> bound(KnownClient client, Grant grant, Optional<String> key) {
    return client.metadata().isPublic() ? key : grant.binding().key();
  }

  private static boolean fitsKey(KnownClient client, Grant grant, Optional<String> key) {
    return !client.metadata().isPublic() || grant.binding().fitsKey(key);
  }

  /** How long a grant is good at the most, unless it is used. */
  private Instant end(Grant grant, ResourceOwner owner) {
    return owner
        .sessionEnd()
        .orElseGet(
            () ->
                Stream.of(
                        Optional.of(clock.instant().plus(OFFLINE_IDLE)),
                        Optional.of(grant.createdAt().plus(OFFLINE_LIFETIME)),
                        owner.user().expiresAt())
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
  }

  /**
   * Replaces a refresh token (RFC 9700, 4.14.2). Who shows one that was replaced more than ten
   * seconds ago has a copy: nothing that came of it is good any longer.
   *
   * @param token anything
   * @param key of which key it has shown a proof, if it has
   * @param check what else stands in the way: then nothing is replaced, as the client would have an
   *     old token without having got the new one
   */
  public Exchange refresh(KnownClient client, String token, Optional<String> key, Check check) {
    Optional<Grant> found = find(token);
    if (found.isEmpty()) {
      return refuse(found, "unknown-token");
    }
    Grant grant = found.get();
    if (!grant.clientId().equals(client.id())) {
      return refuse(found, "token-of-another-client");
    }
    if (grant.isOver(clock.instant())) {
      return refuse(found, "ended");
    }
    if (!fitsKey(client, grant, key)) {
      // Not revoked: who has stolen a token without the key could end the login with it.
      return refuse(found, WRONG_KEY);
    }
    return exchange(grant, check, owner -> replace(client, grant, owner, token, key));
  }

  private Exchange replace(
      KnownClient client, Grant grant, ResourceOwner owner, String token, Optional<String> key) {
    Instant now = clock.instant();
    String shown = RandomToken.hash(token);
    String next = refreshTokens.after(grant.id(), token);
    String nextHash = RandomToken.hash(next);
    boolean replaced =
        grant.hasPresent(shown)
            && rows.replace(grant.id(), shown, nextHash, now, end(grant, owner));
    if (replaced) {
      return new Exchange.Good(grant, owner, Optional.of(next));
    }
    // Somebody else was faster, perhaps this very moment: as it is now.
    Optional<Grant> present = rows.find(grant.id()).filter(known -> !known.isRevoked());
    if (present.isEmpty()) {
      return refuse(present, "ended");
    }
    if (!fitsKey(client, present.get(), key)) {
      return refuse(present, WRONG_KEY);
    }
    return present.get().hasReplaced(shown, now.minus(REPEATED))
            && present.get().hasPresent(nextHash)
        ? new Exchange.Good(grant, owner, Optional.of(next))
        : revoke(grant, TOKEN_REUSE);
  }

  /** The grant to which a refresh token belongs, or did. */
  private Optional<Grant> find(String token) {
    return refreshTokens.grantId(token).flatMap(rows::find);
  }

  /**
   * Revokes all that came of what a refresh token belongs to (RFC 7009, 2.1).
   *
   * @param token anything; only a refresh token of this client's counts, present or replaced
   * @return whether it was one
   */
  public boolean revoke(KnownClient client, String token) {
    Optional<Grant> grant = find(token).filter(known -> known.clientId().equals(client.id()));
    grant.ifPresent(this::revoke);
    return grant.isPresent();
  }

  /** Revokes all that came of one, if it is the client's and hasn't ended. */
  public Optional<Grant> revoke(KnownClient client, UUID grantId) {
    Optional<Grant> grant =
        rows.find(grantId)
            .filter(known -> known.clientId().equals(client.id()))
            .filter(known -> !known.isRevoked());
    grant.ifPresent(this::revoke);
    return grant;
  }

  /**
   * Revokes all that a user has given to a client.
   *
   * @return whether there was anything
   */
  public boolean revokeAll(UUID userId, UUID clientId) {
    int revoked = rows.revoke(userId, clientId, clock.instant());
    revocations.fire(new GrantRevoked(userId));
    return revoked > 0;
  }

  private Exchange revoke(Grant grant, String reason) {
    revoke(grant);
    return refuse(Optional.of(grant), reason);
  }

  private void revoke(Grant grant) {
    rows.revoke(grant.id(), clock.instant());
    revocations.fire(new GrantRevoked(grant.userId()));
  }

  private static Exchange refuse(Optional<Grant> grant, String reason) {
    return new Exchange.Refused(grant, reason);
  }

  /**
   * Sessions that were over within this time, in which clients were given something, and that
   * {@link #end} wasn't told of yet.
   *
   * @param most how many at the most
   */
  public List<UUID> endedSessions(Instant from, Instant to, int most) {
    return rows.endedSessions(from, to, most);
  }

  /**
   * Notes that a session is over, in the transaction of the caller.
   *
   * @return at which clients somebody was logged in within it; none if somebody else has noted it
   */
  public List<EndedLogin> end(UUID sessionId) {
    return rows.end(sessionId, clock.instant()) == 0 ? List.of() : rows.logins(sessionId);
  }

  /**
   * Notes that a user is no longer logged in at a client, in the transaction of the caller.
   *
   * @return in which sessions that was so; none of which somebody else has noted it
   */
  public List<EndedLogin> end(UUID userId, UUID clientId) {
    List<EndedLogin> logins = rows.logins(userId, clientId);
    rows.end(userId, clientId, clock.instant());
    return logins;
  }

  /** Those without a login end where all logins of somebody are ended, by a new password too. */
  void end(@Observes AllSessionsEnded ended) {
    rows.revokeOffline(ended.userId(), clock.instant());
    revocations.fire(new GrantRevoked(ended.userId()));
  }

  /** What a client may not have, though what it shows is good. */
  @FunctionalInterface
  public interface Check {
    /** Why not, in a word for the audit log; nothing if it may. */
    Optional<String> obstacle(Grant grant, ResourceOwner owner);
  }

  /** Removes those of which nothing is good any longer. */
  public int removeExpired() {
    Instant now = clock.instant();
    return OldRows.inBatches(most -> rows.removeExpired(now, most));
  }
}
