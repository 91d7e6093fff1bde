package org.gatehouse.dialect;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.container.ApiErrors;
import org.gatehouse.container.CommitErrors;
import org.gatehouse.container.JerseySettings;
import org.gatehouse.dialect.cloudcheckr.CloudCheckr;
import org.gatehouse.dialect.cloudio.CloudIo;
import org.gatehouse.federation.Federation;

/** {@code /v1}, where CloudIO, CloudCheckr and single sign-on live. */
@ApplicationPath("/v1")
public class VersionOneApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Stream.of(
            CloudIo.RESOURCES,
            CloudCheckr.RESOURCES,
            Federation.RESOURCES,
            Set.of(ApiErrors.class, CommitErrors.class))
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<String, Object> getProperties() {
    return JerseySettings.ALL;
  }
}
