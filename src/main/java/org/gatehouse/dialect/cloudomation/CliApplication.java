package org.gatehouse.dialect.cloudomation;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.gatehouse.container.ApiErrors;
import org.gatehouse.container.CommitErrors;
import org.gatehouse.container.JerseySettings;

/** The scripts for the command line, and how errors look there. */
@ApplicationPath("/cli")
public class CliApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(CliResource.class, ApiErrors.class, CommitErrors.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JerseySettings.ALL;
  }
}
