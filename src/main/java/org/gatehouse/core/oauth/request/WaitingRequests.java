package org.gatehouse.core.oauth.request;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

  /** From the client's request to the browser's: it is on its way already (RFC 9126, 2.2). */
  public static final Duration PUSHED_LIFETIME = Duration.ofSeconds(90);

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
    add(RandomToken.hash(key), client, text, LIFETIME);
    return key;
  }

  private void add(String hash, KnownClient client, RequestText text, Duration lifetime) {
    rows.add(new WaitingRequest(hash, client.id(), text, clock.instant(), lifetime));
    if (begun.isNow(client.id())) {
      OldRows.inBatches(most -> rows.makeRoom(client.id(), most));
    }
  }

  /**
   * Keeps one that the client itself has brought, until a browser comes with its key (RFC 9126).
   *
   * @param client which has proven to be it, or can't
   * @param from where it is
   * @return the key, which is good once and for {@link #PUSHED_LIFETIME}
   * @throws LimitExceeded if very many have come from the network of somebody who has proven
   *     nothing
   */
  public String push(KnownClient client, RequestText text, Client from) {
    if (client.metadata().isPublic()) {
      limits.take(BEGINNINGS, from.network());
    }
    String key = random.next();
    add(pushedHash(key), client, text, PUSHED_LIFETIME);
    return key;
  }

  /**
   * Takes a pushed one out.
   *
   * @param client whose it has to be
   * @param key anything
   * @return its parameters, for the first who comes with it
   */
  public Optional<String> take(KnownClient client, String key) {
    String hash = pushedHash(key);
    return rows.find(hash, clock.instant())
        .filter(request -> request.clientId().equals(client.id()))
        .filter(request -> rows.remove(hash))
        .map(WaitingRequest::parameters);
  }

  /** In capitals, as no other is: so there is no key by which a page goes on with a pushed one. */
  private static String pushedHash(String key) {
    return RandomToken.hash(key).toUpperCase(Locale.ROOT);
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
