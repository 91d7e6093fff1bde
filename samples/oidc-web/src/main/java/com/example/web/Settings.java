package com.example.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What differs from installation to installation: system properties, or OIDC_WEB_CLIENT_ID and so
 * on.
 */
@Named
@ApplicationScoped
public class Settings {
  /** Gatehouse's issuer, such as {@code https://login.example.com/o/corpinc}. */
  @Inject
  @ConfigProperty(name = "oidc.web.issuer")
  private String issuer;

  @Inject
  @ConfigProperty(name = "oidc.web.client.id")
  private String clientId;

  @Inject
  @ConfigProperty(name = "oidc.web.client.secret")
  private String clientSecret;

  /** Where the API is. */
  @Inject
  @ConfigProperty(name = "oidc.web.api")
  private String api;

  public String getIssuer() {
    return issuer;
  }

  public String getClientId() {
    return clientId;
  }

  public String getClientSecret() {
    return clientSecret;
  }

  public String getApi() {
    return api;
  }
}
