package org.gatehouse.http;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Sends a browser to another page of this server. The address is relative (RFC 9110, 10.2.2):
 * {@code sendRedirect} would make it absolute from the {@code Host} header and the scheme of the
 * last connection, which a client can forge and a proxy changes.
 */
public final class Redirect {
  /** The page on which people are when they have logged out, from the root of the application. */
  public static final String LOGGED_OUT = "/login?notice=signedOut";

  private Redirect() {}

  /** Sends it to a whole address, always by GET (RFC 9110, 15.4.4). */
  public static void seeOther(HttpServletResponse response, String address) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", address);
  }

  /**
   * Sends it there.
   *
   * @param path from the root of the server, with the context path
   */
  public static void to(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", path);
  }
}
