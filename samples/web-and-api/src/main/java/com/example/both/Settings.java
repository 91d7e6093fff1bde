package com.example.both;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What differs from installation to installation: system properties, or WEB_AND_API_CLIENT_ID and
 * so on.
 */
@Named
@ApplicationScoped
public class Settings {
  /** Gatehouse's issuer, such as {@code https://login.example.com/o/corpinc}. */
  @Inject
  @ConfigProperty(name = "web.and.api.issuer")
  private String issuer;

  @Inject
  @ConfigProperty(name = "web.and.api.client.id")
  private String clientId;

  @Inject
  @ConfigProperty(name = "web.and.api.client.secret")
  private String clientSecret;

  public String getIssuer() {
    return issuer;
  }

  public String getClientId() {
    return clientId;
  }

  public String getClientSecret() {
    return clientSecret;
  }
}
