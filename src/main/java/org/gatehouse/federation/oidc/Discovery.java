package org.gatehouse.federation.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.settings.Loopback;
import org.gatehouse.core.settings.Settings;

/** Learns from a provider's issuer where its endpoints are (OpenID Connect Discovery 1.0). */
@Singleton
public class Discovery {
  /** Microsoft's addresses that stand for all tenants: their tokens name another issuer each. */
  private static final Pattern ANY_TENANT =
      Pattern.compile(
          "https://login\\.microsoftonline\\.[a-z]+/(common|organizations|consumers|\\{.*})(/.*)?",
          Pattern.CASE_INSENSITIVE);

  private final Exchange exchange;
  private final boolean plainAllowed;

  @Inject
  Discovery(Exchange exchange, Settings settings) {
    this(exchange, Loopback.isNamedBy(settings.publicUrl().getHost()));
  }

  /**
   * @param plainAllowed whether a provider may be reached by plain http, because we are for this
   *     machine only
   */
  Discovery(Exchange exchange, boolean plainAllowed) {
    this.exchange = exchange;
    this.plainAllowed = plainAllowed;
  }

  /**
   * Asks a provider, and tells what was understood.
   *
   * @param issuer as an administrator has typed it
   * @throws InvalidInput saying what is wrong with the issuer, or with what it answers
   */
  public UnderstoodProvider understand(String issuer) {
    OIDCProviderMetadata metadata = read(issuer);
    return new UnderstoodProvider(
        URI.create(metadata.getIssuer().getValue()),
        metadata.getAuthorizationEndpointURI(),
        metadata.getTokenEndpointURI(),
        Optional.ofNullable(metadata.getUserInfoEndpointURI()),
        metadata.getJWKSetURI(),
        Optional.ofNullable(metadata.getEndSessionEndpointURI()),
        accepted(metadata).map(JWSAlgorithm::getName).sorted().toList(),
        metadata.supportsBackChannelLogout());
  }

  /**
   * The configuration of a provider, checked.
   *
   * @throws InvalidInput saying what is wrong with the issuer, or with what it answers
   */
  OIDCProviderMetadata read(String issuer) {
    requireAddress(issuer);
    OIDCProviderMetadata metadata = parse(fetch(issuer));
    if (!metadata.getIssuer().getValue().equals(issuer)) {
      throw new InvalidInput(
          "oidcIssuer.other", "The configuration there is of an issuer that is written otherwise.");
    }
    requireEndpoints(metadata);
    requireFlow(metadata);
    return metadata;
  }

  private void requireAddress(String issuer) {
    if (ANY_TENANT.matcher(issuer).matches()) {
      throw new InvalidInput(
          "oidcIssuer.anyTenant", "The issuer must be the one of a tenant, not of all of them.");
    }
    if (!isAddress(issuer)) {
      throw new InvalidInput(
          "oidcIssuer.invalid", "The issuer must be an https address without ? and #.");
    }
  }

  private boolean isAddress(String issuer) {
    try {
      URI address = new URI(issuer);
      return isAllowed(address) && address.getRawQuery() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether an address is one that we would call or send a person to. */
  private boolean isAllowed(URI address) {
    boolean scheme =
        "https".equals(address.getScheme()) || (plainAllowed && "http".equals(address.getScheme()));
    return scheme
        && address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null;
  }

  private String fetch(String issuer) {
    try {
      return exchange.configuration(OIDCProviderMetadata.resolveURL(new Issuer(issuer)).toURI());
    } catch (GeneralException | URISyntaxException e) {
      throw new IllegalStateException("it was looked at", e);
    }
  }

  private static OIDCProviderMetadata parse(String json) {
    try {
      return OIDCProviderMetadata.parse(json);
    } catch (com.nimbusds.oauth2.sdk.ParseException | IllegalArgumentException e) {
      throw new InvalidInput(
          "oidcIssuer.unreadable", "What the issuer answers is no OpenID configuration.");
    }
  }

  private void requireEndpoints(OIDCProviderMetadata metadata) {
    List<URI> needed =
        Stream.of(
                metadata.getAuthorizationEndpointURI(),
                metadata.getTokenEndpointURI(),
                metadata.getJWKSetURI())
            .filter(Objects::nonNull)
            .toList();
    boolean allowed =
        Stream.concat(
                needed.stream(),
                Stream.of(metadata.getUserInfoEndpointURI(), metadata.getEndSessionEndpointURI())
                    .filter(Objects::nonNull))
            .allMatch(this::isAllowed);
    if (needed.size() < 3 || !allowed) {
      throw new InvalidInput(
          "oidcIssuer.endpoints",
          "The issuer must name an authorization, a token and a keys address, all of them https.");
    }
  }

  private static void requireFlow(OIDCProviderMetadata metadata) {
    boolean code =
        Optional.ofNullable(metadata.getResponseTypes())
            .map(types -> types.contains(ResponseType.CODE))
            .orElse(false);
    if (!code || accepted(metadata).findAny().isEmpty() || authentication(metadata).isEmpty()) {
      throw new InvalidInput(
          "oidcIssuer.unsuitable",
          "The issuer must offer the authorization code flow, client_secret_basic or"
              + " client_secret_post, and RS256, PS256 or ES256.");
    }
  }

  private static Stream<JWSAlgorithm> accepted(OIDCProviderMetadata metadata) {
    return Optional.ofNullable(metadata.getIDTokenJWSAlgs()).stream()
        .flatMap(List::stream)
        .filter(Algorithms.ACCEPTED::contains);
  }

  /** How a client with a secret proves who it is; the standard's answer if nothing is said. */
  static Optional<ClientAuthenticationMethod> authentication(OIDCProviderMetadata metadata) {
    List<ClientAuthenticationMethod> offered =
        Objects.requireNonNullElse(
            metadata.getTokenEndpointAuthMethods(),
            List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
    return Stream.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .filter(offered::contains)
        .findFirst();
  }
}
