package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.settings.Settings;

/** How it goes with chaining entries of the audit log. */
@Singleton
public class AuditCondition {
  /** An entry that waits for longer is one that somebody keeps out of the chain. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** By so much may retention be late, which has its turn each hour. */
  static final Duration LATEST_REMOVAL = Duration.ofDays(1);

  private final AuditEvents events;
  private final AuditLinks links;
  private final ChainKeeper keeper;
  private final Duration kept;
  private final Clock clock;

  @Inject
  AuditCondition(
      AuditEvents events, AuditLinks links, ChainKeeper keeper, Settings settings, Clock clock) {
    this.events = events;
    this.links = links;
    this.keeper = keeper;
    this.kept = settings.auditRetention();
    this.clock = clock;
  }

  /**
   * What can be seen of a few rows, however many there are; verification alone looks at each.
   *
   * @param oldestWait for how long the oldest entry waits that nobody has looked at, or the newest
   *     of those that should have been chained by now; nothing if none does
   * @param isBroken whether somebody has changed where the chain begins or ends, so that nothing is
   *     added, or what is at its old end, so that nothing goes by age
   */
  public record Seen(Optional<Duration> oldestWait, boolean isBroken) {}

  /** Looks. */
  public Seen look() {
    Instant now = clock.instant();
    Optional<AuditChain> chain = keeper.sound();
    return new Seen(
        oldestWait(chain, now), chain.map(sound -> hasStopped(sound, now)).orElse(true));
  }

  private Optional<Duration> oldestWait(Optional<AuditChain> chain, Instant now) {
    return chain
        .map(sound -> Stream.concat(awaited(sound), overdue(sound, now)).map(sound::waitsSince))
        .orElseGet(() -> overdue(now).map(AuditEvent::occurredAt))
        .map(since -> Duration.between(since, now))
        .filter(wait -> !wait.isNegative())
        .max(Duration::compareTo);
  }

  private Stream<AuditEvent> awaited(AuditChain chain) {
    return events.arrived(chain.sealedArrival(), Long.MAX_VALUE, 1).stream()
        .filter(event -> isUnlinked(event, chain));
  }

  private Stream<AuditEvent> overdue(AuditChain chain, Instant now) {
    return overdue(now)
        .filter(event -> isUnlinked(event, chain))
        .filter(event -> !event.signature().isEmpty() || !chain.leavesOut(event.occurredAt()));
  }

  private Stream<AuditEvent> overdue(Instant now) {
    return events.newestBefore(now.minus(LONGEST_WAIT), 1).stream();
  }

  private boolean isUnlinked(AuditEvent event, AuditChain chain) {
    return links.linked(List.of(event.id()), chain).isEmpty();
  }

  /** Whether the old end is gone, or should have gone long ago. */
  private boolean hasStopped(AuditChain chain, Instant now) {
    Instant latest = now.minus(kept).minus(LATEST_REMOVAL);
    return chain.headNumber() > chain.anchorNumber()
        && links.after(chain.anchorNumber(), chain, 1).stream()
            .noneMatch(link -> link.sealedAt().isAfter(latest));
  }
}
