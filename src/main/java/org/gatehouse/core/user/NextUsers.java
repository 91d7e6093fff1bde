package org.gatehouse.core.user;

import java.util.Optional;
import java.util.UUID;

/**
 * Which users come next, in the order of their keys.
 *
 * @param after behind whom; behind nobody at the beginning
 * @param most how many at the most
 */
public record NextUsers(Optional<UUID> after, int most) {}
