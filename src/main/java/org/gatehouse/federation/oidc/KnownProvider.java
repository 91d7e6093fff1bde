package org.gatehouse.federation.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;

/**
 * What a provider says of itself, as we have checked it.
 *
 * @param metadata its configuration (OpenID Connect Discovery 1.0, 3)
 * @param keys its public keys, looked up again when an unknown one is named
 */
record KnownProvider(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}
