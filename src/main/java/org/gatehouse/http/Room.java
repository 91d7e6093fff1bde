package org.gatehouse.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Which room a request is for. It decides what credentials are looked for and how an error looks;
 * what is allowed is decided where it is done.
 */
public enum Room {
  /** Cloudomation's API, and what has no shape of its own: scripts, keys. */
  CLOUDOMATION,
  /** CloudIO's API, {@code /v1}. */
  CLOUDIO,
  /** CloudCheckr's API, which shares {@code /v1} with it. */
  CLOUDCHECKR,
  /** CloudForge's API, which shares {@code /api/1} with Cloudomation's. */
  CLOUDFORGE,
  /** Pages for people. */
  PAGES;

  private static final Pattern CLOUDFORGE_PATHS =
      Pattern.compile("/api/1/(login|logout|organizations|users)([./].*)?");
  private static final Pattern CLOUDOMATION_PATHS =
      Pattern.compile("/(api|\\.well-known|cli)(/.*)?");
  private static final Pattern CLOUDCHECKR_PATHS =
      Pattern.compile("/v1/(auth/(token|saml|oidc|sign-on|resetpassword|ping)|users)(/.*)?");
  private static final Pattern CLOUDIO_PATHS = Pattern.compile("/v1(/.*)?");

  /** The room of a request. */
  public static Room of(HttpServletRequest request) {
    return of(Requests.path(request));
  }

  /**
   * The room under a path.
   *
   * @param path below the context root, as it was sent
   */
  static Room of(String path) {
    if (CLOUDFORGE_PATHS.matcher(path).matches()) {
      return CLOUDFORGE;
    }
    if (CLOUDOMATION_PATHS.matcher(path).matches()) {
      return CLOUDOMATION;
    }
    if (CLOUDCHECKR_PATHS.matcher(path).matches()) {
      return CLOUDCHECKR;
    }
    return CLOUDIO_PATHS.matcher(path).matches() ? CLOUDIO : PAGES;
  }
}
