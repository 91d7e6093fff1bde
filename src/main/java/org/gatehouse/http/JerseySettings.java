package org.gatehouse.http;

import java.util.Map;

/** What Jersey, the JAX-RS of Payara, is told; other implementations pay no heed. */
public final class JerseySettings {
  /**
   * For every application: no WADL at {@code application.wadl} and to {@code OPTIONS}; and no look
   * for a form among the parameters of the query, of which Jersey warns each time.
   */
  public static final Map<String, Object> ALL =
      Map.of(
          "jersey.config.server.wadl.disableWadl",
          true,
          "jersey.config.servlet.form.queryParams.disabled",
          true);

  private JerseySettings() {}
}
