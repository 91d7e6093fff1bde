package org.gatehouse.core.provider;

import java.time.Instant;

/**
 * When a provider's metadata was read.
 *
 * @param readAt when it was last understood
 * @param triedAt when somebody last tried
 * @param problem the rule that what was found then broke; empty if all was well
 */
public record MetadataReading(Instant readAt, Instant triedAt, String problem) {}
