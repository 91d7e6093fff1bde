package org.gatehouse.http.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells pages that requests are UTF-8. Those that say otherwise are refused before, and it is the
 * page with the refusal that this is for: Faces 4.1 reads the sources of a page in the charset of
 * the request that asks for it first. One that isn't known would be a 500, and another would spoil
 * the page for everybody.
 */
public class CharacterEncodingFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new Utf8Request(request), response);
  }

  private static class Utf8Request extends HttpServletRequestWrapper {
    Utf8Request(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }
  }
}
