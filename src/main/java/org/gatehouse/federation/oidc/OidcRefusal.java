package org.gatehouse.federation.oidc;

import java.util.Locale;

/** Why a provider's answer doesn't count. For the audit log; the person sees one and the same. */
enum OidcRefusal {
  /** No login that is under way has this state, or it was answered before. */
  STATE,
  /** The answer isn't what a provider sends: parameters are missing or there twice. */
  MALFORMED,
  /** The provider, or the person at it, said no. */
  DENIED,
  /** The provider says that something went wrong. */
  PROVIDER_ERROR,
  /** The provider's configuration isn't one that we can work with. */
  DISCOVERY,
  /** The provider doesn't answer, or too late. */
  UNREACHABLE,
  /** What the provider sends can't be understood. */
  UNREADABLE,
  /** The provider doesn't know our client id, or refuses the secret. */
  CLIENT,
  /** The provider doesn't take the code: made up, used, too old, or of another login. */
  CODE,
  /** It comes from another issuer than the login went to (RFC 9207 for the answer itself). */
  ISSUER,
  /** The token is meant for somebody else. */
  AUDIENCE,
  /** The token isn't signed, is encrypted, or is signed in a way that we don't accept. */
  ALGORITHM,
  /** None of the provider's keys made this signature. */
  SIGNATURE,
  /** The token is too old, or not from here and now. */
  EXPIRED,
  /** The token belongs to another login. */
  NONCE,
  /** The access token isn't the one that came with the ID token. */
  TOKEN_HASH,
  /** No subject, one too long, or two that differ. */
  SUBJECT,
  /** The provider was to ask for the password anew, and doesn't say that it did. */
  STALE_AUTHENTICATION,
  /** So many claims that they can be no description of a person. */
  CLAIMS,
  /** The person isn't of the domain that the administrator named. */
  HOSTED_DOMAIN,
  /** A logout token that tells of no logout. */
  EVENT,
  /** A logout token that was here before. */
  REPLAYED;

  /** How the audit log has it. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
