package org.gatehouse.federation.saml;

import java.time.Instant;
import org.gatehouse.core.signon.SignOn;

/**
 * What we asked a provider.
 *
 * @param requestId the ID of our request
 * @param at when
 * @param anew whether the person must have been asked after that
 */
record PendingAuthnRequest(String requestId, Instant at, boolean anew) {
  static PendingAuthnRequest of(SignOn signOn) {
    return new PendingAuthnRequest(signOn.requestId(), signOn.beganAt(), signOn.isAnew());
  }
}
