package org.gatehouse.container;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.secret.RandomToken;

/**
 * Proves, before the first request is served, that the container does as it is told. A server that
 * is set up wrongly may serve protected pages to anybody: WildFly does where a security domain is
 * missing, and where {@code @RolesAllowed} isn't switched on. So Gatehouse asks itself for what
 * nobody may have, by HTTP on the very listener the first request came in by, without and with a
 * caller.
 */
@Singleton
public class EnforcementCheck {
  /** The role of the caller that only this check is. */
  static final String ROLE = "self-check";

  /** What the protected resources answer when the container has let the right caller in. */
  static final String PROOF = "enforced";

  static final String BY_CONSTRAINT = "/.well-known/gatehouse/by-constraint";
  static final String BY_ANNOTATION = "/.well-known/gatehouse/by-annotation";

  private static final Logger LOG = System.getLogger(EnforcementCheck.class.getName());
  private static final String HEADER = "X-Gatehouse-Self-Check";

  private final String secret;
  private volatile State state = State.UNKNOWN;

  @Inject
  EnforcementCheck(RandomToken random) {
    this.secret = random.next();
  }

  /** Whether this request is a part of the check, made by this very process. */
  boolean isProbe(HttpServletRequest request) {
    String header = request.getHeader(HEADER);
    return header != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the container enforces. The first request pays for the answer; the check's own requests
   * pass, or it would wait for itself.
   */
  boolean isPassed(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    boolean partOfTheCheck = path.equals(BY_CONSTRAINT) || path.equals(BY_ANNOTATION);
    if (state == State.UNKNOWN && !partOfTheCheck) {
      check(request);
    }
    return state == State.ENFORCED || partOfTheCheck;
  }

  private synchronized void check(HttpServletRequest request) {
    if (state != State.UNKNOWN) {
      return;
    }
    List<String> faults = new ArrayList<>();
    for (String path : List.of(BY_CONSTRAINT, BY_ANNOTATION)) {
      try {
        if (proves(SelfRequest.get(request, path, Map.of()))) {
          faults.add(path + " is served to anybody");
        }
        if (!proves(SelfRequest.get(request, path, Map.of(HEADER, secret)))) {
          faults.add(path + " isn't served to whom it should be");
        }
      } catch (IOException e) {
        faults.add(path + " can't be reached: " + e);
      }
    }
    state = faults.isEmpty() ? State.ENFORCED : State.NOT_ENFORCED;
    if (state == State.NOT_ENFORCED) {
      LOG.log(
          Level.ERROR,
          "This server doesn't enforce who may see what, so Gatehouse serves nothing: {0}. On WildFly,"
              + " start it with --yaml=server-config/wildfly/gatehouse.yml.",
          String.join("; ", faults));
    }
  }

  private static boolean proves(String answer) {
    return answer.equals(PROOF);
  }

  private enum State {
    UNKNOWN,
    ENFORCED,
    NOT_ENFORCED
  }
}
