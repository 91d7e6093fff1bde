package org.gatehouse.core.oauth.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.fetch.Fetch;
import org.gatehouse.core.oauth.client.ShownClient.ShownAssertion;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.replay.ReplayCache;

/**
 * Clients that prove who they are by a signature of their own key: {@code private_key_jwt} (OpenID
 * Connect Core 1.0, 9; RFC 7523). Each assertion counts once.
 */
@Singleton
public class ClientAssertions {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private static final int LONGEST = 8_192;
  private static final int LONGEST_ID = 500;
  private static final int LARGEST_SET = 64 * 1024;

  /** How long one may be good: for so long it has to be remembered. */
  private static final Duration LONGEST_LIFETIME = Duration.ofMinutes(10);

  /** By how much clocks may differ. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  private final ReplayCache replayCache;
  private final Fetch fetch;
  private final Clock clock;

  /** Keys that have to be fetched, by client and address; each knows when to ask again. */
  private final Cache<String, JWKSource<SecurityContext>> sources =
      Caffeine.newBuilder().expireAfterAccess(REMEMBERED).maximumSize(1_000).build();

  @Inject
  ClientAssertions(ReplayCache replayCache, Fetch fetch, Clock clock) {
    this.replayCache = replayCache;
    this.fetch = fetch;
    this.clock = clock;
  }

  /** By which algorithms clients may sign (RFC 8414, 2). */
  public static List<String> algorithms() {
    return ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().toList();
  }

  /**
   * Which client an assertion is of, before anything about it is believed.
   *
   * @param token anything
   */
  public static Optional<String> clientId(String token) {
    try {
      return token.length() > LONGEST
          ? Optional.empty()
          : Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet().getSubject());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** Whether this is an assertion of this client, and hasn't been shown before. */
  boolean isProof(KnownClient client, ShownAssertion shown) {
    if (shown.token().length() > LONGEST) {
      return false;
    }
    try {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(client)));
      // What it says is looked at below.
      processor.setJWTClaimsSetVerifier((claims, context) -> {});
      JWTClaimsSet claims = processor.process(shown.token(), null);
      return isFor(client, shown, claims) && isNew(client, claims);
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isFor(KnownClient client, ShownAssertion shown, JWTClaimsSet claims) {
    Instant now = clock.instant();
    return client.clientId().equals(claims.getIssuer())
        && client.clientId().equals(claims.getSubject())
        && claims.getAudience().stream().anyMatch(shown.audiences()::contains)
        && claims.getExpirationTime() != null
        && claims.getExpirationTime().toInstant().isAfter(now.minus(SKEW))
        && claims.getExpirationTime().toInstant().isBefore(now.plus(LONGEST_LIFETIME).plus(SKEW))
        && (claims.getNotBeforeTime() == null
            || claims.getNotBeforeTime().toInstant().isBefore(now.plus(SKEW)));
  }

  private boolean isNew(KnownClient client, JWTClaimsSet claims) {
    String id = claims.getJWTID();
    return id != null
        && !id.isBlank()
        && id.length() <= LONGEST_ID
        && replayCache.use(
            "client-assertion " + client.clientId(),
            id,
            claims.getExpirationTime().toInstant().plus(SKEW));
  }

  private JWKSource<SecurityContext> source(KnownClient client) throws ParseException {
    Optional<URI> address = client.metadata().jwksUri();
    if (address.isEmpty()) {
      return new ImmutableJWKSet<>(JWKSet.parse(client.metadata().jwks().orElseThrow().toString()));
    }
    return sources.get(
        client.clientId() + " " + address.get(), key -> fetched(client, address.get()));
  }

  private JWKSource<SecurityContext> fetched(KnownClient client, URI address) {
    try {
      return JWKSourceBuilder.create(
              address.toURL(), url -> new Resource(text(client, address), "application/json"))
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private String text(KnownClient client, URI address) throws IOException {
    try {
      String set =
          new String(
              fetch.getDirectly(client.id(), address, "application/json", LARGEST_SET),
              StandardCharsets.UTF_8);
      if (!ClientKeys.areAcceptable(set)) {
        throw new IOException("Not a set of public keys that we would verify with");
      }
      return set;
    } catch (InvalidInput e) {
      throw new IOException(e);
    }
  }
}
