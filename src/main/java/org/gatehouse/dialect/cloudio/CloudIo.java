package org.gatehouse.dialect.cloudio;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.ErrorShape;
import org.gatehouse.http.Requests;

/** CloudIO's API: all of {@code /v1} that no other dialect has. */
@Singleton
public class CloudIo implements Dialect {
  /** Its resources, and the check of the csrf before them. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(AuthResource.class, DatasourceResource.class, CsrfFilter.class);

  private final List<CredentialReader> readers;

  /** The dialect, as CDI makes it. */
  @Inject
  public CloudIo(Requests requests) {
    this.readers =
        List.of(
            new TokenSchemeReader(requests, "Authorization"),
            new TokenSchemeReader(requests, "Authentication"));
  }

  @Override
  public String name() {
    return "cloudio";
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("/v1");
  }

  @Override
  public ErrorShape errors(HttpServletRequest request, String path) {
    return Errors.INSTANCE;
  }

  @Override
  public List<CredentialReader> credentialReaders(HttpServletRequest request) {
    return isLogin(request) ? readers : List.of();
  }

  @Override
  public boolean isLogin(HttpServletRequest request) {
    return "POST".equals(request.getMethod())
        && Set.of("/v1/auth", "/v1/auth/").contains(Requests.path(request));
  }
}
