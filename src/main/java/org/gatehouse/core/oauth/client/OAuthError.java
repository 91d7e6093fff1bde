package org.gatehouse.core.oauth.client;

import java.util.Locale;

/**
 * The codes of refusals (RFC 6749, 4.1.2.1 and 5.2; RFC 6750, 3.1; RFC 8707, 2; RFC 9449, 12.2;
 * OpenID Connect Core 1.0, 3.1.2.6).
 */
public enum OAuthError {
  /** A parameter is missing, given twice or malformed. */
  INVALID_REQUEST,
  /** Nobody knows who the client is, or it hasn't proven it. */
  INVALID_CLIENT,
  /** The client may not do it in this way. */
  UNAUTHORIZED_CLIENT,
  /** Nobody here does it in this way. */
  UNSUPPORTED_GRANT_TYPE,
  /** Nobody here answers in this way. */
  UNSUPPORTED_RESPONSE_TYPE,
  /** The client may not have such a scope. */
  INVALID_SCOPE,
  /** The client may not have a token for such a resource. */
  INVALID_TARGET,
  /** The code or refresh token is good for nothing, or not for this client. */
  INVALID_GRANT,
  /** Nobody has let the device in yet (RFC 8628, 3.5). */
  AUTHORIZATION_PENDING,
  /** The device asks too often. */
  SLOW_DOWN,
  /** The device has waited for too long. */
  EXPIRED_TOKEN,
  /** The access token is good for nothing, or not here. */
  INVALID_TOKEN,
  /** The proof of a key is missing, or not good for this request (RFC 9449, 5 and 7.1). */
  INVALID_DPOP_PROOF,
  /** The access token isn't good for this. */
  INSUFFICIENT_SCOPE,
  /** The person has said no, or may not use the client. */
  ACCESS_DENIED,
  /** Somebody would have to log in, and may not be asked. */
  LOGIN_REQUIRED,
  /** Somebody would have to say yes, and may not be asked. */
  CONSENT_REQUIRED,
  /** Somebody would have to be asked something else, and may not be. */
  INTERACTION_REQUIRED,
  /**
   * The login isn't as strong as it has to be (OpenID Connect Core Unmet Authentication
   * Requirements 1.0).
   */
  UNMET_AUTHENTICATION_REQUIREMENTS,
  /** Requests in a JWT aren't understood here. */
  REQUEST_NOT_SUPPORTED,
  /** Nor are such that have to be fetched. */
  REQUEST_URI_NOT_SUPPORTED,
  /** Nor those that bring the metadata of a client. */
  REGISTRATION_NOT_SUPPORTED;

  /** The word in replies. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
