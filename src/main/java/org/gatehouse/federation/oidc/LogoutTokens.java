package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.gatehouse.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Validates logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.6). */
@Singleton
class LogoutTokens {
  /** What they are (OpenID Connect Back-Channel Logout 1.0, 2.4; RFC 8725, 3.11). */
  private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");

  /** For how long after it was issued one counts, and for how long it must be remembered. */
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private final Clock clock;
  private final Duration tolerance;
  private final boolean typed;

  @Inject
  LogoutTokens(Clock clock, Settings settings) {
    this(clock, settings.clockTolerance(), settings.logoutTokensTyped());
  }

  /**
   * @param tolerance how far the clocks of two machines may be apart
   * @param typed whether one must say that it is one; another type is refused in any case
   */
  LogoutTokens(Clock clock, Duration tolerance, boolean typed) {
    this.clock = clock;
    this.tolerance = tolerance;
    this.typed = typed;
  }

  /**
   * What a logout token says. Whether it was here before is for the caller to find out.
   *
   * @throws OidcRefused saying what is wrong with it
   */
  LogoutTokenClaimsSet verify(Registration registration, CachedProvider provider, JWT sent) {
    SignedJWT token = IdTokens.signed(sent);
    JOSEObjectType type = token.getHeader().getType();
    if (type == null ? typed : !type.equals(TYPE)) {
      throw new OidcRefused(OidcRefusal.EVENT, "typ");
    }
    LogoutTokenValidator validator =
        new LogoutTokenValidator(
            new Issuer(provider.configuration().issuer()),
            new ClientID(registration.clientId()),
            false,
            IdTokens.selector(provider),
            null);
    LogoutTokenClaimsSet claims;
    try {
      claims = validator.validate(token);
    } catch (BadJWTException e) {
      throw refusal(token, registration);
    } catch (BadJOSEException | JOSEException e) {
      throw IdTokens.keyRefusal(e);
    }
    Instant now = clock.instant();
    Instant issued = claims.getIssueTime().toInstant();
    if (issued.isAfter(now.plus(tolerance))) {
      throw IdTokens.differ(Duration.between(now, issued));
    }
    if (issued.isBefore(now.minus(LIFETIME).minus(tolerance))) {
      throw late(claims.getIssueTime());
    }
    return claims;
  }

  /** Until when one that was issued then must be remembered, so that it counts once. */
  Instant goodUntil(Instant issued) {
    return issued.plus(LIFETIME).plus(tolerance);
  }

  /** Whether its provider's clock is behind can't be told: it may have been sent again. */
  private OidcRefused late(@Nullable Date issued) {
    return new OidcRefused(
        OidcRefusal.EXPIRED,
        "",
        issued == null
            ? ""
            : "issued "
                + Duration.between(issued.toInstant(), clock.instant()).toSeconds()
                + " s ago");
  }

  private OidcRefused refusal(SignedJWT token, Registration registration) {
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      if (!registration.issuer().toString().equals(claims.getIssuer())) {
        return new OidcRefused(OidcRefusal.WRONG_ISSUER);
      }
      if (!claims.getAudience().contains(registration.clientId())) {
        return new OidcRefused(OidcRefusal.WRONG_AUDIENCE);
      }
      boolean expired =
          claims.getExpirationTime() != null
              && claims.getExpirationTime().toInstant().isBefore(clock.instant());
      return expired ? late(claims.getIssueTime()) : new OidcRefused(OidcRefusal.EVENT);
    } catch (ParseException e) {
      return new OidcRefused(OidcRefusal.UNREADABLE);
    }
  }
}
