package org.gatehouse.core.oauth.device;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.gatehouse.core.database.EachHundredth;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.device.DeviceAnswer.LetIn;
import org.gatehouse.core.oauth.device.DeviceAnswer.NotIn;
import org.gatehouse.core.oauth.device.DeviceAnswer.Why;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Caller;

/** Devices that wait for somebody to let them in. */
@Singleton
@Transactional
public class DeviceAuthorizations {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /** How long a device waits between two questions, to begin with. */
  static final int SECONDS = 5;

  /** How many of a client wait: as many as eight networks can begin while the first waits. */
  static final int MOST = 5_000;

  /** Letters and digits that nobody mistakes for another: 39 bits, good for ten minutes. */
  private static final int USER_CODE_GROUPS = 2;

  private final DeviceAuthorizationRows rows;
  private final RandomToken random;
  private final Clock clock;
  private final EachHundredth<UUID> begun = new EachHundredth<>();

  @Inject
  DeviceAuthorizations(DeviceAuthorizationRows rows, RandomToken random, Clock clock) {
    this.rows = rows;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A device begins to wait; where very many of the client do, the oldest make room.
   *
   * @param resources for whom its access tokens shall be; none for us
   */
  public StartedDevice begin(KnownClient client, Set<String> scopes, List<String> resources) {
    String code = random.next();
    String userCode = random.readable(USER_CODE_GROUPS).toUpperCase(Locale.ROOT);
    Instant now = clock.instant();
    rows.add(
        new DeviceAuthorization(
            RandomToken.hash(code),
            hash(userCode),
            client.id(),
            scopes,
            resources,
            now,
            now.plus(LIFETIME)));
    if (begun.isNow(client.id())) {
      OldRows.inBatches(most -> rows.makeRoom(client.id(), most));
    }
    return new StartedDevice(code, userCode, LIFETIME, Duration.ofSeconds(SECONDS));
  }

  /** However it is typed: in small letters, without the hyphen, with spaces. */
  private static String hash(String userCode) {
    return RandomToken.hash(userCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
  }

  /**
   * The device with this code that nobody has answered yet.
   *
   * @param userCode what somebody has typed
   */
  public Optional<DeviceAuthorization> find(String userCode) {
    return rows.ofUserCode(hash(userCode), clock.instant());
  }

  /**
   * Somebody lets it in, or doesn't; the first answer counts.
   *
   * @param userCode what somebody has typed
   */
  public boolean answer(Caller caller, String userCode, boolean allowed) {
    return find(userCode).isPresent()
        && rows.answer(hash(userCode), caller.userId(), caller.sessionId(), allowed);
  }

  /**
   * A device asks whether it is let in.
   *
   * @param code anything
   * @param suits whether what it asks for is what it was begun for: looked at before anything is
   *     used up
   */
  public DeviceAnswer ask(KnownClient client, String code, Predicate<DeviceAuthorization> suits) {
    Instant now = clock.instant();
    Optional<DeviceAuthorization> found = rows.find(RandomToken.hash(code));
    if (found.isEmpty()) {
      return new NotIn(Why.UNKNOWN);
    }
    DeviceAuthorization device = found.get();
    if (!device.clientId().equals(client.id())) {
      return new NotIn(Why.OF_ANOTHER_CLIENT);
    }
    if (device.isOver(now)) {
      return new NotIn(Why.OVER);
    }
    if (!suits.test(device)) {
      return new NotIn(Why.FOR_ANOTHER_RESOURCE);
    }
    if (device.allowed().isEmpty()) {
      return wait(device, now);
    }
    if (!rows.remove(device.codeHash())) {
      return new NotIn(Why.OVER);
    }
    return device.allowed().get() ? new LetIn(device) : new NotIn(Why.DENIED);
  }

  /** Who asks too often waits five seconds longer from then on (3.5). */
  private DeviceAnswer wait(DeviceAuthorization device, Instant now) {
    boolean tooFast = device.dueAt().isAfter(now);
    int seconds = tooFast ? device.seconds() + SECONDS : device.seconds();
    rows.putOff(device.codeHash(), now.plusSeconds(seconds), seconds);
    return new NotIn(tooFast ? Why.TOO_FAST : Why.PENDING);
  }

  /** Removes those that nobody has let in. */
  public int removeExpired() {
    Instant now = clock.instant();
    return OldRows.inBatches(most -> rows.removeExpired(now, most));
  }
}
