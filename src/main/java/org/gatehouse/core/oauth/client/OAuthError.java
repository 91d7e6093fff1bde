package org.gatehouse.core.oauth.client;

import java.util.Locale;

/** The codes of refusals (RFC 6749, 5.2; RFC 8707, 2; RFC 7009, 2.2.1). */
public enum OAuthError {
  /** A parameter is missing, given twice or malformed. */
  INVALID_REQUEST,
  /** Nobody knows who the client is, or it hasn't proven it. */
  INVALID_CLIENT,
  /** The client may not do it in this way. */
  UNAUTHORIZED_CLIENT,
  /** Nobody here does it in this way. */
  UNSUPPORTED_GRANT_TYPE,
  /** The client may not have such a scope. */
  INVALID_SCOPE,
  /** The client may not have a token for such a resource. */
  INVALID_TARGET;

  /** The word in replies. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
