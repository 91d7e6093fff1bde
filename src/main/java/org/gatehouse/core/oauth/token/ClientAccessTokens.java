package org.gatehouse.core.oauth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gatehouse.core.oauth.claims.PersonClaims;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.grant.Grant;
import org.gatehouse.core.oauth.grant.RecentGrants;
import org.gatehouse.core.oauth.grant.ResourceOwners;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.AuthenticationContext;
import org.gatehouse.core.token.Claims;
import org.gatehouse.core.token.NameList;
import org.gatehouse.core.token.SignedTokens;
import org.gatehouse.core.token.SignedTokens.Claimed;
import org.gatehouse.core.token.SigningAlgorithm;
import org.gatehouse.core.token.TokenKind;
import org.gatehouse.core.user.Roles;

/** Issues access tokens to clients (RFC 9068), and recognises them. */
@Singleton
public class ClientAccessTokens {
  private static final String CLIENT_ID = "client_id";
  private static final String SCOPE = "scope";

  /** To which key a token is bound (RFC 7800, 3.1; RFC 9449, 6.1). */
  private static final String CONFIRMATION = "cnf";

  private static final String THUMBPRINT = "jkt";

  /** Of which grant a token comes (Grant Management for OAuth 2.0). */
  private static final String GRANT_ID = "grant_id";

  /** What elytron-oidc-client looks for in an access token. */
  private static final String TYPE = "typ";

  private static final String BEARER = "Bearer";
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int REMEMBERED_AT_MOST = 10_000;

  private final SignedTokens signedTokens;
  private final RevokedTokens revoked;
  private final RecentGrants grants;
  private final ResourceOwners owners;
  private final PersonClaims personClaims;
  private final Clock clock;
  private final Cache<String, ClientAccessToken> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(REMEMBERED_AT_MOST).build();

  @Inject
  ClientAccessTokens(
      SignedTokens signedTokens,
      RevokedTokens revoked,
      RecentGrants grants,
      ResourceOwners owners,
      PersonClaims personClaims,
      Clock clock) {
    this.signedTokens = signedTokens;
    this.revoked = revoked;
    this.grants = grants;
    this.owners = owners;
    this.personClaims = personClaims;
    this.clock = clock;
  }

  /** A token with which a client acts for itself. */
  public IssuedAccessToken issue(Issuer issuer, KnownClient client, Extent extent) {
    Duration lifetime = client.metadata().accessTokenLifetime();
    return sign(
        lifetime, extent, base(issuer, client, extent, lifetime).subject(client.clientId()));
  }

  /**
   * A token with which a client acts for a person. It says of the person what MicroProfile JWT 2.1
   * looks for.
   *
   * @param grant what the person has given to the client
   */
  public IssuedAccessToken issue(
      Issuer issuer, KnownClient client, Extent extent, Grant grant, ResourceOwner owner) {
    AuthenticationContext authentication = grant.authentication();
    Duration lifetime = lifetime(client, owner);
    JWTClaimsSet.Builder claims =
        base(issuer, client, extent, lifetime)
            .subject(owner.user().id().toString())
            .claim(GRANT_ID, grant.id().toString())
            .claim(Claims.SESSION, grant.sessionId().toString())
            .claim(
                Claims.AUTHENTICATED_AT,
                authentication.at().map(Instant::getEpochSecond).orElse(null))
            .claim(Claims.AUTHENTICATION_LEVEL, authentication.level().orElse(null))
            .claim(Claims.PRINCIPAL, owner.user().qualifiedName())
            .claim(Claims.WORKSPACE, owner.user().workspace().uid());
    addRoles(claims, client, owner);
    return sign(lifetime, extent, claims);
  }

  /** No longer than the account: who verifies the token alone can't know of its end. */
  private Duration lifetime(KnownClient client, ResourceOwner owner) {
    Duration longest = client.metadata().accessTokenLifetime();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return owner
        .user()
        .expiresAt()
        .map(end -> Duration.between(now, end).truncatedTo(ChronoUnit.SECONDS))
        .filter(left -> left.compareTo(longest) < 0)
        .orElse(longest);
  }

  private void addRoles(JWTClaimsSet.Builder claims, KnownClient client, ResourceOwner owner) {
    List<String> groups = personClaims.groups(owner, client.owner());
    boolean forElytron = client.metadata().hasElytronClaims();
    NameList names = new NameList();
    names.add(claims, Claims.GROUPS, groups, List.of());
    names.add(claims, Claims.ROLES, forElytron ? groups : given(groups), List.of());
    if (forElytron) {
      claims.claim(TYPE, BEARER);
    }
    if (!names.omitted().isEmpty()) {
      claims.claim(Claims.OMITTED, names.omitted());
    }
  }

  /** The roles among these that the workspace has given. */
  private static List<String> given(List<String> groups) {
    return groups.stream().filter(role -> !Roles.BUILT_IN.contains(role)).toList();
  }

  private JWTClaimsSet.Builder base(
      Issuer issuer, KnownClient client, Extent extent, Duration lifetime) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String scopes = String.join(" ", new TreeSet<>(extent.scopes()));
    return new JWTClaimsSet.Builder()
        .issuer(issuer.value())
        .audience(extent.audience())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)))
        .jwtID(UUID.randomUUID().toString())
        .claim(CLIENT_ID, client.clientId())
        .claim(SCOPE, scopes.isEmpty() ? null : scopes)
        .claim(CONFIRMATION, extent.key().map(key -> Map.of(THUMBPRINT, key)).orElse(null));
  }

  private IssuedAccessToken sign(Duration lifetime, Extent extent, JWTClaimsSet.Builder claims) {
    return new IssuedAccessToken(
        signedTokens.sign(TokenKind.CLIENT_ACCESS, SigningAlgorithm.RS256, claims.build()),
        lifetime,
        extent.scopes(),
        TokenType.of(extent.key()));
  }

  /**
   * What a token says, if this issuer has issued it, it hasn't expired or been revoked, and the
   * grant of which it comes is good.
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
        .filter(good -> !revoked.has(good.id()))
        .filter(good -> good.grantId().isEmpty() || owner(good).isPresent());
  }

  private Optional<ResourceOwner> owner(ClientAccessToken token) {
    return token.grantId().flatMap(grants::find).flatMap(owners::of);
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

  /**
   * Which client says to have got a token, before anything about it is believed.
   *
   * @param token anything
   */
  public static Optional<String> claimedClientId(String token) {
    try {
      return token.length() > SignedTokens.LONGEST
          ? Optional.empty()
          : Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(CLIENT_ID));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Set<String> scopes(JWTClaimsSet claims) throws ParseException {
    return Optional.ofNullable(claims.getStringClaim(SCOPE))
        .map(text -> Set.of(text.split(" ")))
        .orElse(Set.of());
  }

  private static Optional<String> key(JWTClaimsSet claims) throws ParseException {
    return Optional.ofNullable(claims.getJSONObjectClaim(CONFIRMATION))
        .map(confirmation -> confirmation.get(THUMBPRINT))
        .map(Object::toString);
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
              Optional.ofNullable(claims.getStringClaim(GRANT_ID)).map(UUID::fromString),
              claims.getStringClaim(CLIENT_ID),
              scopes(claims),
              claims.getAudience(),
              key(claims),
              claims.getIssueTime().toInstant(),
              claims.getExpirationTime().toInstant()));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
