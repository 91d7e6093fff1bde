package org.gatehouse.container;

import java.util.Map;

/** What Jersey, the JAX-RS of Payara, is told; other implementations pay no heed. */
public final class JerseySettings {
  /** For every application: no WADL at {@code application.wadl} and to {@code OPTIONS}. */
  public static final Map<String, Object> ALL =
      Map.of("jersey.config.server.wadl.disableWadl", true);

  private JerseySettings() {}
}
