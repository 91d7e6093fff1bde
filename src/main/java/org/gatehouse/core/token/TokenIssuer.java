package org.gatehouse.core.token;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Roles;

/**
 * Issues access tokens that any JWT library verifies with our JWKS, MicroProfile JWT 2.1 among
 * them. They are good for a while, and can be refreshed until the session ends; the cookie's is
 * good as long as that.
 */
@Singleton
public class TokenIssuer {
  private final SigningKeys keys;
  private final RecentAccess access;
  private final ApplicationRoles applicationRoles;
  private final Settings settings;
  private final Clock clock;
  private final LongAdder accessTokens = new LongAdder();

  @Inject
  TokenIssuer(
      SigningKeys keys,
      RecentAccess access,
      ApplicationRoles applicationRoles,
      Settings settings,
      Clock clock) {
    this.applicationRoles = applicationRoles;
    this.keys = keys;
    this.access = access;
    this.settings = settings;
    this.clock = clock;
  }

  /** A token that says which roles and datasources the caller has, for services to decide by. */
  public AccessToken issue(Caller caller) {
    return sign(TokenKind.ACCESS, withAccess(caller), end(caller));
  }

  /**
   * The same with what CloudIO's clients look for in it.
   *
   * @param csrf what has to be shown beside it
   */
  public AccessToken issueWithCsrf(Caller caller, String csrf) {
    return sign(
        TokenKind.ACCESS,
        withAccess(caller)
            .claim(Claims.CLOUDIO_SESSION, caller.sessionId().toString())
            .claim(Claims.CSRF, csrf),
        end(caller));
  }

  /**
   * A token for our own cookie, which nobody reads but us: it names the session, which knows the
   * rest. A cookie has at most 4,096 bytes (RFC 6265, 6.1).
   */
  public AccessToken issueForCookie(Caller caller) {
    return sign(TokenKind.LOGIN_COOKIE, base(caller), caller.expiresAt());
  }

  private JWTClaimsSet.Builder withAccess(Caller caller) {
    // Somebody with an initial password has none yet.
    List<Datasource> datasources =
        caller.is(Roles.PASSWORD_CHANGE) ? List.of() : access.of(caller.userId()).datasources();
    List<String> roles =
        caller.roles().stream().filter(role -> !Roles.BUILT_IN.contains(role)).sorted().toList();
    NameList names = new NameList();
    JWTClaimsSet.Builder claims =
        base(caller)
            .claim(Claims.PRINCIPAL, caller.name())
            .claim(Claims.WORKSPACE, caller.workspaceUid());
    caller.generation().ifPresent(generation -> claims.claim(Claims.GENERATION, generation));
    // Twice, because MicroProfile looks for them in groups.
    List<String> groups = applicationRoles.groups(caller);
    boolean said =
        names.add(
            claims,
            Claims.ROLES,
            roles,
            groups.stream().filter(group -> !Roles.BUILT_IN.contains(group)).toList());
    names.add(
        claims, Claims.DATASOURCES, datasources.stream().map(Datasource::name).toList(), List.of());
    claims.claim(Claims.GROUPS, said ? groups : builtIn(caller));
    if (!names.omitted().isEmpty()) {
      claims.claim(Claims.OMITTED, names.omitted());
    }
    return claims;
  }

  private static List<String> builtIn(Caller caller) {
    return caller.roles().stream().filter(Roles.BUILT_IN::contains).sorted().toList();
  }

  private JWTClaimsSet.Builder base(Caller caller) {
    return new JWTClaimsSet.Builder()
        .issuer(settings.publicUrl().toString())
        .subject(caller.userId().toString())
        .issueTime(Date.from(clock.instant()))
        .jwtID(UUID.randomUUID().toString())
        .claim(Claims.SESSION, caller.sessionId().toString());
  }

  /** When a token that can be refreshed ends, never after its session. */
  private Instant end(Caller caller) {
    Instant end = clock.instant().plus(settings.session().token());
    return end.isBefore(caller.expiresAt()) ? end : caller.expiresAt();
  }

  /** How many access tokens were issued since the start, at logins and refreshes. */
  public long accessTokens() {
    return accessTokens.sum();
  }

  private AccessToken sign(TokenKind kind, JWTClaimsSet.Builder claims, Instant end) {
    if (kind == TokenKind.ACCESS) {
      accessTokens.increment();
    }
    claims
        .audience(kind.audience(settings))
        .expirationTime(Date.from(end.truncatedTo(ChronoUnit.SECONDS)));
    return new AccessToken(keys.signer(SigningAlgorithm.RS256).sign(kind, claims.build()), end);
  }
}
