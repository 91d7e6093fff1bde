package org.gatehouse.container;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets in a query from those who write addresses into logs: JAX-RS does when something
 * about a request is odd. CloudForge's parameters have been read by then, body and all, and are
 * taken away altogether.
 */
public class SecretParametersFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String QUERY = SecretParametersFilter.class.getName();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(QUERY, Objects.requireNonNullElse(request.getQueryString(), ""));
    chain.doFilter(
        Room.of(request) == Room.CLOUDFORGE ? new WasRead(request) : new WithoutSecrets(request),
        response);
  }

  /** A parameter of the query as it was sent. */
  public static Optional<String> first(HttpServletRequest request, String name) {
    return QueryString.first((String) request.getAttribute(QUERY), name);
  }

  /** A request whose query can be shown. */
  private static class WithoutSecrets extends HttpServletRequestWrapper {
    WithoutSecrets(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getQueryString() {
      return QueryString.withoutSecrets(super.getQueryString()).orElse(null);
    }
  }

  /** A request whose parameters and body have been read. */
  private static final class WasRead extends WithoutSecrets {
    WasRead(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isAboutTheBody(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isAboutTheBody(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !isAboutTheBody(name))
              .toList());
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }

    private static boolean isAboutTheBody(String header) {
      return header.equalsIgnoreCase("Content-Type");
    }
  }
}
