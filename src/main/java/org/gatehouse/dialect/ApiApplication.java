package org.gatehouse.dialect;

import jakarta.ws.rs.ApplicationPath;
import org.gatehouse.dialect.cloudforge.CloudForge;
import org.gatehouse.dialect.cloudomation.Cloudomation;
import org.gatehouse.http.RestApplication;

/** {@code /api}, where Cloudomation and CloudForge both live. */
@ApplicationPath("/api")
public class ApiApplication extends RestApplication {
  /** The application of this path. */
  public ApiApplication() {
    super(Cloudomation.RESOURCES, CloudForge.RESOURCES);
  }
}
