package org.gatehouse.dialect.cloudomation;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.gatehouse.container.JerseySettings;

/** The resources of this dialect, and how its errors look. */
@ApplicationPath("/api")
public class CloudomationApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AuthResource.class,
        SignUpResource.class,
        UserResource.class,
        CloudomationErrors.class,
        CommitErrors.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JerseySettings.ALL;
  }
}
