package org.gatehouse.oauth;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.ErrorShape;

/** The endpoints for clients, of all issuers: {@code /oauth2}. */
@Singleton
public class OAuth implements Dialect {
  /** The resources, and how refusals look. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          TokenResource.class,
          IntrospectionResource.class,
          RevocationResource.class,
          UserinfoResource.class,
          DeviceAuthorizationResource.class,
          PushedAuthorizationResource.class,
          Cors.class,
          RefusalMapper.class);

  /** Where the issuer of an endpoint stands in its path: nothing, or {@code o/corpinc/}. */
  static final String ISSUER = "{issuer:(o/[^/]+/)?}";

  @Override
  public String name() {
    return "oauth";
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("/oauth2");
  }

  @Override
  public ErrorShape errors(HttpServletRequest request, String path) {
    return Errors.INSTANCE;
  }

  /** Clients say who they are to the endpoint itself, and not as a user. */
  @Override
  public boolean isForAnybody(HttpServletRequest request) {
    return true;
  }
}
