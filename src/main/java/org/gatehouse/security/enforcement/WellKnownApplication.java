package org.gatehouse.security.enforcement;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.gatehouse.http.RestApplication;

/** What stands at places that everybody knows (RFC 8615), and how errors look there. */
@ApplicationPath("/.well-known")
public class WellKnownApplication extends RestApplication {
  /** The application of this path. */
  public WellKnownApplication() {
    super(Set.of(WellKnownResource.class));
  }
}
