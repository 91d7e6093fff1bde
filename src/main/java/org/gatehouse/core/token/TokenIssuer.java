package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.settings.Settings;

/**
 * Issues access tokens that any JWT library verifies with our JWKS, MicroProfile JWT 2.1 among
 * them.
 */
@Singleton
public class TokenIssuer {
  private final SigningKeys keys;
  private final Settings settings;
  private final Clock clock;

  @Inject
  TokenIssuer(SigningKeys keys, Settings settings, Clock clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  /** A token of this caller, good until the session ends by itself. */
  public AccessToken issue(Caller caller) {
    RSAKey pair = keys.signer();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.publicUrl().toString())
            .subject(caller.userId().toString())
            .audience(settings.audience())
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(caller.expiresAt().truncatedTo(ChronoUnit.SECONDS)))
            .jwtID(UUID.randomUUID().toString())
            .claim(Claims.SESSION, caller.sessionId().toString())
            .claim(Claims.PRINCIPAL, caller.name())
            .claim(Claims.GROUPS, caller.roles().stream().sorted().toList())
            .claim(Claims.WORKSPACE, caller.workspaceUid())
            .build();
    JWSHeader header =
        new JWSHeader.Builder(SigningKeys.ALGORITHM)
            .type(JOSEObjectType.JWT)
            .keyID(pair.getKeyID())
            .build();
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(pair));
      return new AccessToken(jwt.serialize(), caller.expiresAt());
    } catch (JOSEException e) {
      throw new IllegalStateException("our own key can't sign", e);
    }
  }
}
