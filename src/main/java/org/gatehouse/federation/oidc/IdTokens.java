package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Validates ID tokens (OpenID Connect Core 1.0, 3.1.3.7), by Nimbus, and what Nimbus leaves to its
 * callers.
 */
final class IdTokens {
  /** How far the clocks of two machines may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** OpenID Connect Core 1.0, 2. */
  private static final int LONGEST_SUBJECT = 255;

  private final Clock clock;

  IdTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * What an ID token says, if it is good for the login that is expected.
   *
   * @throws OidcRefused saying what is wrong with it
   */
  IDTokenClaimsSet verify(
      Registration registration, KnownProvider provider, OIDCTokens tokens, Expected expected) {
    SignedJWT token = signed(tokens.getIDToken());
    IDTokenValidator validator =
        new IDTokenValidator(
            provider.metadata().getIssuer(),
            new ClientID(registration.clientId()),
            selector(provider),
            null);
    validator.setMaxClockSkew((int) SKEW.toSeconds());
    IDTokenClaimsSet claims;
    try {
      claims = validator.validate(token, new Nonce(expected.nonce()));
    } catch (BadJWTException e) {
      throw new OidcRefused(claimAtFault(token, registration, expected));
    } catch (BadJOSEException | JOSEException e) {
      throw keyRefusal(e);
    }
    requireParty(claims, registration);
    requireHash(token, tokens, claims);
    requireTimes(token, claims, expected);
    if (claims.getSubject().getValue().length() > LONGEST_SUBJECT) {
      throw new OidcRefused(OidcRefusal.NO_SUBJECT);
    }
    return claims;
  }

  /**
   * A token that is signed in a way that we accept.
   *
   * @throws OidcRefused if it isn't
   */
  static SignedJWT signed(JWT token) {
    if (token instanceof SignedJWT signed
        && Algorithms.ACCEPTED.contains(signed.getHeader().getAlgorithm())) {
      return signed;
    }
    throw new OidcRefused(OidcRefusal.WEAK_ALGORITHM);
  }

  /** Finds the key of a token among the provider's. */
  static JWSKeySelector<SecurityContext> selector(KnownProvider provider) {
    return new JWSVerificationKeySelector<>(Algorithms.ACCEPTED, provider.keys());
  }

  /** What it means that no key was found, or none fits. */
  static OidcRefused keyRefusal(Exception e) {
    boolean notAsked = e instanceof JOSEException && !(e instanceof RateLimitReachedException);
    return new OidcRefused(notAsked ? OidcRefusal.UNREACHABLE : OidcRefusal.WRONG_KEY, "keys");
  }

  private static OidcRefusal claimAtFault(
      SignedJWT token, Registration registration, Expected expected) {
    JWTClaimsSet claims = claims(token);
    if (!registration.issuer().toString().equals(claims.getIssuer())) {
      return OidcRefusal.WRONG_ISSUER;
    }
    if (claims.getSubject() == null) {
      return OidcRefusal.NO_SUBJECT;
    }
    if (!claims.getAudience().contains(registration.clientId())) {
      return OidcRefusal.WRONG_AUDIENCE;
    }
    boolean ofThisLogin = expected.nonce().equals(claims.getClaim("nonce"));
    return ofThisLogin ? OidcRefusal.EXPIRED : OidcRefusal.NONCE;
  }

  private static JWTClaimsSet claims(SignedJWT token) {
    try {
      return token.getJWTClaimsSet();
    } catch (ParseException e) {
      throw new OidcRefused(OidcRefusal.UNREADABLE, "id_token");
    }
  }

  private static void requireParty(IDTokenClaimsSet claims, Registration registration) {
    // Of several audiences the token must say that it was made for us.
    boolean several = claims.getAudience().size() > 1;
    boolean named = claims.getAuthorizedParty() != null;
    if ((several || named)
        && !(named && claims.getAuthorizedParty().getValue().equals(registration.clientId()))) {
      throw new OidcRefused(OidcRefusal.WRONG_AUDIENCE, "azp");
    }
  }

  private static void requireHash(SignedJWT token, OIDCTokens tokens, IDTokenClaimsSet claims) {
    AccessTokenHash hash = claims.getAccessTokenHash();
    if (hash == null) {
      return;
    }
    try {
      AccessTokenValidator.validate(
          tokens.getAccessToken(), token.getHeader().getAlgorithm(), hash);
    } catch (InvalidHashException e) {
      throw new OidcRefused(OidcRefusal.TOKEN_HASH);
    }
  }

  private void requireTimes(SignedJWT token, IDTokenClaimsSet claims, Expected expected) {
    Instant latest = clock.instant().plus(SKEW);
    Date notBefore = claims(token).getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().isAfter(latest)) {
      throw new OidcRefused(OidcRefusal.EXPIRED, "nbf");
    }
    boolean stale =
        expected.authenticatedAfter().isPresent()
            && Optional.ofNullable(claims.getAuthenticationTime())
                .map(Date::toInstant)
                .filter(at -> !at.isBefore(expected.authenticatedAfter().get().minus(SKEW)))
                .filter(at -> !at.isAfter(latest))
                .isEmpty();
    if (stale) {
      throw new OidcRefused(OidcRefusal.NOT_ANEW);
    }
  }
}
