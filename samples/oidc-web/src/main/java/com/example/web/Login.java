package com.example.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.LogoutDefinition;

/** How people log in: at Gatehouse, whose roles are in the claim {@code groups} of its answer. */
@OpenIdAuthenticationMechanismDefinition(
    providerURI = "${settings.issuer}",
    clientId = "${settings.clientId}",
    clientSecret = "${settings.clientSecret}",
    redirectURI = "${baseURL}/callback",
    redirectToOriginalResource = true,
    // That the access token is for the API (RFC 8707): a name that both know, not where it is.
    extraParameters = "resource=https://reports.example.com",
    // The server isn't told of logouts elsewhere: when the access token has expired, it sends
    // people to Gatehouse again,
    // who come back at once unless they have logged out there.
    logout = @LogoutDefinition(accessTokenExpiry = true))
@ApplicationScoped
public class Login {}
