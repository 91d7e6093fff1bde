package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
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
import com.nimbusds.oauth2.sdk.id.Issuer;
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
  /** OpenID Connect Core 1.0, 2. */
  private static final int LONGEST_SUBJECT = 255;

  private final Clock clock;
  private final Duration tolerance;

  /**
   * @param tolerance how far the clocks of two machines may be apart
   */
  IdTokens(Clock clock, Duration tolerance) {
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /**
   * What an ID token says, if it is good for the login that is expected.
   *
   * @throws OidcRefused saying what is wrong with it
   */
  IDTokenClaimsSet verify(
      Registration registration,
      CachedProvider provider,
      OIDCTokens tokens,
      LoginExpectations expectations) {
    SignedJWT token = signed(tokens.getIDToken());
    IDTokenValidator validator =
        new IDTokenValidator(
            new Issuer(provider.configuration().issuer()),
            new ClientID(registration.clientId()),
            selector(provider),
            null);
    validator.setMaxClockSkew((int) tolerance.toSeconds());
    IDTokenClaimsSet claims;
    try {
      claims = validator.validate(token, new Nonce(expectations.nonce()));
    } catch (BadJWTException e) {
      throw refusal(token, registration, expectations);
    } catch (BadJOSEException | JOSEException e) {
      throw keyRefusal(e);
    }
    requireParty(claims, registration);
    requireHash(token, tokens, claims);
    requireTimes(token, claims, expectations);
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
        && JwsAlgorithms.ACCEPTED.contains(signed.getHeader().getAlgorithm())) {
      return signed;
    }
    throw new OidcRefused(OidcRefusal.WEAK_ALGORITHM);
  }

  /** Finds the key of a token among the provider's. */
  static JWSKeySelector<SecurityContext> selector(CachedProvider provider) {
    return new JWSVerificationKeySelector<>(JwsAlgorithms.ACCEPTED, provider.keys());
  }

  /** What it means that no key was found, or none fits. */
  static OidcRefused keyRefusal(Exception e) {
    if (e instanceof JWKSetParseException) {
      return new OidcRefused(OidcRefusal.UNREADABLE, "keys");
    }
    boolean notAsked = e instanceof JOSEException && !(e instanceof RateLimitReachedException);
    return new OidcRefused(notAsked ? OidcRefusal.UNREACHABLE : OidcRefusal.WRONG_KEY, "keys");
  }

  private OidcRefused refusal(
      SignedJWT token, Registration registration, LoginExpectations expectations) {
    OidcRefusal why = claimAtFault(token, registration, expectations);
    OidcRefused refused = new OidcRefused(why);
    return why == OidcRefusal.EXPIRED ? untimely(token, refused) : refused;
  }

  /**
   * A token comes at once after it was made: by that the provider's clock is known.
   *
   * @param otherwise what to say where the clock isn't to blame
   */
  private OidcRefused untimely(SignedJWT token, OidcRefused otherwise) {
    JWTClaimsSet claims = claims(token);
    return Optional.ofNullable(claims.getIssueTime())
        .or(() -> Optional.ofNullable(claims.getNotBeforeTime()))
        .map(made -> Duration.between(clock.instant(), made.toInstant()))
        .filter(ahead -> ahead.abs().compareTo(tolerance) > 0)
        .map(IdTokens::differ)
        .orElse(otherwise);
  }

  /** What is to be told of a provider whose clock is wrong. */
  static OidcRefused differ(Duration ahead) {
    return new OidcRefused(
        OidcRefusal.CLOCKS_DIFFER,
        "",
        "the provider's clock is "
            + ahead.abs().toSeconds()
            + " s "
            + (ahead.isNegative() ? "behind" : "ahead"));
  }

  private static OidcRefusal claimAtFault(
      SignedJWT token, Registration registration, LoginExpectations expectations) {
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
    boolean ofThisLogin = expectations.nonce().equals(claims.getClaim("nonce"));
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
    // OpenID Connect Core 1.0 with errata 2, 3.1.3.7: if it says for whom it was made, it is for
    // us.
    boolean ours =
        claims.getAuthorizedParty() == null
            || claims.getAuthorizedParty().getValue().equals(registration.clientId());
    if (!ours) {
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

  private void requireTimes(
      SignedJWT token, IDTokenClaimsSet claims, LoginExpectations expectations) {
    Instant latest = clock.instant().plus(tolerance);
    Date notBefore = claims(token).getNotBeforeTime();
    if (notBefore != null && notBefore.toInstant().isAfter(latest)) {
      throw untimely(token, new OidcRefused(OidcRefusal.EXPIRED, "nbf"));
    }
    if (expectations.authenticatedAfter().isPresent()) {
      Instant earliest = expectations.authenticatedAfter().get().minus(tolerance);
      OidcRefused notAnew = new OidcRefused(OidcRefusal.NOT_ANEW);
      Date authenticated = claims.getAuthenticationTime();
      if (authenticated == null) {
        throw notAnew;
      }
      Instant at = authenticated.toInstant();
      if (at.isBefore(earliest) || at.isAfter(latest)) {
        throw untimely(token, notAnew);
      }
    }
  }
}
