package org.gatehouse.core.oauth;

import com.google.common.collect.Sets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.core.oauth.consent.Consents;
import org.gatehouse.core.oauth.logout.NoticeLogouts;
import org.gatehouse.core.session.Caller;

/** Shows people which clients have something of them, and takes it from those. */
@Singleton
@Transactional
public class OwnApplications {
  /** How many logins and consents are looked at, the latest: nobody uses so many applications. */
  private static final int MOST = 500;

  private final OwnApplicationRows rows;
  private final Consents consents;
  private final NoticeLogouts noticeLogouts;
  private final Clock clock;

  @Inject
  OwnApplications(
      OwnApplicationRows rows, Consents consents, NoticeLogouts noticeLogouts, Clock clock) {
    this.rows = rows;
    this.consents = consents;
    this.noticeLogouts = noticeLogouts;
    this.clock = clock;
  }

  /** The clients at which a person is logged in, or that may have something, by name. */
  public List<OwnApplication> of(Caller caller) {
    return rows.of(caller.userId(), clock.instant(), MOST).stream()
        .collect(
            Collectors.toMap(
                OwnApplication::clientId, Function.identity(), OwnApplications::together))
        .values()
        .stream()
        .sorted(
            Comparator.comparing(
                    (OwnApplication one) -> one.metadata().name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(OwnApplication::clientId))
        .toList();
  }

  private static OwnApplication together(OwnApplication one, OwnApplication other) {
    return new OwnApplication(
        one.clientId(),
        one.metadata(),
        Sets.union(one.scopes(), other.scopes()).immutableCopy(),
        one.since().isBefore(other.since()) ? one.since() : other.since());
  }

  /**
   * Takes from a client all that it has of a person: what was allowed is forgotten, within five
   * seconds its tokens are good for nothing, and it hears that the person has logged out there.
   *
   * @return whether there was anything to take
   */
  public boolean withdraw(Caller caller, UUID clientId) {
    noticeLogouts.notice(caller.userId(), clientId);
    return consents.withdraw(caller, clientId);
  }
}
