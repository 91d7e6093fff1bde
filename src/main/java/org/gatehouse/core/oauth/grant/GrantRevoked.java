package org.gatehouse.core.oauth.grant;

import java.util.UUID;

/**
 * Says that grants of a user have ended. Fired as a CDI event; it counts when the transaction has
 * succeeded.
 *
 * @param userId whose
 */
public record GrantRevoked(UUID userId) {}
