package com.example.both;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.LogoutDefinition;

/** How people log in on the pages. Programs at the API don't come to this: {@link BearerTokens}. */
@OpenIdAuthenticationMechanismDefinition(
    providerURI = "${settings.issuer}",
    clientId = "${settings.clientId}",
    clientSecret = "${settings.clientSecret}",
    redirectURI = "${baseURL}/callback",
    redirectToOriginalResource = true,
    // The one name that a person has in ID tokens and in access tokens, and that never changes.
    claimsDefinition = @ClaimsDefinition(callerNameClaim = "sub"),
    logout = @LogoutDefinition(accessTokenExpiry = true))
@ApplicationScoped
public class Login {}
