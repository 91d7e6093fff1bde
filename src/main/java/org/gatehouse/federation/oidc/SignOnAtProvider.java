package org.gatehouse.federation.oidc;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.signon.Authenticated;
import org.gatehouse.core.signon.ProviderSession;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.core.signon.StartedSignOn;

/** Sends somebody to a provider, and looks at what it answers. */
@Singleton
class SignOnAtProvider {
  private static final String EMAIL = "email";

  /** More would not be kept: without it the provider may ask whether to log out. */
  private static final int LONGEST_ID_TOKEN = 20_000;

  /** Longer than any login takes. */
  private static final Duration STATE_REMEMBERED = Duration.ofMinutes(30);

  private final Registrations registrations;
  private final ProviderMetadataCache metadataCache;
  private final VerifyAuthorizationResponse verifyResponse;
  private final SignOns signOns;
  private final ReplayCache replayCache;
  private final OidcAddresses addresses;

  @Inject
  SignOnAtProvider(
      Registrations registrations,
      ProviderMetadataCache metadataCache,
      VerifyAuthorizationResponse verifyResponse,
      SignOns signOns,
      ReplayCache replayCache,
      OidcAddresses addresses) {
    this.registrations = registrations;
    this.metadataCache = metadataCache;
    this.verifyResponse = verifyResponse;
    this.signOns = signOns;
    this.replayCache = replayCache;
    this.addresses = addresses;
  }

  /**
   * Where to send the browser.
   *
   * @param beginning begins the login, once it is clear that the provider can be asked
   * @throws OidcRefused if it can't
   */
  URI begin(IdentityProvider provider, Supplier<StartedSignOn> beginning) {
    Registration registration = registrations.of(provider);
    CachedProvider known = metadataCache.of(registration);
    StartedSignOn begun = beginning.get();
    return AuthorizationRequest.of(registration, known, begun.handle(), expected(begun.signOn()));
  }

  /**
   * Looks at an answer. The first of several with the same state is looked at, and no other reaches
   * the provider: it would have to take the second for a theft of the code.
   *
   * @param signOn the login that the state is of
   * @param door whose redirect address it came to; anything is allowed
   * @param browser what the browser's cookie says; anything is allowed
   * @param parameters what the provider has sent by the browser
   * @return who it is
   * @throws OidcRefused saying why it doesn't count
   */
  Authenticated verify(
      SignOn signOn,
      String door,
      String state,
      String browser,
      Map<String, List<String>> parameters) {
    if (!signOn.provider().id().toString().equals(door)) {
      throw new OidcRefused(OidcRefusal.MIX_UP);
    }
    if (!signOns.isOf(signOn, browser)) {
      throw new OidcRefused(OidcRefusal.OTHER_BROWSER);
    }
    AuthorizationResponse answer = AuthorizationResponse.of(parameters);
    if (!replayCache.use("oidc-state", state, signOn.beganAt().plus(STATE_REMEMBERED))) {
      throw new OidcRefused(OidcRefusal.UNKNOWN_REQUEST);
    }
    IdentityProvider provider = signOn.provider();
    return authenticated(
        provider, verifyResponse.verify(registrations.of(provider), answer, expected(signOn)));
  }

  private LoginExpectations expected(SignOn signOn) {
    return new LoginExpectations(
        addresses.callback(signOn.provider().id()),
        signOns.secret(signOn),
        signOns.nonce(signOn),
        signOn.isAnew() ? Optional.of(signOn.beganAt()) : Optional.empty());
  }

  private static Authenticated authenticated(IdentityProvider provider, VerifiedIdToken verified) {
    boolean vouched = verified.emailVerified() && provider.attributes().email().equals(EMAIL);
    ExternalIdentity said =
        new ExternalIdentity(provider.id(), verified.subject(), verified.attributes(), vouched);
    return new Authenticated(
        meant(provider, said),
        new ProviderSession(
            verified.subject(),
            verified.session(),
            verified.idToken().length() <= LONGEST_ID_TOKEN ? verified.idToken() : "",
            Optional.empty()));
  }

  /** The same with the subject that the administrator has chosen. */
  private static ExternalIdentity meant(IdentityProvider provider, ExternalIdentity said) {
    String name = provider.attributes().subject();
    if (name.isEmpty()) {
      return said;
    }
    String subject =
        said.value(name)
            .filter(value -> value.length() <= ExternalIdentity.LONGEST_SUBJECT)
            .orElseThrow(() -> new OidcRefused(OidcRefusal.NO_SUBJECT, "attribute"));
    return new ExternalIdentity(
        said.providerId(), subject, said.attributes(), said.emailVerified());
  }
}
