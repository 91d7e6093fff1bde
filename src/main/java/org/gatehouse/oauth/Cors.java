package org.gatehouse.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.core.oauth.client.KnownClient;

/**
 * Lets scripts read our answers on the pages of public clients, which run in browsers (CORS). A
 * browser asks beforehand whether it may send what it wants to: that is allowed to everybody, as
 * nobody knows yet whose page it is, and any other program could send the same. What it may read is
 * decided when the client is known.
 */
@Provider
@PreMatching
public class Cors implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String ORIGIN = "Origin";
  private static final String ALLOWED = "Access-Control-Allow-Origin";
  private static final String ATTRIBUTE = Cors.class.getName();

  /** Notes that scripts may read the answer on the pages of this client, if it runs in browsers. */
  static void allow(HttpServletRequest request, KnownClient client) {
    String origin = request.getHeader(ORIGIN);
    if (origin != null
        && client.metadata().isPublic()
        && client.metadata().origins().contains(origin)) {
      request.setAttribute(ATTRIBUTE, origin);
    }
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String origin = request.getHeaderString(ORIGIN);
    if (origin != null
        && "OPTIONS".equals(request.getMethod())
        && request.getHeaderString("Access-Control-Request-Method") != null) {
      request.abortWith(
          Response.noContent()
              .header(ALLOWED, origin)
              .header("Access-Control-Allow-Methods", "GET, POST")
              .header("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP")
              .header("Access-Control-Max-Age", "600")
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    if (request.getHeaderString(ORIGIN) != null) {
      headers.add("Vary", ORIGIN);
    }
    // In a servlet container the attributes of a request are its properties.
    if (request.getProperty(ATTRIBUTE) instanceof String origin) {
      headers.putSingle(ALLOWED, origin);
      headers.putSingle("Access-Control-Expose-Headers", "WWW-Authenticate");
    }
  }
}
