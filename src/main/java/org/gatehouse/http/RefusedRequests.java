package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;

/**
 * Tells the audit log of requests that were refused to somebody who is logged in, for lack of rank
 * or of a recent authentication, or for what they say, and of those that a browser made on behalf
 * of another site (ASVS 5.0, 16.3.2 and 16.3.3). None of them is quoted.
 */
@Singleton
public class RefusedRequests {
  /** The caller may not do this. */
  public static final String NOT_PERMITTED = "not-permitted";

  /** The caller has to show again who it is. */
  public static final String REAUTHENTICATION = "reauthentication-required";

  /** An API refused what the caller sent: it is against its rules, or can't be read. */
  public static final String INVALID = "invalid-input";

  /** A browser made the request on behalf of another site, or with a form that isn't ours. */
  public static final String FORGED = "forged";

  private static final Logger LOG = System.getLogger(RefusedRequests.class.getName());

  /** More would fill the audit log, and say nothing new. */
  private static final Limit TOLD = new Limit("refused-request", 60, Duration.ofMinutes(1));

  /** A program that is wrong is wrong with each request. */
  private static final Limit TOLD_OF_INPUT = new Limit("invalid-input", 20, Duration.ofHours(1));

  private static final int LONGEST_PATH = 200;

  private final Audit audit;
  private final Limits limits;
  private final Requests requests;

  @Inject
  RefusedRequests(Audit audit, Limits limits, Requests requests) {
    this.audit = audit;
    this.limits = limits;
    this.requests = requests;
  }

  /**
   * Tells of one. The refusal stands, also where this fails.
   *
   * @param path where it was sent to, without a query
   * @param outcome one of the constants of this class
   */
  public void tell(HttpServletRequest request, String path, String outcome) {
    Optional<Caller> caller = CurrentCaller.of(request);
    Client client = requests.client(request);
    try {
      if (limits.tryTake(
          outcome.equals(INVALID) ? TOLD_OF_INPUT : TOLD,
          caller.map(who -> who.userId().toString()).orElse(client.network()))) {
        AuditEntry entry =
            caller
                .map(who -> who.audited(AuditType.ACCESS, outcome))
                .orElseGet(() -> client.audited(AuditType.ACCESS, outcome));
        audit.record(entry.detail(printable(request.getMethod() + " " + path)));
      }
    } catch (RuntimeException e) {
      if (!Outage.OF_DATABASE.hasBegunBy(e)) {
        LOG.log(Level.WARNING, "A refused request is missing in the audit log", e);
      }
    }
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_PATH))
        .replaceAll("[^\\x21-\\x7e ]", "?");
  }
}
