package org.gatehouse.federation.oidc;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.fetch.GivenFetch;
import org.gatehouse.core.provider.OidcConnection;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.FakeProvider;
import org.gatehouse.fixture.Given;

/** A login at a provider of the tests, by the classes of this package alone. */
final class Login {
  static final URI REDIRECT = URI.create("http://localhost:8080/v1/auth/oidc/callback/0");
  static final UUID WORKSPACE = UUID.randomUUID();
  private static final Settings SETTINGS = Given.settings(Map.of());
  static final String STATE = "the-state";
  private static final String VERIFIER = "v".repeat(43);

  static final ProviderHttp EXCHANGE = new ProviderHttp(GivenFetch.onThisMachine());

  private final Discovery discovery = new Discovery(EXCHANGE, true);
  private final ProviderMetadataCache providers = new ProviderMetadataCache(discovery, EXCHANGE);
  private final VerifyAuthorizationResponse verifyResponse =
      new VerifyAuthorizationResponse(
          providers,
          new TokenEndpoint(EXCHANGE),
          new UserInfoEndpoint(EXCHANGE, Clock.systemUTC(), SETTINGS),
          Clock.systemUTC(),
          SETTINGS);
  private final FakeProvider provider;
  private Registration registration;
  private LoginExpectations expectations =
      new LoginExpectations(REDIRECT, VERIFIER, "the-nonce", Optional.empty());

  Login(FakeProvider provider) {
    this.provider = provider;
    this.registration = registration(Optional.of(FakeProvider.SECRET), Optional.empty(), Set.of());
  }

  private Registration registration(
      Optional<String> secret, Optional<String> domain, Set<String> wanted) {
    return new Registration(
        UUID.randomUUID(),
        WORKSPACE,
        0,
        new OidcConnection(URI.create(provider.issuer()), FakeProvider.CLIENT, domain, "groups"),
        secret,
        wanted);
  }

  Login withSecret(Optional<String> secret) {
    registration = registration(secret, Optional.empty(), Set.of());
    return this;
  }

  Login ofDomain(String domain) {
    registration = registration(registration.clientSecret(), Optional.of(domain), Set.of());
    return this;
  }

  Login wanting(String... claims) {
    registration = registration(registration.clientSecret(), Optional.empty(), Set.of(claims));
    return this;
  }

  Login anew(Instant since) {
    expectations = new LoginExpectations(REDIRECT, VERIFIER, "the-nonce", Optional.of(since));
    return this;
  }

  Registration registration() {
    return registration;
  }

  CachedProvider known() {
    return providers.of(registration);
  }

  URI address() {
    return AuthorizationRequest.of(registration, known(), STATE, expectations);
  }

  /** Goes there and comes back. */
  VerifiedIdToken complete() {
    return complete(provider.answer(address()).getRawQuery());
  }

  /** Comes back with these parameters. */
  VerifiedIdToken complete(String query) {
    return verifyResponse.verify(
        registration, AuthorizationResponse.of(parameters(query)), expectations);
  }

  static Map<String, List<String>> parameters(String query) {
    return FakeProvider.parameters(query).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
  }
}
