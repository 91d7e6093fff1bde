package org.gatehouse.oauth.forwardauth;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.ErrorShape;

/** What reverse proxies ask, and have browsers ask: {@code /forward-auth}. */
@Singleton
public class ForwardAuth implements Dialect {
  @Override
  public String name() {
    return "forward-auth";
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("/forward-auth");
  }

  @Override
  public ErrorShape errors(HttpServletRequest request, String path) {
    return ErrorShape.TEXT;
  }

  /**
   * What proxies pass on are the credentials of the application: those in {@code Authorization} are
   * none of ours, nor are cookies but the one of the application.
   */
  @Override
  public boolean isForAnybody(HttpServletRequest request) {
    return true;
  }
}
