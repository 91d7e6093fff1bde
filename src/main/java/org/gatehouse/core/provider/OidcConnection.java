package org.gatehouse.core.provider;

import com.google.common.collect.ImmutableMap;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * How an OpenID provider is reached. The client's secret is not in it: see {@link
 * IdentityProviders#clientSecret}.
 *
 * @param issuer its identifier, below which its configuration is found (OpenID Connect Discovery)
 * @param clientId what it calls this workspace's Gatehouse
 * @param hostedDomain the Google Workspace domain that people must be of ({@code hd}); nothing for
 *     any
 * @param scopes what is asked for beside {@code openid}, parted by spaces
 */
public record OidcConnection(
    URI issuer, String clientId, Optional<String> hostedDomain, String scopes)
    implements Connection {
  /**
   * @throws InvalidInput if one of them can't be right, whatever the provider
   */
  public OidcConnection {
    clientId = clientId.strip();
    scopes = scopes.strip();
    hostedDomain = hostedDomain.map(String::strip).filter(domain -> !domain.isEmpty());
    if (!clientId.matches("[\\x21-\\x7e]{1,255}")) {
      throw new InvalidInput(ProviderRule.CLIENT_ID_INVALID);
    }
    // RFC 6749, 3.3.
    if (scopes.length() > 1000 || !scopes.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e ]*")) {
      throw new InvalidInput(ProviderRule.SCOPES_INVALID);
    }
    if (hostedDomain.filter(domain -> !domain.matches("[A-Za-z0-9.-]{1,253}")).isPresent()) {
      throw new InvalidInput(ProviderRule.HOSTED_DOMAIN_INVALID);
    }
  }

  @Override
  public String peer() {
    return issuer.toString();
  }

  @Override
  public Map<String, String> settings() {
    return ImmutableMap.of(
        "issuer",
        issuer.toString(),
        "client_id",
        clientId,
        "hosted_domain",
        hostedDomain.orElse(""),
        "scopes",
        scopes);
  }
}
