package org.gatehouse.federation;

import java.util.Set;

/** What single sign-on adds to {@code /v1}, whatever the protocol. */
public final class Federation {
  /** Its resources. */
  public static final Set<Class<?>> RESOURCES = Set.of(SignOnResource.class);

  private Federation() {}
}
