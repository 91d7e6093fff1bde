package org.gatehouse.federation.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.core.secret.WrongMasterKey;
import org.gatehouse.core.signon.ProviderLogout;
import org.gatehouse.core.signon.ProviderSession;
import org.jspecify.annotations.Nullable;

/** Sends somebody to a provider to log out there, too (OpenID Connect RP-Initiated Logout 1.0). */
@Singleton
class LogOutAtProvider implements ProviderLogout {
  private static final String PURPOSE = "oidc-logout-state";

  /** How long somebody may take for the provider's pages. */
  private static final Duration STATE_LASTS = Duration.ofMinutes(10);

  /** Longer ones make an address that servers refuse. */
  private static final int LONGEST_HINT = 4_000;

  private final Registrations registrations;
  private final ProviderMetadataCache metadataCache;
  private final OidcAddresses addresses;
  private final Vault vault;
  private final Clock clock;

  @Inject
  LogOutAtProvider(
      Registrations registrations,
      ProviderMetadataCache metadataCache,
      OidcAddresses addresses,
      Vault vault,
      Clock clock) {
    this.registrations = registrations;
    this.metadataCache = metadataCache;
    this.addresses = addresses;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Protocol protocol() {
    return Protocol.OIDC;
  }

  /** Something if the provider offers to log people out, and answers. */
  @Override
  public Optional<String> address(IdentityProvider provider, ProviderSession session, String then) {
    Registration registration = registrations.of(provider);
    try {
      return metadataCache
          .of(registration)
          .configuration()
          .endSessionEndpoint()
          .map(
              endpoint ->
                  new LogoutRequest(
                          endpoint,
                          hint(session.credential()),
                          null,
                          new ClientID(registration.clientId()),
                          addresses.loggedOut(),
                          new State(state(then)),
                          null)
                      .toURI()
                      .toString());
    } catch (OidcRefused e) {
      // Then it is logged out here alone.
      return Optional.empty();
    }
  }

  private static @Nullable JWT hint(String idToken) {
    try {
      return idToken.isEmpty() || idToken.length() > LONGEST_HINT ? null : JWTParser.parse(idToken);
    } catch (ParseException e) {
      return null;
    }
  }

  /** What the provider gives back when it has logged the person out. */
  String state(String then) {
    long until = clock.instant().plus(STATE_LASTS).getEpochSecond();
    return vault.seal(PURPOSE, "", until + " " + then);
  }

  /**
   * Where the person wanted to be, if this is a state of ours, and not an old one.
   *
   * @param state anything
   */
  Optional<String> then(String state) {
    try {
      String[] opened = vault.open(PURPOSE, "", state).split(" ", 2);
      boolean current = clock.instant().getEpochSecond() <= Long.parseLong(opened[0]);
      return current ? Optional.of(opened[1]) : Optional.empty();
    } catch (WrongMasterKey e) {
      return Optional.empty();
    }
  }
}
