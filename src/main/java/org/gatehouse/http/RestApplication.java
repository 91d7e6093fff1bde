package org.gatehouse.http;

import jakarta.ws.rs.core.Application;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A JAX-RS application of ours: its resources, and the mappers and settings that all of them have.
 */
public abstract class RestApplication extends Application {
  private final Set<Class<?>> classes;

  /**
   * An application of these resources and providers.
   *
   * @param resources a set for each API that lives under the path
   */
  @SafeVarargs
  protected RestApplication(Set<Class<?>>... resources) {
    Set<Class<?>> all = new HashSet<>(Set.of(ApiErrors.class, CommitErrors.class));
    for (Set<Class<?>> some : resources) {
      all.addAll(some);
    }
    this.classes = Collections.unmodifiableSet(all);
  }

  @Override
  public Set<Class<?>> getClasses() {
    return classes;
  }

  @Override
  public Map<String, Object> getProperties() {
    return JerseySettings.ALL;
  }
}
