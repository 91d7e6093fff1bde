package org.gatehouse.security.enforcement;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.Requests;

/**
 * Proves, before any request is served, that the container does as it is told. A server that is set
 * up wrongly may serve protected pages to anybody: WildFly does where a security domain is missing,
 * and where {@code @RolesAllowed} isn't switched on. So Gatehouse asks itself for what nobody may
 * have, by HTTP on the very listener the first request came in by, without and with a caller.
 */
@Singleton
public class EnforcementCheck {
  /** The role of the caller that only this check is. */
  public static final String ROLE = Roles.SELF_CHECK;

  /** What the protected resources answer when the container has let the right caller in. */
  static final String PROOF = "enforced";

  static final String BY_CONSTRAINT = "/.well-known/gatehouse/by-constraint";
  static final String BY_ANNOTATION = "/.well-known/gatehouse/by-annotation";

  private static final Logger LOG = System.getLogger(EnforcementCheck.class.getName());
  private static final String ON_WILDFLY =
      "On WildFly, start it with --yaml=server-config/wildfly/gatehouse.yml.";
  private static final String HEADER = SelfRequest.MARK;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

  private final String secret;
  private final int port;
  private final Clock clock;
  private final ReentrantLock checking = new ReentrantLock();
  private volatile State state = State.UNKNOWN;
  private volatile Instant notBefore = Instant.MIN;

  @Inject
  EnforcementCheck(RandomToken random, Settings settings, Clock clock) {
    this.secret = random.next();
    this.port = settings.port();
    this.clock = clock;
  }

  /** Whether this request is a part of the check, made by this very process. */
  public boolean isProbe(HttpServletRequest request) {
    String header = request.getHeader(HEADER);
    return header != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the container enforces. Where it isn't known yet, this request pays for the answer; it
   * must not be a part of the check.
   */
  public boolean isPassed(HttpServletRequest request) {
    if (state == State.UNKNOWN) {
      awaitCheck(request);
    }
    return state == State.ENFORCED;
  }

  /** Whether the request is for a resource that is there for the check only. */
  public boolean isPartOfTheCheck(HttpServletRequest request) {
    String path = Requests.path(request);
    return path.equals(BY_CONSTRAINT) || path.equals(BY_ANNOTATION);
  }

  /** Marks an answer as one of this process: another Gatehouse may listen where we look for us. */
  public void mark(HttpServletRequest request, HttpServletResponse response) {
    if (isPartOfTheCheck(request)) {
      response.setHeader(SelfRequest.MARK, RandomToken.hash(secret));
    }
  }

  /** Nobody waits for long: the check itself needs one of the server's threads. */
  private void awaitCheck(HttpServletRequest request) {
    try {
      if (!checking.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      try {
        if (state == State.UNKNOWN && !clock.instant().isBefore(notBefore)) {
          check(request);
        }
      } finally {
        checking.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(HttpServletRequest request) {
    List<InetSocketAddress> listeners = OwnListener.candidates(request, port);
    if (listeners.stream().noneMatch(at -> isJudgedAt(at, request.getContextPath()))) {
      // That says nothing about the server: it may be too busy. Ask again, but not at once.
      notBefore = clock.instant().plus(BETWEEN_TRIES);
      LOG.log(
          Level.ERROR,
          "Gatehouse serves nothing until it has found out whether this server enforces who may see"
              + " what, and gets no answer from itself at {0}. Set GATEHOUSE_PORT to the port it"
              + " listens on. {1}",
          listeners,
          ON_WILDFLY);
    }
  }

  /**
   * Tries to find out at the listener that the settings name, at the start, when there is no
   * request yet to tell another.
   *
   * @return whether it is known now
   */
  public boolean isJudgedAtStart(String contextPath) {
    checking.lock();
    try {
      return state != State.UNKNOWN || isJudgedAt(OwnListener.named(port), contextPath);
    } finally {
      checking.unlock();
    }
  }

  private boolean isJudgedAt(InetSocketAddress listener, String contextPath) {
    try {
      List<String> faults = faults(listener, contextPath);
      state = faults.isEmpty() ? State.ENFORCED : State.NOT_ENFORCED;
      if (state == State.NOT_ENFORCED) {
        LOG.log(
            Level.ERROR,
            "This server doesn''t enforce who may see what, so Gatehouse serves nothing: {0}. {1}",
            String.join("; ", faults),
            ON_WILDFLY);
      }
      return true;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "No answer at {0}: {1}", listener, e);
      return false;
    }
  }

  private List<String> faults(InetSocketAddress listener, String context) throws IOException {
    List<String> faults = new ArrayList<>();
    String mark = RandomToken.hash(secret);
    for (String path : List.of(BY_CONSTRAINT, BY_ANNOTATION)) {
      if (proves(SelfRequest.get(listener, context + path, Map.of(), mark))) {
        faults.add(path + " is served to anybody");
      }
      if (!proves(SelfRequest.get(listener, context + path, Map.of(HEADER, secret), mark))) {
        faults.add(path + " isn't served to whom it should be");
      }
    }
    return faults;
  }

  private static boolean proves(String answer) {
    return answer.equals(PROOF);
  }

  /** Whether it is known that this server enforces. */
  public boolean isEnforced() {
    return state == State.ENFORCED;
  }

  private enum State {
    UNKNOWN,
    ENFORCED,
    NOT_ENFORCED
  }
}
