package org.gatehouse.dialect.cloudio;

import java.util.Set;

/** What this dialect adds to {@code /v1}. */
public final class CloudIo {
  /** Its resources, and the check of the csrf before them. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(AuthResource.class, DatasourceResource.class, CsrfFilter.class);

  private CloudIo() {}
}
