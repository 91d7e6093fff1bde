package org.gatehouse.core.oauth;

import java.util.List;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.proof.ShownProof;
import org.gatehouse.core.session.Client;

/**
 * Who asks for tokens (RFC 6749, 3.2), whatever for.
 *
 * @param issuer whom
 * @param client who has proven to be it, or can't
 * @param proof what it shows of the key to which the tokens shall be bound
 * @param resources for whom the access token shall be (RFC 8707); none for all that were allowed
 * @param from where it is
 */
public record TokenRequest(
    Issuer issuer, KnownClient client, ShownProof proof, List<String> resources, Client from) {}
