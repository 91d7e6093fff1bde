package org.gatehouse.core.token;

/** The claims of our tokens beyond the registered ones of RFC 7519. */
public final class Claims {
  /** The session (OpenID Connect Back-Channel Logout 1.0, 2.1). */
  public static final String SESSION = "sid";

  /** Which generation of the session's tokens it is of; the next one replaces it. */
  public static final String GENERATION = "gen";

  /** The name of the principal (MicroProfile JWT 2.1): {@code uid/user}. */
  public static final String PRINCIPAL = "upn";

  /** The roles (MicroProfile JWT 2.1). */
  public static final String GROUPS = "groups";

  /** When the person has shown who it is, seconds (OpenID Connect Core 1.0, 2). */
  public static final String AUTHENTICATED_AT = "auth_time";

  /** How strong that was. */
  public static final String AUTHENTICATION_LEVEL = "acr";

  /** By what it was shown (RFC 8176). */
  public static final String AUTHENTICATION_METHODS = "amr";

  /** The uid of the workspace. */
  public static final String WORKSPACE = "org_uid";

  /** The roles that the workspace has given to the user. */
  public static final String ROLES = "roles";

  /** What the user may use by those roles. */
  public static final String DATASOURCES = "datasources";

  /** Which of the claims with names were left out because there are too many. */
  public static final String OMITTED = "claims_omitted";

  /** The session, once more, under the name that CloudIO's clients know. */
  public static final String CLOUDIO_SESSION = "session";

  /** What CloudIO's clients have to show beside the token. */
  public static final String CSRF = "csrf";

  private Claims() {}
}
