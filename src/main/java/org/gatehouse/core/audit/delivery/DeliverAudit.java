package org.gatehouse.core.audit.delivery;

import com.google.common.util.concurrent.AtomicLongMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditEvent;
import org.gatehouse.core.audit.AuditFeed;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.NumberedEvent;
import org.gatehouse.core.audit.delivery.Handed.Result;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.settings.Settings;

/**
 * Brings each recipient what has come into the audit log since, in the order of the chain, batch by
 * batch, and each entry at least once. A recipient is a row with the number up to which it has all:
 * that is taken by an atomic update that holds for a while, and moves on when the entries have come
 * there. So nothing has to be copied, several nodes share the work, and whatever ends in between is
 * begun again.
 */
@Singleton
public class DeliverAudit {
  /** Longer than a recipient may take for a batch. */
  public static final Duration LEASE = Duration.ofMinutes(2);

  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

  /** How many entries that wait are counted. */
  public static final int MOST_COUNTED = 1_000;

  /** How often a batch is tried before parts of it are. */
  private static final int WHOLE_ATTEMPTS = 3;

  private static final int LONGEST_ERROR = 300;
  private static final Logger LOG = System.getLogger(DeliverAudit.class.getName());

  private final AuditDeliveryRows rows;
  private final AuditFeed feed;
  private final Audit audit;
  private final Transactions transactions;
  private final boolean hasSyslog;
  private final SecureRandom random;
  private final Clock clock;
  private final AtomicLongMap<DeliveryKind> delivered = AtomicLongMap.create();
  private final AtomicLongMap<DeliveryKind> failed = AtomicLongMap.create();

  @Inject
  DeliverAudit(
      AuditDeliveryRows rows,
      AuditFeed feed,
      Audit audit,
      Transactions transactions,
      Settings settings,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.feed = feed;
    this.audit = audit;
    this.transactions = transactions;
    this.hasSyslog = settings.syslog().isPresent();
    this.random = random;
    this.clock = clock;
  }

  /**
   * Adds a recipient, which gets what is chained from now on, in the transaction of the caller.
   *
   * @param id of a webhook, its workspace
   */
  public void begin(DeliveryKind kind, UUID id) {
    rows.add(new AuditDelivery(id, kind, feed.head(), now()));
  }

  /** The same unless it is there already. */
  public void beginOnce(DeliveryKind kind, UUID id) {
    if (rows.find(id).isEmpty()) {
      var unused =
          Duplicates.addUnlessThere(
              () -> transactions.run(() -> begin(kind, id)), () -> rows.find(id).isPresent());
    }
  }

  /** Forgets a recipient. */
  public void end(UUID id) {
    rows.remove(id);
  }

  /** Tries one at once, also if it was given up. */
  public void resume(UUID id) {
    rows.resume(id, now());
  }

  /** How it goes with one. */
  public Optional<AuditDelivery> state(UUID id) {
    return rows.find(id);
  }

  /** Brings all of a kind what is due, until there is no more of it. */
  public void deliver(DeliveryKind kind, AuditRecipient recipient) {
    Optional<AuditDelivery> next = take(kind);
    while (next.isPresent()) {
      deliver(kind, recipient, next.get());
      next = take(kind);
    }
  }

  private Optional<AuditDelivery> take(DeliveryKind kind) {
    Instant now = now();
    return rows.take(kind, now, now.plus(LEASE));
  }

  private void deliver(DeliveryKind kind, AuditRecipient recipient, AuditDelivery taken) {
    AuditFeed.Part part = feed.after(taken.lastNumber(), kind.workspace(taken.id()), kind.batch());
    if (part.gone() > 0) {
      LOG.log(
          Level.WARNING,
          "{0} entries of the audit log are gone by age before {1} {2} could be sent those that it"
              + " wants",
          Long.toString(part.gone()),
          kind.word(),
          taken.id());
    }
    HandOver handOver = new HandOver(recipient, taken.id(), part);
    int most = atOnce(kind, taken.attempts());
    HandOver.Tried tried = handOver.first(most);
    switch (tried.handed().result()) {
      case UNWANTED -> rows.pass(taken, part.upTo(), now());
      case DELIVERED -> {
        delivered.incrementAndGet(kind);
        var unused = rows.delivered(taken, tried.upTo(), now());
      }
      case FAILED -> {
        failed.incrementAndGet(kind);
        boolean hasFailedAlone = most == 1 && atOnce(kind, taken.attempts() - 1) == 1;
        Optional<HandOver.Tried> next =
            hasFailedAlone
                ? handOver.next(tried).filter(HandOver.Tried::isTaken)
                : Optional.empty();
        next.ifPresentOrElse(
            later -> leaveOut(kind, taken, tried, later.upTo()),
            () -> fail(kind, taken, tried.handed()));
      }
      case REFUSED -> {
        failed.incrementAndGet(kind);
        fail(kind, taken, tried.handed());
      }
    }
  }

  /**
   * How many go at once: fewer and fewer, where they aren't taken again and again, so that one that
   * is never taken comes to stand alone.
   */
  private static int atOnce(DeliveryKind kind, int attempts) {
    return Math.max(1, kind.batch() >> Math.min(Math.max(attempts - WHOLE_ATTEMPTS, 0), 30));
  }

  /**
   * Goes on where an entry isn't taken, alone and again and again, and the next one is: it would
   * keep all others for good. A firewall before the recipient is enough for that, which doesn't
   * like what somebody has sent as the name of a browser.
   */
  private void leaveOut(DeliveryKind kind, AuditDelivery taken, HandOver.Tried bad, long upTo) {
    String detail = bad.last().event().id() + ": " + shortened(bad.handed().problem());
    boolean isOurs =
        transactions.call(
            () -> {
              boolean goesOn = rows.delivered(taken, upTo, now());
              if (goesOn) {
                AuditEntry entry = AuditEntry.of(AuditType.AUDIT_DELIVERY_SKIP, kind.word());
                audit.record(
                    kind.workspace(taken.id())
                        .map(entry::aboutWorkspace)
                        .orElse(entry)
                        .detail(detail));
              }
              return goesOn;
            });
    if (isOurs) {
      LOG.log(
          Level.WARNING,
          "An entry of the audit log is left out, as {0} {1} takes others, but not this one ({2})",
          kind.word(),
          taken.id(),
          detail);
    }
  }

  private void fail(DeliveryKind kind, AuditDelivery taken, Handed handed) {
    Instant now = now();
    String why = shortened(handed.problem());
    boolean isOver =
        handed.result() == Result.REFUSED
            || taken.failingSince().filter(at -> at.plus(GIVEN_UP_AFTER).isBefore(now)).isPresent();
    if (kind.isGivenUp() && isOver) {
      stop(kind, taken, why, handed.result() == Result.REFUSED ? "refused" : "given-up");
    } else {
      Instant next = now.plus(pause(taken.attempts()));
      LOG.log(
          Level.WARNING,
          "The audit log can''t be sent to {0} {1} ({2}); again at {3}",
          kind.word(),
          taken.id(),
          why,
          next);
      rows.failed(taken, why, now, next);
    }
  }

  private void stop(DeliveryKind kind, AuditDelivery taken, String why, String outcome) {
    boolean isStopped =
        transactions.call(
            () -> {
              boolean stops = rows.stop(taken, why, now());
              if (stops) {
                audit.record(
                    AuditEntry.of(AuditType.AUDIT_WEBHOOK_STOP, outcome)
                        .aboutWorkspace(taken.id())
                        .detail(why));
              }
              return stops;
            });
    if (isStopped) {
      LOG.log(
          Level.WARNING,
          "The audit log isn''t sent to {0} {1} any longer ({2}), until an administrator says so",
          kind.word(),
          taken.id(),
          why);
    }
  }

  private static String shortened(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return printable.substring(0, Math.min(printable.length(), LONGEST_ERROR));
  }

  /**
   * Doubled with each attempt, and up to half of it less: so that not all come at once that have
   * failed at the same moment.
   */
  private Duration pause(int attempts) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    int half = Math.toIntExact(pause.toMillis() / 2);
    return pause.minusMillis(random.nextInt(half));
  }

  /**
   * What waits for a recipient.
   *
   * @param wanted which entries it gets
   */
  public Waiting waiting(DeliveryKind kind, AuditDelivery delivery, Predicate<AuditEvent> wanted) {
    List<AuditEvent> waiting =
        feed
            .after(delivery.lastNumber(), kind.workspace(delivery.id()), MOST_COUNTED)
            .entries()
            .stream()
            .map(NumberedEvent::event)
            .filter(wanted)
            .toList();
    return new Waiting(waiting.size(), waiting.stream().map(AuditEvent::occurredAt).findFirst());
  }

  /**
   * What waits.
   *
   * @param entries how many, of the next {@link #MOST_COUNTED} of the workspace
   * @param since when the first of them happened
   */
  public record Waiting(int entries, Optional<Instant> since) {}

  /** How it goes with all of them. */
  public DeliveryCondition condition() {
    return new DeliveryCondition(
        oldest(DeliveryKind.WEBHOOK),
        hasSyslog ? oldest(DeliveryKind.SYSLOG) : Optional.empty(),
        rows.stopped(DeliveryKind.WEBHOOK));
  }

  /** Of those that weren't given up. */
  private Optional<Duration> oldest(DeliveryKind kind) {
    return rows.furthestBehind(kind)
        .flatMap(feed::waitingSince)
        .map(since -> Duration.between(since, now()))
        .filter(wait -> !wait.isNegative());
  }

  /**
   * How many batches have come to one of this kind, and how many haven't, since this node began.
   */
  public Counts counts(DeliveryKind kind) {
    return new Counts(delivered.get(kind), failed.get(kind));
  }

  /**
   * How many batches.
   *
   * @param delivered have come there
   * @param failed haven't
   */
  public record Counts(long delivered, long failed) {}

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
