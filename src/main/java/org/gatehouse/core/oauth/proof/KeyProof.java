package org.gatehouse.core.oauth.proof;

import java.time.Instant;

/**
 * That a client has a key, for one request.
 *
 * @param key the key, by its thumbprint (RFC 7638)
 * @param id the {@code jti} of the proof
 * @param until how long it would be good
 */
public record KeyProof(String key, String id, Instant until) {}
