package com.example.both;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows which access tokens (RFC 9068) are Gatehouse's and meant for this application. */
@ApplicationScoped
public class AccessTokens {
  /** A name that clients ask for as their {@code resource}, not where this application is. */
  private static final String AUDIENCE = "https://web-and-api.example.com";

  @Inject private Settings settings;
  private DefaultJWTProcessor<SecurityContext> processor;

  /**
   * Who has sent a token.
   *
   * @param name the id of a person, as on the pages; of a program that acts for itself its client
   *     id
   * @param roles a program that acts for itself has none
   */
  public record Caller(String name, Set<String> roles) {}

  /** With the first token, since Gatehouse may start later than this. */
  @PostConstruct
  void begin() {
    processor = new DefaultJWTProcessor<>();
    // All else that Gatehouse signs, such as ID tokens, says another type (RFC 9068, 4).
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, JWKSourceBuilder.create(keys()).build()));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            AUDIENCE,
            new JWTClaimsSet.Builder().issuer(settings.getIssuer()).build(),
            Set.of("sub", "exp"));
    // Not a minute more than Gatehouse says.
    claims.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(claims);
  }

  private URL keys() {
    try (Client client = ClientBuilder.newClient()) {
      String address =
          client
              .target(settings.getIssuer())
              .path(".well-known/openid-configuration")
              .request()
              .get(JsonObject.class)
              .getString("jwks_uri");
      return URI.create(address).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who has sent this token, if it is good. */
  public Optional<Caller> verify(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      if (claims.getClaim("cnf") != null) {
        // Bound to a key (RFC 9449), of which nobody here asks for the proof.
        return Optional.empty();
      }
      List<String> groups = claims.getStringListClaim("groups");
      return Optional.of(
          new Caller(claims.getSubject(), groups == null ? Set.of() : Set.copyOf(groups)));
    } catch (ParseException | BadJOSEException | RateLimitReachedException e) {
      // The last: very many have shown tokens of keys that nobody knows, or the keys were fetched
      // just now.
      return Optional.empty();
    } catch (JOSEException e) {
      throw new IllegalStateException("The keys of Gatehouse can't be had", e);
    }
  }
}
