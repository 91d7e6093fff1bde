package org.gatehouse.core.token;

/** The claims of our tokens beyond the registered ones of RFC 7519. */
final class Claims {
  /** The session (OpenID Connect Back-Channel Logout 1.0, 2.1). */
  static final String SESSION = "sid";

  /** Which generation of the session's tokens it is of; the next one replaces it. */
  static final String GENERATION = "gen";

  /** The name of the principal (MicroProfile JWT 2.1): {@code uid/user}. */
  static final String PRINCIPAL = "upn";

  /** The roles (MicroProfile JWT 2.1). */
  static final String GROUPS = "groups";

  /** The uid of the workspace. */
  static final String WORKSPACE = "org_uid";

  /** The roles that the workspace has given to the user. */
  static final String ROLES = "roles";

  /** What the user may use by those roles. */
  static final String DATASOURCES = "datasources";

  /** Which of the claims with names were left out because there are too many. */
  static final String OMITTED = "claims_omitted";

  /** The session, once more, under the name that CloudIO's clients know. */
  static final String CLOUDIO_SESSION = "session";

  /** What CloudIO's clients have to show beside the token. */
  static final String CSRF = "csrf";

  private Claims() {}
}
