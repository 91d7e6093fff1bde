package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The cookie by which the login page knows who wanted to be remembered in a browser: what that
 * person types there, but for the password. It logs nobody in, and nothing believes it.
 */
@Singleton
public class RememberedNames {
  private static final String NAME = "gatehouse-names";
  private static final Duration LIFETIME = Duration.ofDays(365);

  /** Longer than any two names, so that the page shows no more than it would accept. */
  private static final int LONGEST = 512;

  private final Cookies cookies;

  @Inject
  RememberedNames(Cookies cookies) {
    this.cookies = cookies;
  }

  /**
   * What somebody types on the login page.
   *
   * @param workspace as it was typed; empty where the address of the page says it
   * @param userName likewise
   */
  public record Names(String workspace, String userName) {}

  /** Who wanted to be remembered in this browser. */
  public Optional<Names> read(HttpServletRequest request) {
    return cookies
        .read(request, NAME)
        .filter(value -> value.length() <= LONGEST)
        .flatMap(RememberedNames::decode);
  }

  private static Optional<Names> decode(String value) {
    try {
      String[] lines =
          new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8).split("\n", -1);
      return lines.length == 2 ? Optional.of(new Names(lines[0], lines[1])) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Remembers who has just logged in. */
  public void keep(HttpServletResponse response, Names names) {
    byte[] lines = (names.workspace() + "\n" + names.userName()).getBytes(StandardCharsets.UTF_8);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(lines);
    if (value.length() <= LONGEST) {
      cookies.set(response, NAME, value, LIFETIME);
    }
  }

  /** Forgets whoever was remembered. */
  public void forget(HttpServletRequest request, HttpServletResponse response) {
    if (cookies.read(request, NAME).isPresent()) {
      cookies.remove(response, NAME);
    }
  }
}
