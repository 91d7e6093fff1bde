package org.gatehouse.core.oauth.client;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.RecentReads;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.secret.RandomToken;

/** The clients of the installation and of all workspaces. */
@Singleton
public class RegisteredClients {
  /** How many an owner can have. */
  public static final int LIMIT = 1_000;

  /** By which scanners for leaked secrets know one. */
  private static final String PREFIX = "gatehouse_cls_";

  private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

  private final RegisteredClientRows rows;
  private final RandomToken randomToken;
  private final Event<ClientChanged> changes;
  private final Clock clock;
  private final RecentReads<UUID, Optional<KnownClient>> reads;

  @Inject
  RegisteredClients(
      RegisteredClientRows rows,
      RandomToken randomToken,
      Event<ClientChanged> changes,
      Clock clock) {
    this.rows = rows;
    this.randomToken = randomToken;
    this.changes = changes;
    this.clock = clock;
    this.reads = new RecentReads<>(rows::known);
  }

  /**
   * The client of this name, as it was a moment ago.
   *
   * @param clientId anything
   */
  public Optional<KnownClient> known(String clientId) {
    return id(clientId).flatMap(reads::get);
  }

  /**
   * The client of this name as it is now.
   *
   * @param clientId anything
   */
  public Optional<RegisteredClient> find(ClientOwner owner, String clientId) {
    return id(clientId).flatMap(rows::find).filter(client -> client.owner().equals(owner));
  }

  /** A page of an owner's clients, by name. */
  @Transactional
  public Listing<RegisteredClient> search(ClientOwner owner, String search, int offset, int limit) {
    return rows.search(owner, search, offset, limit);
  }

  /**
   * Registers one, in the transaction of the caller, who has taken turns.
   *
   * @throws Conflict if the owner has {@link #LIMIT} already
   */
  @Transactional
  public MadeClient add(ClientOwner owner, ClientMetadata metadata) {
    if (rows.search(owner, "", 0, 1).total() >= LIMIT) {
      throw new Conflict(ClientRule.TOO_MANY, LIMIT);
    }
    RegisteredClient client = new RegisteredClient(owner, metadata, clock.instant());
    rows.add(client);
    changes.fire(new ClientChanged(client.id()));
    return new MadeClient(
        client,
        metadata.authenticationMethod().isBySecret()
            ? Optional.of(makeSecret(client.id()))
            : Optional.empty());
  }

  private String makeSecret(UUID clientId) {
    String secret = PREFIX + randomToken.next();
    rows.add(new ClientSecret(clientId, RandomToken.hash(secret), clock.instant()));
    return secret;
  }

  /**
   * Changes one, in the transaction of the caller.
   *
   * @param change makes what is to be of what is
   * @return what it was and what it is; nothing if the owner has no such client
   */
  @Transactional
  public Optional<Change> change(
      ClientOwner owner, String clientId, UnaryOperator<ClientMetadata> change) {
    return toBeChanged(owner, clientId)
        .map(
            client -> {
              ClientMetadata before = client.metadata();
              ClientMetadata after = change.apply(before);
              client.change(after);
              if (!after.authenticationMethod().isBySecret()) {
                rows.endSecrets(client.id(), clock.instant());
              }
              changes.fire(new ClientChanged(client.id()));
              return new Change(client, before);
            });
  }

  /**
   * Makes a secret that takes the place of the others, which go on for a while so that the
   * application can be changed over.
   *
   * @param overlap for how long, up to {@link ApiKeys#LONGEST_OVERLAP}
   * @return nothing if the owner has no such client
   * @throws InvalidInput if the overlap is negative or too long
   * @throws Conflict if the client proves itself otherwise
   */
  @Transactional
  public Optional<MadeClient> rotateSecret(ClientOwner owner, String clientId, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(ApiKeys.LONGEST_OVERLAP) > 0) {
      throw new InvalidInput(ClientRule.OVERLAP, ApiKeys.LONGEST_OVERLAP.toDays());
    }
    return toBeChanged(owner, clientId)
        .map(
            client -> {
              if (!client.metadata().authenticationMethod().isBySecret()) {
                throw new Conflict(ClientRule.NO_SECRET);
              }
              rows.endSecrets(client.id(), clock.instant().plus(overlap));
              changes.fire(new ClientChanged(client.id()));
              return new MadeClient(client, Optional.of(makeSecret(client.id())));
            });
  }

  /** Removes one, in the transaction of the caller; answers what was removed. */
  @Transactional
  public Optional<RegisteredClient> remove(ClientOwner owner, String clientId) {
    Optional<RegisteredClient> client = toBeChanged(owner, clientId);
    client.ifPresent(
        removed -> {
          rows.remove(removed.id());
          changes.fire(new ClientChanged(removed.id()));
        });
    return client;
  }

  private Optional<RegisteredClient> toBeChanged(ClientOwner owner, String clientId) {
    return id(clientId).flatMap(rows::toBeChanged).filter(client -> client.owner().equals(owner));
  }

  /**
   * Whether a secret is one of the client's.
   *
   * @param secret anything
   */
  public boolean hasSecret(KnownClient client, String secret) {
    return client.metadata().authenticationMethod().isBySecret()
        && client.has(RandomToken.hash(secret), clock.instant());
  }

  /** Notes that a client gets a token, to the minute: not each time, so that it costs nothing. */
  public void used(KnownClient client) {
    Instant now = clock.instant();
    Instant before = now.minus(TOUCH_INTERVAL);
    if (client.lastUsedAt().filter(at -> !at.isBefore(before)).isEmpty()) {
      rows.touch(client.id(), now, before);
      reads.forget(client.id());
    }
  }

  /** Removes secrets that have ended. */
  public int removeExpiredSecrets() {
    Instant now = clock.instant();
    return OldRows.inBatches(most -> rows.removeExpiredSecrets(now, most));
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ClientChanged change) {
    reads.forget(change.clientId());
  }

  private static Optional<UUID> id(String clientId) {
    try {
      UUID id = UUID.fromString(clientId);
      // It reads other spellings, too.
      return id.toString().equals(clientId) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A client that was changed.
   *
   * @param client as it is now
   * @param before what it was
   */
  public record Change(RegisteredClient client, ClientMetadata before) {}
}
