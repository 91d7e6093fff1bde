package org.gatehouse.core.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of an {@link OidcConnection}; null where the provider is none. */
@Embeddable
class OidcColumns {
  private @Nullable String issuer;

  @Column(name = "client_id")
  private @Nullable String clientId;

  @Column(name = "sealed_client_secret")
  private @Nullable String sealedSecret;

  @Column(name = "hosted_domain")
  private @Nullable String hostedDomain;

  private String scopes = "";

  protected OidcColumns() {}

  OidcConnection read() {
    return new OidcConnection(
        URI.create(Objects.requireNonNull(issuer)),
        Objects.requireNonNull(clientId),
        Optional.ofNullable(hostedDomain),
        scopes);
  }

  void write(OidcConnection connection) {
    issuer = connection.issuer().toString();
    clientId = connection.clientId();
    hostedDomain = connection.hostedDomain().orElse(null);
    scopes = connection.scopes();
  }

  Optional<String> sealedSecret() {
    return Optional.ofNullable(sealedSecret);
  }

  void sealedSecret(@Nullable String sealed) {
    sealedSecret = sealed;
  }
}
