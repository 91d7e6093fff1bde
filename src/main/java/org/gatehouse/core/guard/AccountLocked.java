package org.gatehouse.core.guard;

import java.util.Optional;
import java.util.UUID;

/**
 * Says that too many attempts have failed in a row. Fired as a CDI event.
 *
 * @param userId whose attempts; nothing, if there is no such user
 */
public record AccountLocked(Optional<UUID> userId) {}
