package org.gatehouse.core.oauth.request;

import java.util.List;
import java.util.Set;
import org.gatehouse.core.oauth.claims.RequestedClaims;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.grant.CodeBinding;

/**
 * What a client asks of a person (RFC 6749, 4.1.1; OpenID Connect Core 1.0, 3.1.2.1).
 *
 * @param client which client
 * @param scopes what it wants to learn and do; those it may not have count for nothing
 * @param resources for whom its access tokens shall be (RFC 8707); none for us
 * @param binding what has to be shown with the code
 * @param demands what it demands of the login
 * @param claims what it wants to be told by name
 */
public record AuthorizationRequest(
    KnownClient client,
    Set<String> scopes,
    List<String> resources,
    CodeBinding binding,
    Demands demands,
    RequestedClaims claims) {}
