package org.gatehouse.dialect.cloudcheckr;

import java.util.Set;

/** What this dialect adds to {@code /v1}. */
public final class CloudCheckr {
  /** Its resources. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          TokenResource.class,
          StateResource.class,
          KeyResource.class,
          PingResource.class,
          ResetPasswordResource.class);

  private CloudCheckr() {}
}
