package org.gatehouse.container;

import jakarta.transaction.TransactionalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.input.Busy;

/**
 * An error that nobody expected: the client gets a number and a status, the log the number and all
 * the rest.
 *
 * @param number what the client may quote
 * @param status 503 if it is likely to pass (the database), 500 if not
 */
public record Incident(String number, int status) {
  private static final Logger LOG = System.getLogger(Incident.class.getName());

  /** Writes it to the log. */
  public static Incident of(Throwable error, String where) {
    String number = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "Incident " + number + " at " + where.replaceAll("\\p{C}", "?"), error);
    return new Incident(number, passes(error) ? 503 : 500);
  }

  private static boolean passes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .anyMatch(
            cause ->
                cause instanceof SQLException
                    || cause instanceof TransactionalException
                    || cause instanceof Busy);
  }
}
