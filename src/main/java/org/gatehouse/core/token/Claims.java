package org.gatehouse.core.token;

/** The claims of our tokens beyond the registered ones of RFC 7519. */
final class Claims {
  /** The session (OpenID Connect Back-Channel Logout 1.0, 2.1). */
  static final String SESSION = "sid";

  /** The name of the principal (MicroProfile JWT 2.1): {@code uid/user}. */
  static final String PRINCIPAL = "upn";

  /** The roles (MicroProfile JWT 2.1). */
  static final String GROUPS = "groups";

  /** The uid of the workspace. */
  static final String WORKSPACE = "org_uid";

  private Claims() {}
}
