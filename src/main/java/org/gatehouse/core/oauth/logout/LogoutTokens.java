package org.gatehouse.core.oauth.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.token.Claims;
import org.gatehouse.core.token.SignedTokens;
import org.gatehouse.core.token.TokenKind;

/** Issues logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4). */
@Singleton
class LogoutTokens {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private final SignedTokens signedTokens;
  private final Clock clock;

  @Inject
  LogoutTokens(SignedTokens signedTokens, Clock clock) {
    this.signedTokens = signedTokens;
    this.clock = clock;
  }

  /** Says to a client that a login is over, by the algorithm of its ID tokens. */
  String issue(Issuer issuer, KnownClient client, LogoutMessage message) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return signedTokens.sign(
        TokenKind.LOGOUT,
        client.metadata().idTokenAlgorithm(),
        new JWTClaimsSet.Builder()
            .issuer(issuer.value())
            .subject(message.userId().toString())
            .audience(client.clientId())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            // The same however often it is sent, so that it isn't taken for another.
            .jwtID(message.id().toString())
            .claim(Claims.SESSION, message.sessionId().toString())
            .claim("events", Map.of(EVENT, Map.of()))
            .build());
  }
}
