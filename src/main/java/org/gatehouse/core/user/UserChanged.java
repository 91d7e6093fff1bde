package org.gatehouse.core.user;

import java.util.UUID;

/**
 * Says that what is known of a user or its sessions is out of date: a session ended, a role,
 * status, name, address, password or second factor changed. Fired as a CDI event; it counts when
 * the transaction has succeeded.
 *
 * @param userId which user
 */
public record UserChanged(UUID userId) {}
