package org.gatehouse.federation.oidc;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What was understood of an OpenID provider, to be shown to an administrator.
 *
 * @param issuer what it calls itself
 * @param authorizationEndpoint where people are sent
 * @param tokenEndpoint where we redeem codes
 * @param userInfoEndpoint where we ask for what the ID token doesn't say
 * @param keys where its public keys are
 * @param endSessionEndpoint where people are logged out, if it offers that
 * @param algorithms with which of those that we accept it signs ID tokens
 * @param backChannelLogout whether it tells us when people log out
 */
public record UnderstoodProvider(
    URI issuer,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    Optional<URI> userInfoEndpoint,
    URI keys,
    Optional<URI> endSessionEndpoint,
    List<String> algorithms,
    boolean backChannelLogout) {}
