package org.gatehouse.core.oauth.request;

/** What a client wants people to be asked for (OpenID Connect Core 1.0, 3.1.2.1). */
public enum Prompt {
  /** Nothing at all: what would have to be asked is an error. */
  NONE,
  /** To log in, also who is logged in. */
  LOGIN,
  /** Whether the client may have what it wants, also who has said so before. */
  CONSENT,
  /** With which account to go on. */
  SELECT_ACCOUNT
}
