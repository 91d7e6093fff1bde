package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.http.Cookies;

/**
 * The cookie by which a browser that comes back from an identity provider is known to be the one
 * that went there. One for all logins under way in it: several windows may be at providers. At an
 * application behind a proxy that provider is Gatehouse.
 */
@Singleton
public class SignOnCookie {
  private static final String NAME = "gatehouse-sign-on";
  private static final String ARRIVAL = "gatehouse-arrival";
  private static final String PERMISSION = "gatehouse-connect";
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  /** As long as a login at an application may take, which may need a new password first. */
  private static final Duration LONGEST_LOGIN = Duration.ofHours(1);

  private final Cookies cookies;
  private final RandomToken random;

  @Inject
  SignOnCookie(Cookies cookies, RandomToken random) {
    this.cookies = cookies;
    this.random = random;
  }

  /** What the cookie says; empty if there is none. */
  public String read(HttpServletRequest request) {
    return cookies.read(request, NAME).orElse("");
  }

  /**
   * Remembers that an answer has arrived which this browser has to come back for: what other sites
   * make it send brings no cookie of ours, but what it sends next of itself does.
   */
  public void arrive(HttpServletResponse response, String arrival) {
    cookies.set(response, ARRIVAL, arrival, LIFETIME);
  }

  /** The answer to come back for; empty if there is none. */
  public String readArrival(HttpServletRequest request) {
    return cookies.read(request, ARRIVAL).orElse("");
  }

  /** Remembers that the person has shown again who it is, and may connect identities. */
  public void permit(HttpServletResponse response, String permission) {
    cookies.set(response, PERMISSION, permission, LIFETIME);
  }

  /** The permission to connect identities; empty if there is none. */
  public String readPermission(HttpServletRequest request) {
    return cookies.read(request, PERMISSION).orElse("");
  }

  /** There is no answer to come back for any longer. */
  public void removeArrival(HttpServletResponse response) {
    cookies.remove(response, ARRIVAL);
  }

  /** What the cookie says from now on: what it did, or something nobody can guess. */
  public String begin(HttpServletRequest request, HttpServletResponse response) {
    String value =
        cookies
            .read(request, NAME)
            .filter(known -> known.matches("[A-Za-z0-9_-]{43}"))
            .orElseGet(random::next);
    cookies.set(response, NAME, value, LONGEST_LOGIN);
    return value;
  }
}
