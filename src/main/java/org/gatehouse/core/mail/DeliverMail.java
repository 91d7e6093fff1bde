package org.gatehouse.core.mail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.mail.NotDelivered.Reason;
import org.gatehouse.core.secret.Vault;

/**
 * Brings the e-mails of the outbox on their way, each at least once. An e-mail is taken by an
 * atomic update that holds for a while, handed over with no transaction open, and then removed;
 * where this process ends between the two, it is sent again under the same Message-ID.
 */
@Singleton
public class DeliverMail {
  /** Longer than a mail server may take for all it has to say. */
  static final Duration LEASE = Duration.ofMinutes(10);

  static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int COUNTED = 10_000;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration TOO_LONG = Duration.ofMinutes(1);

  /** Nobody looks for e-mails any more, if one is due for so long; or there are too many. */
  private static final Duration LEFT_LYING = Duration.ofMinutes(3);

  private static final int LONGEST_REASON = 300;

  private static final Logger LOG = System.getLogger(DeliverMail.class.getName());

  private final QueuedMails store;
  private final Mailer mailer;
  private final Vault vault;
  private final MailLimits limits;
  private final Audit audit;
  private final Clock clock;

  /** Whether the last attempt of this node was good; unknown counts as not. */
  private volatile boolean gettingThrough;

  @Inject
  DeliverMail(
      QueuedMails store, Mailer mailer, Vault vault, MailLimits limits, Audit audit, Clock clock) {
    this.store = store;
    this.mailer = mailer;
    this.vault = vault;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  /** Delivers what is due, until there is no more of it or none gets through. */
  public void deliver() {
    Optional<QueuedMail> next = take();
    while (next.isPresent() && deliver(next.get())) {
      next = take();
    }
  }

  private Optional<QueuedMail> take() {
    Instant now = now();
    return store.take(now, now.plus(LEASE));
  }

  /** Delivers one; answers whether to go on with the next. */
  private boolean deliver(QueuedMail mail) {
    try {
      // Counted when it is taken first: it may take many attempts.
      if (mail.attempts() == 1 && !limits.admit(mail)) {
        audit.record(mail.audited(AuditType.LIMIT, "letter"));
        store.remove(mail.id());
        return true;
      }
      String message = vault.open(Outbox.PURPOSE, mail.id().toString(), mail.sealedMessage());
      mailer.send(mail.id(), mail.createdAt(), message);
    } catch (NotDelivered e) {
      return settle(mail, e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Mail " + mail.id() + " can't be sent", e);
      tryLater(mail, e.getClass().getName());
      return true;
    }
    gettingThrough = true;
    store.remove(mail.id());
    LOG.log(Level.DEBUG, "Mail {0} ({1}) has left", mail.id(), mail.kind());
    return true;
  }

  private boolean settle(QueuedMail mail, NotDelivered failure) {
    gettingThrough = failure.reason() == Reason.REJECTED;
    String said = withoutAddresses(failure);
    if (failure.reason() == Reason.REJECTED) {
      // First told, then removed: rather twice than never.
      audit.record(mail.audited(AuditType.MAIL, "rejected"));
      LOG.log(
          Level.WARNING,
          "Mail {0} ({1}) is for nobody that the mail server knows, and won''t be sent: {2}",
          mail.id(),
          mail.kind(),
          said);
      store.remove(mail.id());
    } else {
      tryLater(mail, said);
    }
    LOG.log(Level.DEBUG, "Mail not delivered", failure);
    return failure.reason() != Reason.UNREACHABLE;
  }

  private void tryLater(QueuedMail mail, String said) {
    Instant now = now();
    Instant next = now.plus(pause(mail.attempts()));
    if (next.isAfter(mail.usefulUntil())) {
      audit.record(mail.audited(AuditType.MAIL, "given-up"));
      LOG.log(
          Level.ERROR,
          "Mail {0} ({1}) is given up after {2} attempts: {3}",
          mail.id(),
          mail.kind(),
          mail.attempts(),
          said);
      store.giveUp(mail, now);
    } else {
      LOG.log(
          Level.WARNING,
          "Mail {0} ({1}) couldn''t be delivered; attempt {2} follows at {3}: {4}",
          mail.id(),
          mail.kind(),
          mail.attempts() + 1,
          next,
          said);
      store.putBack(mail, next);
    }
  }

  /** Doubled with each attempt. */
  private static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Mail servers like to repeat them; and a log is no place for what doesn't print. */
  private static String withoutAddresses(NotDelivered failure) {
    String said = failure.said().replaceAll("[^\\s<>]+@[^\\s<>]+", "...");
    String printable = said.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return printable.substring(0, Math.min(printable.length(), LONGEST_REASON));
  }

  /** Removes e-mails that were given up a month ago. */
  public int removeGivenUp() {
    Instant before = now().minus(KEPT);
    return OldRows.inBatches(most -> store.removeGivenUp(before, most));
  }

  /** How many e-mails are in the outbox; looks at 10,000 at the most. */
  public MailCounts count() {
    return store.count(COUNTED);
  }

  /** The present condition of the delivery. */
  public MailCondition condition() {
    QueuedMails.Waiting waiting = store.waiting();
    Instant now = now();
    Optional<Duration> oldest = waiting.oldest().map(since -> Duration.between(since, now));
    boolean refused =
        !gettingThrough && oldest.filter(age -> age.compareTo(TOO_LONG) > 0).isPresent();
    boolean leftLying = waiting.due().filter(due -> due.plus(LEFT_LYING).isBefore(now)).isPresent();
    return new MailCondition(!refused && !leftLying, waiting.waiting(), waiting.failed(), oldest);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
