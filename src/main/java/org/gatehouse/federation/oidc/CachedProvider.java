package org.gatehouse.federation.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * What a provider says of itself, as we have checked it.
 *
 * @param configuration where it is reached, and how
 * @param keys its public keys, looked up again when an unknown one is named
 */
record CachedProvider(UnderstoodProvider configuration, JWKSource<SecurityContext> keys) {}
