package org.gatehouse.core.oauth.client;

import java.util.UUID;

/**
 * Says that what is known of a client or its secrets is out of date. Fired as a CDI event; it
 * counts when the transaction has succeeded.
 *
 * @param clientId which client
 */
public record ClientChanged(UUID clientId) {}
