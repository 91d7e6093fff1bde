package org.gatehouse.federation.oidc;

import java.util.Locale;
import org.gatehouse.core.signon.SignOnRefusal;

/** Why a provider's answer doesn't count. For the audit log; the person learns less. */
enum OidcRefusal {
  /** No login that is under way has this state, or it was answered before. */
  UNKNOWN_REQUEST(SignOnRefusal.EXPIRED),
  /** The answer came to the redirect address of another provider than the login went to. */
  MIX_UP(SignOnRefusal.REJECTED),
  /** The answer comes with another browser than the one that began. */
  OTHER_BROWSER(SignOnRefusal.OTHER_BROWSER),
  /** The answer isn't what a provider sends: parameters are missing or there twice. */
  MALFORMED(SignOnRefusal.REJECTED),
  /** The provider, or the person at it, said no. */
  IDP_SAID_NO(SignOnRefusal.PROVIDER_SAID_NO),
  /** The provider says that something went wrong. */
  PROVIDER_ERROR(SignOnRefusal.REJECTED),
  /** The provider's configuration isn't one that we can work with. */
  DISCOVERY(SignOnRefusal.PROVIDER_DOWN),
  /** The provider doesn't answer, or too late. */
  UNREACHABLE(SignOnRefusal.PROVIDER_DOWN),
  /** What the provider sends can't be understood. */
  UNREADABLE(SignOnRefusal.REJECTED),
  /** The provider doesn't know our client id, or refuses the secret. */
  CLIENT(SignOnRefusal.REJECTED),
  /** The provider doesn't take the code: made up, used, too old, or of another login. */
  CODE(SignOnRefusal.REJECTED),
  /** It comes from another issuer than the login went to (RFC 9207 for the answer itself). */
  WRONG_ISSUER(SignOnRefusal.REJECTED),
  /** The token is meant for somebody else. */
  WRONG_AUDIENCE(SignOnRefusal.REJECTED),
  /** The token isn't signed, is encrypted, or is signed in a way that we don't accept. */
  WEAK_ALGORITHM(SignOnRefusal.REJECTED),
  /** None of the provider's keys made this signature. */
  WRONG_KEY(SignOnRefusal.REJECTED),
  /** The token is too old, or not from here and now. */
  EXPIRED(SignOnRefusal.REJECTED),
  /** The provider's clock and ours differ by more than they may. */
  CLOCKS_DIFFER(SignOnRefusal.CLOCKS_DIFFER),
  /** The token belongs to another login. */
  NONCE(SignOnRefusal.REJECTED),
  /** The access token isn't the one that came with the ID token. */
  TOKEN_HASH(SignOnRefusal.REJECTED),
  /** No subject, one too long, or two that differ. */
  NO_SUBJECT(SignOnRefusal.REJECTED),
  /** The provider was to ask for the password anew, and doesn't say that it did. */
  NOT_ANEW(SignOnRefusal.REJECTED),
  /** Too many claims for a description of a person, or they are elsewhere. */
  CLAIMS(SignOnRefusal.REJECTED),
  /** The person isn't of the domain that the administrator named. */
  HOSTED_DOMAIN(SignOnRefusal.WRONG_ACCOUNT),
  /** A logout token that tells of no logout. */
  EVENT(SignOnRefusal.REJECTED),
  /** A logout token that was here before. */
  REPLAYED(SignOnRefusal.REJECTED);

  private final SignOnRefusal outside;

  OidcRefusal(SignOnRefusal outside) {
    this.outside = outside;
  }

  /** The word in the audit log. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The refusal that the person may see. */
  SignOnRefusal outside() {
    return outside;
  }
}
