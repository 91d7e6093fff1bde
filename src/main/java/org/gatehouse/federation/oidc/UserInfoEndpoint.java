package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.Settings;

/**
 * Asks a provider for what the ID token doesn't say (OpenID Connect Core 1.0, 5.3): as JSON,
 * whatever the answer calls it, or as a signed JWT.
 */
@Singleton
class UserInfoEndpoint {
  private static final String WHAT = "userinfo";

  private final ProviderHttp http;
  private final Clock clock;
  private final Duration tolerance;

  @Inject
  UserInfoEndpoint(ProviderHttp http, Clock clock, Settings settings) {
    this.http = http;
    this.clock = clock;
    this.tolerance = settings.clockTolerance();
  }

  /**
   * The claims about somebody. That they can't be had is a refusal: without the groups somebody
   * would lose the roles that come from them.
   *
   * @param endpoint of the provider
   * @param subject whom the ID token is about; an answer about another doesn't count
   * @throws OidcRefused if there is no answer about that one
   */
  Map<String, Object> ask(
      Registration registration,
      CachedProvider provider,
      URI endpoint,
      AccessToken token,
      Subject subject) {
    ProviderHttp.Reply reply;
    try {
      reply =
          http.send(
              registration.workspaceId(), new UserInfoRequest(endpoint, token).toHTTPRequest());
    } catch (InvalidInput e) {
      throw new OidcRefused(OidcRefusal.UNREACHABLE, WHAT);
    }
    if (reply.status() != 200) {
      throw new OidcRefused(
          reply.status() >= 500 ? OidcRefusal.UNREACHABLE : OidcRefusal.PROVIDER_ERROR,
          WHAT,
          "HTTP " + reply.status());
    }
    Map<String, Object> claims =
        JsonMembers.read(reply.body())
            .map(JsonMembers::members)
            .orElseGet(() -> signed(registration, provider, reply));
    if (!(claims.get("sub") instanceof String sub)) {
      throw new OidcRefused(OidcRefusal.UNREADABLE, WHAT);
    }
    if (!sub.equals(subject.getValue())) {
      throw new OidcRefused(OidcRefusal.NO_SUBJECT, WHAT);
    }
    return claims;
  }

  /** OpenID Connect Core 1.0, 5.3.2: it names who says so, and to whom. */
  private Map<String, Object> signed(
      Registration registration, CachedProvider provider, ProviderHttp.Reply reply) {
    JWT token = parse(reply);
    if (token instanceof EncryptedJWT) {
      throw new OidcRefused(OidcRefusal.UNREADABLE, "userinfo-encrypted");
    }
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("userinfo+jwt"), null));
    processor.setJWSKeySelector(IdTokens.selector(provider));
    processor.setJWTClaimsSetVerifier(verifier(registration));
    try {
      return processor.process(IdTokens.signed(token), null).toJSONObject();
    } catch (BadJWTException e) {
      throw new OidcRefused(OidcRefusal.UNREADABLE, "userinfo-claims");
    } catch (BadJOSEException | JOSEException e) {
      throw IdTokens.keyRefusal(e);
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> verifier(Registration registration) {
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            registration.clientId(),
            new JWTClaimsSet.Builder().issuer(registration.issuer().toString()).build(),
            Set.of("sub")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew((int) tolerance.toSeconds());
    return verifier;
  }

  private static JWT parse(ProviderHttp.Reply reply) {
    try {
      return JWTParser.parse(reply.body().strip());
    } catch (ParseException e) {
      String type = reply.type().orElse("");
      throw new OidcRefused(
          OidcRefusal.UNREADABLE,
          WHAT,
          Optional.of(type)
              .filter(sent -> !sent.isEmpty())
              .map(sent -> "Content-Type: " + sent)
              .orElse(""));
    }
  }
}
