package org.gatehouse.http;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One API: where it lives, how its errors look, and how its clients say who they are. CDI finds
 * every one, so that an API is a package that has its dialect, and nothing else names it but the
 * JAX-RS application of its path.
 */
public interface Dialect {
  /** What operators know it by, in metrics for example: small letters and hyphens. */
  String name();

  /**
   * The prefixes of its paths, below the context root: {@code /api} has {@code /api} and what
   * follows after a slash. One that ends with a dot is followed by any extension. Of two dialects
   * the one with the longer prefix has a path.
   */
  Set<String> prefixes();

  /**
   * How an error looks.
   *
   * @param request says which format its client wants
   * @param path the path of the request that ended in the error
   */
  ErrorShape errors(HttpServletRequest request, String path);

  /** How its clients carry credentials, besides an access token in {@code Authorization}. */
  default List<CredentialReader> credentialReaders(HttpServletRequest request) {
    return List.of();
  }

  /**
   * Whether a request is a login by {@link #credentialReaders}: neither a token nor a cookie counts
   * there, and its resource refuses in its own words.
   */
  default boolean isLogin(HttpServletRequest request) {
    return false;
  }

  /** Whether a request is answered without asking who makes it, also while nobody can be asked. */
  default boolean isForAnybody(HttpServletRequest request) {
    return false;
  }

  /**
   * Whether credentials are looked at at all.
   *
   * @param credentials all in the request
   * @param hasSession tells whether the cookie is that of a session that goes on
   */
  default boolean admits(
      HttpServletRequest request, List<Credential> credentials, BooleanSupplier hasSession) {
    return true;
  }

  /**
   * Whether credentials may stand among the parameters of query and body. The dialect has read them
   * before a resource is called, and nobody sees them after that.
   */
  default boolean hasSecretParameters() {
    return false;
  }
}
