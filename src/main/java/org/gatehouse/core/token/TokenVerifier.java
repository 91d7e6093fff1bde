package org.gatehouse.core.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.settings.Settings;

/**
 * Verifies our own access tokens (RFC 8725): the algorithm and the key's use are fixed, not read
 * from the token. What was verified a moment ago is recognised by its hash, without public-key
 * arithmetic. Whether the session goes on is for {@link org.gatehouse.core.session.Callers} to say.
 */
@Singleton
public class TokenVerifier {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int REMEMBERED_AT_MOST = 20_000;

  private final SigningKeys keys;
  private final SignatureCheck signatures;
  private final Settings settings;
  private final Clock clock;
  private final LongAdder recognised = new LongAdder();
  private final LongAdder verified = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Cache<String, VerifiedToken> cache =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(REMEMBERED_AT_MOST).build();

  @Inject
  TokenVerifier(SigningKeys keys, Settings settings, Clock clock) {
    this.keys = keys;
    this.signatures = new SignatureCheck(keys);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What a token says, if the token is ours and hasn't expired.
   *
   * @param token anything
   */
  public Optional<VerifiedToken> verify(String token) {
    if (token.length() > SignatureCheck.LONGEST) {
      refused.increment();
      return Optional.empty();
    }
    String hash = RandomToken.hash(token);
    VerifiedToken known = cache.getIfPresent(hash);
    Optional<VerifiedToken> good =
        Optional.ofNullable(known)
            .or(() -> remember(hash, check(token)))
            .filter(v -> v.expiresAt().isAfter(clock.instant()))
            // Its key may have been withdrawn since.
            .filter(v -> keys.named(v.keyId()).isPresent());
    (good.isEmpty() ? refused : known == null ? verified : recognised).increment();
    return good;
  }

  /** What came of all tokens that were shown since the start. */
  public Checks checks() {
    return new Checks(recognised.sum(), verified.sum(), refused.sum());
  }

  private Optional<VerifiedToken> remember(String hash, Optional<VerifiedToken> checked) {
    checked.ifPresent(fresh -> cache.put(hash, fresh));
    return checked;
  }

  private Optional<VerifiedToken> check(String token) {
    Optional<SignedJWT> jwt = signatures.verify(token);
    if (jwt.isEmpty()) {
      return Optional.empty();
    }
    try {
      JWSHeader header = jwt.get().getHeader();
      Optional<TokenKind> kind = TokenKind.ofSession(header.getType());
      return kind.isEmpty()
          ? Optional.empty()
          : accept(kind.get(), header.getKeyID(), jwt.get().getJWTClaimsSet());
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<VerifiedToken> accept(TokenKind kind, String kid, JWTClaimsSet claims)
      throws ParseException {
    String session = claims.getStringClaim(Claims.SESSION);
    Long generation = claims.getLongClaim(Claims.GENERATION);
    boolean ours =
        settings.publicUrl().toString().equals(claims.getIssuer())
            && claims.getAudience().contains(kind.audience(settings))
            && claims.getExpirationTime() != null
            && session != null;
    return ours
        ? Optional.of(
            new VerifiedToken(
                kind,
                kid,
                UUID.fromString(session),
                claims.getExpirationTime().toInstant(),
                generation == null ? OptionalLong.empty() : OptionalLong.of(generation)))
        : Optional.empty();
  }

  /**
   * What came of tokens that were shown.
   *
   * @param recognised how many were right, and recognised
   * @param verified how many were right, and new here
   * @param refused how many weren't
   */
  public record Checks(long recognised, long verified, long refused) {}
}
