package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Validates logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.6). */
final class LogoutTokens {
  /** For how long after it was issued one counts, and for how long it must be remembered. */
  static final Duration LIFETIME = Duration.ofMinutes(2);

  private final Clock clock;

  LogoutTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a logout token says. Whether it was here before is for the caller to find out.
   *
   * @throws OidcRefused saying what is wrong with it
   */
  LogoutTokenClaimsSet verify(Registration registration, KnownProvider provider, JWT sent) {
    SignedJWT token = IdTokens.signed(sent);
    LogoutTokenValidator validator =
        new LogoutTokenValidator(
            provider.metadata().getIssuer(),
            new ClientID(registration.clientId()),
            false,
            IdTokens.selector(provider),
            null);
    LogoutTokenClaimsSet claims;
    try {
      claims = validator.validate(token);
    } catch (BadJWTException e) {
      throw new OidcRefused(claimAtFault(token, registration));
    } catch (BadJOSEException | JOSEException e) {
      throw IdTokens.keyRefusal(e);
    }
    Instant now = clock.instant();
    Instant issued = claims.getIssueTime().toInstant();
    if (issued.isAfter(now.plus(IdTokens.SKEW))
        || issued.isBefore(now.minus(LIFETIME).minus(IdTokens.SKEW))) {
      throw new OidcRefused(OidcRefusal.EXPIRED);
    }
    return claims;
  }

  private OidcRefusal claimAtFault(SignedJWT token, Registration registration) {
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      if (!registration.issuer().toString().equals(claims.getIssuer())) {
        return OidcRefusal.WRONG_ISSUER;
      }
      if (!claims.getAudience().contains(registration.clientId())) {
        return OidcRefusal.WRONG_AUDIENCE;
      }
      boolean expired =
          claims.getExpirationTime() != null
              && claims.getExpirationTime().toInstant().isBefore(clock.instant());
      return expired ? OidcRefusal.EXPIRED : OidcRefusal.EVENT;
    } catch (ParseException e) {
      return OidcRefusal.UNREADABLE;
    }
  }
}
