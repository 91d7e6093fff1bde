package org.gatehouse.core.provider;

import java.time.Instant;
import java.util.Optional;

/**
 * Until when metadata of a SAML provider is good.
 *
 * @param certificateExpiresAt when the last of its certificates for signing expires; its key goes
 *     on to count, but the provider most likely changes it by then
 * @param validUntil after this nothing of the provider's is accepted; nothing if it doesn't say
 *     (SAML Metadata 2.3.1)
 */
public record MetadataDates(Instant certificateExpiresAt, Optional<Instant> validUntil) {}
