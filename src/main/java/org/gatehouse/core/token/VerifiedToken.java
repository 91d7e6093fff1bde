package org.gatehouse.core.token;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a token of ours says.
 *
 * @param kind what it is for
 * @param keyId which of our keys has signed it
 * @param sessionId in which session it was issued
 * @param expiresAt its {@code exp}
 * @param generation of which generation of the session's tokens it is; nothing, if it is never
 *     replaced, as the cookie's
 */
public record VerifiedToken(
    TokenKind kind, String keyId, UUID sessionId, Instant expiresAt, OptionalLong generation) {}
