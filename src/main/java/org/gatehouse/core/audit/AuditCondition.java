package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How it goes with chaining entries of the audit log. */
@Singleton
public class AuditCondition {
  /** An entry that waits for longer is one that somebody keeps out of the chain. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final AuditEvents events;
  private final AuditLinks links;
  private final Clock clock;

  @Inject
  AuditCondition(AuditEvents events, AuditLinks links, Clock clock) {
    this.events = events;
    this.links = links;
    this.clock = clock;
  }

  /**
   * For how long the oldest entry waits that nobody has looked at, or the newest of those that
   * should have been chained by now; nothing if none does. It asks for two rows, however many there
   * are: verification alone looks at each.
   */
  public Optional<Duration> oldestWait() {
    Instant now = clock.instant();
    return links
        .chain()
        .map(chain -> Stream.concat(awaited(chain), overdue(chain, now)).map(chain::waitsSince))
        .orElseGet(
            () -> events.newestBefore(now.minus(LONGEST_WAIT)).stream().map(AuditEvent::occurredAt))
        .map(since -> Duration.between(since, now))
        .filter(wait -> !wait.isNegative())
        .max(Duration::compareTo);
  }

  private Stream<AuditEvent> awaited(AuditChain chain) {
    return events.arrived(chain.sealedArrival(), Long.MAX_VALUE, 1).stream()
        .filter(event -> isUnlinked(event, chain));
  }

  private Stream<AuditEvent> overdue(AuditChain chain, Instant now) {
    return events.newestBefore(now.minus(LONGEST_WAIT)).stream()
        .filter(event -> isUnlinked(event, chain))
        .filter(event -> !event.signature().isEmpty() || !chain.leavesOut(event.occurredAt()));
  }

  private boolean isUnlinked(AuditEvent event, AuditChain chain) {
    return links.linked(List.of(event.id()), chain).isEmpty();
  }
}
