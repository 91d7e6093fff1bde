package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gatehouse.core.audit.AuditRetention;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.mail.DeliverLetters;
import org.gatehouse.core.reset.ResetRequestWorker;
import org.gatehouse.core.session.RemoveSessions;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.http.Outage;

/** What is done every hour: rotate signing keys, remove what has expired. */
@Singleton
public class Housekeeping {
  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

  private static final long FIRST_SECONDS = 120;

  private final SigningKeys keys;
  private final RemoveSessions sessions;
  private final PendingLogins pendingLogins;
  private final GuessGuard guard;
  private final ApiKeys apiKeys;
  private final ResetRequestWorker passwordResets;
  private final Limits limits;
  private final AuditRetention auditRetention;
  private final DeliverLetters letters;
  private final Instance<Chore> chores;

  @Resource ManagedScheduledExecutorService executor;

  @Inject
  Housekeeping(
      SigningKeys keys,
      RemoveSessions sessions,
      PendingLogins pendingLogins,
      GuessGuard guard,
      ApiKeys apiKeys,
      ResetRequestWorker passwordResets,
      Limits limits,
      AuditRetention auditRetention,
      DeliverLetters letters,
      @Any Instance<Chore> chores) {
    this.keys = keys;
    this.sessions = sessions;
    this.pendingLogins = pendingLogins;
    this.guard = guard;
    this.apiKeys = apiKeys;
    this.passwordResets = passwordResets;
    this.limits = limits;
    this.auditRetention = auditRetention;
    this.letters = letters;
    this.chores = chores;
  }

  /**
   * From now on, every hour; first a few minutes after the start, which a node that is restarted
   * daily has as well, and not all nodes at the same moment. The server ends it when it undeploys
   * Gatehouse.
   */
  public void begin() {
    long first = FIRST_SECONDS + ThreadLocalRandom.current().nextLong(FIRST_SECONDS);
    var unused =
        executor.scheduleWithFixedDelay(
            this::run, first, TimeUnit.HOURS.toSeconds(1), TimeUnit.SECONDS);
  }

  private void run() {
    step("rotating signing keys", keys::rotate);
    step("removing ended sessions", sessions::run);
    step("removing expired logins", pendingLogins::removeExpired);
    step("removing old failures", guard::removeOld);
    step("removing full buckets", limits::removeExpired);
    step("removing ended keys", apiKeys::removeEnded);
    step("removing tokens for new passwords", passwordResets::removeOld);
    step("removing old audit entries", auditRetention::removeOld);
    step("removing letters given up", letters::removeGivenUp);
    chores.forEach(chore -> step(chore.what(), chore::run));
  }

  private static void step(String what, Runnable work) {
    try {
      work.run();
    } catch (Exception e) {
      // A schedule that throws is never run again; the next hour may be better.
      if (!Outage.OF_DATABASE.hasBegunBy(e)) {
        LOG.log(Level.ERROR, "Failed at " + what, e);
      }
    }
  }
}
