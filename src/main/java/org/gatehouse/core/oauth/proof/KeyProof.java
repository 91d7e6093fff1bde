package org.gatehouse.core.oauth.proof;

import java.time.Instant;

/**
 * That a client has a key, for one request.
 *
 * @param key the key, by its thumbprint (RFC 7638)
 * @param id the {@code jti} of the proof
 * @param until as long as it may be good on any node
 */
public record KeyProof(String key, String id, Instant until) {}
