package org.gatehouse.dialect.cloudforge;

import java.util.Set;

/** What this dialect adds to {@code /api}. */
public final class CloudForge {
  /** Its resources, and what reads the parameters before them. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          LoginResource.class,
          LogoutResource.class,
          OrganizationResource.class,
          AvailabilityResource.class,
          UserResource.class,
          ParametersFilter.class);

  /** What may stand behind a path: the format in which the client wants the answer. */
  static final String EXTENSION = "{extension:(\\.json|\\.xml)?}";

  private CloudForge() {}
}
