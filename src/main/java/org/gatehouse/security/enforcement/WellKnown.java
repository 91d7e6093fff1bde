package org.gatehouse.security.enforcement;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.ErrorShape;

/** What stands at places that everybody knows (RFC 8615). */
@Singleton
public class WellKnown implements Dialect {
  @Override
  public String name() {
    return "well-known";
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("/.well-known");
  }

  @Override
  public ErrorShape errors(HttpServletRequest request, String path) {
    return ErrorShape.TEXT;
  }
}
