package org.gatehouse.core.oauth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.CodeHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.grant.Grant;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.token.Claims;
import org.gatehouse.core.token.SignedTokens;
import org.gatehouse.core.token.SigningAlgorithm;
import org.gatehouse.core.token.TokenKind;

/** Issues ID tokens (OpenID Connect Core 1.0, 2), and recognises them when they come back. */
@Singleton
public class IdTokens {
  private final SignedTokens signedTokens;
  private final PersonClaims personClaims;
  private final Clock clock;

  @Inject
  IdTokens(SignedTokens signedTokens, PersonClaims personClaims, Clock clock) {
    this.signedTokens = signedTokens;
    this.personClaims = personClaims;
    this.clock = clock;
  }

  /**
   * Says who has logged in, how and when.
   *
   * @param accessToken what the client gets beside it
   * @param code for which it gets that; nothing for a refresh token, and then no nonce is repeated
   *     (12.2)
   */
  public String issue(
      Issuer issuer,
      KnownClient client,
      Grant grant,
      ResourceOwner owner,
      IssuedAccessToken accessToken,
      Optional<String> code) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    AuthenticationContext authentication = grant.authentication();
    // Its hash function is that of the two hashes as well (3.1.3.6).
    SigningAlgorithm algorithm = client.metadata().idTokenAlgorithm();
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
    // First, so that none of them takes the place of what counts.
    personClaims.of(owner, client.owner(), wanted(client, grant)).forEach(claims::claim);
    claims
        .issuer(issuer.value())
        .subject(owner.user().id().toString())
        .audience(client.clientId())
        .claim("azp", client.clientId())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(accessToken.lifetime())))
        .claim(Claims.SESSION, grant.sessionId().toString())
        .claim(
            Claims.AUTHENTICATED_AT, authentication.at().map(Instant::getEpochSecond).orElse(null))
        .claim(Claims.AUTHENTICATION_LEVEL, authentication.level().orElse(null))
        .claim(Claims.AUTHENTICATION_METHODS, authentication.references())
        .claim(
            "at_hash",
            AccessTokenHash.compute(
                    new BearerAccessToken(accessToken.value()), algorithm.jws(), null)
                .getValue());
    code.ifPresent(
        given -> {
          claims.claim(
              "c_hash",
              CodeHash.compute(new AuthorizationCode(given), algorithm.jws(), null).getValue());
          grant.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        });
    return signedTokens.sign(TokenKind.ID, algorithm, claims.build());
  }

  /** elytron-oidc-client takes the name of people from here alone, and has no way to ask for it. */
  private static Set<String> wanted(KnownClient client, Grant grant) {
    Set<String> names = new HashSet<>(grant.claims().idToken());
    if (client.metadata().hasElytronClaims()) {
      names.add(PersonClaims.USER_NAME);
    }
    return names;
  }

  /**
   * What an ID token says that comes back as a hint (3.1.2.1), if this issuer has issued it. It may
   * have expired.
   *
   * @param token anything
   */
  public Optional<IdTokenHint> hint(Issuer issuer, String token) {
    return signedTokens
        .verify(TokenKind.ID, token)
        .map(SignedTokens.Claimed::claims)
        .filter(claims -> issuer.value().equals(claims.getIssuer()))
        .flatMap(IdTokens::read);
  }

  private static Optional<IdTokenHint> read(JWTClaimsSet claims) {
    try {
      String client = claims.getStringClaim("azp");
      String session = claims.getStringClaim(Claims.SESSION);
      // Other tokens of the same typ say no client.
      return client == null || session == null || !claims.getAudience().contains(client)
          ? Optional.empty()
          : Optional.of(new IdTokenHint(claims.getSubject(), client, session));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
