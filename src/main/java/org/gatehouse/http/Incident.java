package org.gatehouse.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.gatehouse.core.refusal.Busy;

/**
 * An error that nobody expected: the client gets a number and a status, the log the number and all
 * the rest. Where the database is away there is no number, and the log tells of all together.
 *
 * @param number what the client may quote
 * @param status 503 if it is likely to pass (the database), 500 if not
 */
public record Incident(Optional<String> number, int status) {
  private static final Logger LOG = System.getLogger(Incident.class.getName());

  /**
   * Writes it to the log, or counts it. The number is the name of the request, which the audit log
   * has, too.
   *
   * @param path where it happened, without a query
   */
  public static Incident of(Throwable error, HttpServletRequest request, String path) {
    if (Outage.OF_DATABASE.hasRefused(error)) {
      return new Incident(Optional.empty(), 503);
    }
    String number = RequestId.of(request);
    String where = request.getMethod() + " " + path;
    String told = "Incident " + number + " at " + where.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    if (Outage.isOfBusyPool(error)) {
      // There will be many, and where they were isn't the point.
      LOG.log(Level.ERROR, told + ": " + Outage.reason(error));
    } else {
      LOG.log(Level.ERROR, told, error);
    }
    return new Incident(
        Optional.of(number), Outage.passes(error) || error instanceof Busy ? 503 : 500);
  }

  /** The words for the client. */
  String detail() {
    return number.map(quoted -> "Incident " + quoted).orElse("Please try again in a moment.");
  }
}
