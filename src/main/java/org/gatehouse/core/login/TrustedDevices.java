package org.gatehouse.core.login;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.policy.AuthenticationPolicy;
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
   * @param since when that factor may have been shown at the earliest; nothing if never
   */
  boolean isTrusted(UUID userId, String kept, Optional<Instant> since) {
    return find(userId, kept, since).isPresent();
  }

  /** The same, noting that it did; in the transaction that lets the user in. */
  boolean use(UUID userId, String kept, Optional<Instant> since) {
    Optional<TrustedDevice> found = find(userId, kept, since);
    found.ifPresent(device -> device.use(clock.instant()));
    return found.isPresent();
  }

  private Optional<TrustedDevice> find(UUID userId, String kept, Optional<Instant> since) {
    List<String> hashes = tokens(kept).map(TrustedDevices::hash).toList();
    return hashes.isEmpty()
        ? Optional.empty()
        : since.flatMap(earliest -> rows.find(userId, hashes, earliest, clock.instant()));
  }

  /**
   * Trusts a browser from now on, in the transaction of the caller, who has locked the user. What
   * it has kept for the same user until now ends.
   *
   * @param days for how long
   * @param userAgent what it calls itself
   * @param kept what it keeps so far; anything is allowed
   * @return what it is to keep
   */
  String trust(UUID userId, int days, String userAgent, String kept) {
    Instant now = clock.instant();
    Set<String> before = endOfBrowser(userId, tokens(kept).map(TrustedDevices::hash).toList());
    rows.ofUser(userId, now).stream()
        .skip(MOST - 1)
        .forEach(oldest -> rows.remove(userId, oldest.id()));
    String token = random.next();
    rows.add(
        new TrustedDevice(userId, hash(token), userAgent, now, now.plus(Duration.ofDays(days))));
    Stream<String> others = tokens(kept).filter(one -> !before.contains(hash(one)));
    return Stream.concat(Stream.of(token), others)
        .limit(SHARED_BY)
        .collect(Collectors.joining(BETWEEN));
  }

  /** Ends what a browser has of this user; answers which hashes that were. */
  private Set<String> endOfBrowser(UUID userId, List<String> hashes) {
    List<TrustedDevice> found = hashes.isEmpty() ? List.of() : rows.withTokens(userId, hashes);
    found.forEach(device -> rows.remove(userId, device.id()));
    return found.stream().map(TrustedDevice::tokenHash).collect(Collectors.toSet());
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

  /**
   * Those of a user that count, the latest first.
   *
   * @param policy of the user's workspace
   */
  public List<TrustedDevice> ofUser(UUID userId, AuthenticationPolicy policy) {
    Instant now = clock.instant();
    return policy
        .trustedSince(now)
        .map(since -> rows.counting(userId, since, now))
        .orElse(List.of());
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
