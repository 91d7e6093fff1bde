package org.gatehouse.core.oauth.logout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.oauth.client.ClientMetadata;
import org.gatehouse.core.oauth.client.RegisteredClients;
import org.gatehouse.core.oauth.grant.EndedLogin;
import org.gatehouse.core.oauth.grant.Grants;

/**
 * Finds logins that are over, whatever has ended them, on whatever node: sessions end in many ways,
 * and some by themselves. What clients are to be told of that is written down.
 */
@Singleton
public class NoticeLogouts {
  /** As long as ended sessions are kept. */
  private static final Duration LOOKED_BACK = Duration.ofDays(1);

  /** A transaction may take so long, and clocks differ. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final Duration LEAST_USEFUL = Duration.ofHours(1);
  private static final int BATCH = 500;

  private final Grants grants;
  private final LogoutMessageRows rows;
  private final RegisteredClients clients;
  private final Transactions transactions;
  private final Clock clock;

  /** Until when this node has looked. */
  private volatile Instant looked;

  @Inject
  NoticeLogouts(
      Grants grants,
      LogoutMessageRows rows,
      RegisteredClients clients,
      Transactions transactions,
      Clock clock) {
    this.grants = grants;
    this.rows = rows;
    this.clients = clients;
    this.transactions = transactions;
    this.clock = clock;
    this.looked = clock.instant().minus(LOOKED_BACK);
  }

  /** Looks for those that are over since the last time; answers how many there were. */
  public int notice() {
    Instant now = clock.instant();
    // A clock may have been put back.
    Instant from = (looked.isBefore(now) ? looked : now).minus(OVERLAP);
    int noticed = 0;
    List<UUID> some = List.of();
    do {
      some = grants.endedSessions(from, now, BATCH);
      some.forEach(session -> transactions.run(() -> notice(session, now)));
      noticed += some.size();
    } while (some.size() == BATCH);
    looked = now;
    return noticed;
  }

  private void notice(UUID sessionId, Instant now) {
    grants.end(sessionId).forEach(login -> tell(login, now));
  }

  /** Writes down that a user has logged out at one client, in the transaction of the caller. */
  public void notice(UUID userId, UUID clientId) {
    grants.end(userId, clientId).forEach(login -> tell(login, clock.instant()));
  }

  private void tell(EndedLogin login, Instant now) {
    clients
        .known(login.clientId().toString())
        .filter(client -> client.metadata().backchannelLogoutUri().isPresent())
        .ifPresent(client -> rows.add(new LogoutMessage(login, now, useful(client.metadata()))));
  }

  /** How long its tokens could live on. */
  private static Duration useful(ClientMetadata client) {
    return Optional.of(client.accessTokenLifetime())
        .filter(lifetime -> lifetime.compareTo(LEAST_USEFUL) > 0)
        .orElse(LEAST_USEFUL);
  }
}
