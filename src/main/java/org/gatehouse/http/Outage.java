package org.gatehouse.http;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time during which the database doesn't answer. The log is told when it begins and when it is
 * over, how long it was and how many requests it cost, and nothing of each of them.
 */
public final class Outage {
  /** What a client is told: in how many seconds to try again. */
  static final int RETRY_AFTER_SECONDS = 5;

  /** There is one database, so that all who meet with its absence mean this one. */
  public static final Outage OF_DATABASE = new Outage(Clock.systemUTC());

  private static final Logger LOG = System.getLogger(Outage.class.getName());
  private static final int DEEPEST_CAUSE = 20;

  /** SQLSTATE of ISO/IEC 9075-2. */
  private static final String UNABLE_TO_CONNECT = "08001";

  private final Clock clock;
  private volatile @Nullable Instant since;
  private long refused;

  Outage(Clock clock) {
    this.clock = clock;
  }

  /** Whether one is under way. */
  public boolean isUnderWay() {
    return since != null;
  }

  /** The database doesn't answer. */
  synchronized void begin(Throwable error) {
    if (since == null) {
      since = clock.instant();
      refused = 0;
      LOG.log(
          Level.ERROR,
          "The database doesn''t answer: {0}. Until it does, requests that need it are answered"
              + " with 503 and counted.",
          reason(error));
    }
  }

  /** Whether it is the reason of an error, which then is told and need not be told again. */
  public boolean hasBegunBy(Throwable error) {
    boolean told = isToldBy(error);
    if (told && causes(error).noneMatch(KnownOutage.class::isInstance)) {
      begin(error);
    }
    return told;
  }

  /**
   * For whoever would need the database while it is known to be away. It begins no outage: when it
   * is caught, this one may have ended.
   *
   * @param cause what came of looking for it once more, if anybody did
   */
  public SQLException refusal(@Nullable SQLException cause) {
    return new KnownOutage(cause);
  }

  /** The same for an error that ends a request, which is counted. */
  public boolean hasRefused(Throwable error) {
    boolean told = hasBegunBy(error);
    if (told) {
      countRequest();
    }
    return told;
  }

  /** A request was refused because of it. */
  private synchronized void countRequest() {
    refused++;
  }

  /** The database answers. */
  public synchronized void end() {
    Instant began = since;
    if (began != null) {
      since = null;
      LOG.log(
          Level.INFO,
          "The database answers again, after {0} seconds; requests refused meanwhile: {1}.",
          Duration.between(began, clock.instant()).toSeconds(),
          refused);
    }
  }

  /** Whether an error says that the database is away, or has gone away meanwhile. */
  private static boolean isToldBy(Throwable error) {
    return causes(error)
        .anyMatch(cause -> cause instanceof SQLException sql && isOfConnection(sql));
  }

  /** Whether an error says that all connections of the pool were in use, for too long. */
  static boolean isOfBusyPool(Throwable error) {
    return causes(error).anyMatch(SQLTransientConnectionException.class::isInstance);
  }

  /** Whether it is likely to pass, so that whoever tries again may have more luck. */
  static boolean passes(Throwable error) {
    return causes(error)
        .anyMatch(
            cause ->
                cause instanceof SQLException
                    // A commit that failed. WildFly throws what the transaction manager did, though
                    // it is checked and nobody declares it.
                    || cause instanceof TransactionalException
                    || cause instanceof RollbackException
                    || cause instanceof HeuristicMixedException
                    || cause instanceof HeuristicRollbackException
                    || cause instanceof SystemException);
  }

  private static boolean isOfConnection(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    // Connection exceptions; the server is shutting down, has crashed, is starting.
    return state.startsWith("08") || state.startsWith("57P0");
  }

  /**
   * What the driver says, with no full stop, and without what the pool and others wrap around it.
   */
  public static String reason(Throwable error) {
    String message =
        String.valueOf(
            causes(error)
                .filter(SQLException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElse(error)
                .getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  /** The error, what caused it, and what WildFly's transaction manager puts beside a cause. */
  private static Stream<Throwable> causes(Throwable error) {
    return chain(error)
        .flatMap(
            cause ->
                Stream.concat(
                    Stream.of(cause), Stream.of(cause.getSuppressed()).flatMap(Outage::chain)));
  }

  private static Stream<Throwable> chain(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(DEEPEST_CAUSE);
  }

  private static final class KnownOutage extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1L;

    private KnownOutage(@Nullable SQLException cause) {
      super("The database is away", UNABLE_TO_CONNECT, cause);
    }
  }
}
