package org.gatehouse.core.login;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.AllSessionsEnded;

/**
 * Browsers that stand for a second factor which was shown in them some days ago. A browser keeps a
 * random token for each of its latest users; a row has its hash, and says whose it is and until
 * when. So it names nobody, is worth nothing with another user or in another place, and ends with
 * its row.
 */
@Singleton
@Transactional
public class TrustedDevices {
  /** How many a user can have: whoever trusts one more has forgotten the oldest. */
  static final int MOST = 20;

  /** The number of people who may share a browser. */
  private static final int SHARED_BY = 5;

  private static final String BETWEEN = "~";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final TrustedDeviceRows rows;
  private final RandomToken random;
  private final Clock clock;

  @Inject
  TrustedDevices(TrustedDeviceRows rows, RandomToken random, Clock clock) {
    this.rows = rows;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Whether a browser stands for the second factor of this user.
   *
   * @param kept what it keeps; anything is allowed
   * @param days how long ago that factor may have been shown
   */
  boolean isTrusted(UUID userId, String kept, int days) {
    return !find(userId, kept, days).isEmpty();
  }

  /** The same, noting that it did; in the transaction that lets the user in. */
  boolean use(UUID userId, String kept, int days) {
    List<TrustedDevice> found = find(userId, kept, days);
    found.forEach(device -> device.use(clock.instant()));
    return !found.isEmpty();
  }

  private List<TrustedDevice> find(UUID userId, String kept, int days) {
    List<String> hashes = tokens(kept).map(TrustedDevices::hash).toList();
    Instant now = clock.instant();
    return hashes.isEmpty() || days == 0
        ? List.of()
        : rows.find(userId, hashes, now.minus(Duration.ofDays(days)), now).stream().toList();
  }

  /**
   * Trusts a browser from now on, in the transaction of the caller, who has locked the user.
   *
   * @param days for how long
   * @param userAgent what it calls itself
   * @param kept what it keeps so far; anything is allowed
   * @return what it is to keep
   */
  String trust(UUID userId, int days, String userAgent, String kept) {
    Instant now = clock.instant();
    rows.ofUser(userId, now).stream()
        .skip(MOST - 1)
        .forEach(oldest -> rows.remove(userId, oldest.id()));
    String token = random.next();
    rows.add(
        new TrustedDevice(userId, hash(token), userAgent, now, now.plus(Duration.ofDays(days))));
    return Stream.concat(Stream.of(token), tokens(kept))
        .limit(SHARED_BY)
        .collect(Collectors.joining(BETWEEN));
  }

  private static Stream<String> tokens(String kept) {
    return kept.length() > SHARED_BY * 44
        ? Stream.empty()
        : Stream.of(kept.split(BETWEEN)).filter(token -> TOKEN.matcher(token).matches());
  }

  /** Of a kind of its own: no other token's hash is looked for here, nor this one elsewhere. */
  private static String hash(String token) {
    return RandomToken.hash("trusted-device/" + token);
  }

  /** Those of a user, the latest first. */
  public List<TrustedDevice> ofUser(UUID userId) {
    return rows.ofUser(userId, clock.instant());
  }

  /** Trusts one of this user no longer; answers whether there was such. */
  public boolean end(UUID userId, UUID id) {
    return rows.remove(userId, id);
  }

  /** Trusts none of this user any longer; answers how many there were. */
  public int endAll(UUID userId) {
    return rows.removeAll(userId);
  }

  /** The password is another, a device is lost, the account is closed. */
  void endAll(@Observes AllSessionsEnded ended) {
    rows.removeAll(ended.userId());
  }

  /** Removes those that have expired. */
  public int removeExpired() {
    return OldRows.inBatches(most -> rows.removeExpired(clock.instant(), most));
  }
}
