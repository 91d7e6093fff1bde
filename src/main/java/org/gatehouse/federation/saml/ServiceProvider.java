package org.gatehouse.federation.saml;

/**
 * What Gatehouse is called by the identity providers of one workspace; all of them share it.
 *
 * @param entityId its name, and the address of its metadata
 * @param acs where responses are to be posted (assertion consumer service)
 * @param sls where logouts are to be sent (single logout service)
 */
public record ServiceProvider(String entityId, String acs, String sls) {
  /**
   * The service provider of a workspace.
   *
   * @param base the address of this installation
   * @param workspace the workspace's uid
   */
  static ServiceProvider of(String base, String workspace) {
    String saml = base + "/v1/auth/saml/";
    String query = "?workspace=" + workspace;
    return new ServiceProvider(
        saml + "metadata" + query, saml + "acs" + query, saml + "sls" + query);
  }
}
