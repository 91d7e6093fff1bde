package org.gatehouse.federation.oidc;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What was understood of an OpenID provider (OpenID Connect Discovery 1.0, 3): what we use of it,
 * checked.
 *
 * @param issuer what it calls itself, letter by letter
 * @param authorizationEndpoint where people are sent
 * @param tokenEndpoint where we redeem codes
 * @param userInfoEndpoint where we ask for what the ID token doesn't say
 * @param keys where its public keys are
 * @param endSessionEndpoint where people are logged out, if it offers that
 * @param algorithms with which of those that we accept it signs ID tokens
 * @param backChannelLogout whether it tells us when people log out
 * @param basic whether it takes our secret by HTTP Basic, and not among the parameters
 * @param namesIssuer whether it always says who answers (RFC 9207)
 */
public record UnderstoodProvider(
    URI issuer,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    Optional<URI> userInfoEndpoint,
    URI keys,
    Optional<URI> endSessionEndpoint,
    List<String> algorithms,
    boolean backChannelLogout,
    boolean basic,
    boolean namesIssuer) {}
