package org.gatehouse.core.oauth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.token.SignedTokens;
import org.gatehouse.core.token.SignedTokens.Claimed;
import org.gatehouse.core.token.TokenKind;

/** Issues access tokens to clients (RFC 9068), and recognises them. */
@Singleton
public class ClientAccessTokens {
  private static final String CLIENT_ID = "client_id";
  private static final String SCOPE = "scope";
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int REMEMBERED_AT_MOST = 10_000;

  private final SignedTokens signedTokens;
  private final RevokedTokens revoked;
  private final Clock clock;
  private final Cache<String, ClientAccessToken> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(REMEMBERED_AT_MOST).build();

  @Inject
  ClientAccessTokens(SignedTokens signedTokens, RevokedTokens revoked, Clock clock) {
    this.signedTokens = signedTokens;
    this.revoked = revoked;
    this.clock = clock;
  }

  /**
   * A token with which a client acts for itself.
   *
   * @param scopes what it shall be good for
   * @param audience for whom it is
   */
  public IssuedAccessToken issue(
      Issuer issuer, KnownClient client, Set<String> scopes, List<String> audience) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Duration lifetime = client.metadata().accessTokenLifetime();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.value())
            .subject(client.clientId())
            .audience(audience)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .jwtID(UUID.randomUUID().toString())
            .claim(CLIENT_ID, client.clientId())
            .claim(SCOPE, scopes.isEmpty() ? null : String.join(" ", new TreeSet<>(scopes)))
            .build();
    return new IssuedAccessToken(
        signedTokens.sign(TokenKind.CLIENT_ACCESS, claims), lifetime, Set.copyOf(scopes));
  }

  /**
   * What a token says, if this issuer has issued it, and it hasn't expired or been revoked.
   *
   * @param token anything
   */
  public Optional<ClientAccessToken> verify(Issuer issuer, String token) {
    String hash = RandomToken.hash(token);
    return Optional.ofNullable(known.getIfPresent(hash))
        .or(() -> read(hash, token))
        .filter(good -> good.issuer().equals(issuer.value()))
        .filter(good -> good.expiresAt().isAfter(clock.instant()))
        .filter(good -> signedTokens.counts(good.keyId()))
        .filter(good -> !revoked.has(good.id()));
  }

  /** Revokes one on all nodes, within five seconds. */
  public void revoke(ClientAccessToken token) {
    revoked.add(token.id(), token.expiresAt());
  }

  private Optional<ClientAccessToken> read(String hash, String token) {
    Optional<ClientAccessToken> read =
        signedTokens.verify(TokenKind.CLIENT_ACCESS, token).flatMap(ClientAccessTokens::read);
    read.ifPresent(good -> known.put(hash, good));
    return read;
  }

  private static Set<String> scopes(JWTClaimsSet claims) throws ParseException {
    return Optional.ofNullable(claims.getStringClaim(SCOPE))
        .map(text -> Set.of(text.split(" ")))
        .orElse(Set.of());
  }

  private static Optional<ClientAccessToken> read(Claimed claimed) {
    try {
      JWTClaimsSet claims = claimed.claims();
      return Optional.of(
          new ClientAccessToken(
              claims.getJWTID(),
              claimed.keyId(),
              claims.getIssuer(),
              claims.getSubject(),
              claims.getStringClaim(CLIENT_ID),
              scopes(claims),
              claims.getAudience(),
              claims.getIssueTime().toInstant(),
              claims.getExpirationTime().toInstant()));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
