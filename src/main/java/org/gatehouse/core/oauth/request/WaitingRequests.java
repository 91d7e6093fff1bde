package org.gatehouse.core.oauth.request;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.EachHundredth;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Client;

/**
 * Keeps authorization requests while people log in and answer: they come by POST as well, and are
 * longer than an address may be.
 */
@Singleton
public class WaitingRequests {
  /** A login may take a while: with a new password, there is a mail to be read. */
  static final Duration LIFETIME = Duration.ofHours(1);

  /** Each is a row that anybody can make; a whole office may begin its day behind one address. */
  static final Limit BEGINNINGS = new Limit("authorization-request", 300, Duration.ofMinutes(1));

  /**
   * How many of a client wait: more than come from one network while the first of them waits, so
   * that it takes many networks to have people lose theirs. They begin anew then.
   */
  static final int MOST = 20_000;

  private final WaitingRequestRows rows;
  private final Limits limits;
  private final RandomToken random;
  private final Clock clock;
  private final EachHundredth<UUID> begun = new EachHundredth<>();

  @Inject
  WaitingRequests(WaitingRequestRows rows, Limits limits, RandomToken random, Clock clock) {
    this.rows = rows;
    this.limits = limits;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Keeps one; where very many of the client wait, the oldest make room.
   *
   * @param from who has sent it
   * @return the key under which it is found
   * @throws LimitExceeded if very many have come from that network
   */
  public String keep(KnownClient client, RequestText text, Client from) {
    limits.take(BEGINNINGS, from.network());
    String key = random.next();
    rows.add(
        new WaitingRequest(RandomToken.hash(key), client.id(), text, clock.instant(), LIFETIME));
    if (begun.isNow(client.id())) {
      OldRows.inBatches(most -> rows.makeRoom(client.id(), most));
    }
    return key;
  }

  /**
   * The request with this key, if it still waits.
   *
   * @param key anything
   */
  public Optional<WaitingRequest> find(String key) {
    return rows.find(RandomToken.hash(key), clock.instant());
  }

  /** Notes that a person wants to go on with the own account. */
  public void choose(String key, UUID userId) {
    rows.choose(RandomToken.hash(key), userId);
  }

  /** Notes what a person says about the scopes. */
  public void answer(String key, UUID userId, boolean consent) {
    rows.answer(RandomToken.hash(key), userId, consent);
  }

  /** Takes it out, when it needs to wait no longer; answers whether it was there to be taken. */
  public boolean close(String key) {
    return rows.remove(RandomToken.hash(key));
  }

  /** Removes those nobody came back for. */
  public int removeExpired() {
    Instant now = clock.instant();
    return OldRows.inBatches(most -> rows.removeExpired(now, most));
  }
}
