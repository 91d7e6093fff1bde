package org.gatehouse.dialect.cloudcheckr;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.ErrorShape;
import org.gatehouse.http.Requests;

/** CloudCheckr's API, single sign-on included. It shares {@code /v1} with another. */
@Singleton
public class CloudCheckr implements Dialect {
  /** Its resources; those of single sign-on are in {@code federation}. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          TokenResource.class,
          StateResource.class,
          KeyResource.class,
          PingResource.class,
          ResetPasswordResource.class);

  private static final String PING = "/v1/auth/ping";

  private static final Set<String> PREFIXES =
      Stream.concat(
              Stream.of("token", "saml", "oidc", "sign-on", "resetpassword")
                  .map("/v1/auth/"::concat),
              Stream.of(PING, "/v1/users"))
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public String name() {
    return "cloudcheckr";
  }

  @Override
  public Set<String> prefixes() {
    return PREFIXES;
  }

  @Override
  public ErrorShape errors(HttpServletRequest request, String path) {
    return Errors.INSTANCE;
  }

  @Override
  public boolean isForAnybody(HttpServletRequest request) {
    return Requests.path(request).equals(PING);
  }
}
