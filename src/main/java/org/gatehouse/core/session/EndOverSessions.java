package org.gatehouse.core.session;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.session.SessionRows.Active;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;

/**
 * Ends sessions in which less was shown than is demanded by now, so that the audit log and the
 * applications hear of it. Nobody can go on in them, whether this has run or not.
 */
@Singleton
public class EndOverSessions {
  private static final int BATCH = 500;

  private final SessionRows rows;
  private final Sessions sessions;
  private final boolean everywhere;
  private final Audit audit;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  EndOverSessions(
      SessionRows rows,
      Sessions sessions,
      Settings settings,
      Audit audit,
      Transactions transactions,
      Clock clock) {
    this.rows = rows;
    this.sessions = sessions;
    this.everywhere =
        !settings.secondFactor().demand().equals(SecondFactorDemand.NOT_REQUIRED.word());
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Does it; several nodes may do so at once. Answers how many it has ended. */
  public int run() {
    int ended = 0;
    List<Active> some = List.of();
    do {
      some = rows.demanding(everywhere, last(some), clock.instant(), BATCH);
      for (Active active : some) {
        if (sessions.isOver(active) && transactions.call(() -> end(active.session()))) {
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

  /** Looks again: the person may have shown more meanwhile, or another node was faster. */
  private boolean end(Session session) {
    boolean ended = sessions.endIfOver(session.id());
    if (ended) {
      User user = session.user();
      audit.record(
          AuditEntry.of(AuditType.SESSION_END, "second-factor-demanded")
              .about(user.workspace().id(), user.id())
              .in(session.id())
              .detail(session.id().toString()));
    }
    return ended;
  }
}
