package org.gatehouse.http.filter;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.http.Cookies;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.Dialects;
import org.gatehouse.http.QueryString;
import org.gatehouse.http.WithoutParameters;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets in a query from those who write addresses into logs: JAX-RS does when something
 * about a request is odd. Where a dialect has secrets among its parameters, these have been read by
 * then, body and all, and are taken away altogether.
 */
public class SecretParametersFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String QUERY = SecretParametersFilter.class.getName();

  @Inject private transient Dialects dialects;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(QUERY, Objects.requireNonNullElse(request.getQueryString(), ""));
    HttpServletRequest left =
        dialects.of(request).filter(Dialect::hasSecretParameters).isPresent()
            ? new WithoutParameters(request)
            : request;
    chain.doFilter(new WithoutSecrets(left), response);
  }

  /** The query as it was sent; it must not be logged. */
  public static String query(HttpServletRequest request) {
    return Objects.requireNonNullElse((String) request.getAttribute(QUERY), "");
  }

  /** A parameter of the query as it was sent. */
  public static Optional<String> first(HttpServletRequest request, String name) {
    return QueryString.first((String) request.getAttribute(QUERY), name);
  }

  /** All values of a parameter of the query as it was sent. */
  public static List<String> all(HttpServletRequest request, String name) {
    return QueryString.all((String) request.getAttribute(QUERY), name);
  }

  /**
   * A request whose query can be shown, and without cookies: {@link Cookies} finds ours, and Faces
   * and JAX-RS, which look at all of them, would stumble over those of other applications.
   */
  private static final class WithoutSecrets extends HttpServletRequestWrapper {
    WithoutSecrets(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
      return null;
    }

    @Override
    public @Nullable String getQueryString() {
      return QueryString.withoutSecrets(super.getQueryString()).orElse(null);
    }
  }
}
