package org.gatehouse.core.session;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.policy.SessionSpan;
import org.gatehouse.core.session.SessionRows.Active;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;

/**
 * Ends sessions in which less was shown than is demanded by now, or that have gone on for longer
 * than their workspace lets them by now: so that the audit log and the applications hear of it.
 * Nobody can go on in them, whether this has run or not.
 */
@Singleton
public class EndOverSessions {
  private static final int BATCH = 500;

  private final SessionRows rows;
  private final Sessions sessions;
  private final AuthenticationPolicies policies;
  private final Settings settings;
  private final Audit audit;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  EndOverSessions(
      SessionRows rows,
      Sessions sessions,
      AuthenticationPolicies policies,
      Settings settings,
      Audit audit,
      Transactions transactions,
      Clock clock) {
    this.rows = rows;
    this.sessions = sessions;
    this.policies = policies;
    this.settings = settings;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Does it; several nodes may do so at once. Answers how many it has ended. */
  public int run() {
    int ended = endLacking();
    for (AuthenticationPolicy policy : policies.limitingSessions()) {
      ended += endBeyond(policy.workspaceId(), policy.limits().sessions());
    }
    return ended;
  }

  private int endLacking() {
    boolean everywhere =
        !settings.secondFactor().demand().equals(SecondFactorDemand.NOT_REQUIRED.word());
    int ended = 0;
    List<Active> some = List.of();
    do {
      some = rows.demanding(everywhere, last(some), clock.instant(), BATCH);
      for (Active active : some) {
        if (sessions.lacks(active)
            && end(active.session(), sessions::lacks, "second-factor-demanded")) {
          ended++;
        }
      }
    } while (some.size() == BATCH);
    return ended;
  }

  private static Optional<UUID> last(List<Active> some) {
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(some.get(some.size() - 1).session().id());
  }

  private int endBeyond(UUID workspaceId, SessionBounds bounds) {
    SessionSpan span = bounds.span(false, settings.session());
    SessionSpan remembered = bounds.span(true, settings.session());
    int ended = 0;
    int found;
    int now;
    do {
      List<Session> some = rows.beyond(workspaceId, span, remembered, clock.instant(), BATCH);
      found = some.size();
      now = 0;
      for (Session session : some) {
        if (end(session, sessions::isBeyondLimits, "session-limits")) {
          now++;
        }
      }
      ended += now;
      // Where all are used again, or the limits are others, there is no more to do.
    } while (found == BATCH && now > 0);
    return ended;
  }

  /** Looks again: the person may have shown more meanwhile, or another node was faster. */
  private boolean end(Session session, Predicate<Active> over, String reason) {
    return transactions.call(
        () -> {
          boolean ended = sessions.endIf(session.id(), over);
          if (ended) {
            User user = session.user();
            audit.record(
                AuditEntry.of(AuditType.SESSION_END, reason)
                    .about(user.workspace().id(), user.id())
                    .in(session.id())
                    .detail(session.id().toString()));
          }
          return ended;
        });
  }
}
