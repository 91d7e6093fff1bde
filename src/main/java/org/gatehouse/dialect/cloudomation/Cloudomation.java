package org.gatehouse.dialect.cloudomation;

import java.util.Set;

/** What this dialect adds to {@code /api}. */
public final class Cloudomation {
  /** Its resources. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          AuthResource.class,
          SignUpResource.class,
          UserResource.class,
          RoleResource.class,
          DatasourceResource.class,
          ServiceAccountResource.class,
          ServiceAccountKeyResource.class,
          DeveloperKeyResource.class,
          SigningKeyResource.class,
          UserKeyResource.class);

  private Cloudomation() {}
}
